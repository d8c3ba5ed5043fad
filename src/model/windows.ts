/** A run of words that the model sees at once. */
export interface Window {
  readonly firstWord: number;
  /** One after the last word. */
  readonly endWord: number;
}

/**
 * Cuts a text's words into windows of at most `size` pieces, each overlapping the one before by about
 * `overlap` pieces, so that every word stands well inside some window.
 *
 * @param pieces number of pieces of each word
 */
export function cutWindows(pieces: ArrayLike<number>, size: number, overlap: number): Window[] {
  const windows: Window[] = [];
  let first = 0;
  while (first < pieces.length) {
    let end = first;
    let total = 0;
    while (end < pieces.length && (end === first || total + (pieces[end] ?? 0) <= size)) total += pieces[end++] ?? 0;
    windows.push({ firstWord: first, endWord: end });
    if (end === pieces.length) break;
    let next = end;
    let shared = 0;
    while (next - 1 > first && shared + (pieces[next - 1] ?? 0) <= overlap) shared += pieces[--next] ?? 0;
    first = next;
  }
  return windows;
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
