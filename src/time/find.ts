import { mergeSpans, type Span, slice } from "../text/span.ts";
import type { TimeKind, TimeWords } from "./words.ts";

/** A time expression as written: its kind and the parts that the pattern named. */
export interface Expression extends Span {
  readonly kind: TimeKind;
  readonly parts: Readonly<Record<string, string | undefined>>;
}

/** The time expressions of a text, side by side in its order; where two overlap, the one that begins first, then the longer. */
export function findExpressions(text: string, words: TimeWords): readonly Expression[] {
  const all = windowsOf(text, words).flatMap((window) => expressionsIn(text, window, words));
  const found: Expression[] = [];
  for (const expression of all.sort((a, b) => a.start - b.start || b.end - a.end))
    if (expression.start >= (found.at(-1)?.end ?? 0) && !isName(text, expression)) found.push(expression);
  return found;
}

/** UTF-16 units around a word of time within which its expression and what decides on it lie. */
const AROUND_UNITS = 60;

/** The stretches in which there can be expressions, each from white space to white space. */
function windowsOf(text: string, { trigger }: TimeWords): readonly Span[] {
  return mergeSpans(
    Array.from(text.matchAll(trigger), ({ index, 0: word }) => {
      const before = text.lastIndexOf(" ", index - AROUND_UNITS);
      const after = text.indexOf(" ", index + word.length + AROUND_UNITS);
      return { start: Math.max(0, before), end: after < 0 ? text.length : after };
    }),
  );
}

function expressionsIn(text: string, window: Span, { patterns }: TimeWords): Expression[] {
  const part = slice(text, window);
  return patterns.flatMap(({ kind, pattern }) =>
    Array.from(part.matchAll(pattern), (match): Expression => {
      const start = window.start + match.index;
      return { kind, start, end: start + match[0].length, parts: { ...match.groups } };
    }),
  );
}

/** "USA Today", "CBS This Morning": capitals in the middle of a sentence, where the words are written small. */
const isName = (text: string, { kind, start }: Expression): boolean =>
  NAME_LIKE.has(kind) && /^\p{Lu}/u.test(text.slice(start, start + 2)) && /[\p{L}\p{N}] $/u.test(text.slice(Math.max(0, start - 2), start));
const NAME_LIKE = new Set<TimeKind>(["deictic", "part", "unit", "season"]);
