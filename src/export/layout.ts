import type { BlockKind } from "../article/block.ts";
import type { ArticleRecord, RecordBlock, RecordMention, RecordStatement } from "../article/record.ts";
import { bySpan, contains, type Span, trimSpan } from "../text/span.ts";
import { spanAt, spansOver } from "../text/span-search.ts";

export type Part = "source" | "cue" | "content";

/** A statement with the number that the page shows. */
export interface Numbered {
  readonly number: number;
  readonly statement: RecordStatement;
}

/** A part of a statement that covers a piece of text. */
export interface Cover extends Numbered {
  readonly part: Part;
}

/** A run of text that is covered by the same parts throughout; the outermost cover comes first. */
export interface Piece extends Span {
  readonly covers: readonly Cover[];
  /** Kinds of the blocks inside this block that cover it, such as a dateline. */
  readonly within: readonly BlockKind[];
  /** The innermost mention that covers it, where mentions are asked for. */
  readonly mention?: RecordMention;
  /** Whether a mention begins with it that leads from a source to a speaker's name, where mentions are asked for. */
  readonly isEvidence: boolean;
  /** Statements whose first character is the first of this piece. */
  readonly begins: readonly Numbered[];
}

/** One block as the page shows it: every character of the text that is not white space is in exactly one. */
export interface Row {
  readonly kind: BlockKind;
  readonly pieces: readonly Piece[];
  /** The statements that begin in this block, in the text's order: their notes stand beside it. */
  readonly notes: readonly Numbered[];
}

/**
 * A record's text as rows of pieces, however its statements nest, overlap or cross blocks; with `mentions`, pieces end
 * where mentions begin or end too.
 */
export function layOut(record: ArticleRecord, { mentions = false } = {}): readonly Row[] {
  const covers = coversOf(record.statements ?? []);
  const mentioned = mentions ? mentionPieces(record.mentions ?? []) : [];
  const evidence = mentions ? evidenceOf(record.statements ?? []) : NO_EVIDENCE;
  return rowsOf(record).map(({ kind, span, inner }) => {
    const pieces = piecesOf(span, covers, inner, spansOver(mentioned, span), evidence);
    return { kind, pieces, notes: pieces.flatMap(({ begins }) => begins) };
  });
}

interface Evidence {
  readonly starts: ReadonlySet<number>;
  /** Where evidence begins or ends, in order, as spans of one unit. */
  readonly points: readonly Span[];
}
const NO_EVIDENCE: Evidence = { starts: new Set(), points: [] };

/** Mentions that lead from a source to a name, where that takes more than one. */
function evidenceOf(statements: readonly RecordStatement[]): Evidence {
  const chains = statements.flatMap(({ speakers = [] }) => speakers.map(({ evidence }) => evidence)).filter(({ length }) => length > 1);
  const places = new Set(chains.flat().flatMap(({ start, end }) => [start, end]));
  const points = [...places].sort((a, b) => a - b).map((start) => ({ start, end: start + 1 }));
  return { starts: new Set(chains.flat().map(({ start }) => start)), points };
}

/** Statements in the order in which they begin, numbered from 1. */
export function numbered(statements: readonly RecordStatement[]): readonly Numbered[] {
  return statements
    .filter((statement) => Number.isFinite(startOf(statement)))
    .toSorted((a, b) => startOf(a) - startOf(b))
    .map((statement, index) => ({ number: index + 1, statement }));
}

const spansOf = ({ source, cue, content }: RecordStatement): readonly Span[] => [...source, ...cue, ...content];
const startOf = (statement: RecordStatement): number => Math.min(...spansOf(statement).map(({ start }) => start));

interface Covering extends Cover, Span {}

function coversOf(statements: readonly RecordStatement[]): readonly Covering[] {
  const parts = ["source", "cue", "content"] as const;
  return numbered(statements)
    .flatMap((one) => parts.flatMap((part) => one.statement[part].map(({ start, end }) => ({ ...one, part, start, end }))))
    .sort((a, b) => (a.end - a.start < b.end - b.start ? 1 : -1));
}

interface Shown {
  readonly kind: BlockKind;
  readonly span: Span;
  readonly inner: readonly RecordBlock[];
}

/** The outermost blocks without overlap, and as paragraphs whatever text lies in none. */
function rowsOf({ blocks, text }: ArticleRecord): readonly Shown[] {
  const rows: Shown[] = [];
  const outer = blocks.filter((block) => !blocks.some((other) => other !== block && contains(other, block) && !contains(block, other)));
  let reached = 0;
  const add = (kind: BlockKind, span: Span): void => {
    const trimmed = trimSpan(text, span);
    if (trimmed === undefined) return;
    rows.push({ kind, span: trimmed, inner: blocks.filter((block) => !outer.includes(block) && contains(span, block)) });
  };
  for (const block of outer) {
    if (block.end <= reached) continue;
    add("paragraph", { start: reached, end: Math.max(reached, block.start) });
    add(block.kind, { start: Math.max(reached, block.start), end: block.end });
    reached = block.end;
  }
  add("paragraph", { start: reached, end: text.length });
  return rows;
}

interface MentionPiece extends Span {
  readonly mention: RecordMention;
}

/** Mentions as runs side by side: a mention inside another cuts it. */
function mentionPieces(mentions: readonly RecordMention[]): readonly MentionPiece[] {
  const cuts = [...new Set(mentions.flatMap(({ start, end }) => [start, end]))].sort((a, b) => a - b);
  const open: RecordMention[] = [];
  let next = 0;
  const sorted = mentions.toSorted(bySpan);
  return cuts.flatMap((start, index) => {
    for (let mention = sorted[next]; mention !== undefined && mention.start <= start; mention = sorted[++next]) open.push(mention);
    while (open.length > 0 && (open.at(-1)?.end ?? 0) <= start) open.pop();
    const [mention, end] = [open.findLast((one) => start < one.end), cuts[index + 1]];
    return mention === undefined || end === undefined ? [] : [{ start, end, mention }];
  });
}

function piecesOf(
  row: Span,
  covers: readonly Covering[],
  inner: readonly RecordBlock[],
  mentioned: readonly MentionPiece[],
  { starts, points }: Evidence,
): readonly Piece[] {
  const here = covers.filter((cover) => cover.start < row.end && row.start < cover.end);
  const cuts = new Set([row.start, row.end]);
  for (const { start, end } of [...here, ...inner, ...mentioned])
    for (const cut of [start, end]) if (row.start < cut && cut < row.end) cuts.add(cut);
  for (const { start } of spansOver(points, row)) cuts.add(start);
  const sorted = [...cuts].sort((a, b) => a - b);
  return sorted.slice(0, -1).map((start, index) => {
    const end = sorted[index + 1] ?? row.end;
    const over = here.filter((cover) => cover.start <= start && end <= cover.end);
    const begins = over.filter((cover) => cover.start === start && startOf(cover.statement) === start);
    const mention = spanAt(mentioned, start)?.mention;
    const unique = [...new Map(begins.map((cover) => [cover.number, { number: cover.number, statement: cover.statement }])).values()];
    return {
      start,
      end,
      covers: over,
      isEvidence: starts.has(start),
      ...(mention === undefined ? {} : { mention }),
      within: inner.filter((block) => block.start <= start && end <= block.end).map(({ kind }) => kind),
      begins: unique.sort((a, b) => a.number - b.number),
    };
  });
}
