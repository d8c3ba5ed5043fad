import { createOffsets, type Offsets } from "../text/offsets.ts";
import { type Span, slice } from "../text/span.ts";

/** W3C Web Annotation: the characters meant, with what stands before and after. */
export interface TextQuoteSelector {
  readonly type: "TextQuoteSelector";
  readonly exact: string;
  readonly prefix: string;
  readonly suffix: string;
}

/** W3C Web Annotation: half-open offsets in Unicode code points. */
export interface TextPositionSelector {
  readonly type: "TextPositionSelector";
  readonly start: number;
  readonly end: number;
}

/** Makes both selectors for any span of one text. */
export type Selectors = (span: Span) => readonly [TextQuoteSelector, TextPositionSelector];

/** UTF-16 units of context on each side, at least, where the text has them; the W3C's examples and browsers use about this many. */
const CONTEXT_UNITS = 32;
/** UTF-16 units that are searched for a grapheme's border; longer graphemes are cut between code points. */
const GRAPHEME_UNITS = 64;

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/** Selectors for spans of `text`. Context never cuts a grapheme, so it may be a little longer than 32 units. */
export function createSelectors(text: string): Selectors {
  const offsets = createOffsets(text);
  return (span) => [quote(text, span), position(offsets, span)];
}

function quote(text: string, span: Span): TextQuoteSelector {
  const from = borderBefore(text, Math.max(0, span.start - CONTEXT_UNITS));
  const to = borderAfter(text, Math.min(text.length, span.end + CONTEXT_UNITS));
  return {
    type: "TextQuoteSelector",
    exact: slice(text, span),
    prefix: text.slice(Math.min(from, span.start), span.start),
    suffix: text.slice(span.end, Math.max(to, span.end)),
  };
}

function position(offsets: Offsets, span: Span): TextPositionSelector {
  return { type: "TextPositionSelector", start: offsets.toCodePoints(span.start), end: offsets.toCodePoints(span.end) };
}

/** The last grapheme border at or before `offset`. */
function borderBefore(text: string, offset: number): number {
  const from = wholeCharacter(text, Math.max(0, offset - GRAPHEME_UNITS));
  const window = text.slice(from, Math.min(text.length, offset + GRAPHEME_UNITS));
  if (offset - from >= window.length) return offset;
  return from + (graphemes.segment(window).containing(offset - from)?.index ?? offset - from);
}

/** The first grapheme border at or after `offset`. */
function borderAfter(text: string, offset: number): number {
  const before = borderBefore(text, offset);
  if (before === offset) return offset;
  const window = text.slice(before, before + 2 * GRAPHEME_UNITS);
  return before + (graphemes.segment(window).containing(0)?.segment.length ?? offset - before);
}

function wholeCharacter(text: string, offset: number): number {
  const unit = text.charCodeAt(offset);
  return offset > 0 && unit >= 0xdc00 && unit <= 0xdfff ? offset - 1 : offset;
}
