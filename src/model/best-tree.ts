/**
 * The highest-scoring tree with one root (Chu and Liu 1965, Edmonds 1967).
 *
 * @param scores `count` rows of `count` + 1: each head for each word, the last column the root
 * @param heads receives the head of each word, −1 for the root
 */
export function bestTree(scores: Float64Array, count: number, heads: Int32Array): void {
  const roots = greedyHeads(scores, count, heads);
  if (count === 0 || (roots === 1 && !hasCycle(heads, count))) return;
  const found = arborescence(withOneRoot(scores, count), count + 1);
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

/** The head of every word of a square of scores (word, head), −∞ for what is barred; the last is the root. */
function arborescence(scores: Float64Array, size: number): Int32Array {
  const root = size - 1;
  const heads = new Int32Array(size);
  for (let word = 0; word < root; word++) heads[word] = bestHead(scores, size, word);
  heads[root] = -1;
  const cycle = findCycle(heads, root);
  if (cycle.length === 0) return heads;
  return expand(scores, size, heads, cycle);
}

function bestHead(scores: Float64Array, size: number, word: number): number {
  let best = 0;
  for (let head = 1; head < size; head++) if ((scores[word * size + head] as number) > (scores[word * size + best] as number)) best = head;
  return best;
}

/** The words of one cycle. */
function findCycle(heads: Int32Array, root: number): number[] {
  const seen = new Int32Array(root + 1);
  for (let word = 0; word < root; word++) {
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
function expand(scores: Float64Array, size: number, heads: Int32Array, cycle: readonly number[]): Int32Array {
  const score = (word: number, head: number): number => scores[word * size + head] as number;
  const inCycle = new Set(cycle);
  const outside = Array.from(heads.keys()).filter((word) => !inCycle.has(word));
  // Words outside keep their order, the root the last of them; the cycle, made one, is put before the root.
  const [smallSize, merged] = [outside.length + 1, outside.length - 1];
  const numberOf = (index: number): number => (index < merged ? index : merged + 1);
  const small = new Float64Array(smallSize * smallSize).fill(Number.NEGATIVE_INFINITY);
  const leave = new Int32Array(outside.length);
  const enter = new Int32Array(outside.length);
  outside.forEach((word, index) => {
    const isRoot = index === merged;
    if (!isRoot) {
      outside.forEach((head, other) => {
        if (other !== index) small[numberOf(index) * smallSize + numberOf(other)] = score(word, head);
      });
      leave[index] = highestBy(cycle, (head) => score(word, head));
      small[numberOf(index) * smallSize + merged] = score(word, leave[index] as number);
    }
    const gain = (inner: number): number => score(inner, word) - score(inner, heads[inner] as number);
    const entered = highestBy(cycle, gain);
    enter[index] = entered;
    small[merged * smallSize + numberOf(index)] = gain(entered);
  });
  const solved = arborescence(small, smallSize);
  const wordOf = (number: number): number => (number < merged ? number : number - 1);
  const result = heads.slice();
  outside.slice(0, merged).forEach((word, index) => {
    const head = solved[numberOf(index)] as number;
    result[word] = head === merged ? (leave[index] as number) : (outside[wordOf(head)] as number);
  });
  const from = wordOf(solved[merged] as number);
  result[enter[from] as number] = outside[from] as number;
  return result;
}

function highestBy(words: readonly number[], scoreOf: (word: number) => number): number {
  let [best, highest] = [words[0] as number, Number.NEGATIVE_INFINITY];
  for (const word of words) {
    const score = scoreOf(word);
    if (score > highest) [best, highest] = [word, score];
  }
  return best;
}
