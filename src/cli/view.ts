import stringWidth from "string-width";
import wrapAnsi from "wrap-ansi";
import type { ArticleRecord, RecordSpan, RecordStatement } from "../article/record.ts";
import { layOut, type Numbered, numbered, type Piece, type Row } from "../export/layout.ts";
import { speakerOf } from "../export/speaker.ts";
import { type AnyRecord, isArticle, type Writer } from "../export/writer.ts";
import { slice } from "../text/span.ts";
import { plain } from "./plain.ts";
import type { Colors } from "./terminal.ts";

export interface ViewOptions {
  readonly width: number;
  readonly colors: Colors;
  /** Statements of one speaker together. */
  readonly bySpeaker: boolean;
  /** The article's text instead of a list of statements. */
  readonly asArticle: boolean;
}

/** The view for people: articles one after another, with an empty line between. Errors are shown on standard error only. */
export function viewWriter(options: ViewOptions): Writer {
  let count = 0;
  return {
    add: (record: AnyRecord) => {
      if (!isArticle(record)) return "";
      const parts = options.asArticle ? articleParts(record, options) : [...head(record, options), ...statementParts(record, options)];
      return `${count++ === 0 ? "" : `\n${options.colors.dim("─".repeat(options.width))}\n\n`}${parts.join("\n\n")}\n`;
    },
    end: () => "",
  };
}

/** Outlet, day and headline; where nothing is known, the id that came in. */
function head(record: ArticleRecord, options: ViewOptions): readonly string[] {
  const headline = record.blocks.find(({ kind }) => kind === "headline");
  const title = headline === undefined ? [] : [wrapped(options.colors.bold(plain(slice(record.text, headline))), 0, options)];
  const known = [...folio(record, options), ...title];
  const name = record.id === record.digest ? [] : [wrapped(options.colors.dim(plain(record.id)), 0, options)];
  const lines = known.length > 0 ? known : name;
  return lines.length === 0 ? [] : [lines.join("\n")];
}

function folio({ meta }: ArticleRecord, options: ViewOptions): readonly string[] {
  const parts = [meta.outlet, meta.publishedAt?.slice(0, 10) ?? null, meta.authors.length === 0 ? null : meta.authors.join(", ")];
  const shown = parts.filter((part) => part !== null).map(plain);
  return shown.length === 0 ? [] : [wrapped(options.colors.dim(shown.join(" · ")), 0, options)];
}

function statementParts({ statements = [] }: ArticleRecord, options: ViewOptions): readonly string[] {
  if (statements.length === 0) return [options.colors.dim("No statement found.")];
  const all = numbered(statements);
  const digits = String(all.length).length;
  const depths = depthsOf(statements);
  if (options.bySpeaker) return speakerParts(all, digits, options);
  return all.map((one) => statementPart(one, { digits, depth: depths.get(one.statement.id) ?? 0 }, options));
}

/** Speakers by their first statement, each with all of theirs; who could not be resolved comes last. */
function speakerParts(all: readonly Numbered[], digits: number, options: ViewOptions): readonly string[] {
  const groups = Map.groupBy(all, ({ statement }) => speakerOf(statement) ?? "");
  const named = [...groups].filter(([name]) => name !== "");
  const others = groups.get("") ?? [];
  const shown = (name: string, own: readonly Numbered[]): string[] => [
    wrapped(options.colors.underline(plain(`${name} (${own.length})`)), 0, options),
    ...own.map((one) => statementPart(one, { digits, depth: 0 }, options)),
  ];
  return [...named.flatMap(([name, own]) => shown(name, own)), ...(others.length === 0 ? [] : shown("Not resolved to a name", others))];
}

interface Margin {
  readonly digits: number;
  readonly depth: number;
}

/** Columns by which each level of nesting is set in. */
const INDENT_COLUMNS = 3;

function statementPart({ number, statement }: Numbered, { digits, depth }: Margin, options: ViewOptions): string {
  const { colors } = options;
  const indent = Math.min(depth * INDENT_COLUMNS, Math.floor(options.width / 3));
  const margin = `${" ".repeat(indent)}${colors.dim(String(number).padStart(digits))}  `;
  const rest = indent + digits + 2;
  const who = whoSays(statement, colors);
  const cue = words(statement.cue.filter(({ exact }) => statement.cue.length === 1 || /[\p{L}\p{N}]/u.test(exact)));
  const first = [who, ...(cue === "" ? [] : [colors.italic(cue)]), qualities(statement, colors), ...circumstances(statement, colors)].join(
    colors.dim(" · "),
  );
  const lines = [wrapped(first, rest, options).trimStart()];
  if (statement.content.length > 0) lines.push(wrapped(words(statement.content), rest, options));
  return margin + lines.join("\n");
}

/** The speaker's name, and the source's own words beside it when they differ. */
function whoSays(statement: RecordStatement, colors: Colors): string {
  if (statement.source.length === 0) return colors.italic("source not named");
  const [name, source] = [speakerOf(statement), named(statement)];
  return name === undefined || plain(name) === source ? colors.bold(source) : `${colors.bold(plain(name))} ${colors.dim(`“${source}”`)}`;
}

