import type { Block, BlockKind } from "../article/block.ts";
import { wordSet } from "./headline.ts";
import { namesInByline } from "./names.ts";
import { captionBlocks, findDateline } from "./parts.ts";
import type { Rules } from "./rules.ts";
import type { TextUnit } from "./text-lines.ts";

/** Longest headline, standfirst and subheading of a text, in UTF-16 units. */
const LONGEST_HEADLINE = 200;
const LONGEST_STANDFIRST = 220;
const LONGEST_SUBHEADING = 80;
/** Units from which a unit is running text. */
const PROSE = 100;
/** Longest caption told by the credit at its end. */
const LONGEST_CAPTION = 400;
/** Units of a line that a byline or date may have. */
const LONGEST_BYLINE = 130;

/** What a text's units are, as blocks of the text; a dateline lies inside its paragraph. */
export function blocksOfUnits(units: readonly TextUnit[], rules: Rules): readonly Block[] {
  const blocks: Block[] = [];
  const printed = new Map<string, number>();
  const kinds = kindsOf(units, rules);
  let datelineSought = true;
  units.forEach((unit, i) => {
    const kind = kinds[i] ?? "paragraph";
    const earlier = printed.get(letters(unit.text));
    if (earlier !== undefined && isRepeat(unit, blocks[earlier], i > 0 ? units[i - 1] : undefined)) {
      blocks.push({ kind: "repeat", start: unit.start, end: unit.end, repeats: earlier });
      return;
    }
    const added: readonly Block[] =
      kind === "caption" ? captionBlocks(unit.text, unit.start, rules) : [{ kind, start: unit.start, end: unit.end }];
    for (const block of added) {
      const key = letters(unit.text.slice(block.start - unit.start, block.end - unit.start));
      if (!printed.has(key)) printed.set(key, blocks.length);
      blocks.push(block);
    }
    if (kind !== "paragraph" || !datelineSought) return;
    const dateline = findDateline(unit.text, rules);
    if (dateline !== undefined) blocks.push({ kind: "dateline", start: unit.start, end: unit.start + dateline.end });
    if (unit.text.length >= PROSE) datelineSought = false;
  });
  return blocks;
}

/** Letters and digits of a text: what two prints of one caption have in common. */
const letters = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");

/** Letters from which an equal caption, headline or neighbour is a repeat, and from which any paragraph is. */
const SHORTEST_REPEAT = 12;
const SHORTEST_REPEATED_PROSE = 150;

function isRepeat(unit: TextUnit, earlier: Block | undefined, before: TextUnit | undefined): boolean {
  if (earlier === undefined) return false;
  const length = letters(unit.text).length;
  const isNeighbour = before !== undefined && letters(before.text) === letters(unit.text);
  const isProse = earlier.kind === "paragraph" || earlier.kind === "list-item" || earlier.kind === "subheading";
  return length >= (isProse && !isNeighbour ? SHORTEST_REPEATED_PROSE : SHORTEST_REPEAT);
}

function kindsOf(units: readonly TextUnit[], rules: Rules): readonly BlockKind[] {
  const kinds = units.map((unit) => kindByWords(unit, rules));
  const top = isHeadline(units, kinds, rules) ? 1 : 0;
  if (top === 1) {
    kinds[0] = "headline";
    if (isStandfirst(units, kinds, rules)) kinds[1] = "standfirst";
  }
  units.forEach((unit, i) => {
    if (i >= top && kinds[i] === "paragraph" && isSubheading(unit, units[i - 1], units[i + 1], kinds[i + 1])) kinds[i] = "subheading";
  });
  return kinds;
}

/** What a unit is by its own words; `paragraph` when in doubt. */
function kindByWords(unit: TextUnit, rules: Rules): BlockKind {
  const { text } = unit;
  if (text.length <= LONGEST_CAPTION && !/\b(?:said|says|told)\b/u.test(text)) {
    const ends = captionBlocks(text, 0, rules);
    if (ends.some((block) => block.kind === "credit")) return ends.length === 1 ? "credit" : "caption";
  }
  const isQuoting = /["“”]/u.test(text);
  const phrase = rules.phrases.find(
    ({ pattern, kind, longest }) => text.length <= longest && !kind.startsWith("linked:") && pattern.test(text),
  );
  if (phrase !== undefined && !phrase.kind.startsWith("out")) return phrase.kind as BlockKind;
  if (phrase !== undefined && !isQuoting) return "boilerplate";
  if (text.length <= LONGEST_BYLINE) {
    if (rules.dateWhole.test(text)) return "boilerplate";
    if (rules.bylineWhole.test(text) && !/[.!?]$/u.test(text) && namesInByline(text, rules).length > 0) return "byline";
  }
  return LIST_ITEM.test(text) ? "list-item" : "paragraph";
}

const LIST_ITEM = /^(?:[-*•‣▪◦–]\s+|\d{1,2}[.)]\s+)\S/u;

