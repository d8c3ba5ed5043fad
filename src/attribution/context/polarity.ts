import type { Polarity } from "../../record/statement.ts";
import { slice } from "../../text/span.ts";
import type { Saying, Setting } from "./setting.ts";

/** How the source stands to the content where the cue alone looks asserted but its sentence says otherwise. */
export function polarityInContext(saying: Saying, setting: Setting): Polarity {
  const { polarity } = saying.statement;
  if (polarity !== "asserted") return polarity;
  if (isSupposed(saying, setting)) return "hypothetical";
  if (isNegated(saying, setting)) return "not-said";
  return has("about", lastWords(cueWords(saying, setting)), setting) && asks(saying, setting) ? "question" : "asserted";
}

const has = (effect: string, words: readonly string[], { words: { polarity } }: Setting): boolean =>
  words.some((word) => polarity.get(effect)?.has(word) === true);

/** The same for phrases of several words. */
function hasPhrase(effect: string, words: readonly string[], { words: { polarity } }: Setting): boolean {
  const text = ` ${words.join(" ")} `;
  return Array.from(polarity.get(effect) ?? []).some((phrase) => text.includes(` ${phrase} `));
}

/** A text's words in small letters, a contracted "n't" apart. */
const wordsOf = (text: string): readonly string[] => text.toLowerCase().match(/n['’]t\b|\p{L}+?(?=n['’]t\b)|['’]?\p{L}+/gu) ?? [];
const cueWords = ({ statement }: Saying, { text }: Setting): readonly string[] =>
  statement.cue.flatMap((span) => wordsOf(slice(text, span)));
const lastWords = (words: readonly string[]): readonly string[] => [words.at(-1) ?? "", words.slice(-2).join(" ")];

/** "Did not think", "not everyone said", "offered no proof"; but "could not resist saying" says. */
function isNegated(saying: Saying, setting: Setting): boolean {
  const words = cueWords(saying, setting);
  if (hasPhrase("undone", words, setting)) return false;
  return (
    has("negation", words, setting) || has("nobody", wordsOf(before(saying, setting)).slice(-1), setting) || isNothing(saying, setting)
  );
}

/** The object of the cue's verb, at the head of the content, is "nothing" or "no proof". */
function isNothing({ statement, head }: Saying, { view, text, words }: Setting): boolean {
  const [content] = statement.content;
  const first = content === undefined ? undefined : view.over(content)[0];
  if (first === undefined || head === undefined) return false;
  const token = view.tokens[first];
  const object = [first, view.trees[first]?.head ?? -1].find(
    (index) => view.trees[index]?.head === head && view.trees[index]?.relation === "obj",
  );
  return object !== undefined && token !== undefined && words.polarity.get("nothing")?.has(slice(text, token).toLowerCase()) === true;
}

/** UTF-16 units before a saying that are looked at. */
const LOOK_UNITS = 24;

/** The words right before a saying in its sentence; none behind a mark of punctuation. */
function before({ statement, sentence, anchor }: Saying, { text }: Setting): string {
  const start = Math.max(sentence.start, Math.min(anchor, ...statement.source.map((span) => span.start)));
  const words = text.slice(Math.max(sentence.start, start - LOOK_UNITS), start);
  return /\p{L}\s+$/u.test(words) ? words : "";
}

/** Whether the cue's verb asks or seeks. */
function asks(saying: Saying, setting: Setting): boolean {
  return has("question", cueWords(saying, setting), setting) || lastWords(cueWords(saying, setting)).includes("to know");
}

/** A condition, a doubt or a modal hangs on the cue's verb. */
function isSupposed(saying: Saying, setting: Setting): boolean {
  const { head } = saying;
  if (head === undefined) return false;
  const { view, text } = setting;
  const hanging = (view.children[head] ?? []).flatMap((child) => {
    const token = view.tokens[child];
    return token === undefined || child > head
      ? []
      : [{ word: slice(text, token).toLowerCase(), relation: view.trees[child]?.relation ?? "" }];
  });
  const under = (relation: string): readonly string[] => hanging.filter((one) => one.relation === relation).map(({ word }) => word);
  const cue = cueWords(saying, setting);
  const [content] = saying.statement.content;
  const goesOn = content === undefined ? cue : [...cue, ...wordsOf(slice(text, content)).slice(0, 1)];
  if (hasPhrase("asserted", goesOn, setting) || (hasPhrase("undone", cue, setting) && has("negation", cue, setting))) return false;
  if (has("mark", under("mark"), setting) || has("doubt", under("advmod"), setting)) return true;
  return has("modal", under("aux"), setting) && !under("aux").includes("have");
}
