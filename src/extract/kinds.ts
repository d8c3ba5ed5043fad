import type { BlockKind } from "../article/block.ts";
import { ancestors } from "../html/tree.ts";
import type { PlacedBlock } from "./regions.ts";
import type { Rules } from "./rules.ts";

/** What one block of the page is: a block of the article, or left out for a reason. */
export type Judged = { readonly kind: BlockKind | "date" } | { readonly out: string };

/** Judges every block by its place, its words and its tag; the headline and what stands above it are settled later. */
export function judgeBlocks(placed: readonly PlacedBlock[], rules: Rules): readonly Judged[] {
  const judged = placed.map((one) => judge(one, rules));
  leaveOutLinkLists(placed, judged);
  return judged;
}

function judge(one: PlacedBlock, rules: Rules): Judged {
  if (one.out !== undefined) return { out: one.out };
  const { text } = one.block;
  const phrase = rules.phrases.find(({ pattern, longest }) => text.length <= longest && pattern.test(text));
  if (phrase !== undefined) return phrase.kind.startsWith("out") ? { out: phrase.kind } : { kind: phrase.kind as BlockKind };
  const role = one.roles.find((name) => name !== "body" && name !== "headline");
  if (role !== undefined && text.length <= (LONGEST[role] ?? 0)) return { kind: role as BlockKind | "date" };
  if (one.linkShare >= ALL_LINK && !/[.!?]["”’]?$/u.test(text)) return { out: "teaser" };
  const tag = [...ancestors(one.block.element)].find((element) => TAG_KINDS.has(element.tag))?.tag ?? "";
  return { kind: TAG_KINDS.get(tag) ?? "paragraph" };
}

/** Share of linked characters from which a block is only a link. */
const ALL_LINK = 0.9;

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

/** Leaves out the links that follow a heading such as "Related stories", up to the next prose. */
function leaveOutLinkLists(placed: readonly PlacedBlock[], judged: Judged[]): void {
  let listing = false;
  placed.forEach((one, i) => {
    const now = judged[i];
    if (now === undefined) return;
    if ("out" in now && now.out.startsWith("out-list:")) {
      listing = true;
      judged[i] = { out: now.out.slice("out-list:".length) };
    } else if ("out" in now) judged[i] = { out: now.out.replace(/^out:/u, "") };
    else if (listing && one.linkShare > LISTED_LINK) judged[i] = { out: "teaser" };
    else if (listing) listing = false;
  });
}

/** Share of linked characters from which a block below "Related stories" is one of them. */
const LISTED_LINK = 0.15;
