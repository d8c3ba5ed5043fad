import type { ArticleRecord, ErrorRecord } from "../article/record.ts";

/** What one input became. */
export type AnyRecord = ArticleRecord | ErrorRecord;

/** Writes records one after another, so that a stream of any length needs little memory. */
export interface Writer {
  /** The characters to write for one record. */
  add(record: AnyRecord): string;
  /** The characters to write after the last record. */
  end(): string;
}

/** Whether a record is an article rather than an error. */
export const isArticle = (record: AnyRecord): record is ArticleRecord => record.schema === "article/1";
