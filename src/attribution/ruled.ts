import type { Span } from "../text/span.ts";
import type { Draft } from "./draft.ts";

/**
 * The score of what each rule makes, set by hand and not calibrated: layout that leaves no doubt above headlines,
 * fixed frames below them, and frames around a guessed noun phrase last.
 */
const RULE_SCORES = {
  dash: 0.9,
  post: 0.9,
  transcript: 0.9,
  headline: 0.8,
  "headline tag": 0.8,
  passive: 0.7,
  refusal: 0.7,
  "there is": 0.7,
  unclosed: 0.7,
  frame: 0.6,
  quotation: 0.6,
} as const;
export type RuleName = keyof typeof RULE_SCORES;

/** A statement that a rule makes without the model. */
export const ruled = (by: RuleName, source: readonly Span[], cue: Span, content: readonly Span[]): Draft => ({
  source,
  cue: [cue],
  content,
  score: RULE_SCORES[by],
  by,
  inner: false,
});
