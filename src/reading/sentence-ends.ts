import type { Block } from "../article/block.ts";
import type { SentenceEnds } from "../model/read-text.ts";
import type { Span } from "../text/span.ts";
import { type Abbreviations, splitSentences } from "./sentences.ts";

/** Sentences end where the model says so, and at line ends and the edges of blocks in any case; `offset`: where the text given begins. */
export function endsByModel(blocks: readonly Block[], offset: number): SentenceEnds {
  const edges = new Set(blocks.map(({ start }) => start - offset));
  return (text, words) =>
    Uint8Array.from(words, ({ end }, at) => {
      const next = words[at + 1]?.start ?? end;
      return edges.has(next) || (next > end && text.slice(end, next).includes("\n")) ? 1 : 0;
    });
}

/** Sentences end where the rules say so, and nowhere else. */
export function endsByRules(blocks: readonly Block[], offset: number, abbreviations: Abbreviations): SentenceEnds {
  const moved = blocks.map((block): Block => ({ ...block, start: block.start - offset, end: block.end - offset }));
  return (text, words: readonly Span[]) => {
    const ends = new Set(splitSentences(text, moved, words, abbreviations).map(({ end }) => end));
    return Uint8Array.from(words, ({ end }) => (ends.has(end) ? 1 : 2));
  };
}
