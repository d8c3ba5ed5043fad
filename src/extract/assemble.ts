import type { Omission, OriginRun } from "../article/article.ts";
import type { Block, BlockKind } from "../article/block.ts";
import { ancestors, type HtmlElement, textOf } from "../html/tree.ts";
import type { FoundBody } from "./find.ts";
import type { Judged } from "./kinds.ts";
import { captionBlocks, findDateline } from "./parts.ts";
import type { PlacedBlock } from "./regions.ts";
import type { Rules } from "./rules.ts";

/** An article's text with everything that refers to it. */
export interface Assembled {
  readonly text: string;
  readonly blocks: readonly Block[];
  readonly origin: readonly OriginRun[];
  readonly omitted: readonly Omission[];
  readonly datelineAgency: string | null;
  /** Texts of bylines and of dates around the article, for the metadata. */
  readonly bylines: readonly string[];
  readonly dates: readonly string[];
}

/** Between two blocks of the text; it has no source. */
const BLOCK_SEPARATOR = "\n\n";

/** Writes the article's text block by block, the headline first, and records what is left out. */
export function assemble(found: FoundBody, source: string, rules: Rules): Assembled {
  const kept = new Set(keptBlocks(found));
  const order = [...kept].sort((a, b) => Number(b === found.headline) - Number(a === found.headline) || a.index - b.index);
  const parts: string[] = [];
  const blocks: Block[] = [];
  const origin: OriginRun[] = [];
  let length = 0;
  let datelineAgency: string | null = null;
  let begun = false;
  let lastPost: { box: HtmlElement; block: Block } | undefined;

  for (const one of order) {
    const kind = kindOf(found.judged[one.index]);
    if (kind === undefined) continue;
    if (length > 0) {
      origin.push({ start: length, end: length + BLOCK_SEPARATOR.length, from: one.block.from, to: one.block.from });
      parts.push(BLOCK_SEPARATOR);
      length += BLOCK_SEPARATOR.length;
    }
    const start = length;
    const end = start + one.block.text.length;
    parts.push(one.block.text);
    for (const run of one.block.runs) origin.push({ start: run.start + start, end: run.end + start, from: run.from, to: run.to });
    length = end;

    const box = kind === "post" ? postBox(one) : undefined;
    if (box !== undefined && lastPost?.box === box) {
      lastPost = { box, block: { ...lastPost.block, end } };
      blocks[blocks.length - 1] = lastPost.block;
      continue;
    }
    const added: readonly Block[] = kind === "caption" ? captionBlocks(one.block.text, start, rules) : [{ kind, start, end }];
    blocks.push(...added);
    lastPost = box === undefined ? undefined : { box, block: { kind, start, end } };
    if (kind === "paragraph" && !begun) {
      begun = true;
      const dateline = findDateline(one.block.text, rules);
      if (dateline !== undefined) blocks.push({ kind: "dateline", start, end: start + dateline.end });
      datelineAgency = dateline?.agency ?? null;
    }
  }
  const textsOf = (kind: string): readonly string[] =>
    found.placed
      .filter((one) => (kept.has(one) || kind === "date") && kindName(found.judged[one.index]) === kind)
      .map((one) => one.block.text);
  return {
    text: parts.join(""),
    blocks,
    origin,
    omitted: omissions(found, kept, source),
    datelineAgency,
    bylines: [...textsOf("byline"), ...textsOf("date").flatMap((text) => BY.exec(text)?.[0] ?? [])],
    dates: [...textsOf("date"), ...textsOf("byline")],
  };
}

/** The author in a line that tells date and author. */
const BY = /\bby:? .{2,80}$/iu;

const kindName = (now: Judged | undefined): string | undefined => (now !== undefined && "kind" in now ? now.kind : undefined);

function kindOf(now: Judged | undefined): BlockKind | undefined {
  const name = kindName(now);
  return name === undefined || name === "date" ? undefined : (name as BlockKind);
}

/** The body with what belongs around it: headline, and captions, bylines and the like that stand within the article. */
function keptBlocks(found: FoundBody): readonly PlacedBlock[] {
  const indices = [...found.body];
  const first = Math.min(...indices);
  const last = Math.max(...indices);
  const top = found.headline !== undefined && found.headline.index < first ? found.headline.index : first;
  return found.placed.filter((one) => {
    if (found.body.has(one.index) || one === found.headline) return true;
    const kind = kindOf(found.judged[one.index]);
    if (kind === undefined || !AROUND.has(kind)) return false;
    if (one.index >= top && one.index <= last) return true;
    const near = one.index < top ? top - one.index <= REACH_ABOVE : one.index - last <= REACH_BELOW;
    const isSeen = found.candidates.readability.has(one.index) || found.candidates.densest.has(one.index);
    return near && isSeen;
  });
}

/** Kinds that belong to the article without being part of its running text. */
const AROUND: ReadonlySet<string> = new Set(["standfirst", "byline", "contributor", "caption", "credit", "correction", "pull-quote"]);
/** Blocks above the headline and below the last paragraph in which such a kind still belongs to the article. */
const REACH_ABOVE = 6;
const REACH_BELOW = 4;

/** The element that holds one embedded post. */
function postBox(one: PlacedBlock): HtmlElement {
  const around = [...ancestors(one.block.element)];
  return around.findLast((element) => element.tag === "blockquote") ?? one.block.element;
}

/** Characters shown of what is left out. */
const EXCERPT = 80;

function omissions(found: FoundBody, kept: ReadonlySet<PlacedBlock>, source: string): readonly Omission[] {
  const all: Omission[] = [];
  let previous = -2;
  for (const one of found.placed) {
    if (kept.has(one)) continue;
    const now = found.judged[one.index];
    const reason = now === undefined || "kind" in now ? (kindName(now) === "date" ? "date" : "boilerplate") : now.out;
    const last = all.at(-1);
    if (last !== undefined && last.reason === reason && previous === one.index - 1)
      all[all.length - 1] = { ...last, end: Math.max(last.end, one.block.to), excerpt: excerpt(`${last.excerpt} ${one.block.text}`) };
    else all.push({ reason, start: one.block.from, end: one.block.to, excerpt: excerpt(one.block.text) });
    previous = one.index;
  }
  for (const aside of found.asides)
    all.push({ reason: "overlay", start: aside.from, end: Math.min(aside.to, source.length), excerpt: excerpt(textOf(aside)) });
  return all.sort((a, b) => a.start - b.start);
}

/** The beginning of a text, never cut inside a character. */
const excerpt = (text: string): string =>
  text
    .slice(0, EXCERPT)
    .replace(/[\uD800-\uDBFF]$/u, "")
    .replace(/\s+/gu, " ")
    .trim();
