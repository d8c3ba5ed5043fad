/** The public library: re-exports, nothing computed. */
export type { Article, Extraction, LayerName, Layers, Step } from "./article/article.ts";
export type { Block, BlockKind } from "./article/block.ts";
export type { Metadata } from "./article/meta.ts";
export type { ArticleRecord, ErrorRecord } from "./article/record.ts";
export { ERRORS, type ErrorCode, type Failure, SaysoError } from "./errors.ts";
export { type Pipeline, pipeline } from "./pipeline/pipeline.ts";
export type { Statement } from "./record/statement.ts";
export type { Span } from "./text/span.ts";
