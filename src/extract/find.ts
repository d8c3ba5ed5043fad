import type { HtmlElement } from "../html/tree.ts";
import { type HtmlBlock, visibleBlocks } from "../html/visible.ts";
import { type Candidates, chooseBody } from "./choose.ts";
import { findHeadline } from "./headline.ts";
import { type Judged, judgeBlocks } from "./kinds.ts";
import { blocksOf, readabilityTexts } from "./readability.ts";
import type { Readings } from "./readings.ts";
import { isAside, isProse, type PlacedBlock, placeBlocks } from "./regions.ts";
import { withoutRepeats } from "./repeats.ts";
import type { Rules } from "./rules.ts";
import { densestRegion } from "./structure.ts";
import { correctByTold } from "./told-body.ts";

/** A page's blocks, what each is, and which make up the body. */
export interface FoundBody {
  readonly placed: readonly PlacedBlock[];
  readonly judged: readonly Judged[];
  readonly headline: PlacedBlock | undefined;
  readonly candidates: Candidates;
  readonly body: ReadonlySet<number>;
  readonly asides: readonly HtmlElement[];
}

/** Finds the article in a page. */
export function findBody(root: HtmlElement, readings: Readings, host: string | null, rules: Rules): FoundBody {
  const { blocks, asides } = visibleBlocks(root, rules.tags, (element) => isAside(element, rules));
  const placed = placeBlocks(unhidden(blocks), rules);
  const told = (field: string): readonly string[] => (readings.get(field) ?? []).map(({ value }) => value);
  const headline = findHeadline(placed, told("headline"));
  const judged = judgeBlocks(placed, { rules, host, headline, authors: told("authors") });
  const candidates: Candidates = {
    readability: blocksOf(readabilityTexts(root, rules.tags.unseen), placed),
    densest: densestRegion(placed),
  };
  const chosen = correctByTold(chooseBody(placed, judged, candidates, headline), told("body")[0], placed, judged);
  const once = withoutRepeats(placed, judged, chosen);
  const body = new Set([...chosen].filter((index) => "kind" in (once[index] ?? {})));
  return { placed, judged: once, headline, candidates, body, asides };
}

/** Characters of visible prose below which text that the page hides until a script runs is taken as shown. */
const FEWEST_VISIBLE = 300;

function unhidden(blocks: readonly HtmlBlock[]): readonly HtmlBlock[] {
  const shown = blocks.map((block) => ({ ...block, hidden: false }));
  const proseOf = (all: readonly HtmlBlock[]): number => all.reduce((sum, block) => sum + (isProse(block) ? block.text.length : 0), 0);
  const visible = proseOf(blocks);
  return visible < FEWEST_VISIBLE && proseOf(shown) > visible + 2 * FEWEST_VISIBLE ? shown : blocks;
}
