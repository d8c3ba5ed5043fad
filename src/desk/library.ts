import { checkGiven, type Given } from "../article/given.ts";
import { type ArticleRecord, type ErrorRecord, toErrorRecord } from "../article/record.ts";
import { failure, SaysoError, toFailure } from "../errors.ts";
import type { Desk } from "./desk.ts";
import type { From, Input } from "./input.ts";
import { openDesk } from "./node.ts";
import { readAll } from "./read.ts";

/**
 * An article as text, as the HTML of its page, as a file (`.html` is a page, all else text), or, with `url` alone, as an
 * address to fetch. Beside text, HTML and files `url` is the article's own address, and nothing is fetched.
 */
export type ReadInput = Given & { readonly id?: string } & (
    | { readonly text: string }
    | { readonly html: string | Uint8Array }
    | { readonly file: string }
    | { readonly url: string }
  );

/** Reads many articles with one model and one set of workers; `close` ends them. */
export interface NodeReader {
  read(input: ReadInput): Promise<ArticleRecord | ErrorRecord>;
  /** One record or error for each input, in order, with bounded memory however many there are. */
  readAll(inputs: Iterable<ReadInput> | AsyncIterable<ReadInput>): AsyncIterable<ArticleRecord | ErrorRecord>;
  close(): Promise<void>;
}

/** A reader with its own model and workers (1 when absent), opened when they are first needed. */
export function openReader({ workers = 1 }: { workers?: number } = {}): NodeReader {
  const desk = openDesk({ workers, readable: true });
  return {
    read: (input) => readOne(input, desk),
    readAll: (inputs) => readAll(eachInput(inputs), desk, "statements"),
    close: () => desk.close(),
  };
}

/**
 * Reads one article: `await read({ text: "“It broke,” Ana Lind said." })`.
 *
 * The model is loaded with the first call and kept; the worker for pages ends when no call is under way, so that a
 * program can end by itself. For many articles open a reader. Never throws for what it is given: a failure is a record.
 */
export async function read(input: ReadInput): Promise<ArticleRecord | ErrorRecord> {
  shared ??= openDesk({ workers: 1, readable: true });
  underWay++;
  try {
    return await readOne(input, shared);
  } finally {
    underWay--;
    if (underWay === 0) await shared.close();
  }
}

/** One for the whole process, since the model takes a second and some memory; see `read`. */
let shared: Desk | undefined;
let underWay = 0;

async function readOne(input: ReadInput, desk: Desk): Promise<ArticleRecord | ErrorRecord> {
  for await (const record of readAll(eachInput([input]), desk, "statements")) return record;
  return toErrorRecord(nameOf(input), failure("E_INTERNAL", "the reader gave no answer"));
}

async function* eachInput(inputs: Iterable<ReadInput> | AsyncIterable<ReadInput>): AsyncGenerator<Input> {
  for await (const input of inputs) {
    const name = nameOf(input);
    try {
      yield { id: idOf(input), name, ...partsOf(input) };
    } catch (thrown) {
      yield { id: input.id ?? null, name, given: {}, from: { kind: "failed", error: toFailure(thrown) } };
    }
  }
}

function partsOf(input: ReadInput): Pick<Input, "given" | "from"> {
  const given = checkGiven(input.url, input.publishedAt);
  const { url: _, ...rest } = given;
  return { given: isAddress(input) ? rest : given, from: fromOf(input) };
}

function fromOf(input: ReadInput): From {
  if ("text" in input) return { kind: "text", text: input.text };
  if ("html" in input)
    return typeof input.html === "string"
      ? { kind: "html", bytes: new TextEncoder().encode(input.html), charset: "utf-8" }
      : { kind: "html", bytes: input.html };
  if ("file" in input) return { kind: "file", path: input.file, as: /\.x?html?$/i.test(input.file) ? "html" : "text" };
  if (typeof input.url === "string") return { kind: "url", url: input.url };
  throw new SaysoError("E_FIELD", "one of text, html, file and url is expected");
}

const isAddress = (input: ReadInput): boolean => !("text" in input || "html" in input || "file" in input);

function idOf(input: ReadInput): string | null {
  if (input.id !== undefined) return input.id;
  if ("file" in input) return input.file;
  return isAddress(input) && typeof input.url === "string" ? input.url : null;
}

const nameOf = (input: ReadInput): string => idOf(input) ?? "input";
