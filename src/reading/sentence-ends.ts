import type { Block } from "../article/block.ts";
import type { SentenceEnds } from "../model/read-text.ts";
import type { Span } from "../text/span.ts";
import { firstEndingAfter } from "../text/span-search.ts";

/** Sentences end where the model says so, and at line ends and the edges of blocks in any case; `offset`: where the text given begins. */
export function endsByModel(blocks: readonly Block[], offset: number): SentenceEnds {
  const edges = new Set(blocks.map(({ start }) => start - offset));
  return (text, words) =>
    Uint8Array.from(words, ({ end }, at) => {
      const next = words[at + 1]?.start ?? end;
      return edges.has(next) || (next > end && text.slice(end, next).includes("\n")) ? 1 : 0;
    });
}

/** Sentences end where given ones do, as far as words do, and nowhere else; `offset`: where the text given begins. */
export function endsAsGiven(sentences: readonly Span[], offset: number): SentenceEnds {
  return (_, words) => {
    const numbers = words.map(({ start }) => firstEndingAfter(sentences, start + offset));
    return Uint8Array.from(numbers, (number, at) => (number === numbers[at + 1] ? 2 : 1));
  };
}
