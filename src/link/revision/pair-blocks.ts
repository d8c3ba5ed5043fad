import type { ArticleRecord, RecordBlock } from "../../article/record.ts";
import { foldedWords } from "../../text/folded-words.ts";
import { contains, slice } from "../../text/span.ts";
import { alignWhole } from "../align.ts";

/** A block of the earlier text and the block of the later one that it became; one of them is absent where it was added or removed. */
export interface BlockPair {
  readonly before: RecordBlock | null;
  readonly after: RecordBlock | null;
  /** The same words in another place. */
  readonly isMoved: boolean;
}

/** Share of words in common from which two blocks are one that was edited; half of them may differ in a short paragraph. */
const LEAST_COMMON = 0.5;

/** Pairs the blocks of two revisions: equal ones in order first, then the most alike of the same kind. */
export function pairBlocks(before: ArticleRecord, after: ArticleRecord): readonly BlockPair[] {
  const [olds, news] = [outerBlocks(before), outerBlocks(after)];
  const { steps } = alignWhole(olds.map(keyOf), news.map(keyOf));
  const kept = steps.filter(({ isSame }) => isSame);
  const [usedOld, usedNew] = [new Set(kept.map(({ a }) => a)), new Set(kept.map(({ b }) => b))];
  const pairs: BlockPair[] = [];
  for (const { a, b, common } of alike(olds, news)) {
    if (usedOld.has(a) || usedNew.has(b)) continue;
    usedOld.add(a);
    usedNew.add(b);
    pairs.push({
      before: olds[a]?.block ?? null,
      after: news[b]?.block ?? null,
      isMoved: common === 1 && keyOf(olds[a]) === keyOf(news[b]),
    });
  }
  const removed = olds.flatMap(({ block }, index): BlockPair[] =>
    usedOld.has(index) ? [] : [{ before: block, after: null, isMoved: false }],
  );
  const added = news.flatMap(({ block }, index): BlockPair[] =>
    usedNew.has(index) ? [] : [{ before: null, after: block, isMoved: false }],
  );
  return [...pairs, ...removed, ...added];
}

interface OuterBlock {
  readonly block: RecordBlock;
  readonly text: string;
  readonly words: ReadonlyMap<string, number>;
  readonly count: number;
}

/** Blocks that lie in no other, so that no word is compared twice. */
function outerBlocks({ blocks, text }: ArticleRecord): readonly OuterBlock[] {
  return blocks
    .filter(
      (block, index) => !blocks.some((other, at) => at !== index && contains(other, block) && (!contains(block, other) || at < index)),
    )
    .map((block) => {
      const words = foldedWords(slice(text, block));
      const counts = new Map<string, number>();
      for (const { word } of words) counts.set(word, (counts.get(word) ?? 0) + 1);
      return { block, text: slice(text, block), words: counts, count: words.length };
    });
}

const keyOf = (outer: OuterBlock | undefined): string => `${outer?.block.kind ?? ""}\n${outer?.text ?? ""}`;

/** Every two blocks that may be one, the most alike first; a headline is a headline however much of it is new. */
function alike(olds: readonly OuterBlock[], news: readonly OuterBlock[]): readonly { a: number; b: number; common: number }[] {
  const all = olds.flatMap((old, a) =>
    news.flatMap((one, b) => {
      const common = commonShare(old, one);
      const isHeadline = old.block.kind === "headline" && one.block.kind === "headline";
      const least = old.block.kind === one.block.kind ? (isHeadline ? 0 : LEAST_COMMON) : 1;
      return common >= least ? [{ a, b, common }] : [];
    }),
  );
  return all.sort((x, y) => y.common - x.common || Math.abs(x.a - x.b) - Math.abs(y.a - y.b) || x.a - y.a);
}

function commonShare(a: OuterBlock, b: OuterBlock): number {
  if (a.count + b.count === 0) return a.text === b.text ? 1 : 0;
  let common = 0;
  for (const [word, count] of a.words) common += Math.min(count, b.words.get(word) ?? 0);
  return (2 * common) / (a.count + b.count);
}