/**
 * Whether the first unit is the headline. One without a full stop is, when text follows; one with a full stop only
 * when it is set in capitals like a title, or the next paragraphs tell it again.
 */
function isHeadline(units: readonly TextUnit[], kinds: readonly BlockKind[], rules: Rules): boolean {
  const [first, ...rest] = units;
  if (first === undefined || kinds[0] !== "paragraph" || first.text.length > LONGEST_HEADLINE) return false;
  const prose = rest.filter((unit, i) => kinds[i + 1] === "paragraph" && unit.text.length > Math.min(PROSE, first.text.length));
  if (prose.length === 0 || findDateline(first.text, rules) !== undefined) return false;
  if (/^["“‘'].*["”’'],?$/u.test(first.text) || /\bsaid\b[^:]*\.$/u.test(first.text)) return false;
  if (!/[.!?]["”’')]*$/u.test(first.text) || /[?;]$/u.test(first.text)) return true;
  const opens = rest.slice(0, 3).some((unit) => findDateline(unit.text, rules) !== undefined) || kinds[1] === "byline";
  if (opens || isTitleCase(first.text)) return true;
  const isShort = first.blankAfter && first.text.length * LEAD_RATIO <= (prose[0]?.text.length ?? 0);
  return isToldAgain(first.text, prose.slice(0, 2), isShort ? TOLD_AGAIN_SHORT : TOLD_AGAIN);
}

/** Share of long words in capitals from which a sentence is set like a title. */
const TITLE_CASE = 0.65;

function isTitleCase(text: string): boolean {
  const long = text.match(/[\p{L}’']{4,}/gu) ?? [];
  return long.length >= 2 && long.filter((word) => /^\p{Lu}/u.test(word)).length >= TITLE_CASE * long.length;
}

/** Share of a headline's long words that the first paragraphs repeat. */
const TOLD_AGAIN = 0.4;
/** The same where the first paragraph is much longer than the headline; and how much longer. */
const TOLD_AGAIN_SHORT = 0.25;
const LEAD_RATIO = 2;

function isToldAgain(text: string, prose: readonly TextUnit[], share: number): boolean {
  const words = [...wordSet(text)].filter((word) => word.length >= 4);
  const told = prose.map((unit) => unit.text.toLowerCase()).join(" ");
  const again = words.filter((word) => told.includes(word.slice(0, Math.max(4, word.length - 2))));
  return words.length >= 3 && again.length >= share * words.length;
}

/** A short unit right below the headline that a byline, caption or dateline separates from the story, or the headline's second line. */
function isStandfirst(units: readonly TextUnit[], kinds: readonly BlockKind[], rules: Rules): boolean {
  const [first, second, third] = units;
  if (first === undefined || second === undefined || kinds[1] !== "paragraph" || second.text.length > LONGEST_STANDFIRST) return false;
  if (!first.blankAfter && second.blankAfter) return second.text.length <= LONGEST_HEADLINE && third !== undefined;
  if (third !== undefined && kinds[2] === "paragraph" && findDateline(third.text, rules) !== undefined) return true;
  const next = kinds[2];
  return next === "byline" || next === "caption" || next === "credit";
}

/** A few words without a full stop between two paragraphs. */
function isSubheading(
  unit: TextUnit,
  before: TextUnit | undefined,
  after: TextUnit | undefined,
  afterKind: BlockKind | undefined,
): boolean {
  if (before === undefined || after === undefined || unit.text.length > LONGEST_SUBHEADING) return false;
  if (before.text.length < PROSE && !/[.!?]["”’')]*$/u.test(before.text)) return false;
  if (afterKind !== "paragraph" && afterKind !== "list-item") return false;
  if (after.text.length < PROSE || after.text.length < 2 * unit.text.length) return false;
  return (
    /^[\p{Lu}\p{N}“"‘']/u.test(unit.text) &&
    /[\p{L}\p{N}]$/u.test(unit.text) &&
    unit.text.split(/\s+/u).length <= 10 &&
    !/["“”]/u.test(unit.text)
  );
}
