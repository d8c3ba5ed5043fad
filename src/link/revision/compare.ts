import type { ArticleRecord, RecordBlock, RecordSpan, RecordStatement } from "../../article/record.ts";
import { foldedWords } from "../../text/folded-words.ts";
import { hull, overlaps, type Span, slice } from "../../text/span.ts";
import { alignWhole, changedRuns, type Step } from "../align.ts";
import { classify } from "./classify.ts";
import type { Difference, DifferenceKind } from "./difference.ts";
import { type BlockPair, pairBlocks } from "./pair-blocks.ts";
import { type EditToken, editTokens } from "./tokens.ts";

/**
 * Everything that was edited between two revisions, in the order of the later text: words within blocks, whole blocks,
 * and statements that are there in one of them only. `numberWords` are words that say how many, in lower case.
 */
export function compareRevisions(before: ArticleRecord, after: ArticleRecord, numberWords: ReadonlySet<string>): readonly Difference[] {
  const both = { before, after, numberWords };
  const differences = pairBlocks(before, after).flatMap((pair) => inBlocks(pair, both));
  return [...differences, ...statementsOf(before, after, differences)].sort((a, b) => placeOf(a) - placeOf(b));
}

interface Both {
  readonly before: ArticleRecord;
  readonly after: ArticleRecord;
  readonly numberWords: ReadonlySet<string>;
}

const placeOf = ({ before, after }: Difference): number => after?.start ?? before?.start ?? 0;
const shown = ({ text }: ArticleRecord, { start, end }: Span): RecordSpan => ({ start, end, exact: slice(text, { start, end }) });

function inBlocks({ before: old, after: one, isMoved }: BlockPair, both: Both): readonly Difference[] {
  if (old !== null && one !== null) {
    const sides = { block: one.kind, before: shown(both.before, old), after: shown(both.after, one) };
    return isMoved ? [{ kinds: ["move"], change: "changed", ...sides }] : changedWords(old, one, both);
  }
  if (one !== null) return [{ kinds: blockKinds(one), change: "added", block: one.kind, before: null, after: shown(both.after, one) }];
  if (old !== null) return [{ kinds: blockKinds(old), change: "removed", block: old.kind, before: shown(both.before, old), after: null }];
  return [];
}

function blockKinds({ kind }: RecordBlock): readonly DifferenceKind[] {
  if (kind === "correction") return ["correction", "block"];
  return kind === "headline" ? ["headline", "block"] : ["block"];
}

function changedWords(old: RecordBlock, one: RecordBlock, { before, after, numberWords }: Both): readonly Difference[] {
  const [olds, news] = [editTokens(before.text, old), editTokens(after.text, one)];
  const { steps } = alignWhole(olds.map(textOf), news.map(textOf));
  return changedRuns(steps).map((run): Difference => {
    const [gone, come] = [picked(run, "a", olds), picked(run, "b", news)];
    const [oldSpan, newSpan] = [spanOf(gone, placeIn(run, steps, "a", olds, old)), spanOf(come, placeIn(run, steps, "b", news, one))];
    const kinds = classify(
      { record: before, block: old, tokens: gone, span: oldSpan },
      { record: after, block: one, tokens: come, span: newSpan },
      numberWords,
    );
    return {
      kinds,
      change: gone.length === 0 ? "added" : come.length === 0 ? "removed" : "changed",
      block: one.kind,
      before: gone.length === 0 ? null : shown(before, oldSpan),
      after: come.length === 0 ? null : shown(after, newSpan),
    };
  });
}

const textOf = ({ text }: EditToken): string => text;

function picked(steps: readonly Step[], side: "a" | "b", tokens: readonly EditToken[]): readonly EditToken[] {
  return steps.flatMap((step) => {
    const index = step[side];
    const token = index === null ? undefined : tokens[index];
    return token === undefined ? [] : [token];
  });
}

const spanOf = (tokens: readonly EditToken[], place: number): Span => hull(tokens) ?? { start: place, end: place };

