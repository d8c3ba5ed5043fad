import type { BlockKind } from "../../article/block.ts";
import type { ArticleRecord, RecordSpan, RecordStatement } from "../../article/record.ts";
import { counted } from "../../text/counted.ts";
import { slice } from "../../text/span.ts";
import { layOut, type Numbered, numbered, type Piece, type Row } from "../layout.ts";
import { speakerOf } from "../speaker.ts";
import { escapeHtml } from "./escape.ts";

/** How one article stands in the page: its own prefix for ids, and the rank of its headline. */
export interface Place {
  readonly prefix: string;
  readonly rank: 1 | 2;
  /** How many notes the page has before this article's. */
  readonly notesBefore: number;
}

/** One article as an HTML `article` element: blocks with marked statements, and a note for each. */
export function articleHtml(record: ArticleRecord, place: Place): string {
  const rows = layOut(record, { mentions: true });
  const headline = rows.findIndex(({ kind }) => kind === "headline");
  const numbers = new Map(numbered(record.statements ?? []).map(({ number, statement }) => [statement.id, number]));
  const shown = rows.map((row, index) => rowHtml(row, { record, place, numbers, isTitle: index === headline }));
  const title =
    headline < 0
      ? `<h${place.rank} class="visually-hidden" id="${place.prefix}title">${escapeHtml(beginningOf(record.text))}</h${place.rank}>`
      : "";
  return [
    `<article aria-labelledby="${place.prefix}title"${languageOf(record)}>`,
    `<p class="folio">${folioOf(record)}${(record.mentions ?? []).length === 0 ? "" : MENTIONS_SWITCH}</p>`,
    title,
    ...groupLists(rows, shown),
    colophonOf(record),
    "</article>\n",
  ].join("\n");
}

/** Lights up the mentions of its article; the style sheet does the rest. */
const MENTIONS_SWITCH = '<label class="lights"><input type="checkbox"> show people, places and other mentions</label>';

interface Context {
  readonly record: ArticleRecord;
  readonly place: Place;
  readonly numbers: ReadonlyMap<string, number>;
  readonly isTitle: boolean;
}

function languageOf({ meta }: ArticleRecord): string {
  return meta.language !== null && /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(meta.language) ? ` lang="${meta.language}"` : "";
}

/** UTF-16 units of the text that stand for a headline, where there is none. */
const BEGINNING_UNITS = 70;

const beginningOf = (text: string): string =>
  text.length <= BEGINNING_UNITS ? text : `${text.slice(0, BEGINNING_UNITS).replace(/\s+\S*$/, "")} …`;

function folioOf({ id, digest, meta, statements = [] }: ArticleRecord): string {
  const date =
    meta.publishedAt === null ? [] : [`<time datetime="${escapeHtml(meta.publishedAt)}">${escapeHtml(dateOf(meta.publishedAt))}</time>`];
  const count = counted(statements.length, "statement");
  const outlet = meta.outlet === null ? [] : [`<b>${escapeHtml(meta.outlet)}</b>`];
  const name = outlet.length + date.length > 0 || id === digest ? [] : [escapeHtml(id)];
  return [...outlet, ...date, ...name, count].join('<span aria-hidden="true"> · </span>');
}

/** The date as the page gave it, without the time: the reader's own time zone plays no part. */
function dateOf(written: string): string {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})/.exec(written) ?? [];
  if (year === undefined || !URL.canParse(`x:${year}`)) return written;
  const date = new Date(`${year}-${month}-${day}T00:00:00Z`);
  return Number.isNaN(date.getTime())
    ? written
    : date.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
}

const ELEMENTS: Readonly<Partial<Record<BlockKind, string>>> = { "pull-quote": "blockquote", post: "blockquote" };

