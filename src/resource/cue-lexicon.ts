import { readLexicon } from "./lexicon.ts";
import type { Resources } from "./resources.ts";

/** What a cue word does; data/lexicon/en/cue-verb.tsv explains each. */
export const CUE_CLASSES = ["say", "manner", "ask", "believe", "commit", "decree", "show", "deny", "refuse"] as const;
export type CueClass = (typeof CUE_CLASSES)[number];

/** One reading of a written form as a cue word. */
export interface CueWord {
  readonly lemma: string;
  readonly pos: "verb" | "noun";
  readonly classes: readonly CueClass[];
}

/** Cue words by their written form in lower case. */
export type CueLexicon = ReadonlyMap<string, readonly CueWord[]>;

/**
 * Reads the cue words with all their forms.
 *
 * @throws SaysoError E_RESOURCE, E_LEXICON
 */
export async function readCueLexicon(resources: Resources): Promise<CueLexicon> {
  const [verbs, nouns] = await Promise.all([
    readLexicon(resources, "data/lexicon/en/cue-verb.tsv", ["verb", "classes", "irregular"]),
    readLexicon(resources, "data/lexicon/en/cue-noun.tsv", ["noun", "classes"]),
  ]);
  const lexicon = new Map<string, CueWord[]>();
  const add = (form: string, word: CueWord): void => {
    const known = lexicon.get(form);
    if (known === undefined) lexicon.set(form, [word]);
    else if (!known.some((other) => other.lemma === word.lemma && other.pos === word.pos)) known.push(word);
  };
  for (const { verb, classes, irregular } of verbs) {
    const word: CueWord = { lemma: verb, pos: "verb", classes: classes.split(" ") as CueClass[] };
    for (const form of [...verbForms(verb), ...irregular.split(" ").filter(Boolean)]) add(form, word);
  }
  for (const { noun, classes } of nouns) {
    const word: CueWord = { lemma: noun, pos: "noun", classes: classes.split(" ") as CueClass[] };
    for (const form of [noun, plural(noun)]) add(form, word);
  }
  return lexicon;
}

function verbForms(verb: string): string[] {
  const past = verb.endsWith("e") ? `${verb}d` : /[^aeiou]y$/.test(verb) ? `${verb.slice(0, -1)}ied` : `${verb}ed`;
  const going = /[^eoy]e$/.test(verb) ? `${verb.slice(0, -1)}ing` : `${verb}ing`;
  return [verb, plural(verb), past, going];
}

function plural(word: string): string {
  if (/[^aeiou]y$/.test(word)) return `${word.slice(0, -1)}ies`;
  return /(s|x|z|ch|sh)$/.test(word) ? `${word}es` : `${word}s`;
}
