import { ancestors, attribute, classAndId, type HtmlElement } from "../html/tree.ts";
import { BODY_KINDS } from "./body.ts";
import type { Judged } from "./kinds.ts";
import type { PlacedBlock } from "./regions.ts";

/** What each way of finding the body took for it: indices of blocks. */
export interface Candidates {
  readonly readability: ReadonlySet<number>;
  readonly densest: ReadonlySet<number>;
}

/** Share of the densest region's prose that Readability must have, or it is taken to have found something else. */
const AGREEMENT = 0.3;
/** Share of Readability's prose in the densest region from which what lies outside both is not believed. */
const STRONG_AGREEMENT = 0.6;

/**
 * The blocks of the body, decided page by page from what the candidates agree on.
 *
 * Readability is right more often about where an article ends; the densest region more often has all of its parts.
 * So a block that only the region has is added where it stands among Readability's prose, or in an element of the same form.
 */
export function chooseBody(
  placed: readonly PlacedBlock[],
  judged: readonly Judged[],
  candidates: Candidates,
  headline: PlacedBlock | undefined,
): ReadonlySet<number> {
  const usable = (index: number): boolean => {
    const now = judged[index];
    return now !== undefined && "kind" in now && BODY_KINDS.has(now.kind);
  };
  const afterHeadline = (index: number): boolean => headline === undefined || index > headline.index;
  const proseIn = (set: ReadonlySet<number>): number =>
    placed.reduce((sum, one) => sum + (set.has(one.index) && one.prose && usable(one.index) ? one.block.text.length : 0), 0);
  const a = new Set([...candidates.readability].filter(usable));
  const b = new Set([...candidates.densest].filter(usable));
  const shared = new Set([...a].filter((index) => b.has(index)));
  if (a.size === 0 || proseIn(shared) < AGREEMENT * proseIn(b)) {
    const weight = (set: ReadonlySet<number>): number =>
      proseIn(set) + proseIn(new Set([...set].filter((index) => placed[index]?.roles.includes("body"))));
    const other = weight(a) >= weight(b) ? a : b;
    return keepAfter(other, afterHeadline, proseIn);
  }

  const kept = keepAfter(a, afterHeadline, proseIn);
  const prose = placed.filter((one) => kept.has(one.index) && one.prose);
  const last = prose.at(-1)?.index ?? -1;
  const first = prose[0]?.index ?? 0;
  const forms = new Set(prose.map((one) => formOf(one.block.element)));
  const start = headline !== undefined && headline.index < first ? headline.index : first;
  const cards = cardForms(placed, b, kept);
  const both = [...shared].filter((index) => placed[index]?.prose === true);
  const [firstShared, lastShared] = [Math.min(...both), Math.max(...both)];
  const agreed = proseIn(shared) >= STRONG_AGREEMENT * proseIn(a);
  for (const index of Array.from(kept))
    if (agreed && !b.has(index) && placed[index]?.prose !== true && (index < firstShared || index > lastShared)) kept.delete(index);
  for (const index of b) {
    const one = placed[index];
    if (one === undefined || kept.has(index)) continue;
    if (cards.has(formOf(one.block.element)) && !isPost(judged[index])) continue;
    const sameForm = forms.has(formOf(one.block.element)) && formOf(one.block.element) !== "";
    const isWithin = index > start && index < last && one.prose;
    if ((sameForm && afterHeadline(index)) || isWithin || (isPost(judged[index]) && index > start)) kept.add(index);
  }
  return kept;
}

const isPost = (now: Judged | undefined): boolean => now !== undefined && "kind" in now && now.kind === "post";

/** What stands above the headline is none of the body, unless most of the prose does. */
function keepAfter(
  set: ReadonlySet<number>,
  after: (index: number) => boolean,
  proseIn: (set: ReadonlySet<number>) => number,
): Set<number> {
  const below = new Set([...set].filter(after));
  return proseIn(below) >= 0.5 * proseIn(set) ? below : new Set(set);
}

/** An element's form: tags and classes of it and the three around it. */
function formOf(element: HtmlElement): string {
  return [...ancestors(element)]
    .slice(0, 4)
    .map((one) => `${one.tag}.${attribute(one, "class") === "" ? "" : classAndId(one).replace(/\d+/gu, "")}`)
    .join(" < ");
}

/** Forms that occur three times or more outside what is kept: cards of other stories rather than paragraphs. */
function cardForms(placed: readonly PlacedBlock[], from: ReadonlySet<number>, kept: ReadonlySet<number>): ReadonlySet<string> {
  const counts = new Map<string, number>();
  const keptForms = new Set([...kept].map((index) => formOf(placed[index]?.block.element as HtmlElement)));
  for (const index of from) {
    const one = placed[index];
    if (one === undefined || kept.has(index)) continue;
    const form = formOf(one.block.element);
    if (!keptForms.has(form)) counts.set(form, (counts.get(form) ?? 0) + 1);
  }
  return new Set([...counts].filter(([, count]) => count >= 3).map(([form]) => form));
}
