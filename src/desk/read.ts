import type { Article, Extraction, LayerName } from "../article/article.ts";
import { type Given, withGiven } from "../article/given.ts";
import type { Page } from "../article/page.ts";
import { type ArticleRecord, type ErrorRecord, toErrorRecord, toRecord } from "../article/record.ts";
import { type Failure, failure, SaysoError, toFailure } from "../errors.ts";
import { type Desk, INPUT_LIMIT_BYTES } from "./desk.ts";
import { type Input, weightOf } from "./input.ts";
import { type LookAhead, lookAhead } from "./look-ahead.ts";

/** What is made of each input: `statements` by `read`, `body` by `extract`, `tokens` by `conllu`. */
export type Wanted = "statements" | "body" | "tokens";
/** The layers that are wanted beside the statements. */
const LAYERS: Readonly<Record<Exclude<Wanted, "body">, readonly LayerName[]>> = {
  statements: ["mentions", "entities"],
  tokens: ["sentences", "tokens", "trees", "mentions"],
};

/** What one input became. */
export interface Answer {
  readonly record: ArticleRecord | ErrorRecord;
  /** Absent when the input failed. */
  readonly article?: Article;
}

/** Inputs that may be fetched and extracted before the first of them is answered. */
const AHEAD_INPUTS = 64;
/** Bytes that those may hold together; two of the largest inputs. */
const AHEAD_BYTES = 2 * INPUT_LIMIT_BYTES;
/** Articles given to the model at once. From 1 to 32 the speed on 84 reports was the same; few let answers flow. */
const BATCH_ARTICLES = 4;

/**
 * One record or error for each input, in the order of the inputs, each as soon as it can be: an input that comes
 * alone is answered at once, those that come together share the model's batches. Never throws for one bad input;
 * `onThrown` sees what was thrown before it becomes an error.
 */
export async function* readAll(
  inputs: AsyncIterable<Input>,
  desk: Desk,
  wanted: Wanted,
  onThrown: (thrown: unknown) => void = () => {},
): AsyncGenerator<ArticleRecord | ErrorRecord> {
  for await (const { record } of answerAll(inputs, desk, wanted, onThrown)) yield record;
}

/** As `readAll`, with the article that each record was made of. */
export async function* answerAll(
  inputs: AsyncIterable<Input>,
  desk: Desk,
  wanted: Wanted,
  onThrown: (thrown: unknown) => void = () => {},
): AsyncGenerator<Answer> {
  const prepared = (input: Input): Promise<Prepared> => prepare(input, desk, onThrown);
  const ahead = lookAhead(inputs, prepared, { items: AHEAD_INPUTS, weight: AHEAD_BYTES }, weightOf);
  const answered = lookAhead(
    batchesOf(ahead),
    (batch) => (wanted === "body" ? withBodies(batch, desk) : withStatements(batch, desk, LAYERS[wanted])),
    { items: desk.batches, weight: desk.batches },
    () => 1,
  );
  for (let some = await answered.take(1); some.length > 0; some = await answered.take(1)) yield* some.flat();
}

async function* batchesOf(ahead: LookAhead<Prepared>): AsyncGenerator<readonly Prepared[]> {
  for (let batch = await ahead.take(BATCH_ARTICLES); batch.length > 0; batch = await ahead.take(BATCH_ARTICLES)) yield batch;
}

interface Prepared {
  readonly input: Pick<Input, "id" | "name">;
  readonly found: { readonly article: Article } | { readonly error: Failure };
}

async function prepare(input: Input, desk: Desk, onThrown: (thrown: unknown) => void): Promise<Prepared> {
  const { id, name } = input;
  try {
    const extraction = await extract(input, desk);
    const found = extraction.ok ? { article: extraction.article } : { error: failure(extraction.reason, extraction.message) };
    return { input: { id, name }, found };
  } catch (thrown) {
    onThrown(thrown);
    return { input: { id, name }, found: { error: toFailure(thrown) } };
  }
}

