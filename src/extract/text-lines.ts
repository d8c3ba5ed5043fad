import { type Span, trimSpan } from "../text/span.ts";

/** One line or paragraph of a text given as text. */
export interface TextUnit extends Span {
  readonly text: string;
  /** Whether an empty line, or the text's end, follows. */
  readonly blankAfter: boolean;
}

/** UTF-16 units between which most lines of hard-wrapped text end. */
const WRAP_SHORTEST = 45;
const WRAP_LONGEST = 120;
/** Share of inner lines that must look cut for the text to be hard-wrapped. */
const WRAP_SHARE = 0.6;
const FEWEST_INNER_LINES = 3;

/**
 * The units of a text: its lines, or, where lines are cut at a width inside their sentences, the paragraphs between
 * empty lines. No unit is empty; together they hold every character that is not white space.
 */
export function unitsOf(text: string): readonly TextUnit[] {
  const lines = linesOf(text);
  const units = isHardWrapped(lines) ? joined(lines, text) : lines;
  return units.filter((unit) => unit.text !== "");
}

function linesOf(text: string): readonly TextUnit[] {
  const spans: Span[] = [];
  let start = 0;
  for (const match of text.matchAll(/\r\n|[\n\r\u2028\u2029]/gu)) {
    spans.push({ start, end: match.index });
    start = match.index + match[0].length;
  }
  spans.push({ start, end: text.length });
  const trimmed = spans.map((span) => trimSpan(text, span));
  return trimmed.flatMap((span, i) => {
    if (span === undefined) return [];
    const next = trimmed[i + 1];
    return [{ ...span, text: text.slice(span.start, span.end), blankAfter: next === undefined }];
  });
}

function isHardWrapped(lines: readonly TextUnit[]): boolean {
  const inner = lines.filter((line) => !line.blankAfter);
  if (inner.length < FEWEST_INNER_LINES || inner.some((line) => line.text.length > WRAP_LONGEST)) return false;
  const cut = inner.filter((line) => line.text.length >= WRAP_SHORTEST && !/[.!?:]["”’')\]]*$/u.test(line.text));
  return cut.length >= WRAP_SHARE * inner.length;
}

function joined(lines: readonly TextUnit[], text: string): readonly TextUnit[] {
  const units: TextUnit[] = [];
  let start: number | undefined;
  for (const line of lines) {
    start ??= line.start;
    if (!line.blankAfter) continue;
    units.push({ start, end: line.end, text: text.slice(start, line.end), blankAfter: true });
    start = undefined;
  }
  return units;
}
