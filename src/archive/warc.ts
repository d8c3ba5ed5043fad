import { hash } from "node:crypto";
import { sha256Hex } from "../text/digest.ts";

/** One page as it is to be archived. */
export interface PageToArchive {
  /** The page's id, of which the record's id is made. */
  readonly id: string;
  readonly bytes: Uint8Array;
  /** SHA-256 of `bytes`. */
  readonly sha256: string;
  /** `null` for what has no address. */
  readonly url: string | null;
  /** RFC 3339 in UTC: when it was fetched, else when it is archived. */
  readonly date: string;
  /** Whether it was fetched; what was given by hand has no answer of a server to keep. */
  readonly isFetched: boolean;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The page that holds the same bytes, where they are archived already. */
  readonly sameAs: { readonly id: string; readonly url: string | null; readonly date: string | null } | null;
}

/** WARC 1.1: `response` for what was fetched, `resource` for what was given, `revisit` where the bytes are there already. */
export function pageRecord(page: PageToArchive): Uint8Array {
  const { url, date, isFetched, sha256, sameAs, headers } = page;
  const head = isFetched ? httpHead(headers, page.bytes.length) : "";
  const block = Buffer.concat([Buffer.from(head), sameAs === null ? page.bytes : new Uint8Array()]);
  const contentType = isFetched ? "application/http;msgtype=response" : (headers["content-type"] ?? "application/octet-stream");
  return record(
    {
      "WARC-Type": sameAs === null ? (isFetched ? "response" : "resource") : "revisit",
      "WARC-Record-ID": recordId(page.id),
      "WARC-Date": date,
      "WARC-Target-URI": url ?? `urn:sha256:${sha256}`,
      ...(sameAs === null ? {} : refersTo(sameAs, sha256)),
      "WARC-Payload-Digest": `sha256:${sha256}`,
      "Content-Type": contentType,
    },
    block,
  );
}

const refersTo = ({ id, url, date }: NonNullable<PageToArchive["sameAs"]>, sha256: string): Readonly<Record<string, string>> => ({
  "WARC-Profile": "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest",
  "WARC-Refers-To": recordId(id),
  "WARC-Refers-To-Target-URI": url ?? `urn:sha256:${sha256}`,
  ...(date === null ? {} : { "WARC-Refers-To-Date": date }),
});

/** The record that begins each file. */
export const infoRecord = (file: string, date: string, software: string): Uint8Array =>
  record(
    {
      "WARC-Type": "warcinfo",
      "WARC-Record-ID": recordId(sha256Hex(`${file}\n${date}`)),
      "WARC-Date": date,
      "WARC-Filename": file,
      "Content-Type": "application/warc-fields",
    },
    Buffer.from(
      `software: ${software}\r\nformat: WARC File Format 1.1\r\nconformsTo: https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/\r\n`,
    ),
  );

/** The record that takes the place of one whose bytes were taken away. */
export const removedRecord = (id: string, date: string): Uint8Array =>
  record(
    {
      "WARC-Type": "metadata",
      "WARC-Record-ID": recordId(sha256Hex(`removed\n${id}`)),
      "WARC-Date": date,
      "WARC-Refers-To": recordId(id),
      "Content-Type": "application/warc-fields",
    },
    Buffer.from("removed: true\r\n"),
  );

function record(fields: Readonly<Record<string, string>>, block: Uint8Array): Uint8Array {
  const all = { ...fields, "WARC-Block-Digest": `sha256:${hash("sha256", block)}`, "Content-Length": String(block.length) };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${oneLine(value)}\r\n`);
  return Buffer.concat([Buffer.from(`WARC/1.1\r\n${lines.join("")}\r\n`), block, Buffer.from("\r\n\r\n")]);
}

/** A record's id by the id of what it holds: a UUID of version 8, which is any 122 bits. */
export function recordId(id: string): string {
  const [a, b, c, d, e] = [id.slice(0, 8), id.slice(8, 12), `8${id.slice(13, 16)}`, `8${id.slice(17, 20)}`, id.slice(20, 32)];
  return `<urn:uuid:${a}-${b}-${c}-${d}-${e}>`;
}

/** Headers that tell of the bytes on the wire, not of those that are kept; as other archives do, they keep them under another name. */
const OF_THE_WIRE = new Set(["content-encoding", "transfer-encoding", "content-length"]);
export const WIRE_PREFIX = "x-archive-orig-";

function httpHead(headers: Readonly<Record<string, string>>, length: number): string {
  const lines = Object.entries(headers).map(
    ([name, value]) => `${OF_THE_WIRE.has(name) ? WIRE_PREFIX : ""}${token(name)}: ${oneLine(value)}\r\n`,
  );
  return `HTTP/1.1 200 OK\r\n${lines.join("")}content-length: ${length}\r\n\r\n`;
}

const oneLine = (value: string): string => value.replace(/[\r\n\0]+/g, " ");
const token = (name: string): string => name.replace(/[^!#$%&'*+.^_`|~0-9A-Za-z-]/g, "_");
