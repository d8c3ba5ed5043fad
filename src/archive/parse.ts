import { hash } from "node:crypto";
import { gunzipSync } from "node:zlib";
import { SaysoError } from "../errors.ts";
import { WIRE_PREFIX } from "./warc.ts";

/** A record as it was archived, its digests checked. */
export interface ArchivedPage {
  readonly type: string;
  readonly recordId: string;
  readonly url: string | null;
  readonly date: string;
  /** Headers of the server's answer, names in lower case; of a `resource` its content type. */
  readonly headers: Readonly<Record<string, string>>;
  /** Empty for a `revisit`. */
  readonly payload: Uint8Array;
  /** SHA-256 that the record gives for its payload. */
  readonly sha256: string;
}

/** Bytes of one record unpacked: the largest page and its headers, with room. */
const RECORD_MOST_BYTES = 128 * 1024 * 1024;

/** Reads one gzip member that holds one record. @throws SaysoError E_ARCHIVE naming what does not fit. */
export function parseMember(member: Uint8Array, place: string): ArchivedPage {
  let bytes: Buffer;
  try {
    bytes = gunzipSync(member, { maxOutputLength: RECORD_MOST_BYTES });
  } catch (cause) {
    throw broken(place, "cannot be unpacked", cause);
  }
  const { fields, block } = splitRecord(bytes, place);
  const digest = `sha256:${hash("sha256", block)}`;
  if (fields["warc-block-digest"] !== digest) throw broken(place, "has another block than its digest says");
  const isHttp = (fields["content-type"] ?? "").startsWith("application/http");
  const { head, body } = isHttp ? splitHttp(block) : { head: "", body: block };
  const sha256 = (fields["warc-payload-digest"] ?? "").replace(/^sha256:/, "");
  const type = fields["warc-type"] ?? "";
  if (type !== "revisit" && sha256 !== "" && hash("sha256", body) !== sha256)
    throw broken(place, "has another payload than its digest says");
  const url = fields["warc-target-uri"] ?? "";
  return {
    type,
    recordId: fields["warc-record-id"] ?? "",
    url: url.startsWith("urn:sha256:") || url === "" ? null : url,
    date: fields["warc-date"] ?? "",
    headers: isHttp ? serversHeaders(head) : { "content-type": fields["content-type"] ?? "" },
    payload: new Uint8Array(body),
    sha256,
  };
}

function splitRecord(bytes: Buffer, place: string): { fields: Readonly<Record<string, string>>; block: Buffer } {
  const end = bytes.indexOf("\r\n\r\n");
  const [version = "", ...lines] = bytes.subarray(0, Math.max(0, end)).toString("utf8").split("\r\n");
  const fields = fieldsOf(lines);
  const length = Number(fields["content-length"]);
  if (end < 0 || !/^WARC\/1\.[01]$/.test(version) || !Number.isSafeInteger(length)) throw broken(place, "is no WARC record");
  const block = bytes.subarray(end + 4, end + 4 + length);
  if (block.length !== length) throw broken(place, "is cut off");
  return { fields, block };
}

function splitHttp(block: Buffer): { head: string; body: Buffer } {
  const end = block.indexOf("\r\n\r\n");
  return end < 0 ? { head: "", body: block } : { head: block.subarray(0, end).toString("utf8"), body: block.subarray(end + 4) };
}

/** What the server said, without what was added to describe the bytes that are kept. */
function serversHeaders(head: string): Readonly<Record<string, string>> {
  const { "content-length": _, ...fields } = fieldsOf(head.split("\r\n").slice(1));
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name.startsWith(WIRE_PREFIX) ? name.slice(WIRE_PREFIX.length) : name, value]),
  );
}

const fieldsOf = (lines: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(
    lines.flatMap((line) => {
      const colon = line.indexOf(":");
      return colon < 0 ? [] : [[line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()]];
    }),
  );

const broken = (place: string, what: string, cause?: unknown): SaysoError =>
  new SaysoError("E_ARCHIVE", `the kept page at ${place} ${what}`, { cause });
