import type { BlockKind } from "../../src/article/block.ts";
import { articleDigest } from "../../src/article/digest.ts";
import { type Metadata, NO_METADATA } from "../../src/article/meta.ts";
import type { ArticleRecord, RecordBlock, RecordSpan, RecordStatement } from "../../src/article/record.ts";

/** What a test says of a statement beside its marks. */
export type Said = Partial<Omit<RecordStatement, "id" | "source" | "cue" | "content">>;

const PARTS = { s: "source", q: "cue", c: "content" } as const;

/**
 * A record from a marked text: `{1c|It broke,} {1s|Lind} {1q|said}.` marks content, source and cue of statement 1;
 * marks may lie in each other. A line's first word before `:: ` is its block's kind, else it is a paragraph.
 */
export function recordFrom(marked: string, said: Readonly<Record<number, Said>> = {}, meta: Partial<Metadata> = {}): ArticleRecord {
  const blocks: RecordBlock[] = [];
  const open: { part: "source" | "cue" | "content"; number: number; start: number }[] = [];
  const spans: { part: "source" | "cue" | "content"; number: number; start: number; end: number }[] = [];
  let text = "";
  for (const line of marked.trim().split("\n")) {
    const [, kind = "paragraph", rest = ""] = /^(?:([a-z-]+):: )?(.*)$/s.exec(line) ?? [];
    const start = text.length;
    for (const [piece] of rest.matchAll(/\{\d+[sqc]\||\}|[^{}]+|./gs)) {
      const [, number, part] = /^\{(\d+)([sqc])\|$/.exec(piece) ?? [];
      if (number !== undefined) open.push({ part: PARTS[part as "s" | "q" | "c"], number: Number(number), start: text.length });
      else if (piece === "}") {
        const closed = open.pop();
        if (closed !== undefined) spans.push({ ...closed, end: text.length });
      } else text += piece;
    }
    if (text.length > start) blocks.push({ kind: kind as BlockKind, start, end: text.length });
    text += "\n";
  }
  text = text.trimEnd();
  const numbers = [...new Set(spans.map(({ number }) => number))].sort((a, b) => a - b);
  const shown = (number: number, part: string): RecordSpan[] =>
    spans
      .filter((span) => span.number === number && span.part === part)
      .sort((a, b) => a.start - b.start)
      .map(({ start, end }) => ({ start, end, exact: text.slice(start, end) }));
  const all = { ...NO_METADATA, ...meta };
  return {
    schema: "article/1",
    id: articleDigest(all.url, text),
    digest: articleDigest(all.url, text),
    unit: "utf16",
    text,
    meta: all,
    provenance: {},
    blocks,
    statements: numbers.map((number) => ({
      id: `s${number}`,
      kind: "indirect",
      polarity: "asserted",
      parent: null,
      flags: [],
      score: 0.9,
      ...said[number],
      source: shown(number, "source"),
      cue: shown(number, "cue"),
      content: shown(number, "content"),
    })),
    made: { text: "given", statements: "marked 1" },
  };
}
