import { SaysoError } from "../errors.ts";
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
  /** Regular expressions by name; data/lexicon/en/pattern.tsv. */
  readonly patterns: ReadonlyMap<string, RegExp>;
}

/** The patterns that rules ask for. */
const PATTERNS = [
  "unreached",
  "there-is",
  "as-said",
  "for-name",
  "it-was",
  "quoted-as",
  "expected-to",
  "headline-verb-first",
  "dangling",
  "comment-asked",
  "comment-sought",
  "declined-in-number",
  "denied-entry",
  "connective",
  "was-told",
  "source-tail",
  "time-before-that",
  "addressee",
  "aside",
  "source-place",
  "topic-start",
] as const;
export type PatternName = (typeof PATTERNS)[number];

/** Reads the lexicons of attribution. @throws SaysoError E_RESOURCE, E_LEXICON */
export async function readKnowledge(resources: Resources): Promise<Knowledge> {
  const [cues, polarity, frames, patterns] = await Promise.all([
    readCueLexicon(resources),
    readLexicon(resources, "data/lexicon/en/polarity.tsv", ["phrase", "effect"]),
    readLexicon(resources, "data/lexicon/en/frame.tsv", ["phrase", "frame"]),
    readPatterns(resources),
  ]);
  return {
    cues,
    polarity: new Map(
      Array.from(
        Map.groupBy(polarity, (row) => row.effect),
        ([effect, rows]) => [effect, rows.map((row) => row.phrase)],
      ),
    ),
    patterns,
    frames: new Map(
      Array.from(
        Map.groupBy(frames, (row) => row.frame),
        ([frame, rows]) => [frame, new Set(rows.map((row) => row.phrase))],
      ),
    ),
  };
}

async function readPatterns(resources: Resources): Promise<ReadonlyMap<string, RegExp>> {
  const name = "data/lexicon/en/pattern.tsv";
  const rows = await readLexicon(resources, name, ["name", "flags", "pattern", "example"]);
  const patterns = new Map(rows.map((row) => [row.name, compiled(row, name)]));
  const missing = PATTERNS.filter((one) => !patterns.has(one));
  if (missing.length > 0) throw new SaysoError("E_LEXICON", `${name}: no pattern named ${missing.join(", ")}`);
  return patterns;
}

function compiled(row: { readonly name: string; readonly flags: string; readonly pattern: string }, file: string): RegExp {
  try {
    return new RegExp(row.pattern, row.flags);
  } catch (cause) {
    throw new SaysoError("E_LEXICON", `${file}: the pattern ${row.name} is no regular expression`, { cause });
  }
}

/** A pattern by its name. */
export const pattern = (knowledge: Knowledge, name: PatternName): RegExp => knowledge.patterns.get(name) as RegExp;

/** Whether a word form can be a cue of one of the classes. */
export const isCue = (knowledge: Knowledge, form: string, ...classes: readonly CueClass[]): boolean =>
  (knowledge.cues.get(form.toLowerCase()) ?? []).some((word) => word.pos === "verb" && word.classes.some((c) => classes.includes(c)));

/** Whether a phrase in lower case stands in a frame's list. */
export const inFrame = (knowledge: Knowledge, frame: string, phrase: string): boolean =>
  knowledge.frames.get(frame)?.has(phrase.toLowerCase()) ?? false;
