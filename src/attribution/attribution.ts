import type { Article, Step } from "../article/article.ts";
import type { Statement } from "../record/statement.ts";
import type { Resources } from "../resource/resources.ts";
import { bySpan, type Span } from "../text/span.ts";
import type { Draft, Rule, Scene } from "./draft.ts";
import { flagsOf } from "./flags.ts";
import { kindOf } from "./kind.ts";
import { type Knowledge, readKnowledge } from "./knowledge.ts";
import { draftsFromMarks } from "./marks.ts";
import { parentsOf } from "./nesting.ts";
import { polarityOf } from "./polarity.ts";
import { pairQuotationMarks } from "./quotation.ts";

/** The rules, in the order they are applied. */
const RULES: readonly Rule[] = [];

/**
 * The attribution step: from marks and quotation marks to the statements of an article.
 *
 * @throws SaysoError E_RESOURCE, E_LEXICON
 */
export async function createAttribution(resources: Resources): Promise<Step<"tokens" | "sentences" | "marks", "statements">> {
  const knowledge = await readKnowledge(resources);
  return {
    name: "attribution",
    version: 1,
    needs: ["tokens", "sentences", "marks"],
    gives: ["statements"],
    run: async (articles) => articles.map((article) => ({ statements: attribute(article, knowledge) })),
  };
}

function attribute(article: Article<"tokens" | "sentences" | "marks">, knowledge: Knowledge): Statement[] {
  const scene: Scene = { text: article.text, article, quotations: pairQuotationMarks(article.text, paragraphsOf(article)), knowledge };
  const drafts = RULES.reduce((found: readonly Draft[], rule) => rule(found, scene), draftsFromMarks(scene));
  return finish([...drafts].sort(byPlace), scene);
}

/** The blocks that stand beside each other; a dateline lies inside its paragraph. */
function paragraphsOf({ text, blocks }: Article): Span[] {
  const outer = blocks.filter((block) => !blocks.some((other) => other !== block && other.start <= block.start && block.end <= other.end && other.end - other.start > block.end - block.start));
  return outer.length > 0 ? outer : [{ start: 0, end: text.length }];
}

const firstOf = (draft: Draft): Span => [...draft.source, ...draft.cue, ...draft.content].sort(bySpan)[0] ?? { start: 0, end: 0 };
const byPlace = (a: Draft, b: Draft): number => bySpan(firstOf(a), firstOf(b)) || (a.cue[0]?.start ?? 0) - (b.cue[0]?.start ?? 0);

function finish(drafts: readonly Draft[], scene: Scene): Statement[] {
  const parents = parentsOf(drafts);
  return drafts.map((draft, index): Statement => {
    const kind = kindOf(scene.text, draft.content, scene.quotations);
    const parent = parents[index] ?? -1;
    const plain = (spans: readonly Span[]): Span[] => spans.map(({ start, end }) => ({ start, end })).sort(bySpan);
    return {
      id: `s${index + 1}`,
      kind,
      polarity: polarityOf(draft, scene),
      parent: parent < 0 ? null : `s${parent + 1}`,
      flags: flagsOf(draft, kind, scene),
      score: Math.round(draft.score * 1000) / 1000,
      source: plain(draft.source),
      cue: plain(draft.cue),
      content: plain(draft.content),
    };
  });
}
