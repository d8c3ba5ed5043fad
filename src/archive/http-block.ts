import { headerFields } from "./header-fields.ts";

/** An answer of HTTP as an archive keeps it: what stood on the wire, or what a tool left of it. */
export interface HttpBlock {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The body without its chunks, still compressed as `content-encoding` says. */
  readonly body: Uint8Array;
}

/** The answer in the block of a `response` record; `undefined` when it is none. */
export function readHttpBlock(block: Uint8Array): HttpBlock | undefined {
  const end = headEnd(block);
  const [first = "", ...lines] = new TextDecoder("latin1").decode(block.subarray(0, end.head)).split(/\r?\n/);
  const [, status] = /^HTTP\/\d(?:\.\d)? +(\d{3})\b/i.exec(first) ?? [];
  if (status === undefined) return undefined;
  const headers = headerFields(lines);
  const body = block.subarray(end.body);
  const isChunked = /\bchunked\b/i.test(headers["transfer-encoding"] ?? "");
  return { status: Number(status), headers, body: (isChunked ? withoutChunks(body) : undefined) ?? body };
}

const [LINE_FEED, CARRIAGE_RETURN] = [0x0a, 0x0d];

/** Where the head ends and the body begins: at the first empty line. */
function headEnd(block: Uint8Array): { readonly head: number; readonly body: number } {
  for (let at = block.indexOf(LINE_FEED); at >= 0; at = block.indexOf(LINE_FEED, at + 1)) {
    if (block[at + 1] === LINE_FEED) return { head: at, body: at + 2 };
    if (block[at + 1] === CARRIAGE_RETURN && block[at + 2] === LINE_FEED) return { head: at, body: at + 3 };
  }
  return { head: block.length, body: block.length };
}

/**
 * A body without its chunks. `undefined` when it has none, since many tools keep the header of a body that they have put
 * together; what comes before a cut is kept.
 */
function withoutChunks(body: Uint8Array): Uint8Array | undefined {
  const parts: Uint8Array[] = [];
  for (let at = 0; at < body.length; ) {
    const end = body.indexOf(LINE_FEED, at);
    const size = /^([0-9a-f]{1,8})[ \t]*(?:;.*)?\r?$/i.exec(
      new TextDecoder("latin1").decode(body.subarray(at, end < 0 ? at : Math.min(end, at + 1024))),
    );
    if (size === null) return parts.length === 0 ? undefined : Buffer.concat(parts);
    const length = Number.parseInt(size[1] ?? "0", 16);
    if (length === 0) break;
    parts.push(body.subarray(end + 1, end + 1 + length));
    at = end + 1 + length;
    if (body[at] === CARRIAGE_RETURN) at++;
    if (body[at] === LINE_FEED) at++;
  }
  return Buffer.concat(parts);
}
