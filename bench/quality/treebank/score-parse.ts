import { alignWords, placed } from "./align.ts";
import { type Count, countKeys } from "./count.ts";
import { type Parse, type ParsedWord, solidOffsets } from "./parse.ts";

export const PARSE_MEASURES = ["tokens", "sentence ends", "upos", "xpos", "lemma", "uas", "las"] as const;
export type ParseMeasure = (typeof PARSE_MEASURES)[number];

/**
 * Scores a parse of a text as the CoNLL 2018 shared task does: over aligned words, places counted without white space,
 * relations without their subtypes. `tokens` are its "Words"; a gold lemma `_` fits every lemma.
 */
export function scoreParse(text: string, gold: Parse, ours: Parse): Record<ParseMeasure, Count> {
  const solid = solidOffsets(text);
  const goldOf = alignWords(placed(gold.words, solid), placed(ours.words, solid));
  const count = (isHit: (theirs: ParsedWord, own: ParsedWord) => boolean): Count => ({
    hit: ours.words.filter((own, i) => {
      const theirs = gold.words[goldOf[i] ?? -1];
      return theirs !== undefined && isHit(theirs, own);
    }).length,
    gold: gold.words.length,
    ours: ours.words.length,
  });
  const isHeadSame = (theirs: ParsedWord, own: ParsedWord): boolean =>
    own.head < 0 || theirs.head < 0 ? own.head < 0 && theirs.head < 0 : theirs.head === goldOf[own.head];
  const ends = (parse: Parse): number[] => parse.sentenceEnds.map((end) => solid[end] ?? 0);
  return {
    tokens: count(() => true),
    "sentence ends": countKeys(ends(gold), ends(ours)),
    upos: count((theirs, own) => theirs.upos === own.upos),
    xpos: count((theirs, own) => theirs.xpos === own.xpos),
    lemma: count((theirs, own) => theirs.lemma === "_" || theirs.lemma === own.lemma),
    uas: count(isHeadSame),
    las: count((theirs, own) => isHeadSame(theirs, own) && universal(theirs.relation) === universal(own.relation)),
  };
}

/** A relation without its subtype. */
const universal = (relation: string): string => relation.split(":")[0] ?? relation;
