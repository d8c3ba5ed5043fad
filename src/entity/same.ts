import type { Statement } from "../record/statement.ts";
import { type FoldedWord, foldedWords } from "../text/folded-words.ts";
import { overlaps, type Span } from "../text/span.ts";
import type { Scene } from "./scene.ts";

/** Words in a row that two contents must share, to be one saying told twice. */
const SHARED_RUN_WORDS = 5;

/** Words in a row that a quotation in a headline must share with one below. */
const FRAGMENT_WORDS = 2;

/** Share of a headline's weighty words that the statement below must have; tried on self-written reports. */
const HEADLINE_SHARE = 0.5;

/** Weighty words that both must have for that share to tell anything. */
const HEADLINE_WORDS = 3;

/** Letters from which on a word is weighty: shorter ones stand everywhere. */
const WEIGHTY_LETTERS = 4;

/** Statements in headlines that are looked at, at most. */
const MOST_HEADLINES = 40;

/**
 * The same statements, each with the ids of those that tell the same saying in this article: a headline's fragment and
 * the full quotation, a post and its quotation. Those of two different speakers are never joined, nor is one with the
 * statement that it lies in.
 */
export function withSame(statements: readonly Statement[], scene: Scene): Statement[] {
  const told = statements.map((statement) => toldBy(statement, scene));
  const joined = new Map<string, Set<string>>();
  const join = (one: Told, other: Told): void => {
    for (const [a, b] of [
      [one, other],
      [other, one],
    ] as const)
      joined.set(a.statement.id, (joined.get(a.statement.id) ?? new Set()).add(b.statement.id));
  };
  for (const [one, other] of [...repeats(told), ...headlinesBelow(told)]) if (mayBeSame(one, other)) join(one, other);
  const order = new Map(statements.map(({ id }, index) => [id, index]));
  return statements.map((statement) => ({
    ...statement,
    same: [...(joined.get(statement.id) ?? [])].sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0)),
  }));
}

interface Told {
  readonly statement: Statement;
  readonly words: readonly string[];
  readonly weighty: ReadonlySet<string>;
  readonly isHeadline: boolean;
}

function toldBy(statement: Statement, { text, article }: Scene): Told {
  const wordsIn = ({ start, end }: Span): readonly FoldedWord[] => foldedWords(text.slice(start, end));
  const words = statement.content.flatMap(wordsIn).map(({ word }) => word);
  const above = article.blocks.filter(({ kind }) => kind === "headline" || kind === "subheading" || kind === "standfirst");
  return {
    statement,
    words,
    weighty: new Set(words.filter((word) => word.length >= WEIGHTY_LETTERS || /\d/.test(word))),
    isHeadline: statement.content.some((span) => above.some((block) => overlaps(block, span))),
  };
}

/** Pairs that share a run of words; of several with one run, each with the first. */
function* repeats(told: readonly Told[]): Iterable<readonly [Told, Told]> {
  const first = new Map<string, Told>();
  for (const one of told) {
    const met = new Set<Told>();
    for (let at = 0; at + SHARED_RUN_WORDS <= one.words.length; at++) {
      const run = one.words.slice(at, at + SHARED_RUN_WORDS).join(" ");
      const before = first.get(run);
      if (before === undefined) first.set(run, one);
      else if (before !== one) met.add(before);
    }
    for (const other of met) yield [other, one];
  }
}

/** Each headline's statement with the one below that has most of its words. */
function* headlinesBelow(told: readonly Told[]): Iterable<readonly [Told, Told]> {
  for (const above of told.filter(({ isHeadline }) => isHeadline).slice(0, MOST_HEADLINES)) {
    let best: { readonly below: Told; readonly share: number } | undefined;
    for (const below of told) {
      if (below.isHeadline || !mayBeSame(above, below)) continue;
      const share = shareOf(above, below);
      if (share >= HEADLINE_SHARE && share > (best?.share ?? 0)) best = { below, share };
    }
    if (best !== undefined) yield [above, best.below];
  }
}

/** How much of a headline's statement another has, in [0, 1]; all of it where it has the very words of a quotation. */
function shareOf(above: Told, below: Told): number {
  const isFragment = above.statement.kind !== "indirect" && above.words.length >= FRAGMENT_WORDS;
  if (isFragment && above.weighty.size > 0 && ` ${below.words.join(" ")} `.includes(` ${above.words.join(" ")} `)) return 1;
  const shared = [...above.weighty].filter((word) => below.weighty.has(word)).length;
  return shared < HEADLINE_WORDS ? 0 : shared / above.weighty.size;
}

function mayBeSame({ statement: one }: Told, { statement: other }: Told): boolean {
  if (one === other || one.parent === other.id || other.parent === one.id || one.polarity !== other.polarity) return false;
  const [a, b] = [one, other].map(({ speakers = [] }) => new Set(speakers.map(({ entity, name }) => entity ?? name)));
  return a === undefined || b === undefined || a.size === 0 || b.size === 0 || !a.isDisjointFrom(b);
}
