import type { Given } from "../article/given.ts";
import { failure, SaysoError, toFailure } from "../errors.ts";
import { conlluDocuments } from "./conllu-documents.ts";
import { type Desk, INPUT_LIMIT_BYTES } from "./desk.ts";
import { gather } from "./disk.ts";
import { type From, type Input, inputFromLine } from "./input.ts";
import { linesOf } from "./lines.ts";
import { decodeText } from "./read.ts";

/** What the names on the command line can be. */
export const INPUT_KINDS = ["url", "html", "text", "ndjson", "conllu", "warc"] as const;
export type InputKind = (typeof INPUT_KINDS)[number];

/** How names become inputs. */
export interface Naming {
  /** The kind of all inputs; `undefined` to tell it from each name and its first characters. */
  readonly kind: InputKind | undefined;
  /** The kind of what its name does not tell; `undefined` to tell it from its first characters. */
  readonly otherwise?: InputKind;
  readonly given: Given;
  readonly stdin: AsyncIterable<Uint8Array>;
}

/**
 * The inputs behind names: an address, a path, or `-` for standard input. A name behind which there is nothing is an
 * input that failed, so that the others are still read.
 */
export async function* inputsOf(names: readonly string[], desk: Desk, naming: Naming): AsyncGenerator<Input> {
  for (const name of names) {
    try {
      yield* inputsOfName(name, desk, naming);
    } catch (thrown) {
      const error = toFailure(thrown);
      yield { id: name, name, given: {}, from: { kind: "failed", error } };
    }
  }
}

async function* inputsOfName(name: string, desk: Desk, { kind, otherwise, given, stdin }: Naming): AsyncGenerator<Input> {
  const id = name === "-" ? null : name;
  const one = (from: From): Input => ({ id, name, given, from });
  if (name !== "-" && (kind === "url" || (kind === undefined && /^[a-z][a-z0-9+.-]*:\/\//i.test(name)))) {
    yield one(addressed(name));
    return;
  }
  const stream = name === "-" ? stdin : desk.stream(name);
  const byName = kind ?? kindOfName(name) ?? otherwise;
  if (name !== "-" && (byName === "html" || byName === "text")) {
    yield one({ kind: "file", path: name, as: byName });
    return;
  }
  if (/\.wacz$/i.test(name)) {
    const { waczInputs } = await import("./warc-inputs.ts");
    yield* waczInputs(name);
    return;
  }
  const { head, whole } = await peek(stream);
  switch (byName ?? kindOfHead(head, name)) {
    case "ndjson":
      yield* fromLines(whole);
      return;
    case "conllu":
      yield* conlluDocuments(whole, name, id);
      return;
    case "url":
      yield* fromAddresses(whole, given);
      return;
    case "warc": {
      const { warcInputs } = await import("./warc-inputs.ts");
      yield* warcInputs(whole);
      return;
    }
    case "html":
      yield one({ kind: "html", bytes: await gather(whole, name) });
      return;
    case "text":
      yield one({ kind: "text", text: decodeText(await gather(whole, name), name) });
  }
}

async function* fromLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Input> {
  for await (const line of linesOf(chunks, INPUT_LIMIT_BYTES)) {
    const input = inputFromLine(line);
    if (input !== undefined) yield input;
  }
}

/** Addresses one a line; blank lines and lines that begin with # are passed over. */
async function* fromAddresses(chunks: AsyncIterable<Uint8Array>, given: Given): AsyncGenerator<Input> {
  for await (const line of linesOf(chunks, ADDRESS_LIMIT_BYTES)) {
    const name = new TextDecoder().decode(line.bytes).trim();
    if (name !== "" && !name.startsWith("#")) yield { id: name, name, given, from: addressed(name) };
  }
}

/** Longer addresses are refused by servers and browsers alike. */
const ADDRESS_LIMIT_BYTES = 8192;

function addressed(name: string): From {
  if (URL.canParse(name) && /^https?:/i.test(name)) return { kind: "url", url: name };
  return { kind: "failed", error: failure("E_URL", `${name} is not an http or https address`) };
}

function kindOfName(name: string): InputKind | undefined {
  if (/\.x?html?$/i.test(name)) return "html";
  if (/\.txt$/i.test(name)) return "text";
  if (/\.conllu$/i.test(name)) return "conllu";
  if (/\.warc(?:\.gz)?$/i.test(name)) return "warc";
  return /\.(?:ndjson|jsonl)$/i.test(name) ? "ndjson" : undefined;
}

/** The kind of what begins with `head`. @throws SaysoError E_INPUT_KIND for what is not text. */
function kindOfHead(head: Uint8Array, name: string): InputKind {
  const isUtf16 = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff);
  if ((head[0] === 0x1f && head[1] === 0x8b) || new TextDecoder().decode(head.subarray(0, 5)) === "WARC/") return "warc";
  if (!isUtf16 && head.includes(0)) throw new SaysoError("E_INPUT_KIND", `${name} is not text but some binary file`);
  const begin = new TextDecoder(isUtf16 && head[0] === 0xff ? "utf-16le" : isUtf16 ? "utf-16be" : "utf-8").decode(head).trimStart();
  if (begin.startsWith("%PDF-")) throw new SaysoError("E_INPUT_KIND", `${name} is a PDF; only HTML and text are read`);
  if (begin.startsWith("{")) return "ndjson";
  if (/^(?:# (?:newdoc|newpar|sent_id = |text = |global\.)|1(?:-\d+)?\t(?:[^\t\n]*\t){8})/.test(begin)) return "conllu";
  return begin.startsWith("<") ? "html" : "text";
}

/** The first chunk that is more than white space with all before it, and the whole stream again. */
async function peek(stream: AsyncIterable<Uint8Array>): Promise<{ head: Uint8Array; whole: AsyncIterable<Uint8Array> }> {
  const iterator = stream[Symbol.asyncIterator]();
  const seen: Uint8Array[] = [];
  for (let next = await iterator.next(); next.done !== true; next = await iterator.next()) {
    seen.push(next.value);
    if (next.value.some((byte) => byte > 0x20 && byte !== 0xef && byte !== 0xbb && byte !== 0xbf)) break;
    if (seen.length >= PEEK_CHUNKS) break;
  }
  async function* whole(): AsyncGenerator<Uint8Array> {
    yield* seen;
    for (let next = await iterator.next(); next.done !== true; next = await iterator.next()) yield next.value;
  }
  return { head: Buffer.concat(seen).subarray(0, PEEK_BYTES), whole: whole() };
}

/** White space before the first character that is looked through, in chunks of a stream, and bytes that tell a kind. */
const PEEK_CHUNKS = 16;
const PEEK_BYTES = 4096;
