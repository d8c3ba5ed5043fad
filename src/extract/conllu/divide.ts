import { type Span, slice } from "../../text/span.ts";

/**
 * Where the words of a written word stand in it: "don't" is "do" and "n't". Words that are not spelt as they are
 * written ("not" for "n't") share what is left. `undefined` when there are fewer characters than words.
 */
export function divide(text: string, whole: Span, words: readonly string[]): readonly Span[] | undefined {
  if (words.length === 1) return [whole];
  const characters = Array.from(slice(text, whole));
  if (characters.length < words.length) return undefined;
  const spans: Span[] = [];
  let [start, used] = [whole.start, 0];
  for (const [index, word] of words.entries()) {
    const most = characters.length - used - (words.length - index - 1);
    const count = index === words.length - 1 ? most : countOf(word, characters.slice(used), most, words.length - index);
    const end = start + characters.slice(used, used + count).join("").length;
    spans.push({ start, end });
    used += count;
    start = end;
  }
  return spans;
}

/** Characters of a word at the head of `rest`: its own, or else its share. */
function countOf(word: string, rest: readonly string[], most: number, shares: number): number {
  const own = Array.from(word);
  const isThere = own.length > 0 && own.length <= most && own.every((character, at) => character === rest[at]);
  return isThere ? own.length : Math.max(1, Math.floor(rest.length / shares));
}
