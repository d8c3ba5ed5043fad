import type { Article, Token } from "../../article/article.ts";
import { type TreeView, treeView } from "../../article/tree-view.ts";
import type { Statement } from "../../record/statement.ts";
import { contains, hull, overlaps, type Span } from "../../text/span.ts";
import { indexSpans, type SpanIndex } from "../../text/span-index.ts";
import { firstEndingAfter, spanAt } from "../../text/span-search.ts";
import { outerBlocks } from "../places.ts";
import { type EntityView, entityView } from "./entity-view.ts";
import type { ContextWords } from "./words.ts";

/** The layers that tell the context of statements. */
export type ContextLayer = "tokens" | "sentences" | "trees" | "mentions" | "times" | "entities" | "statements";

/** One article, ready for asking. */
export interface Setting {
  readonly article: Article<ContextLayer>;
  readonly text: string;
  readonly view: TreeView;
  readonly words: ContextWords;
  readonly byId: ReadonlyMap<string, Statement>;
  readonly mentionIndex: SpanIndex;
  readonly entities: EntityView;
  readonly paragraphs: readonly Span[];
}

/** Prepares an article. */
export function settingOf(article: Article<ContextLayer>, words: ContextWords): Setting {
  const { statements, mentions } = article.layers;
  const view = treeView(article);
  return {
    article,
    text: article.text,
    view,
    words,
    byId: new Map(statements.map((statement) => [statement.id, statement])),
    mentionIndex: indexSpans(mentions),
    entities: entityView(article.layers.entities, view),
    paragraphs: outerBlocks(article.blocks),
  };
}

/** The saying itself, without what is said: the words of one sentence in which its channel, addressee and time can stand. */
export interface Saying {
  readonly statement: Statement;
  /** First character of the cue or, without one, of the source or content. */
  readonly anchor: number;
  readonly sentence: Span;
  /** Tokens of the sentence that lie in no content of this statement or of one beside it. */
  readonly tokens: readonly number[];
  /** The first verb of the cue, or its last token. */
  readonly head: number | undefined;
}

/** The saying of a statement; `undefined` where it has no sentence of its own. */
export function sayingOf(statement: Statement, setting: Setting): Saying | undefined {
  const first = statement.cue[0] ?? statement.source[0] ?? statement.content[0];
  const own = first === undefined ? undefined : spanAt(setting.article.layers.sentences, first.start);
  if (first === undefined || own === undefined) return undefined;
  const sentence = withOpening(own, setting);
  const parent = statement.parent === null ? undefined : hull(setting.byId.get(statement.parent)?.content ?? []);
  const { tokens } = setting.view;
  const outside = setting.view.over(sentence).filter((index) => {
    const token = tokens[index] as Token;
    return (parent === undefined || contains(parent, token)) && !statement.content.some((span) => overlaps(span, token));
  });
  const cue = statement.cue.flatMap((span) => setting.view.over(span));
  const head = cue.find((index) => tokens[index]?.upos === "VERB") ?? cue.at(-1);
  return { statement, anchor: first.start, sentence, tokens: outside, head };
}

/** A sentence with the words before it that end in a comma: an opening phrase that was cut off behind a closing quotation mark. */
function withOpening(sentence: Span, { text, article }: Setting): Span {
  const opening = /,\s?["”’']?\s*$/u.test(text.slice(Math.max(0, sentence.start - MOST_SPACE), sentence.start))
    ? spanAt(article.layers.sentences, sentence.start - MOST_SPACE)
    : undefined;
  return opening === undefined ? sentence : { start: opening.start, end: sentence.end };
}

/** UTF-16 units between two sentences, with the mark at the end of the first. */
const MOST_SPACE = 5;

/** The number of the paragraph of a place. */
export const paragraphOf = ({ paragraphs }: Setting, at: number): number => firstEndingAfter(paragraphs, at);
