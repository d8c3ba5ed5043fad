import { type HttpBlock, readHttpBlock } from "../archive/http-block.ts";
import { readWacz } from "../archive/wacz.ts";
import { type ForeignRecord, readWarc } from "../archive/warc-input.ts";
import { SaysoError, toFailure } from "../errors.ts";
import { decode, encodingsOf } from "../fetch/body.ts";
import { DEFAULT_LIMITS } from "../fetch/limits.ts";
import { INPUT_LIMIT_BYTES } from "./desk.ts";
import { openRandomAccess } from "./disk.ts";
import type { From, Input } from "./input.ts";

/**
 * The pages and texts of a web archive, in its order: answers with status 200 that are HTML, and resources and conversions
 * that are HTML or plain text. Everything else in it is passed over.
 *
 * @throws SaysoError E_WARC at a damage or a torn end, after what stands before it was given.
 */
export async function* warcInputs(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Input> {
  for await (const record of readWarc(chunks, { limitBytes: INPUT_LIMIT_BYTES, wants })) {
    const { block } = record;
    const from = block === null ? undefined : await contentOf(record, block).catch(failedBy);
    if (from === undefined) continue;
    const url = urlOf(record);
    const id = (record.headers["warc-record-id"] ?? "").replace(/^<(?:urn:uuid:)?|>$/g, "") || url;
    yield { id, name: url ?? id ?? "a record", given: from.kind === "text" && url !== null ? { url } : {}, from };
  }
}

/** One page that cannot be unpacked does not stop the others. */
const failedBy = (thrown: unknown): From => ({ kind: "failed", error: toFailure(thrown) });

/** The same of the archives in a WACZ package. @throws SaysoError E_WARC, E_INPUT_MISSING, E_INPUT_UNREADABLE. */
export async function* waczInputs(path: string): AsyncGenerator<Input> {
  const file = await openRandomAccess(path);
  try {
    for (const packed of await readWacz(file)) yield* warcInputs(packed.chunks());
  } finally {
    await file.close();
  }
}

const HTML = /^(?:text\/html|application\/xhtml\+xml)\b/i;
const TEXT = /^text\/plain\b/i;

const typeOf = (headers: Readonly<Record<string, string>>): string => headers["content-type"] ?? "";

function wants({ type, headers }: Omit<ForeignRecord, "block">): boolean {
  if (type === "response") return /^application\/http\b/i.test(typeOf(headers));
  return (type === "resource" || type === "conversion") && (HTML.test(typeOf(headers)) || TEXT.test(typeOf(headers)));
}

function urlOf({ headers }: Pick<ForeignRecord, "headers">): string | null {
  const url = URL.parse((headers["warc-target-uri"] ?? "").replace(/^<|>$/g, ""));
  return url !== null && /^https?:$/.test(url.protocol) ? url.href : null;
}

async function contentOf(record: ForeignRecord, block: Uint8Array): Promise<From | undefined> {
  const url = urlOf(record);
  const fetchedAt = dateOf(record.headers["warc-date"]);
  if (record.type === "response") {
    const answer = readHttpBlock(block);
    if (answer === undefined || answer.status !== 200 || !HTML.test(typeOf(answer.headers))) return undefined;
    return { kind: "page", page: { bytes: await unpacked(answer), url, headers: answer.headers, fetchedAt } };
  }
  if (TEXT.test(typeOf(record.headers))) return { kind: "text", text: new TextDecoder().decode(block) };
  return { kind: "page", page: { bytes: block, url, headers: { "content-type": typeOf(record.headers) }, fetchedAt } };
}

/** The body decompressed, as a server's would be. Many tools keep the header of a body that they have decompressed: it stays as it is. */
async function unpacked({ headers, body }: HttpBlock): Promise<Uint8Array> {
  try {
    return await decode(Buffer.from(body), encodingsOf(headers["content-encoding"]), DEFAULT_LIMITS, new AbortController().signal);
  } catch (thrown) {
    if (thrown instanceof SaysoError && thrown.code === "E_DECODE") return body;
    throw thrown;
  }
}

const dateOf = (written: string | undefined): string | null => {
  const date = new Date(written ?? "");
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
};