/** Kind, then whatever is out of the ordinary. */
function qualities({ kind, polarity, flags }: RecordStatement, colors: Colors): string {
  const standing = polarity === "asserted" ? [] : [polarityColor(polarity, colors)(polarity)];
  return [colors.cyan(kind), ...standing, ...flags.map((flag) => colors.dim(`[${flag}]`))].join(" ");
}

/** Through what, to whom and when it was said, where the text tells: the channel's words, "to deputies", the day. */
function circumstances({ channel, addressee, saidAt }: RecordStatement, colors: Colors): readonly string[] {
  const through = channel ? `${channel.kind}: ${plain(channel.exact)}` : "";
  const to = addressee ? `to ${plain(addressee.exact)}` : "";
  const when = saidAt ? (saidAt.date ?? plain(saidAt.exact)) : "";
  return [through, to, when].filter((part) => part !== "").map(colors.dim);
}

function polarityColor(polarity: RecordStatement["polarity"], colors: Colors): (text: string) => string {
  if (polarity === "denied") return colors.red;
  return polarity === "refused" || polarity === "not-said" ? colors.magenta : colors.yellow;
}

const words = (spans: readonly RecordSpan[]): string => spans.map(({ exact }) => plain(exact)).join(" … ");

/** The source without the comma that closes an apposition. */
const named = ({ source }: RecordStatement): string => words(source).replace(/,$/, "");

function depthsOf(statements: readonly RecordStatement[]): ReadonlyMap<string, number> {
  const parents = new Map(statements.map(({ id, parent }) => [id, parent]));
  const depthOf = (id: string): number => {
    const seen = new Set<string>();
    for (let next = parents.get(id); next != null && !seen.has(next); next = parents.get(next)) seen.add(next);
    return seen.size;
  };
  return new Map(statements.map(({ id }) => [id, depthOf(id)]));
}

function wrapped(text: string, indent: number, { width }: ViewOptions): string {
  const room = Math.max(10, width - indent);
  return wrapAnsi(text, room, { hard: true })
    .split("\n")
    .map((line) => (stringWidth(line) === 0 ? "" : " ".repeat(indent) + line))
    .join("\n");
}

function articleParts(record: ArticleRecord, options: ViewOptions): readonly string[] {
  const marks = options.colors.isColorSupported ? colorMarks(options.colors) : plainMarks;
  const rows = layOut(record).map((row) =>
    [wrapped(rowText(row, record, marks, options), 0, options), ...noteLines(row, options)].join("\n"),
  );
  return [...folio(record, options), ...rows];
}

/** How the article's text shows the parts of statements. */
interface Marks {
  readonly opens: (numbers: readonly number[]) => string;
  readonly closes: (count: number) => string;
  readonly piece: (text: string, piece: Piece) => string;
}

const colorMarks = (colors: Colors): Marks => ({
  opens: (numbers) => numbers.map((number) => colors.cyan(`[${number}] `)).join(""),
  closes: () => "",
  piece: (text, { covers }) => {
    const has = (part: string): boolean => covers.some((cover) => cover.part === part);
    const styled = has("source") ? colors.bold(text) : has("cue") ? colors.italic(text) : text;
    return has("content") ? colors.underline(styled) : styled;
  },
});

/** Without colour: `[4 content]`, `*source*`, `_cue_`. */
const plainMarks: Marks = {
  opens: (numbers) => numbers.map((number) => `[${number} `).join(""),
  closes: (count) => "]".repeat(count),
  piece: (text, { covers }) => {
    const [, before = "", core = "", after = ""] = /^(\s*)(.*?)(\s*)$/s.exec(text) ?? [];
    if (core === "") return text;
    if (covers.some(({ part }) => part === "source")) return `${before}*${core}*${after}`;
    return covers.some(({ part }) => part === "cue") ? `${before}_${core}_${after}` : text;
  },
};

function rowText(row: Row, record: ArticleRecord, marks: Marks, { colors }: ViewOptions): string {
  const text = row.pieces
    .map((piece) => {
      const contents = piece.covers.flatMap(({ part, number, statement }) =>
        part === "content" ? [{ number, spans: statement.content }] : [],
      );
      const opened = contents.filter(({ spans }) => spans.some(({ start }) => start === piece.start)).map(({ number }) => number);
      const closed = contents.filter(({ spans }) => spans.some(({ end }) => end === piece.end)).length;
      return marks.opens(opened) + marks.piece(plain(slice(record.text, piece)), piece) + marks.closes(closed);
    })
    .join("");
  if (row.kind === "headline" || row.kind === "subheading") return colors.bold(text);
  return row.kind === "paragraph" || row.kind === "standfirst" ? text : row.kind === "list-item" ? `• ${text}` : colors.dim(text);
}

function noteLines(row: Row, options: ViewOptions): readonly string[] {
  return row.notes.map(({ number, statement }) => {
    const who = statement.source.length === 0 ? "source not named" : (speakerOf(statement) ?? named(statement));
    const note = [
      String(number),
      who,
      [statement.kind, ...(statement.polarity === "asserted" ? [] : [statement.polarity]), ...statement.flags].join(" "),
    ];
    return wrapped(options.colors.dim(note.join(" · ")), 4, options);
  });
}
