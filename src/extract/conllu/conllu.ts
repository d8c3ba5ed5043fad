import type { Arc, Layers, Token } from "../../article/article.ts";
import { SaysoError } from "../../errors.ts";
import type { Span } from "../../text/span.ts";
import { divide } from "./divide.ts";
import { charactersOf, rebuild, surfacesOf } from "./rebuild.ts";
import { type ConlluSentence, readSentences } from "./sentences.ts";

/** A text with the layers that came with it. */
export interface GivenText {
  readonly text: string;
  readonly layers: Readonly<Partial<Pick<Layers, "sentences" | "tokens" | "trees">>>;
}

/** A longer sentence is none, but a text that nobody has divided, in UTF-16 units. */
const MOST_SENTENCE_UNITS = 5_000;

/**
 * The text of one CoNLL-U document, with its sentences, and with its tokens and trees where every word has a tag and a
 * head; docs/conllu.md says how the text is rebuilt. Empty nodes, enhanced relations and other keys of MISC are not kept.
 *
 * @param firstLine the number of the document's first line in its file, for messages
 * @throws SaysoError E_CONLLU with the line's number; E_EMPTY when there is no token
 */
export function readConllu(source: string, firstLine = 1): GivenText {
  const sentences = readSentences(source.replace(/^\uFEFF/, ""), firstLine);
  if (sentences.length === 0) throw new SaysoError("E_EMPTY", "there is no token");
  const { text, places } = rebuild(sentences, source.length);
  const spans = places.map((words) => ({ start: words[0]?.start ?? 0, end: words.at(-1)?.end ?? 0 }));
  if (spans.some(({ start, end }) => end - start > MOST_SENTENCE_UNITS)) return { text, layers: {} };
  const isComplete = sentences.every(({ words }) => words.every(({ upos, head }) => upos !== "_" && upos !== "" && head !== null));
  const tokens = isComplete ? tokensOf(sentences, places, text) : undefined;
  return { text, layers: { sentences: spans, ...(tokens === undefined ? {} : { tokens, trees: arcsOf(sentences) }) } };
}

/** Every word at its place; `undefined` when a multiword token has fewer characters than words. */
function tokensOf(sentences: readonly ConlluSentence[], places: readonly (readonly Span[])[], text: string): readonly Token[] | undefined {
  const tokens: Token[] = [];
  for (const [number, sentence] of sentences.entries())
    for (const [index, { first, last }] of surfacesOf(sentence).entries()) {
      const words = sentence.words.slice(first - 1, last);
      const place = places[number]?.[index];
      const spans = place === undefined ? undefined : divide(text, place, words.map(charactersOf));
      if (spans === undefined) return undefined;
      for (const [nth, span] of spans.entries()) {
        const { form = "", lemma = "", upos = "", xpos = "", feats = "" } = words[nth] ?? {};
        // A lemma "_" is unknown, but for the form "_".
        tokens.push({ ...span, upos, xpos: known(xpos), lemma: form === "_" ? lemma : known(lemma), feats: known(feats) });
      }
    }
  return tokens;
}

const known = (cell: string): string => (cell === "_" ? "" : cell);

function arcsOf(sentences: readonly ConlluSentence[]): readonly Arc[] {
  let before = 0;
  return sentences.flatMap(({ words }) => {
    const first = before;
    before += words.length;
    return words.map(({ head, relation }) => ({ head: head === null || head === 0 ? -1 : first + head - 1, relation: known(relation) }));
  });
}
