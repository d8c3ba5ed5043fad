import type { Article } from "../article/article.ts";
import type { BlockKind } from "../article/block.ts";
import { slice } from "../text/span.ts";

/** Kinds of blocks that a reader copies as the article's running text. */
export const BODY_KINDS: ReadonlySet<string> = new Set<BlockKind>([
  "paragraph",
  "subheading",
  "list-item",
  "post",
  "pull-quote",
  "correction",
  "contributor",
]);

/** Kinds of running text proper: what is printed twice among them may be meant so. */
export const RUNNING_KINDS: ReadonlySet<string> = new Set(["paragraph", "subheading", "list-item"]);

/** The article's running text, block by block with an empty line between. */
export const bodyOf = (article: Article): string =>
  article.blocks
    .filter((block) => BODY_KINDS.has(block.kind))
    .map((block) => slice(article.text, block))
    .join("\n\n");
