import type { Article } from "../article/article.ts";
import { indexSpans } from "../text/span-index.ts";
import type { Scene } from "./draft.ts";
import type { Knowledge } from "./knowledge.ts";
import { outerBlocks } from "./places.ts";
import { pairQuotationMarks } from "./quotation.ts";

/** What the rules look at, for one article; a text without blocks is one paragraph. */
export function sceneOf(article: Article<"words" | "sentences" | "marks">, knowledge: Knowledge): Scene {
  const { text, blocks } = article;
  const paragraphs = blocks.length > 0 ? outerBlocks(blocks) : [{ start: 0, end: text.length }];
  const quotations = pairQuotationMarks(text, paragraphs);
  return { text, article, paragraphs, quotations, quotationIndex: indexSpans(quotations), knowledge };
}
