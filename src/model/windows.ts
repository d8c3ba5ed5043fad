/** A run of words that the model sees at once. */
export interface Window {
  readonly firstWord: number;
  /** One after the last word. */
  readonly endWord: number;
}

/** The pieces of each word of a text, and 1 for the words that begin a line. */
export interface Measures {
  readonly pieces: ArrayLike<number>;
  readonly lineStarts: ArrayLike<number>;
}

/** A window ends at a line's end if it is then at least so full; more often costs time, less often cuts paragraphs (docs/decisions/windows.md). */
const LEAST_FILL = 0.7;

/**
 * Cuts a text's words into windows of at most `size` pieces. Where it can, a window ends at the end of a line and
 * the next begins there; one that must cut a line shares about `overlap` pieces with the next, so that
 * every word stands well inside some window.
 */
export function cutWindows({ pieces, lineStarts }: Measures, size: number, overlap: number): Window[] {
  const windows: Window[] = [];
  let first = 0;
  while (first < pieces.length) {
    let end = first;
    let total = 0;
    while (end < pieces.length && (end === first || total + (pieces[end] ?? 0) <= size)) total += pieces[end++] ?? 0;
    const whole = end === pieces.length ? end : lineEnd(pieces, lineStarts, end, total, LEAST_FILL * size);
    windows.push({ firstWord: first, endWord: whole ?? end });
    if (end === pieces.length) break;
    first = whole ?? sharing(pieces, first, end, overlap);
  }
  return windows;
}

/** The last word that begins a line, at `end` or before it, with at least so many of the `total` pieces in front of it. */
function lineEnd(pieces: ArrayLike<number>, starts: ArrayLike<number>, end: number, total: number, least: number): number | undefined {
  let left = total;
  for (let word = end; left >= least; left -= pieces[--word] ?? 0) if (starts[word] === 1) return word;
  return undefined;
}

/** The first word of the window behind one that ends at `end`, when they share pieces. */
function sharing(pieces: ArrayLike<number>, first: number, end: number, overlap: number): number {
  let next = end;
  let shared = 0;
  while (next - 1 > first && shared + (pieces[next - 1] ?? 0) <= overlap) shared += pieces[--next] ?? 0;
  return next;
}

/** For every word the window in which it stands furthest from an edge that cuts the text. */
export function bestWindows(windows: readonly Window[], words: number): Uint16Array {
  const best = new Uint16Array(words);
  const depth = new Int32Array(words).fill(-1);
  windows.forEach(({ firstWord, endWord }, index) => {
    for (let word = firstWord; word < endWord; word++) {
      const left = firstWord === 0 ? words : word - firstWord;
      const right = endWord === words ? words : endWord - 1 - word;
      const distance = Math.min(left, right);
      if (distance > (depth[word] ?? -1)) {
        depth[word] = distance;
        best[word] = index;
      }
    }
  });
  return best;
}
