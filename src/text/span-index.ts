import { overlaps, type Span } from "./span.ts";

/** Width of a cell (UTF-16 units): a few words, so that a cell holds few spans and a sentence lies in few cells. */
const CELL_UNITS = 128;

/** One span in an index, so that it can be taken out again. */
export interface IndexedSpan {
  readonly span: Span;
  readonly number: number;
  removed: boolean;
}

/**
 * Numbered spans by place. Asking costs as much as the place is long, and as many spans as lie around it,
 * but not as much as the text is long.
 */
export class SpanIndex {
  readonly #cells = new Map<number, IndexedSpan[]>();

  /** Adds a span; several spans may share a number. */
  add(span: Span, number: number): IndexedSpan {
    const entry = { span, number, removed: false };
    for (let cell = cellOf(span.start); cell <= cellOf(span.end); cell++) {
      const known = this.#cells.get(cell);
      if (known === undefined) this.#cells.set(cell, [entry]);
      else known.push(entry);
    }
    return entry;
  }

  /** The numbers of the spans that share a unit with a place, each once, in rising order. */
  touching(place: Span): number[] {
    const found = new Set<number>();
    for (let cell = cellOf(place.start); cell <= cellOf(place.end); cell++)
      for (const { number, span } of this.#living(cell)) if (overlaps(span, place)) found.add(number);
    return [...found].sort((a, b) => a - b);
  }

  /** Whether any span shares a unit with a place. */
  touches(place: Span): boolean {
    for (let cell = cellOf(place.start); cell <= cellOf(place.end); cell++)
      if (this.#living(cell).some(({ span }) => overlaps(span, place))) return true;
    return false;
  }

  #living(cell: number): readonly IndexedSpan[] {
    const entries = this.#cells.get(cell) ?? [];
    if (!entries.some(({ removed }) => removed)) return entries;
    const living = entries.filter(({ removed }) => !removed);
    this.#cells.set(cell, living);
    return living;
  }
}

/** An index of spans, numbered by their place in the list. */
export function indexSpans(spans: readonly Span[]): SpanIndex {
  const index = new SpanIndex();
  spans.forEach((span, number) => {
    index.add(span, number);
  });
  return index;
}

const cellOf = (at: number): number => Math.floor(at / CELL_UNITS);
