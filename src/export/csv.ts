import { stringify } from "csv-stringify/sync";
import type { ArticleRecord, ErrorRecord, RecordSpan, RecordStatement } from "../article/record.ts";
import { isArticle, type Writer } from "./writer.ts";

/** The columns of the table, in order; docs/record.md says what each holds. */
export const CSV_COLUMNS = [
  "id",
  "url",
  "outlet",
  "publishedAt",
  "statement",
  "parent",
  "kind",
  "polarity",
  "flags",
  "score",
  "source",
  "cue",
  "content",
  "sourceSpans",
  "cueSpans",
  "contentSpans",
  "channel",
  "channelKind",
  "addressee",
  "saidAt",
  "saidAtDate",
  "speaker",
  "speakerType",
  "resolution",
  "addresseeName",
  "same",
  "error",
  "message",
] as const;
type Row = Partial<Record<(typeof CSV_COLUMNS)[number], string | number | null>>;

/**
 * A table (RFC 4180, UTF-8) with a row a statement. An article without statements has no row; an input that failed
 * has one, with `error` and `message`. A cell that a spreadsheet would run as a formula gets an apostrophe before it.
 */
export function csvWriter(): Writer {
  let begun = false;
  const lines = (rows: readonly Row[]): string => {
    const header = begun ? [] : [[...CSV_COLUMNS]];
    begun = true;
    const cells = [...header, ...rows.map((row) => CSV_COLUMNS.map((column) => row[column] ?? ""))];
    return cells.length === 0 ? "" : stringify(cells, { escape_formulas: true, record_delimiter: "windows", quoted_match: /[\r\n]/ });
  };
  return { add: (record) => lines(isArticle(record) ? rowsOf(record) : [rowOf(record)]), end: () => lines([]) };
}

function rowsOf(record: ArticleRecord): Row[] {
  const { id, meta } = record;
  const names = new Map((record.entities ?? []).map((entity) => [entity.id, entity.name]));
  return (record.statements ?? []).map((statement) => ({
    id,
    url: meta.url,
    outlet: meta.outlet,
    publishedAt: meta.publishedAt,
    statement: statement.id,
    ...detailsOf(statement),
    addresseeName: names.get(statement.addressee?.entity ?? "") ?? null,
  }));
}

function detailsOf({
  parent,
  kind,
  polarity,
  flags,
  score,
  source,
  cue,
  content,
  speakers,
  speakerType,
  resolution,
  channel,
  addressee,
  saidAt,
  same,
}: RecordStatement): Row {
  return {
    parent,
    kind,
    polarity,
    flags: flags.join(" "),
    score,
    source: wordsOf(source),
    cue: wordsOf(cue),
    content: wordsOf(content),
    sourceSpans: offsetsOf(source),
    cueSpans: offsetsOf(cue),
    contentSpans: offsetsOf(content),
    channel: channel?.exact ?? null,
    channelKind: channel?.kind ?? null,
    addressee: addressee?.exact ?? null,
    saidAt: saidAt?.exact ?? null,
    saidAtDate: saidAt?.date ?? null,
    speaker: (speakers ?? []).map(({ name }) => name).join("; "),
    speakerType: speakerType ?? null,
    resolution: resolution ?? null,
    same: same?.join(" ") ?? null,
  };
}

const rowOf = ({ id, error }: ErrorRecord): Row => ({ id, error: error.code, message: error.message });

/** What lies between the spans of one part is told by a mark that no article prints. */
const wordsOf = (spans: readonly RecordSpan[]): string => spans.map(({ exact }) => exact).join(" ⟨…⟩ ");
const offsetsOf = (spans: readonly RecordSpan[]): string => spans.map(({ start, end }) => `${start}:${end}`).join(" ");
