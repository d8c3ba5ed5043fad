import type { Article } from "../article/article.ts";
import type { ArticleRecord } from "../article/record.ts";

/** The article of a record, without any layer: what the steps of a pipeline begin with. */
export const articleFrom = ({ digest, text, blocks, meta, provenance, omitted = [], origin = [], page, made }: ArticleRecord): Article => ({
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
