import { SaysoError } from "../../errors.ts";
import { CHANNEL_KINDS, type ChannelKind } from "../../record/context.ts";
import { type CueLexicon, readCueLexicon } from "../../resource/cue-lexicon.ts";
import { readLexicon } from "../../resource/lexicon.ts";
import type { Resources } from "../../resource/resources.ts";

/** What a word of data/lexicon/en/channel.tsv is to a channel. */
export type ChannelClass = "noun" | "name" | "place" | "verb";
/** Where a cue verb has whom it is addressed to: as its object (with `hearer` whatever stands there), or behind a preposition; `beside`: it tells so for another verb. */
export type AddresseePlace = "hearer" | "object" | "to" | "on" | "with" | "beside";

/** The words that tell channel and addressee. */
export interface ContextWords {
  /** The kind of channel that a word or phrase stands for; nouns and verbs as lemmas, in small letters. */
  channelKind(wordClass: ChannelClass, phrase: string): ChannelKind | undefined;
  /** What stands before the noun of a channel. */
  readonly prepositions: ReadonlySet<string>;
  /** Lemmas of the verbs whose object is the channel. */
  readonly issuing: ReadonlySet<string>;
  readonly addresseePlaces: ReadonlyMap<string, ReadonlySet<AddresseePlace>>;
  readonly cues: CueLexicon;
  /** Words and phrases by what they do to a saying; data/lexicon/en/polarity.tsv. */
  readonly polarity: ReadonlyMap<string, ReadonlySet<string>>;
}

const CHANNELS = "data/lexicon/en/channel.tsv";
const ADDRESSEES = "data/lexicon/en/addressee.tsv";

/** Reads the lexicons of channels and addressees. @throws SaysoError E_RESOURCE, E_LEXICON */
export async function readContextWords(resources: Resources): Promise<ContextWords> {
  const [channels, addressees, cues, polarity] = await Promise.all([
    readLexicon(resources, CHANNELS, ["phrase", "class", "kind"]),
    readLexicon(resources, ADDRESSEES, ["verb", "place"]),
    readCueLexicon(resources),
    readLexicon(resources, "data/lexicon/en/polarity.tsv", ["phrase", "effect"]),
  ]);
  const kinds = new Map(channels.filter(({ kind }) => kind !== "").map((row) => [`${row.class} ${row.phrase}`, kindOf(row.kind)]));
  const phrasesOf = (name: string): ReadonlySet<string> => new Set(channels.filter((row) => row.class === name).map((row) => row.phrase));
  return {
    channelKind: (wordClass, phrase) => kinds.get(`${wordClass} ${phrase}`),
    prepositions: phrasesOf("preposition"),
    issuing: phrasesOf("issue"),
    cues,
    polarity: new Map(
      Array.from(
        Map.groupBy(polarity, (row) => row.effect),
        ([effect, rows]) => [effect, new Set(rows.map(({ phrase }) => phrase))],
      ),
    ),
    addresseePlaces: new Map(
      Array.from(
        Map.groupBy(addressees, (row) => row.verb),
        ([verb, rows]) => [verb, new Set(rows.map((row) => placeOf(row.place)))],
      ),
    ),
  };
}

function kindOf(name: string): ChannelKind {
  const kind = CHANNEL_KINDS.find((known) => known === name);
  if (kind === undefined) throw new SaysoError("E_LEXICON", `${CHANNELS}: there is no kind of channel ${name}`);
  return kind;
}

function placeOf(name: string): AddresseePlace {
  const place = (["hearer", "object", "to", "on", "with", "beside"] as const).find((known) => known === name);
  if (place === undefined) throw new SaysoError("E_LEXICON", `${ADDRESSEES}: there is no place ${name}`);
  return place;
}

/** The lemma of a verb's form where it is a cue, else what the reading model gave. */
export const verbLemma = ({ cues }: ContextWords, form: string, lemma: string): string =>
  cues.get(form.toLowerCase())?.find(({ pos }) => pos === "verb")?.lemma ?? lemma.toLowerCase();
