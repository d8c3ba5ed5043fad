import type { Article, Extraction } from "../article/article.ts";
import type { Page } from "../article/page.ts";
import { type ArticleRecord, type ErrorRecord, toErrorRecord, toRecord } from "../article/record.ts";
import { type Failure, failure, SaysoError, toFailure } from "../errors.ts";
import { type Desk, INPUT_LIMIT_BYTES } from "./desk.ts";
import { type Input, weightOf } from "./input.ts";
import { type LookAhead, lookAhead } from "./look-ahead.ts";

/** What is made of each input: `statements` by `read`, `body` by `extract`. */
export type Wanted = "statements" | "body";

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
  const prepared = (input: Input): Promise<Prepared> => prepare(input, desk, onThrown);
  const ahead = lookAhead(inputs, prepared, { items: AHEAD_INPUTS, weight: AHEAD_BYTES }, weightOf);
  const finish = wanted === "statements" ? withStatements : withBodies;
  const answered = lookAhead(
    batchesOf(ahead),
    (batch) => finish(batch, desk),
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
    case "url":
      return desk.html(await desk.page(from.url), given);
    case "page":
      return desk.html(from.page, given);
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

async function withStatements(batch: readonly Prepared[], desk: Desk): Promise<readonly (ArticleRecord | ErrorRecord)[]> {
  const articles = batch.flatMap(({ found }) => ("article" in found ? [found.article] : []));
  const outcomes = articles.length === 0 ? [] : await attributed(articles, desk);
  let next = 0;
  return batch.map(({ input, found }) => {
    if ("error" in found) return toErrorRecord(input.name, found.error);
    const outcome = outcomes[next++];
    if (outcome === undefined) return toErrorRecord(input.name, failure("E_INTERNAL", "the pipeline gave no answer"));
    return outcome.ok ? toRecord(outcome.article, input.id) : toErrorRecord(input.name, outcome.error);
  });
}

/** Each article with its statements, or why not; what is thrown for the batch is the failure of each. */
export async function attributed(articles: readonly Article[], desk: Desk): ReturnType<Desk["attribute"]> {
  try {
    return await desk.attribute(articles);
  } catch (thrown) {
    const error = toFailure(thrown);
    return articles.map(() => ({ ok: false, error }));
  }
}

async function withBodies(batch: readonly Prepared[], desk: Desk): Promise<readonly (ArticleRecord | ErrorRecord)[]> {
  return Promise.all(
    batch.map(async ({ input, found }) => {
      if ("error" in found) return toErrorRecord(input.name, found.error);
      try {
        return { ...toRecord(found.article, input.id), body: await desk.body(found.article) };
      } catch (thrown) {
        return toErrorRecord(input.name, toFailure(thrown));
      }
    }),
  );
}
