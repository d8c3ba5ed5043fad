/** Half-open range of UTF-16 code units in one article's text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The characters of a span. */
export const slice = (text: string, span: Span): string => text.slice(span.start, span.end);

/** Whether `outer` holds every unit of `inner`. */
export const contains = (outer: Span, inner: Span): boolean => outer.start <= inner.start && inner.end <= outer.end;

/** Whether two spans share at least one unit. */
export const overlaps = (a: Span, b: Span): boolean => a.start < b.end && b.start < a.end;

/** The smallest span that holds all of `spans`; `undefined` when there is none. */
export function hull(spans: readonly Span[]): Span | undefined {
  const [first] = spans;
  if (first === undefined) return undefined;
  return spans.reduce((all, { start, end }) => ({ start: Math.min(all.start, start), end: Math.max(all.end, end) }), {
    start: first.start,
    end: first.end,
  });
}

/** Order of spans in a text: by start, the longer first. */
export const bySpan = (a: Span, b: Span): number => a.start - b.start || b.end - a.end;

/** The span without white space at its ends; `undefined` when nothing is left. */
export function trimSpan(text: string, span: Span): Span | undefined {
  let { start, end } = span;
  while (start < end && /\s/u.test(text.charAt(start))) start++;
  while (end > start && /\s/u.test(text.charAt(end - 1))) end--;
  return start < end ? { start, end } : undefined;
}

/** Sorted, with overlapping spans made one; spans that only touch stay apart. */
export function mergeSpans(spans: readonly Span[]): Span[] {
  const merged: Span[] = [];
  for (const { start, end } of [...spans].sort(bySpan)) {
    const last = merged.at(-1);
    if (last !== undefined && start < last.end) merged[merged.length - 1] = { start: last.start, end: Math.max(last.end, end) };
    else merged.push({ start, end });
  }
  return merged;
}
