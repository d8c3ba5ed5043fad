import { zstdCompressSync, zstdDecompressSync } from "node:zlib";
import type { Insertable, Selectable } from "kysely";
import type { ArticleRecord, RecordSpan, RecordStatement } from "../article/record.ts";
import { SaysoError } from "../errors.ts";
import { KEEPS, type Keep, type KeptPage } from "../record/kept-page.ts";
import { sha256Hex } from "../text/digest.ts";
import { slice } from "../text/span.ts";
import { utcOf } from "../text/utc.ts";
import { statementId } from "./ids.ts";
import type { KeptArticle } from "./store.ts";
import type { Tables } from "./tables.ts";

/** Stands between the spans of one part; no article prints it so. */
const GAP = " … ";
/** Bytes of a record unpacked; many times the largest that a page gives. */
const RECORD_MOST_BYTES = 512 * 1024 * 1024;

/** The row of an article; with `keep` other than `text`, only what its policy allows. */
export function articleRow(
  record: ArticleRecord,
  keep: Keep,
  known: { pageId: string | null; sourceId: string | null; now: string },
): Insertable<Tables["articles"]> {
  const headline = record.blocks.find(({ kind }) => kind === "headline");
  return {
    digest: record.digest,
    url: record.meta.url,
    outlet: record.meta.outlet,
    outletKey: outletKeyOf(record),
    publishedAt: record.meta.publishedAt,
    at: atOf(record),
    headline: headline === undefined || keep === "hash" ? "" : slice(record.text, headline),
    text: keep === "text" ? record.text : "",
    keep,
    pageId: known.pageId,
    sourceId: known.sourceId,
    storedAt: known.now,
    made: madeOf(record),
    statements: keep === "hash" ? 0 : (record.statements?.length ?? 0),
    record: packed(record, keep),
  };
}

const atOf = ({ meta }: ArticleRecord): string => (meta.publishedAt === null ? "" : (utcOf(meta.publishedAt) ?? ""));

/** What counts outlets: the name without regard to case, else the host of the address. */
function outletKeyOf({ meta }: ArticleRecord): string | null {
  if (meta.outlet !== null) return outletKey(meta.outlet);
  return meta.url !== null && URL.canParse(meta.url) ? new URL(meta.url).hostname.replace(/^www\./, "") : null;
}

/** An outlet's name as it is compared. */
export const outletKey = (name: string): string => name.normalize("NFC").trim().toLowerCase();

/** Steps and versions, the same text whatever order they came in. */
export const madeOf = (record: ArticleRecord): string => JSON.stringify(Object.entries(record.made).sort(([a], [b]) => (a < b ? -1 : 1)));

function packed(record: ArticleRecord, keep: Keep): Uint8Array | null {
  if (keep === "hash") return null;
  const { text: _, ...rest } = record;
  if (keep === "text") return zstdCompressSync(JSON.stringify(rest));
  // Mentions are words of the whole text.
  const { mentions: __, ...narrow } = rest;
  return zstdCompressSync(JSON.stringify({ ...narrow, omitted: [], origin: [], provenance: {} }));
}

/** An article as it went in. @throws SaysoError E_STORE when its record cannot be read any more. */
export function articleOf(
  row: Pick<Selectable<Tables["articles"]>, "digest" | "keep" | "pageId" | "storedAt" | "text" | "record">,
): KeptArticle {
  return {
    digest: row.digest,
    record: row.record === null ? null : unpacked(row.record, row),
    keep: KEEPS.find((one) => one === row.keep) ?? "hash",
    pageId: row.pageId,
    storedAt: row.storedAt,
  };
}

function unpacked(bytes: Uint8Array, { text, digest }: { text: string; digest: string }): ArticleRecord {
  try {
    const {
      schema,
      id,
      digest: own,
      unit,
      ...rest
    } = JSON.parse(zstdDecompressSync(bytes, { maxOutputLength: RECORD_MOST_BYTES }).toString("utf8")) as Omit<ArticleRecord, "text">;
    return { schema, id, digest: own, unit, text, ...rest };
  } catch (cause) {
    throw new SaysoError("E_STORE", `the record of article ${digest} cannot be read`, { cause });
  }
}

/** The rows of an article's statements. */
export function statementRows(record: ArticleRecord, article: number): readonly Insertable<Tables["statements"]>[] {
  const [at, outletKey] = [atOf(record), outletKeyOf(record)];
  const seen = new Map<string, number>();
  return (record.statements ?? []).map((statement) => ({
    id: uniqueId(record.digest, statement, seen),
    article,
    name: statement.id,
    at,
    outletKey,
    kind: statement.kind,
    polarity: statement.polarity,
    source: wordsOf(statement.source),
    cue: wordsOf(statement.cue),
    content: wordsOf(statement.content),
  }));
}

/** Two statements of one article with the same spans are told apart by their order. */
function uniqueId(digest: string, statement: RecordStatement, seen: Map<string, number>): string {
  const id = statementId(digest, statement);
  const count = (seen.get(id) ?? 0) + 1;
  seen.set(id, count);
  return count === 1 ? id : sha256Hex(`${id}\n${count}`).slice(0, id.length);
}

/** The characters of a part's spans. */
export const wordsOf = (spans: readonly RecordSpan[]): string => spans.map(({ exact }) => exact).join(GAP);

/** The row of a page. */
export const pageRow = ({ address, ...page }: KeptPage): Insertable<Tables["pages"]> => ({
  ...page,
  file: address?.file ?? null,
  offset: address?.offset ?? null,
  length: address?.length ?? null,
});

/** A page as it went in. */
export function pageOf(row: Selectable<Tables["pages"]>): KeptPage {
  const { number: _, file, offset, length, ...page } = row;
  return { ...page, address: file === null || offset === null || length === null ? null : { file, offset, length } };
}
