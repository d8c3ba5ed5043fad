/** Words of one shingle, as in the article-extraction-benchmark. */
const SHINGLE = 4;

/** Precision and recall of one page; `null` where the benchmark has none. */
export interface PageScore {
  readonly precision: number | null;
  readonly recall: number | null;
}

/** Precision and recall of a text against the expected one: multisets of shingles of four words, case kept. */
export function scorePage(expected: string, given: string): PageScore {
  const [wanted, found] = [shingles(expected), shingles(given)];
  let both = 0;
  for (const [key, count] of wanted) both += Math.min(count, found.get(key) ?? 0);
  const [wantedSize, foundSize] = [sum(wanted), sum(found)];
  return { precision: foundSize === 0 ? null : both / foundSize, recall: wantedSize === 0 ? null : both / wantedSize };
}

/** F1 of the means over pages, each page with the same weight. */
export function scorePages(pages: readonly PageScore[]): { readonly f1: number; readonly precision: number; readonly recall: number } {
  const precision = mean(pages.flatMap((page) => page.precision ?? []));
  const recall = mean(pages.flatMap((page) => page.recall ?? []));
  return { f1: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall), precision, recall };
}

/** Shingles with their counts; a text of fewer than four words is one shingle. */
function shingles(text: string): ReadonlyMap<string, number> {
  // What Python's \w matches: letters, numbers and the underscore, but no combining marks.
  const words = text.match(/[\p{L}\p{N}_]+/gu) ?? [];
  const counts = new Map<string, number>();
  for (let i = 0; i < Math.max(1, words.length - SHINGLE + 1); i++) {
    const shingle = words.slice(i, i + SHINGLE).join(" ");
    if (shingle !== "") counts.set(shingle, (counts.get(shingle) ?? 0) + 1);
  }
  return counts;
}

const sum = (counts: ReadonlyMap<string, number>): number => counts.values().reduce((total, count) => total + count, 0);
const mean = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0) / Math.max(1, values.length);
