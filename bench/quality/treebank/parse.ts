import type { Span } from "../../../src/text/span.ts";
import type { Treebank } from "./conllu.ts";

/** A syntactic word as it is scored. */
export interface ParsedWord extends Span {
  readonly form: string;
  readonly upos: string;
  readonly xpos: string;
  readonly lemma: string;
  /** The number of the head in the text; −1 for the root of a sentence. */
  readonly head: number;
  readonly relation: string;
  /** The written token that this word is a part of, where that is known. */
  readonly within?: Span | null;
}

/** What somebody says about one text: its words and where its sentences end. */
export interface Parse {
  readonly words: readonly ParsedWord[];
  /** Offsets behind the last character of each sentence. */
  readonly sentenceEnds: readonly number[];
}

/** The treebank's own word on a document. */
export const parseOf = ({ tokens, sentences }: Treebank): Parse => ({
  words: tokens,
  sentenceEnds: sentences.flatMap(({ end }) => tokens[end - 1]?.end ?? []),
});

/** For each offset of a text (and the one behind it) how many characters that are no white space stand before it. */
export function solidOffsets(text: string): Uint32Array {
  const solid = new Uint32Array(text.length + 1);
  for (let i = 0; i < text.length; i++) solid[i + 1] = (solid[i] ?? 0) + (/\s/u.test(text.charAt(i)) ? 0 : 1);
  return solid;
}
