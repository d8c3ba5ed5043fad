import { ancestors, type HtmlElement } from "../html/tree.ts";
import type { PlacedBlock } from "./regions.ts";

/**
 * The element with most prose and least else, as the indices of the blocks within it; empty when the page has no prose.
 *
 * Prose counts by its length, anything else against it, so that the best element ends where lists of links begin.
 */
export function densestRegion(placed: readonly PlacedBlock[]): ReadonlySet<number> {
  const sums = new Map<HtmlElement, number>();
  for (const one of placed) {
    const value = worth(one);
    for (const element of ancestors(one.block.element)) sums.set(element, (sums.get(element) ?? 0) + value);
  }
  let best: HtmlElement | undefined;
  let bestSum = 0;
  for (const [element, sum] of sums) {
    // Elements come innermost first within a branch: an outer one must be clearly better.
    if (sum > bestSum + OUTER_GAIN) [best, bestSum] = [element, sum];
  }
  return new Set(best === undefined ? [] : within(placed, best));
}

/** Characters by which an outer element must be better than an inner one. */
const OUTER_GAIN = 1;
/** Length above which a paragraph counts no more. */
const MOST_COUNTED = 700;
/** What a block of links, or a short one, counts against its region. */
const COST = 30;

function worth({ prose, out, block, linkShare, roles }: PlacedBlock): number {
  if (block.hidden) return 0;
  if (out !== undefined) return -COST / 2;
  if (roles[0] === "caption" || roles[0] === "credit" || roles[0] === "post") return 0;
  if (prose) return Math.min(block.text.length, MOST_COUNTED) * (1 - linkShare);
  return linkShare > 0.5 ? -COST - block.text.length / 2 : /[.!?”"’]$/u.test(block.text) ? block.text.length / 2 : -COST / 3;
}

const within = (placed: readonly PlacedBlock[], element: HtmlElement): number[] =>
  placed.flatMap(({ block, index }) => (isInside(block.element, element) ? [index] : []));

const isInside = (inner: HtmlElement, outer: HtmlElement): boolean => {
  for (const element of ancestors(inner)) if (element === outer) return true;
  return false;
};