async function extract({ from, given, name }: Input, desk: Desk): Promise<Extraction> {
  switch (from.kind) {
    case "failed":
      throw new SaysoError(from.error.code, from.error.message, { hint: from.error.hint });
    case "text":
      return desk.text(from.text, given);
    case "html":
      return desk.html(unfetchedPage(from.bytes, from.charset), given);
    case "conllu":
      return extractConllu(from.source, from.line, given, desk);
    case "url":
      return desk.html(await desk.page(from.url), given);
    case "file":
      return extractFile(await desk.file(from.path), from.as, { given, name }, desk);
    default:
      return from satisfies never;
  }
}

function extractFile(
  bytes: Uint8Array,
  as: "text" | "html",
  { given, name }: Pick<Input, "given" | "name">,
  desk: Desk,
): Promise<Extraction> {
  return as === "html" ? desk.html(unfetchedPage(bytes), given) : desk.text(decodeText(bytes, name), given);
}

/** The text of a document with the layers that came with it. */
async function extractConllu(source: string, line: number, given: Given, desk: Desk): Promise<Extraction> {
  const { text, layers } = (await import("../extract/conllu/conllu.ts")).readConllu(source, line);
  const extraction = await desk.text(text, given);
  return extraction.ok ? { ok: true, article: withGiven(extraction.article, layers) } : extraction;
}

/** Bytes that came from a file or a pipe as a page; `charset` where it is known better than the page can say. */
export const unfetchedPage = (bytes: Uint8Array, charset?: string): Page => ({
  bytes,
  url: null,
  headers: charset === undefined ? {} : { "content-type": `text/html; charset=${charset}` },
  fetchedAt: null,
});

/** A text file's characters: UTF-8, or UTF-16 with its byte order mark. @throws SaysoError E_INPUT_KIND. */
export function decodeText(bytes: Uint8Array, name: string): string {
  const [first, second] = bytes;
  const encoding = first === 0xff && second === 0xfe ? "utf-16le" : first === 0xfe && second === 0xff ? "utf-16be" : "utf-8";
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new SaysoError("E_INPUT_KIND", `${name} is not ${encoding.toUpperCase()} text`, {
      cause,
      hint: "Save it as UTF-8, or use --from html for a page in another encoding.",
    });
  }
}

async function withStatements(batch: readonly Prepared[], desk: Desk, layers: readonly LayerName[]): Promise<readonly Answer[]> {
  const articles = batch.flatMap(({ found }) => ("article" in found ? [found.article] : []));
  const outcomes = articles.length === 0 ? [] : await attributed(articles, desk, layers);
  let next = 0;
  return batch.map(({ input, found }) => {
    const outcome = "error" in found ? { ok: false as const, error: found.error } : outcomes[next++];
    if (outcome === undefined) return failed(input, failure("E_INTERNAL", "the pipeline gave no answer"));
    return outcome.ok ? { record: toRecord(outcome.article, input.id), article: outcome.article } : failed(input, outcome.error);
  });
}

const failed = ({ name }: Pick<Input, "name">, error: Failure): Answer => ({ record: toErrorRecord(name, error) });

async function attributed(articles: readonly Article[], desk: Desk, layers: readonly LayerName[]): ReturnType<Desk["attribute"]> {
  try {
    return await desk.attribute(articles, layers);
  } catch (thrown) {
    const error = toFailure(thrown);
    return articles.map(() => ({ ok: false, error }));
  }
}

async function withBodies(batch: readonly Prepared[], desk: Desk): Promise<readonly Answer[]> {
  return Promise.all(
    batch.map(async ({ input, found }) => {
      if ("error" in found) return failed(input, found.error);
      try {
        const { article } = found;
        return { record: { ...toRecord(article, input.id), body: await desk.body(article) }, article };
      } catch (thrown) {
        return failed(input, toFailure(thrown));
      }
    }),
  );
}
