import { SaysoError } from "../errors.ts";
import { type LemmaRule, lemmaRule } from "./lemma.ts";

/** Where the head of a tail stands: the token before it, the one behind it, or the head of the one before. */
export type TailPlace = "front" | "next" | "front-head";

/** How a token without a word of its own is written, such as the "not" of "cannot". */
export interface Tail {
  readonly upos: string;
  readonly xpos: string;
  readonly lemma: LemmaRule;
  /** `_` for none. */
  readonly feats: string;
  readonly relation: string;
  readonly place: TailPlace;
}

/** Tails by their form in lower case. */
export type Tails = ReadonlyMap<string, Tail>;

const PLACES: readonly string[] = ["front", "next", "front-head"] satisfies TailPlace[];

/** For a tail that no treebank has shown. */
export const UNKNOWN_TAIL: Tail = {
  upos: "PART",
  xpos: "RB",
  lemma: (form) => form.toLowerCase(),
  feats: "_",
  relation: "dep",
  place: "front",
};

/**
 * Reads the tails from their JSON.
 *
 * @throws SaysoError E_MANIFEST when it is no JSON, or a tail is not its six values.
 */
export function readTails(json: string): Tails {
  return new Map(Object.entries(parse(json)).map(([form, values]) => [form, tailOf(form, values)]));
}

function parse(json: string): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(json) as Record<string, unknown>;
  } catch (cause) {
    throw new SaysoError("E_MANIFEST", "the model's tails are not valid JSON", { cause });
  }
}

function tailOf(form: string, values: unknown): Tail {
  const [upos, xpos, rule, feats, relation, place]: unknown[] = Array.isArray(values) ? values : [];
  const lemma = typeof rule === "string" ? lemmaRule(rule) : undefined;
  const all = [upos, xpos, feats, relation, place].every((value) => typeof value === "string");
  if (!all || lemma === undefined || !PLACES.includes(place as string))
    throw new SaysoError(
      "E_MANIFEST",
      `the model's tails: ${form} is not upos, xpos, lemma rule, features, relation and place of its head`,
    );
  return { upos, xpos, lemma, feats, relation, place } as Tail;
}
