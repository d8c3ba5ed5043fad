import { type CueClass, type CueLexicon, readCueLexicon } from "../resource/cue-lexicon.ts";
import { readLexicon } from "../resource/lexicon.ts";
import type { Resources } from "../resource/resources.ts";

/** The words that the rules of attribution look for; each list is a file below data/lexicon/en. */
export interface Knowledge {
  readonly cues: CueLexicon;
  /** Words and phrases by what they do to a statement; data/lexicon/en/polarity.tsv. */
  readonly polarity: ReadonlyMap<string, readonly string[]>;
  /** Words and phrases by the rule that asks for them; data/lexicon/en/frame.tsv. */
  readonly frames: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Reads the lexicons of attribution. @throws SaysoError E_RESOURCE, E_LEXICON */
export async function readKnowledge(resources: Resources): Promise<Knowledge> {
  const [cues, polarity, frames] = await Promise.all([
    readCueLexicon(resources),
    readLexicon(resources, "data/lexicon/en/polarity.tsv", ["phrase", "effect"]),
    readLexicon(resources, "data/lexicon/en/frame.tsv", ["phrase", "frame"]),
  ]);
  return {
    cues,
    polarity: new Map(
      Array.from(
        Map.groupBy(polarity, (row) => row.effect),
        ([effect, rows]) => [effect, rows.map((row) => row.phrase)],
      ),
    ),
    frames: new Map(
      Array.from(
        Map.groupBy(frames, (row) => row.frame),
        ([frame, rows]) => [frame, new Set(rows.map((row) => row.phrase))],
      ),
    ),
  };
}

/** Whether a word form can be a cue of one of the classes. */
export const isCue = (knowledge: Knowledge, form: string, ...classes: readonly CueClass[]): boolean =>
  (knowledge.cues.get(form.toLowerCase()) ?? []).some((word) => word.pos === "verb" && word.classes.some((c) => classes.includes(c)));

/** Whether a phrase in lower case stands in a frame's list. */
export const inFrame = (knowledge: Knowledge, frame: string, phrase: string): boolean =>
  knowledge.frames.get(frame)?.has(phrase.toLowerCase()) ?? false;
