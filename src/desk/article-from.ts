import type { Article } from "../article/article.ts";
import type { ArticleRecord } from "../article/record.ts";

/** An article, or that of a record, without any layer, given ones too: what the steps of a pipeline begin with. */
export const articleFrom = ({
  digest,
  text,
  blocks,
  meta,
  provenance,
  omitted = [],
  origin = [],
  page,
  made,
}: Article | ArticleRecord): Article => ({
  digest,
  text,
  blocks,
  meta,
  provenance,
  omitted,
  origin,
  ...(page === undefined ? {} : { page }),
  layers: {},
  made: made["text"] === undefined ? {} : { text: made["text"] },
});
