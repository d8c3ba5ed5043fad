import type { Window } from "./windows.ts";

/** What the model gave for one window. */
export interface WindowScores extends Window {
  /** Rows of columns; those of words' first pieces are meant to be read. */
  readonly values: Float32Array;
  /** Where in `values` the row of each word of the window begins. */
  readonly rows: Int32Array;
}

/** Rows of some words that stand beside each other. */
export interface Rows {
  readonly values: Float32Array;
  /** Where in `values` the row of each of the words begins. */
  readonly starts: Int32Array;
}

/** The scores of a text's windows, as far as they are needed. */
export class ScoredText {
  readonly #windows = new Map<number, WindowScores>();
  readonly #best: Uint16Array;
  readonly #words: number;
  readonly #width: number;

  /** @param best the window of each word; @param width columns of a row */
  constructor(best: Uint16Array, width: number) {
    this.#best = best;
    this.#words = best.length;
    this.#width = width;
  }

  set(window: number, scores: WindowScores): void {
    this.#windows.set(window, scores);
  }

  /** Forgets the windows that end before a word, and gives them back. */
  forgetBefore(word: number): WindowScores[] {
    const forgotten: WindowScores[] = [];
    for (const [number, window] of this.#windows)
      if (window.endWord <= word) {
        forgotten.push(window);
        this.#windows.delete(number);
      }
    return forgotten;
  }

  /** The window of a word: the one where it stands furthest from an edge. */
  windowOf(word: number): WindowScores {
    return this.#windows.get(this.#best[word] as number) as WindowScores;
  }

  /** The rows of words `first` to `end` from one window, the one with most around them; each from its own window where none holds them all. */
  around(first: number, end: number): Rows {
    let [most, found] = [-1, undefined as WindowScores | undefined];
    for (const window of this.#windows.values()) {
      const { firstWord, endWord } = window;
      if (firstWord > first || endWord < end) continue;
      const before = firstWord === 0 ? this.#words : first - firstWord;
      const behind = endWord === this.#words ? this.#words : endWord - end;
      const room = Math.min(before, behind);
      if (room > most) [most, found] = [room, window];
    }
    if (found === undefined) return this.#gathered(first, end);
    return { values: found.values, starts: found.rows.subarray(first - found.firstWord, end - found.firstWord) };
  }

  #gathered(first: number, end: number): Rows {
    const values = new Float32Array((end - first) * this.#width);
    const starts = Int32Array.from({ length: end - first }, (_, at) => at * this.#width);
    for (let word = first; word < end; word++) {
      const { firstWord, rows, values: from } = this.windowOf(word);
      const start = rows[word - firstWord] as number;
      values.set(from.subarray(start, start + this.#width), (word - first) * this.#width);
    }
    return { values, starts };
  }
}

/** The number of the highest of `count` values from a place on; the first of equals. */
export function highestOf(values: Float32Array | Float64Array, start: number, count: number): number {
  let best = 0;
  let highest = values[start] as number;
  for (let at = 1; at < count; at++) {
    const value = values[start + at] as number;
    if (value > highest) {
      highest = value;
      best = at;
    }
  }
  return best;
}