function rowHtml(row: Row, context: Context): string {
  const { place, isTitle } = context;
  const heading = isTitle ? `h${place.rank}` : `h${place.rank + 1}`;
  const element = isTitle || row.kind === "subheading" || row.kind === "headline" ? heading : (ELEMENTS[row.kind] ?? "p");
  const id = isTitle ? ` id="${place.prefix}title"` : "";
  const text = row.pieces.map((piece) => pieceHtml(piece, context)).join("");
  const wrapper = row.kind === "list-item" ? "li" : "div";
  return `<${wrapper} class="row ${row.kind}"><${element}${id} class="text">${text}</${element}>${notesHtml(row.notes, context)}</${wrapper}>`;
}

function pieceHtml(piece: Piece, context: Context): string {
  const text = escapeHtml(slice(context.record.text, piece));
  const references = piece.begins.map((one) => referenceHtml(one, context)).join("");
  const { mention } = piece;
  const classes = [
    ...classesOf(piece),
    ...piece.within.map((kind) => `in-${kind}`),
    ...(mention === undefined ? [] : ["mention", mention.type]),
  ];
  const title = mention === undefined ? "" : ` title="${mention.type}, ${mention.form}"`;
  const id = piece.isEvidence ? ` id="${context.place.prefix}e${piece.start}"` : "";
  const kinds = classes.length === 0 ? "" : ` class="${classes.join(" ")}"`;
  return `${references}${kinds === "" && id === "" ? text : `<span${id}${kinds}${title}>${text}</span>`}`;
}

/** The innermost content gives a piece its rule, the number of contents around it its depth. */
function classesOf({ covers }: Piece): readonly string[] {
  const contents = covers.filter(({ part }) => part === "content");
  const inmost = contents.at(-1);
  const parts = (["source", "cue"] as const).filter((part) => covers.some((cover) => cover.part === part));
  if (inmost === undefined) return parts;
  const depth = contents.length > 1 ? [`depth-${Math.min(contents.length, 3)}`] : [];
  return [...parts, "content", inmost.statement.kind, inmost.statement.polarity, ...depth];
}

function referenceHtml({ number, statement }: Numbered, { place }: Context): string {
  const label = `Note ${number}: ${describe(statement)}`;
  const anchor = `data-mark="--m${place.notesBefore + number}"`;
  return `<a class="reference ${statement.polarity}" ${anchor} id="${place.prefix}s${number}" href="#${place.prefix}n${number}" aria-label="${escapeHtml(label)}">${number}</a>`;
}

const describe = (statement: RecordStatement): string => `${sourceOf(statement) ?? "source not named"}, ${qualities(statement).join(", ")}`;
const sourceOf = ({ source }: RecordStatement): string | undefined =>
  source.length === 0
    ? undefined
    : source
        .map(({ exact }) => exact)
        .join(" … ")
        .replace(/\s+/g, " ")
        .replace(/,$/, "");
const qualities = ({ kind, polarity, flags }: RecordStatement): readonly string[] => [kind, polarity.replace("-", " "), ...flags];

function notesHtml(notes: readonly Numbered[], context: Context): string {
  if (notes.length === 0) return "";
  const items = notes.map((note) => noteHtml(note, context)).join("");
  return `<ol class="notes" aria-label="Who says so">${items}</ol>`;
}

function noteHtml({ number, statement }: Numbered, { place, numbers }: Context): string {
  const named = sourceOf(statement);
  const source = named === undefined ? `<i class="who">source not named</i>` : whoHtml(speakerOf(statement) ?? named, named);
  const parent = statement.parent === null ? undefined : numbers.get(statement.parent);
  const nested = parent === undefined ? "" : ` <a class="nested" href="#${place.prefix}n${parent}">within ${parent}</a>`;
  const polarity =
    statement.polarity === "asserted" ? "" : `, <b class="${statement.polarity}">${statement.polarity.replace("-", " ")}</b>`;
  const flags = statement.flags.map((flag) => ` <span class="flag">${flag}</span>`).join("");
  const back = `<a class="number ${statement.polarity}" href="#${place.prefix}s${number}" aria-label="Back to statement ${number} in the text">${number}</a>`;
  const how = `<span class="how"><span class="kind ${statement.kind}">${statement.kind}</span>${polarity}${flags}${nested}</span>`;
  return `<li class="note" value="${number}" ${anchorsOf(place.notesBefore + number)} id="${place.prefix}n${number}">${back}<span class="about">${source} ${how}${occasionHtml(statement)}${whyHtml(statement, place)}</span></li>`;
}

