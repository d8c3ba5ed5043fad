import type { Article, Step } from "../article/article.ts";
import type { Statement } from "../record/statement.ts";
import type { Resources } from "../resource/resources.ts";
import { bySpan, contains, mergeSpans, type Span, slice } from "../text/span.ts";
import type { Draft, Rule, Scene } from "./draft.ts";
import { flagging, isOutlet } from "./flags.ts";
import { kindOf } from "./kind.ts";
import { type Knowledge, readKnowledge } from "./knowledge.ts";
import { draftsFromMarks } from "./marks.ts";
import { parentsOf } from "./nesting.ts";
import { quotationsOver } from "./places.ts";
import { polarityOf } from "./polarity.ts";
import type { Quotation } from "./quotation.ts";
import { cutAtParagraphs } from "./rules/cut-at-paragraphs.ts";
import { dashAttributions } from "./rules/dash-attributions.ts";
import { framedStatements } from "./rules/framed-statements.ts";
import { headlineStatements } from "./rules/headline-statements.ts";
import { hearsay } from "./rules/hearsay.ts";
import { itWasSaid } from "./rules/it-was-said.ts";
import { parentheses } from "./rules/parentheses.ts";
import { passiveAgents } from "./rules/passive-agents.ts";
import { posts } from "./rules/posts.ts";
import { refusals } from "./rules/refusals.ts";
import { sourceExtents } from "./rules/source-extents.ts";
import { thereIs } from "./rules/there-is.ts";
import { transcriptTurns } from "./rules/transcript-turns.ts";
import { trimSpans } from "./rules/trim-spans.ts";
import { unclaimedQuotations } from "./rules/unclaimed-quotations.ts";
import { unclosedQuotations } from "./rules/unclosed-quotations.ts";
import { wholeQuotations } from "./rules/whole-quotations.ts";
import { withoutNames } from "./rules/without-names.ts";
import { sceneOf } from "./scene.ts";

/** The rules, in the order they are applied. */
const RULES: readonly Rule[] = [
  cutAtParagraphs,
  wholeQuotations,
  headlineStatements,
  transcriptTurns,
  posts,
  dashAttributions,
  unclosedQuotations,
  unclaimedQuotations,
  framedStatements,
  parentheses,
  passiveAgents,
  itWasSaid,
  hearsay,
  thereIs,
  refusals,
  sourceExtents,
  withoutNames,
  trimSpans,
];

/**
 * The attribution step: from marks and quotation marks to the statements of an article.
 *
 * @throws SaysoError E_RESOURCE, E_LEXICON
 */
export async function createAttribution(resources: Resources): Promise<Step<"words" | "sentences" | "marks", "statements">> {
  const knowledge = await readKnowledge(resources);
  return {
    name: "attribution",
    version: 1,
    needs: ["words", "sentences", "marks"],
    gives: ["statements"],
    run: async (articles) => articles.map((article) => ({ statements: attribute(article, knowledge) })),
  };
}

function attribute(article: Article<"words" | "sentences" | "marks">, knowledge: Knowledge): Statement[] {
  const scene = sceneOf(article, knowledge);
  const drafts = RULES.reduce((found: readonly Draft[], rule) => rule(found, scene), draftsFromMarks(scene));
  return finish(withoutOrphans([...drafts].sort(byPlace)), scene);
}

/** An inner draft whose outer statement is gone, or which fills the content it was found in, would stand as an outer one. */
function withoutOrphans(drafts: readonly Draft[]): readonly Draft[] {
  const parents = parentsOf(drafts);
  const isRooted = (index: number): boolean => {
    let at = index;
    while (drafts[at]?.inner === true) at = parents[at] ?? -1;
    return at >= 0;
  };
  return drafts.filter((_, index) => isRooted(index));
}

/** The quotations around the source's words; one that holds the cue too is somebody else's, who quotes this source. */
const ownQuotations = ({ cue, source, content }: Draft, scene: Scene): readonly Quotation[] => {
  const anchor = cue[0] ?? source[0];
  const quotations = quotationsOver(scene, content);
  return anchor === undefined ? quotations : quotations.filter((quotation) => !contains(quotation, anchor));
};

const firstOf = (draft: Draft): Span => [...draft.source, ...draft.cue, ...draft.content].sort(bySpan)[0] ?? { start: 0, end: 0 };
const byPlace = (a: Draft, b: Draft): number => bySpan(firstOf(a), firstOf(b)) || (a.cue[0]?.start ?? 0) - (b.cue[0]?.start ?? 0);

function finish(drafts: readonly Draft[], scene: Scene): Statement[] {
  const parents = parentsOf(drafts);
  const flagsOf = flagging(scene);
  const carried = (parent: number): boolean => drafts[parent]?.source.some((span) => isOutlet(slice(scene.text, span), scene)) ?? false;
  return drafts.map((draft, index): Statement => {
    const kind = draft.verbatim === true ? "direct" : kindOf(scene.text, draft.content, ownQuotations(draft, scene));
    const parent = parents[index] ?? -1;
    return {
      id: `s${index + 1}`,
      kind,
      polarity: polarityOf(draft, scene),
      parent: parent < 0 ? null : `s${parent + 1}`,
      flags: flagsOf(draft, kind, carried(parent)),
      score: Math.round(draft.score * 1000) / 1000,
      source: mergeSpans(draft.source),
      cue: mergeSpans(draft.cue),
      content: mergeSpans(draft.content),
    };
  });
}
