/** The library without Node: `import { createReader, onnxRuntime } from "sayso/browser"`. Re-exports, nothing computed. */
export type { Article, Extraction, LayerName, Layers, Step } from "./article/article.ts";
export type { Block, BlockKind } from "./article/block.ts";
export { checkRecord, type Finding } from "./article/check.ts";
export type { Metadata } from "./article/meta.ts";
export type {
  ArticleRecord,
  ErrorRecord,
  RecordEntity,
  RecordMention,
  RecordSpan,
  RecordSpeaker,
  RecordStatement,
} from "./article/record.ts";
export { ERRORS, type ErrorCode, type Failure, SaysoError } from "./errors.ts";
export { toConllu } from "./export/conllu/conllu.ts";
export { htmlWriter } from "./export/html/page.ts";
export { annotationPage } from "./export/webannotation.ts";
export { type GivenText, readConllu } from "./extract/conllu/conllu.ts";
export { createExtractor, type Extractor } from "./extract/extractor.ts";
export { onnxRuntime } from "./model/onnx-runtime.ts";
export type { ModelRuntime } from "./model/runtime.ts";
export { createEnglishPipeline } from "./pipeline/english.ts";
export { type Pipeline, pipeline } from "./pipeline/pipeline.ts";
export { createReader, type Reader, type TextOrHtml } from "./pipeline/reader.ts";
export type { Entity } from "./record/entity.ts";
export type { Candidate, Resolution, Speaker, SpeakerType } from "./record/speaker.ts";
export type { Statement } from "./record/statement.ts";
export type { Resources } from "./resource/resources.ts";
export { createOffsets, type Offsets } from "./text/offsets.ts";
export type { Span } from "./text/span.ts";
