/**
 * The highest-scoring tree with one root (Chu and Liu 1965, Edmonds 1967).
 *
 * @param scores `count` rows of `count` + 1: each head for each word, the last column the root
 * @param heads receives the head of each word, −1 for the root
 */
export function bestTree(scores: Float64Array, count: number, heads: Int32Array): void {
  const roots = greedyHeads(scores, count, heads);
  if (count === 0 || (roots === 1 && !hasCycle(heads, count))) return;
  const found = arborescence(withOneRoot(scores, count), count + 1, count);
  for (let word = 0; word < count; word++) heads[word] = found[word] === count ? -1 : (found[word] as number);
}

/** Sets every word's likeliest head; returns how many chose the root. */
function greedyHeads(scores: Float64Array, count: number, heads: Int32Array): number {
  let roots = 0;
  for (let word = 0; word < count; word++) {
    const row = word * (count + 1);
    let best = -1;
    let highest = Number.NEGATIVE_INFINITY;
    for (let head = 0; head < count; head++) {
      const score = scores[row + head] as number;
      if (score > highest && head !== word) {
        highest = score;
        best = head;
      }
    }
    if ((scores[row + count] as number) > highest) {
      best = -1;
      roots++;
    } else if (best < 0) roots++;
    heads[word] = best;
  }
  return roots;
}

/** Whether any word is not below a root. */
function hasCycle(heads: Int32Array, count: number): boolean {
  const seen = new Int32Array(count);
  for (let word = 0; word < count; word++) {
    let at = word;
    while (at >= 0 && seen[at] === 0) {
      seen[at] = word + 1;
      at = heads[at] as number;
    }
    if (at >= 0 && seen[at] === word + 1) return true;
  }
  return false;
}

/** The same scores, square, the root the last; an arc from the root costs more than all others can give, so that one is taken. */
function withOneRoot(scores: Float64Array, count: number): Float64Array {
  let [lowest, highest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let at = 0; at < count * (count + 1); at++) {
    lowest = Math.min(lowest, scores[at] as number);
    highest = Math.max(highest, scores[at] as number);
  }
  const fine = (highest - lowest + 1) * (count + 1);
  const square = new Float64Array((count + 1) * (count + 1)).fill(Number.NEGATIVE_INFINITY);
  square.set(scores.subarray(0, count * (count + 1)));
  for (let word = 0; word < count; word++) {
    square[word * (count + 1) + word] = Number.NEGATIVE_INFINITY;
    square[word * (count + 1) + count] = (scores[word * (count + 1) + count] as number) - fine;
  }
  return square;
}

/** The head of every word of a square of scores (word, head), −∞ for what is barred. */
function arborescence(scores: Float64Array, size: number, root: number): Int32Array {
  const heads = new Int32Array(size);
  for (let word = 0; word < size; word++) heads[word] = word === root ? -1 : bestHead(scores, size, word);
  const cycle = findCycle(heads, root);
  if (cycle.length === 0) return heads;
  return expand(scores, size, root, heads, cycle);
}

function bestHead(scores: Float64Array, size: number, word: number): number {
  let best = 0;
  for (let head = 1; head < size; head++) if ((scores[word * size + head] as number) > (scores[word * size + best] as number)) best = head;
  return best;
}

/** The words of one cycle. */
function findCycle(heads: Int32Array, root: number): number[] {
  const seen = new Int32Array(heads.length);
  for (let word = 0; word < heads.length; word++) {
    let at = word;
    while (at !== root && seen[at] === 0) {
      seen[at] = word + 1;
      at = heads[at] as number;
    }
    if (at === root || seen[at] !== word + 1) continue;
    const cycle = [at];
    for (let next = heads[at] as number; next !== at; next = heads[next] as number) cycle.push(next);
    return cycle;
  }
  return [];
}

/** Solves with the words of a cycle made one, and opens it again where the best arc enters it. */
function expand(scores: Float64Array, size: number, root: number, heads: Int32Array, cycle: readonly number[]): Int32Array {
  const inCycle = new Uint8Array(size);
  for (const word of cycle) inCycle[word] = 1;
  // Words outside keep their order; the cycle, made one, stands behind them.
  const outside = heads.map((_, word) => word).filter((word) => inCycle[word] === 0);
  const merged = outside.length;
  const leave = new Int32Array(merged);
  const enter = new Int32Array(merged);
  const small = new Float64Array((merged + 1) * (merged + 1)).fill(Number.NEGATIVE_INFINITY);
  for (let index = 0; index < merged; index++) {
    const word = outside[index] as number;
    const row = index * (merged + 1);
    for (let other = 0; other < merged; other++) small[row + other] = scores[word * size + (outside[other] as number)] as number;
    let highest = Number.NEGATIVE_INFINITY;
    let gained = Number.NEGATIVE_INFINITY;
    leave[index] = enter[index] = cycle[0] as number;
    for (const inner of cycle) {
      const score = scores[word * size + inner] as number;
      const gain = (scores[inner * size + word] as number) - (scores[inner * size + (heads[inner] as number)] as number);
      if (score > highest) [highest, leave[index]] = [score, inner];
      if (gain > gained) [gained, enter[index]] = [gain, inner];
    }
    small[row + merged] = highest;
    small[merged * (merged + 1) + index] = gained;
  }
  const solved = arborescence(small, merged + 1, outside.indexOf(root));
  const result = heads.slice();
  for (let index = 0; index < merged; index++) {
    const head = solved[index] as number;
    if (head >= 0) result[outside[index] as number] = head === merged ? (leave[index] as number) : (outside[head] as number);
  }
  const from = solved[merged] as number;
  result[enter[from] as number] = outside[from] as number;
  return result;
}
