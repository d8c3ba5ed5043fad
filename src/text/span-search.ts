import type { Span } from "./span.ts";

/** The number of the first span that ends behind a place; spans in order, side by side. */
export function firstEndingAfter(spans: readonly Span[], at: number): number {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle] as Span).end <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The last span that starts at a place or before it; spans in order, side by side. */
export function lastStartingAt(spans: readonly Span[], at: number): Span | undefined {
  const number = firstEndingAfter(spans, at);
  const here = spans[number];
  return here !== undefined && here.start <= at ? here : spans[number - 1];
}

/** The span that a place lies in; spans in order, side by side. */
export function spanAt<Found extends Span>(spans: readonly Found[], at: number): Found | undefined {
  const span = spans[firstEndingAfter(spans, at)];
  return span !== undefined && span.start <= at ? span : undefined;
}

/** The spans that share a unit with a place, in order; spans in order, side by side. */
export function spansOver<Found extends Span>(spans: readonly Found[], place: Span): readonly Found[] {
  const first = firstEndingAfter(spans, place.start);
  let end = first;
  while ((spans[end]?.start ?? Number.POSITIVE_INFINITY) < place.end) end++;
  return spans.slice(first, end);
}