/** Where words would stand that this side does not have: after the last one before them. */
function placeIn(run: readonly Step[], steps: readonly Step[], side: "a" | "b", tokens: readonly EditToken[], block: Span): number {
  const [first] = run;
  const before = steps.slice(0, first === undefined ? 0 : steps.indexOf(first)).findLast((step) => step[side] !== null);
  const index = before?.[side];
  return index == null ? block.start : (tokens[index]?.end ?? block.start);
}

/** Share of words in common from which two statements are one that was edited. */
const LEAST_COMMON = 0.5;

/** Statements that only one revision has, and those that are now another's or stand otherwise to what is said. */
function statementsOf(before: ArticleRecord, after: ArticleRecord, known: readonly Difference[]): readonly Difference[] {
  const [olds, news] = [before.statements ?? [], after.statements ?? []];
  const { pairs, gone, come } = pairStatements(olds, news);
  const isTold = (span: Span, side: "before" | "after"): boolean =>
    known.some((one) => one.kinds.includes("block") && one[side] !== null && overlaps(one[side], span));
  const alone = (statement: RecordStatement, side: "before" | "after"): readonly Difference[] => {
    const record = side === "before" ? before : after;
    const span = hull([...statement.content, ...statement.source, ...statement.cue]);
    if (span === undefined || isTold(span, side)) return [];
    const [place, change] = [shown(record, span), side === "before" ? ("removed" as const) : ("added" as const)];
    const block = record.blocks.find((one) => overlaps(one, span))?.kind ?? "paragraph";
    return [{ kinds: ["statement"], change, block, before: side === "before" ? place : null, after: side === "after" ? place : null }];
  };
  const turned = pairs.flatMap(([old, one]): readonly Difference[] => {
    const [from, to] = [hull([...old.source, ...old.cue]), hull([...one.source, ...one.cue])];
    if (old.polarity === one.polarity || from === undefined || to === undefined) return [];
    const block = after.blocks.find((each) => overlaps(each, to))?.kind ?? "paragraph";
    return [{ kinds: ["attribution", "statement"], change: "changed", block, before: shown(before, from), after: shown(after, to) }];
  });
  return [...turned, ...gone.flatMap((one) => alone(one, "before")), ...come.flatMap((one) => alone(one, "after"))];
}

function pairStatements(olds: readonly RecordStatement[], news: readonly RecordStatement[]) {
  const words = (statement: RecordStatement): readonly string[] =>
    foldedWords(statement.content.map(({ exact }) => exact).join(" ")).map(({ word }) => word);
  const [oldWords, newWords] = [olds.map(words), news.map(words)];
  const all = olds.flatMap((_, a) => news.map((__, b) => ({ a, b, common: share(oldWords[a] ?? [], newWords[b] ?? []) })));
  const [usedOld, usedNew] = [new Set<number>(), new Set<number>()];
  const pairs: (readonly [RecordStatement, RecordStatement])[] = [];
  for (const { a, b, common } of all.sort((x, y) => y.common - x.common || Math.abs(x.a - x.b) - Math.abs(y.a - y.b))) {
    const [old, one] = [olds[a], news[b]];
    if (common < LEAST_COMMON || usedOld.has(a) || usedNew.has(b) || old === undefined || one === undefined) continue;
    usedOld.add(a);
    usedNew.add(b);
    pairs.push([old, one]);
  }
  return { pairs, gone: olds.filter((_, index) => !usedOld.has(index)), come: news.filter((_, index) => !usedNew.has(index)) };
}

function share(a: readonly string[], b: readonly string[]): number {
  if (a.length + b.length === 0) return 1;
  const left = new Map<string, number>();
  for (const word of a) left.set(word, (left.get(word) ?? 0) + 1);
  let common = 0;
  for (const word of b) {
    const count = left.get(word) ?? 0;
    if (count > 0) common++;
    left.set(word, count - 1);
  }
  return (2 * common) / (a.length + b.length);
}
