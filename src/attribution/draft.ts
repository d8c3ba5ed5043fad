import type { Article } from "../article/article.ts";
import type { Span } from "../text/span.ts";
import type { SpanIndex } from "../text/span-index.ts";
import type { Knowledge } from "./knowledge.ts";
import type { Quotation } from "./quotation.ts";

/** A statement in the making: spans that belong together, not yet nested, named or judged. */
export interface Draft {
  readonly source: readonly Span[];
  readonly cue: readonly Span[];
  readonly content: readonly Span[];
  /** In [0, 1]. */
  readonly score: number;
  /** What found it: `marks`, or the name of a rule. */
  readonly by: string;
  /** Found inside the content of another statement, by reading that content once more. */
  readonly inner: boolean;
  /** The words are printed as spoken though no marks stand around them: a turn of a transcript. */
  readonly verbatim?: true;
}

/** Everything that the rules look at. */
export interface Scene {
  readonly text: string;
  readonly article: Article<"words" | "sentences" | "marks">;
  /** The blocks that stand beside each other, in order. */
  readonly paragraphs: readonly Span[];
  /** In order of their start, the longer first. */
  readonly quotations: readonly Quotation[];
  /** The quotations by place, with their number in the list. */
  readonly quotationIndex: SpanIndex;
  readonly knowledge: Knowledge;
}

/** One rule: drafts in, drafts out. */
export type Rule = (drafts: readonly Draft[], scene: Scene) => readonly Draft[];
