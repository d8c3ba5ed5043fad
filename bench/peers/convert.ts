import { diskResources } from "../../src/desk/disk-resources.ts";
import { readLexicon } from "../../src/resource/lexicon.ts";
import type { GoldAttribution } from "../quality/attribution.ts";
import type { TypedSpan } from "../quality/treebank/mentions.ts";
import type { Parse, ParsedWord } from "../quality/treebank/parse.ts";

/** What a peer's pipe answers about one text. */
export interface PeerAnswer {
  readonly id: string;
  readonly failed?: string;
  readonly words?: readonly ParsedWord[];
  readonly sentenceEnds?: readonly number[];
  readonly names?: readonly TypedSpan[];
  readonly quotes?: readonly PeerQuote[];
  readonly attributions?: readonly GoldAttribution[];
}

interface PeerQuote {
  readonly start: number;
  readonly end: number;
  readonly speakerStart?: number;
  readonly speakerEnd?: number;
}

/** Makes of peers' answers what our scorers take. */
export interface Converter {
  /** `withUniversalTags`: puts universal tags in the place of those that CoreNLP does not give. */
  parse(answer: PeerAnswer, withUniversalTags: boolean): Parse;
  names(answer: PeerAnswer): TypedSpan[];
  attributions(answer: PeerAnswer): readonly GoldAttribution[];
}

/** Tags of words that refer without naming; CoreNLP counts them among its mentions. */
const PRONOUN_TAGS = new Set(["PRP", "PRP$", "WP", "WP$"]);

/** Reads the tables of tags and names beside this file. */
export async function openConverter(): Promise<Converter> {
  const beside = diskResources(new URL("./", import.meta.url));
  const [tags, labels] = await Promise.all([
    readLexicon(beside, "corenlp/upos.tsv", ["xpos", "relation", "form", "upos"]),
    readLexicon(beside, "names.tsv", ["label", "type"]),
  ]);
  const types = new Map(labels.map(({ label, type }) => [label, type]));
  const universal = ({ xpos, relation, form }: ParsedWord): string =>
    tags.find((row) => row.xpos === xpos && fits(row.relation, relation) && fits(row.form, form.toLowerCase()))?.upos ?? "X";
  return {
    parse: ({ words = [], sentenceEnds = [] }, withUniversalTags) => ({
      words: withUniversalTags ? words.map((word) => ({ ...word, upos: universal(word) })) : words,
      sentenceEnds,
    }),
    names: ({ names = [], words = [] }) => {
      const pronouns = new Set(words.filter(({ xpos }) => PRONOUN_TAGS.has(xpos)).map(({ start, end }) => `${start} ${end}`));
      return names
        .filter(({ start, end }) => !pronouns.has(`${start} ${end}`))
        .map(({ start, end, type }) => ({ start, end, type: types.get(type) ?? type }));
    },
    attributions: ({ attributions, quotes = [] }) => attributions ?? quotes.map(attributionOf),
  };
}

/** Whether a value is among those that a row asks for; a row that asks for none fits all. */
const fits = (asked: string, value: string): boolean => asked === "" || asked.split(" ").includes(value);

const attributionOf = ({ start, end, speakerStart, speakerEnd }: PeerQuote): GoldAttribution => ({
  source: speakerStart === undefined || speakerEnd === undefined ? [] : [[speakerStart, speakerEnd]],
  cue: [],
  content: [[start, end]],
});
