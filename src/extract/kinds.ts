import type { BlockKind } from "../article/block.ts";
import { ancestors, type HtmlElement } from "../html/tree.ts";
import { namesInByline } from "./names.ts";
import type { PlacedBlock } from "./regions.ts";
import type { Rules } from "./rules.ts";

/** What one block of the page is: a block of the article, or left out for a reason. */
export type Judged = { readonly kind: BlockKind | "date" } | { readonly out: string };

/** What is known about the page before its blocks are judged. */
export interface PageFacts {
  readonly rules: Rules;
  /** The page's own host, without `www.`; links to it lead to other stories. */
  readonly host: string | null;
  readonly headline: PlacedBlock | undefined;
  readonly authors: readonly string[];
}

/** Judges every block by its place, its words, its links and its tag. */
export function judgeBlocks(placed: readonly PlacedBlock[], facts: PageFacts): readonly Judged[] {
  const judged = placed.map((one) => judge(one, facts));
  leaveOutLinkLists(placed, judged, facts);
  leaveOutCards(placed, judged, facts);
  settleStandfirsts(placed, judged);
  settleTop(placed, judged, facts);
  finishCredits(placed, judged);
  leaveOutBiographies(placed, judged, facts);
  return judged;
}

function judge(one: PlacedBlock, facts: PageFacts): Judged {
  const { rules } = facts;
  const { text } = one.block;
  if (one === facts.headline) return { kind: "headline" };
  if (one.out !== undefined) return { out: one.out };
  if (!/[\p{L}\p{N}_]/u.test(text)) return { out: "interface" };
  const said = phraseKind(one, rules);
  if (said !== undefined) return said;
  const role = one.roles.find((name) => name !== "body" && name !== "headline");
  if (role === "byline" && text.length < SHORTEST_BYLINE) return { out: "interface" };
  if (role !== undefined && text.length <= (LONGEST[role] ?? 0)) return { kind: role as BlockKind | "date" };
  if (text.length <= SHORT && BARE_ADDRESS.test(text)) return { out: "contact" };
  if (text.length <= SHORT && rules.dateWhole.test(text)) return { kind: "date" };
  if (text.length <= SHORT && rules.bylineWhole.test(text) && namesInByline(text, rules).length > 0) return { kind: "byline" };
  const inList = [...ancestors(one.block.element)].some((element) => element.tag === "li");
  if (one.onlyLinks && (inList ? leadsHome(one, facts) && !/[.!?]["”’]?$/u.test(text) : leadsHome(one, facts) || text.length >= TEASER))
    return { out: "teaser" };
  const isLinks = one.linkShare > MOSTLY_LINKS && one.block.links.length >= 2 && !/[.!?]["”’]?$/u.test(text);
  if (isLinks && !inList && leadsHome(one, facts)) return { out: "teaser" };
  const tag = [...ancestors(one.block.element)].find((element) => TAG_KINDS.has(element.tag))?.tag ?? "";
  // A paragraph inside a heading stands there because the heading was never closed.
  const isUnclosed = one.prose && one.block.element.tag === "p" && tag.startsWith("h");
  return { kind: isUnclosed ? "paragraph" : (TAG_KINDS.get(tag) ?? "paragraph") };
}

/** What the table of phrases says about a block; some of its rows count only for blocks with links. */
function phraseKind(one: PlacedBlock, rules: Rules): Judged | undefined {
  const { text } = one.block;
  const phrase = rules.phrases.find(
    ({ pattern, longest, kind }) =>
      text.length <= longest && (!kind.startsWith(LINKED) || one.linkShare > LINKED_SHARE) && pattern.test(text),
  );
  if (phrase === undefined) return undefined;
  if (phrase.kind.startsWith(LINKED)) return { out: phrase.kind.slice(LINKED.length) };
  return phrase.kind.startsWith("out") ? { out: phrase.kind } : { kind: phrase.kind as BlockKind };
}

const LINKED = "linked:";
/** Share of linked characters from which a formula such as "Also: …" leads to another story. */
const LINKED_SHARE = 0.4;

/** A block that is only an e-mail address or an account's address, as stand below an article. */
const BARE_ADDRESS = /^(?:e-?mail:? )?(?:[\w.+-]+@[\w.-]+\.\w{2,}|(?:www\.)?[\w-]+\.[a-z]{2,}\/\S*)$/iu;
/** Characters from which a paragraph that is one link is the headline of another story. */
const TEASER = 40;
/** Share of linked characters from which several links make a list. */
const MOSTLY_LINKS = 0.75;

/** A byline holds more than the word "By". */
const SHORTEST_BYLINE = 4;
/** Longest date or byline told by its words alone. */
const SHORT = 130;

/** Characters up to which a place's name is believed: a long text in a `byline` is not one. */
const LONGEST: Readonly<Record<string, number>> = {
  caption: 900,
  credit: 200,
  byline: 250,
  contributor: 300,
  standfirst: 500,
  date: 200,
  "pull-quote": 500,
  post: 3000,
  correction: 1500,
};

const TAG_KINDS: ReadonlyMap<string, BlockKind> = new Map([
  ["h1", "subheading"],
  ["h2", "subheading"],
  ["h3", "subheading"],
  ["h4", "subheading"],
  ["h5", "subheading"],
  ["h6", "subheading"],
  ["li", "list-item"],
]);

/** Whether a block's links stay on the page's own host, as those to other stories do; unknown hosts count as home. */
function leadsHome(one: PlacedBlock, facts: PageFacts): boolean {
  return one.block.links.every((link) => {
    const host = /^(?:https?:)?\/\/(?:www\.)?([^/:?#]+)/iu.exec(link)?.[1]?.toLowerCase();
    return host === undefined || facts.host === null || site(host) === site(facts.host);
  });
}

/** The last two labels of a host name, which is near enough to tell other stories from other sites. */
const site = (host: string): string => host.split(".").slice(-2).join(".");

/** Leaves out the links that follow a heading such as "Related stories", up to the next prose. */
function leaveOutLinkLists(placed: readonly PlacedBlock[], judged: Judged[], facts: PageFacts): void {
  let listing = false;
  placed.forEach((one, i) => {
    const now = judged[i];
    if (now === undefined) return;
    if ("out" in now && now.out.startsWith("out-list:")) {
      listing = true;
      judged[i] = { out: now.out.slice("out-list:".length) };
    } else if ("out" in now) judged[i] = { out: now.out.replace(/^out:/u, "") };
    else if (listing && one.linkShare > LISTED_LINK && leadsHome(one, facts)) judged[i] = { out: "teaser" };
    else if (listing) listing = false;
  });
}

/** Share of linked characters from which a block below "Related stories" is one of them. */
const LISTED_LINK = 0.15;

/**
 * Leaves out other stories in `article` elements of their own: cards, whose heading is a link and that have little
 * prose, and the whole stories that follow where a page scrolls without end, which have a main heading of their own.
 */
function leaveOutCards(placed: readonly PlacedBlock[], judged: Judged[], facts: PageFacts): void {
  const articleOf = (one: PlacedBlock): HtmlElement | undefined =>
    [...ancestors(one.block.element)].find((element) => element.tag === "article");
  const cards = Map.groupBy(
    placed.filter((one) => articleOf(one) !== undefined),
    articleOf,
  );
  const own = facts.headline === undefined ? undefined : articleOf(facts.headline);
  const proseOf = (blocks: readonly PlacedBlock[]): number => blocks.reduce((sum, one) => sum + (one.prose ? one.block.text.length : 0), 0);
  const most = Math.max(0, ...cards.values().map(proseOf));
  for (const blocks of cards.values()) {
    if (cards.size < 2 || blocks.includes(facts.headline as PlacedBlock)) continue;
    const linkedHeading = blocks.some((one) => one.onlyLinks && /^h[1-6]$/u.test(one.block.element.tag));
    const isCard = linkedHeading && proseOf(blocks) < MOST_PROSE_OF_CARD && proseOf(blocks) !== most;
    const isNextStory =
      own !== undefined && blocks.some((one) => one.block.element.tag === "h1" && one.index > (facts.headline?.index ?? 0));
    if (isCard || isNextStory) for (const one of blocks) judged[one.index] = { out: "teaser" };
  }
}

const MOST_PROSE_OF_CARD = 600;

/** A standfirst stands before the first paragraph; what is called so further down is a subheading, or a paragraph. */
function settleStandfirsts(placed: readonly PlacedBlock[], judged: Judged[]): void {
  let begun = false;
  placed.forEach((one, i) => {
    const now = judged[i];
    if (now === undefined || !("kind" in now)) return;
    if (now.kind === "paragraph" && one.prose && one.roles.includes("body")) begun = true;
    if (now.kind === "standfirst" && begun) judged[i] = { kind: one.block.text.length < 90 ? "subheading" : "paragraph" };
  });
}

/**
 * Between headline and first paragraph, a long heading is a standfirst, and a short text with a full date or with year
 * and time is a date, in any language.
 */
function settleTop(placed: readonly PlacedBlock[], judged: Judged[], facts: PageFacts): void {
  if (facts.headline === undefined) return;
  for (const one of placed.slice(facts.headline.index + 1)) {
    const now = judged[one.index];
    if (now === undefined || !("kind" in now)) continue;
    const { text } = one.block;
    const isHeading = now.kind === "subheading";
    if (isHeading && text.length >= SHORTEST_STANDFIRST) judged[one.index] = { kind: "standfirst" };
    else if (text.length <= SHORT && FULL_DATE.test(text)) judged[one.index] = { kind: "date" };
    else if (now.kind === "paragraph" && one.prose) return;
  }
}

/** Characters from which a heading right below the headline is a standfirst. */
const SHORTEST_STANDFIRST = 60;
const FULL_DATE =
  /(?:19|20)\d{2} ?[./年-] ?\d{1,2} ?[./月-] ?\d{1,2}|\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d{2}|(?:19|20)\d{2}\D{1,12}\d{1,2}[:h]\d{2}/u;

/** "Photo:" in a cell of its own is finished by the next cell. */
function finishCredits(placed: readonly PlacedBlock[], judged: Judged[]): void {
  judged.forEach((now, i) => {
    const [one, next] = [placed[i], placed[i + 1]];
    if (one === undefined || next === undefined || !("kind" in now) || now.kind !== "credit") return;
    if (/[:：]$/u.test(one.block.text) && one.block.text.length < 30 && next.block.text.length < 120) judged[i + 1] = { kind: "credit" };
  });
}

/** A note about the author after the last paragraphs: it begins with a name that the page, or a byline on it, gives as author. */
function leaveOutBiographies(placed: readonly PlacedBlock[], judged: Judged[], facts: PageFacts): void {
  const bylines = placed.filter((_, i) => {
    const now = judged[i];
    return now !== undefined && "kind" in now && now.kind === "byline";
  });
  const told = [...facts.authors, ...bylines.map((one) => one.block.text)];
  const names = told.flatMap((value) => namesInByline(value, facts.rules)).filter((name) => name.includes(" "));
  placed.forEach((one, i) => {
    const now = judged[i];
    if (now === undefined || !("kind" in now) || now.kind === "headline" || one.block.text.length > LONGEST_BIOGRAPHY) return;
    const { text } = one.block;
    const name = names.find((candidate) => text.toLowerCase().startsWith(candidate.toLowerCase()));
    if (name === undefined) return;
    const rest = text.slice(name.length);
    if (rest.trim() === "") judged[i] = { kind: "byline" };
    else if (facts.rules.biography.test(rest)) judged[i] = { out: "biography" };
  });
}

const LONGEST_BIOGRAPHY = 500;