/** The speaker's name, and the source's own words beside it when they differ. */
const whoHtml = (name: string, source: string): string =>
  `<bdi class="who">${escapeHtml(name)}</bdi>${name === source ? "" : ` <q class="as">${escapeHtml(source)}</q>`}`;

/** Through what, to whom and when it was said, where the text tells. */
function occasionHtml({ channel, addressee, saidAt }: RecordStatement): string {
  const words = ({ exact }: RecordSpan): string => `<bdi>${escapeHtml(exact.replace(/\s+/g, " "))}</bdi>`;
  const through = channel ? [`<span class="channel" title="${channel.kind}">${words(channel)}</span>`] : [];
  const to = addressee ? [`<span class="addressee">to ${words(addressee)}</span>`] : [];
  const when = saidAt ? [whenHtml(saidAt, words(saidAt))] : [];
  const told = [...through, ...to, ...when];
  return told.length === 0 ? "" : ` <span class="occasion">${told.join(" · ")}</span>`;
}

const whenHtml = ({ date }: { readonly date: string | null }, words: string): string =>
  date === null ? `<span>${words}</span>` : `<time datetime="${date}">${words}</time> <span class="date">(${dateOf(date)})</span>`;

/** On request, why the speaker was chosen: the mentions from the source to the name, or who may be meant. */
function whyHtml({ speakers = [], candidates = [], resolution }: RecordStatement, { prefix }: Place): string {
  const linkTo = ({ start, exact }: RecordSpan): string => `<a href="#${prefix}e${start}"><bdi>${escapeHtml(exact)}</bdi></a>`;
  const chains = speakers
    .filter(({ evidence }) => evidence.length > 1)
    .map(({ evidence }) => `<span class="chain">${evidence.map(linkTo).join(" → ")}</span>`);
  const listed = candidates.map(({ name, score }) => `<bdi>${escapeHtml(name)}</bdi> (${Math.round(score * 100)} %)`).join(", ");
  if (chains.length === 0 && listed === "") return "";
  const title = chains.length > 0 ? "why" : (resolution ?? "");
  return ` <details class="why"><summary>${title}</summary>${chains.join(" ")}${listed === "" ? "" : `perhaps ${listed}`}</details>`;
}

/** In wide view a note stands at the height of its mark, or below the note before it where that reaches further. */
const anchorsOf = (count: number): string =>
  `data-mark="--m${count}" data-note="--n${count}"${count === 1 ? "" : ` data-before="--n${count - 1}"`}`;

/** List items that follow each other become one list. */
function groupLists(rows: readonly Row[], shown: readonly string[]): readonly string[] {
  return shown.map((html, index) => {
    const isItem = rows[index]?.kind === "list-item";
    const opens = isItem && rows[index - 1]?.kind !== "list-item";
    const closes = isItem && rows[index + 1]?.kind !== "list-item";
    return `${opens ? '<ul class="list">' : ""}${html}${closes ? "</ul>" : ""}`;
  });
}

function colophonOf({ meta, digest }: ArticleRecord): string {
  const link =
    meta.url !== null && /^https?:\/\//i.test(meta.url) && URL.canParse(meta.url)
      ? `<a href="${escapeHtml(meta.url)}" rel="noreferrer nofollow">${escapeHtml(meta.url)}</a>`
      : "no address known";
  return `<p class="colophon"><span>Original: ${link}</span> <span>Digest of address and text: <code>${escapeHtml(digest)}</code></span></p>`;
}
