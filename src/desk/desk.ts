import type { Article, Extraction, LayerName } from "../article/article.ts";
import type { Given } from "../article/given.ts";
import type { Page } from "../article/page.ts";
import type { Answer, AskOptions } from "../fetch/asked.ts";
import type { Outcome } from "../pipeline/pipeline.ts";

/** The parts that the use-cases join: disk, network, extractor and model. Each is opened when it is first asked for. */
export interface Desk {
  /** The bytes of a file. @throws SaysoError E_INPUT_MISSING, E_INPUT_UNREADABLE, E_TOO_LARGE. */
  file(path: string): Promise<Uint8Array>;
  /** The bytes of a file as they come. @throws SaysoError E_INPUT_MISSING, E_INPUT_UNREADABLE. */
  stream(path: string): AsyncIterable<Uint8Array>;
  /** A page from the network. @throws SaysoError with one of the codes of fetching. */
  page(url: string): Promise<Page>;
  /** What an address answers, whatever its status. @throws SaysoError with one of the codes of fetching. */
  ask(url: string, options: AskOptions): Promise<Answer>;
  /** @throws SaysoError E_TIMEOUT, E_MEMORY. */
  html(page: Page, given: Given): Promise<Extraction>;
  text(text: string, given: Given): Promise<Extraction>;
  /** The running text of an article as a reader would copy it. */
  body(article: Article): Promise<string>;
  /** How many batches `attribute` may be given at once. */
  readonly batches: number;
  /** Each article with its statements, with those of `layers` that the pipeline gives, or why not, in order. */
  attribute(articles: readonly Article[], layers: readonly LayerName[]): Promise<readonly Outcome<"statements">[]>;
  /** Ends workers and connections; what is asked for later opens them again. */
  close(): Promise<void>;
}

/** Bytes of one file, one line of NDJSON or one body on standard input; larger pages are not news articles. */
export const INPUT_LIMIT_BYTES = 32 * 1024 * 1024;
