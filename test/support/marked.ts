import type { Article, Mark, MarkGroup } from "../../src/article/article.ts";
import type { Block, BlockKind } from "../../src/article/block.ts";
import { NO_METADATA } from "../../src/article/meta.ts";
import type { Draft, Rule, Scene } from "../../src/attribution/draft.ts";
import { readKnowledge } from "../../src/attribution/knowledge.ts";
import { draftsFromMarks } from "../../src/attribution/marks.ts";
import { sceneOf } from "../../src/attribution/scene.ts";
import { diskResources } from "../../src/desk/disk-resources.ts";
import { splitWords } from "../../src/model/words.ts";
import { contains, hull, type Span, slice } from "../../src/text/span.ts";

const knowledge = await readKnowledge(diskResources());

/** The score of every mark, unless another is asked for: sure enough for any rule. */
const SURE = 0.9;

/**
 * An article from marked-up text, such as `[source Ana Lind] [cue said] [content it was over].`
 *
 * A number behind the role tells groups apart (`[cue2 said]`), roles may stand inside each other, `[dateline …]` is a
 * block, every line is a paragraph (`kinds` for the first lines names others), and any other bracket is text. A group
 * that lies in the content of another was found inside it.
 */
export function articleFrom(marked: string, { kinds = [], score = SURE }: Options = {}): Article<"words" | "sentences" | "marks"> {
  const { text, pieces } = read(marked);
  const datelines = pieces.filter(({ role }) => role === "dateline").map(({ start, end }): Block => ({ kind: "dateline", start, end }));
  return articleOf(text, () => groupsOf(pieces, score), [...linesOf(text, kinds), ...datelines]);
}

/** An article from a text as it stands, with marks made for its tokens. */
export function articleOf(
  text: string,
  marksOver: (tokens: readonly Span[]) => readonly MarkGroup[],
  blocks: readonly Block[] = linesOf(text, []),
): Article<"words" | "sentences" | "marks"> {
  const sorted = [...blocks].sort((a, b) => a.start - b.start);
  const tokens = splitWords(text);
  const layers = { words: tokens, sentences: plainSentences(text, tokens), marks: marksOver(tokens) };
  return { digest: "", text, blocks: sorted, meta: NO_METADATA, provenance: {}, omitted: [], origin: [], layers, made: {} };
}

/** Longer sentences are cut between words, as those that the model ends are (UTF-16 units). */
const MOST_UNITS = 1000;

/** Sentences of plain test texts end at lines' ends, and behind . ? ! where a capital or an opening mark follows; a few titles are known. */
function plainSentences(text: string, words: readonly Span[]): Span[] {
  const sentences: { start: number; end: number }[] = [];
  for (const [at, { start, end }] of words.entries()) {
    const before = text.slice(words[at - 1]?.end ?? 0, start);
    const last = sentences.at(-1);
    const ended = last !== undefined && before !== "" && /^["“‘'«(]?\p{Lu}/u.test(text.slice(start, start + 2)) && endsWell(text, last.end);
    if (last === undefined || before.includes("\n") || ended || end - last.start > MOST_UNITS) sentences.push({ start, end });
    else last.end = end;
  }
  return sentences;
}

const endsWell = (text: string, end: number): boolean => {
  const tail = text.slice(Math.max(0, end - 6), end);
  return /[.!?]["”’'»)\]]*$/.test(tail) && !/\b(?:M[rs]|Mrs|Dr|St|Gov|Sen|Rep|Gen|[A-Z])\.$/.test(tail);
};

const linesOf = (text: string, kinds: readonly BlockKind[]): Block[] =>
  Array.from(text.matchAll(/[^\n]+/g), ({ index, 0: line }, number) => {
    return { kind: kinds[number] ?? "paragraph", start: index, end: index + line.length };
  });

interface Options {
  readonly kinds?: readonly BlockKind[];
  /** Of every mark. */
  readonly score?: number;
}

/** What the rules look at, from marked-up text. */
export const sceneFrom = (marked: string, options?: Options): Scene => sceneOf(articleFrom(marked, options), knowledge);

/** What the reading model would have marked, as drafts. */
export function draftsFrom(marked: string, options?: Options): { drafts: readonly Draft[]; scene: Scene } {
  const scene = sceneFrom(marked, options);
  return { drafts: draftsFromMarks(scene), scene };
}

/** What a rule makes of marked-up text: each draft as `source | cue | content`, parts of a role joined by ` … `. */
export function applied(rule: Rule, marked: string, options?: Options): string[] {
  const { drafts, scene } = draftsFrom(marked, options);
  return rule(drafts, scene).map((draft) => shown(draft, scene.text));
}

/** A statement or draft in one line: `Ana Lind | said | it was over`. */
export const shown = ({ source, cue, content }: Pick<Draft, "source" | "cue" | "content">, text: string): string =>
  [source, cue, content].map((spans) => spans.map((span) => slice(text, span)).join(" … ")).join(" | ");

interface Piece extends Span {
  readonly role: string;
  readonly group: string;
}

function read(marked: string): { text: string; pieces: Piece[] } {
  const open: { role: string | undefined; group: string; start: number }[] = [];
  const pieces: Piece[] = [];
  let text = "";
  for (const [part, role, group = ""] of marked.matchAll(/\[(?:(source|cue|content|dateline)(\d*) )?|\]|[^[\]]+/g)) {
    if (part.startsWith("[")) {
      open.push({ role, group, start: text.length });
      if (role === undefined) text += part;
    } else if (part === "]") {
      const last = open.pop();
      if (last?.role === undefined) text += part;
      else pieces.push({ role: last.role, group: last.group, start: last.start, end: text.length });
    } else text += part;
  }
  return { text, pieces };
}

function groupsOf(pieces: readonly Piece[], score: number): MarkGroup[] {
  const marks = pieces.filter(({ role }) => role !== "dateline").sort((a, b) => a.start - b.start);
  const groups = [...Map.groupBy(marks, ({ group }) => group).values()].map((own) => {
    const of = (role: string): Mark[] => own.filter((piece) => piece.role === role).map(({ start, end }) => ({ start, end, score }));
    return { source: of("source"), cue: of("cue"), content: of("content") };
  });
  return groups.map((group, index) => {
    const extent = hull([...group.source, ...group.cue, ...group.content]);
    const around = groups.findIndex(
      ({ content }, other) => other !== index && content.some((span) => extent !== undefined && contains(span, extent)),
    );
    return { ...group, parent: around < 0 ? null : around };
  });
}
