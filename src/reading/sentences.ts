import type { Block } from "../article/block.ts";
import { readLexicon } from "../resource/lexicon.ts";
import type { Resources } from "../resource/resources.ts";
import type { Span } from "../text/span.ts";

/** Words before a full stop that does not end a sentence, in lower case, without the stop. */
export type Abbreviations = ReadonlySet<string>;

/** A longer sentence is none: a list or a text without full stops; cut so that work on a sentence stays small (UTF-16 units). */
const MOST_SENTENCE_UNITS = 5_000;
/** Closing marks behind a full stop are seldom more. */
const MOST_CLOSING_MARKS = 8;

/** Reads the abbreviations. @throws SaysoError E_RESOURCE, E_LEXICON */
export async function readAbbreviations(resources: Resources): Promise<Abbreviations> {
  const rows = await readLexicon(resources, "data/lexicon/en/abbreviation.tsv", ["abbreviation"]);
  return new Set(rows.map(({ abbreviation }) => abbreviation));
}

/**
 * Splits a text into sentences: at line ends, at the edges of blocks, and after `.`, `!`, `?` or `…` with the
 * closing marks behind it, where the next word does not begin in lower case and the last is no abbreviation.
 * A sentence of more than 5,000 units is cut between two words.
 */
export function splitSentences(text: string, blocks: readonly Block[], words: readonly Span[], abbreviations: Abbreviations): Span[] {
  const edges = new Set(blocks.map((block) => block.start));
  const sentences: Span[] = [];
  let first = 0;
  const close = (last: number): void => {
    const [start, end] = [words[first]?.start, words[last]?.end];
    if (start !== undefined && end !== undefined && first <= last) sentences.push({ start, end });
    first = last + 1;
  };
  words.forEach((word, index) => {
    const next = words[index + 1];
    if (next === undefined) close(index);
    else if (text.slice(word.end, next.start).includes("\n") || edges.has(next.start)) close(index);
    else if (next.end - (words[first]?.start ?? 0) > MOST_SENTENCE_UNITS) close(index);
    else if (
      next.start > word.end &&
      endsHere(text, words, first, index, abbreviations) &&
      !/^\p{Ll}/u.test(text.slice(next.start, next.end))
    )
      close(index);
  });
  return sentences;
}

function endsHere(text: string, words: readonly Span[], first: number, index: number, abbreviations: Abbreviations): boolean {
  let at = index;
  const character = (): string => text.slice(words[at]?.start, words[at]?.end);
  while (at > first && index - at < MOST_CLOSING_MARKS && /^["'”’)\]]$/u.test(character())) at--;
  if (!/^[.!?…]$/u.test(character())) return false;
  if (character() !== ".") return true;
  const before = words[at - 1];
  if (before === undefined || before.end !== words[at]?.start) return true;
  const word = text.slice(before.start, before.end);
  return !(abbreviations.has(word.toLowerCase()) || /^\p{Lu}$/u.test(word));
}
