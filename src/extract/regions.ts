import { ancestors, attribute, type HtmlElement } from "../html/tree.ts";
import type { HtmlBlock } from "../html/visible.ts";
import type { Rules } from "./rules.ts";

/** A block of the page with what its surroundings say about it. */
export interface PlacedBlock {
  readonly block: HtmlBlock;
  /** Position among the page's blocks. */
  readonly index: number;
  /** Roles of the elements around it, innermost first: a kind of block, `body`, `date`, or `out:REASON`. */
  readonly roles: readonly string[];
  /** Why the block's place is none of the article's: the reason of the innermost `out:` role. */
  readonly out: string | undefined;
  /** Characters in links by all characters. */
  readonly linkShare: number;
  /** Has no letters but those in links. */
  readonly onlyLinks: boolean;
  /** Reads as running prose: long enough, few links, a sentence's end. */
  readonly prose: boolean;
}

/** Share of the page's prose above which an element's name is not believed: a page may live in a `sidebar-layout`. */
const SHARE_DISBELIEVED = 0.45;
/** The same for comments, which may well be longer than the article. */
const SHARE_DISBELIEVED_COMMENTS = 0.95;

/** Places every block by the names and tags of the elements around it. */
export function placeBlocks(blocks: readonly HtmlBlock[], rules: Rules): readonly PlacedBlock[] {
  const mass = new Map<HtmlElement, number>();
  let total = 0;
  const prose = blocks.map((block) => isProse(block));
  blocks.forEach((block, i) => {
    if (prose[i] !== true) return;
    total += block.text.length;
    for (const element of ancestors(block.element)) mass.set(element, (mass.get(element) ?? 0) + block.text.length);
  });
  const known = new Map<HtmlElement, readonly string[]>();
  const rolesOf = (element: HtmlElement): readonly string[] => {
    const share = (mass.get(element) ?? 0) / Math.max(1, total);
    const all = roles(element, rules);
    return all.filter((role) => role === "body" || share < (role === "out:comments" ? SHARE_DISBELIEVED_COMMENTS : SHARE_DISBELIEVED));
  };
  return blocks.map((block, index) => {
    const around: string[] = [];
    for (const element of ancestors(block.element)) {
      const own = known.get(element) ?? rolesOf(element);
      known.set(element, own);
      around.push(...own);
    }
    return {
      block,
      index,
      roles: around,
      out: block.hidden ? "hidden" : outReason(around),
      linkShare: block.linkLength / Math.max(1, block.text.length),
      onlyLinks: block.linkLength > 0 && (block.text.match(LETTERS)?.length ?? 0) <= block.linkLength,
      prose: prose[index] === true,
    };
  });
}

/** An embedded post may stand in a box named for social media or sharing. */
function outReason(around: readonly string[]): string | undefined {
  const isPost = around.find((role) => role !== "body") === "post";
  return around.find((role) => role.startsWith("out:") && !(isPost && BOXES_OF_POSTS.has(role)))?.slice(4);
}

const BOXES_OF_POSTS = new Set(["out:share", "out:player", "out:gallery", "out:overlay"]);

const LETTERS = /[\p{L}\p{N}]/gu;

/** Whether an inline element's text is none of the sentence's around it: a box that opens over a link, a share button. */
export function isAside(element: HtmlElement, rules: Rules): boolean {
  return (
    element.tag !== "a" &&
    element.attributes.has("class") &&
    rules.hints.rolesOf(nameWords(element)).some((role) => INLINE_ASIDES.has(role))
  );
}

const INLINE_ASIDES = new Set(["out:overlay", "out:share", "out:hidden", "out:tooltip"]);

/** Characters from which a block can be prose; headlines, captions and links are mostly shorter. */
const PROSE_LENGTH = 70;
/** The same for scripts that need fewer characters for a sentence. */
const PROSE_LENGTH_DENSE = 25;
const DENSE = /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;
const LINK_SHARE_OF_PROSE = 0.5;

export function isProse(block: HtmlBlock): boolean {
  const least = DENSE.test(block.text.slice(0, 40)) ? PROSE_LENGTH_DENSE : PROSE_LENGTH;
  return block.text.length >= least && block.linkLength < LINK_SHARE_OF_PROSE * block.text.length && !block.hidden;
}

function roles(element: HtmlElement, rules: Rules): readonly string[] {
  const ofTag = rules.hints.rolesOf(`<${element.tag}>`);
  if (NAMELESS.has(element.tag)) return [];
  return [...rules.hints.rolesOf(nameWords(element)), ...ofTag];
}

/** Elements whose names tell nothing about the text: the whole page, and rows of tables, named for their data. */
const NAMELESS = new Set(["#root", "html", "body", "tr", "tbody"]);

/** The words of an element's names: camel case, hyphens, underscores and digits split; classes that only file it left out. */
function nameWords(element: HtmlElement): string {
  const names = `${attribute(element, "class")} ${attribute(element, "id")} ${attribute(element, "itemprop")} ${attribute(element, "data-component")} ${attribute(element, "data-testid")} ${attribute(element, "role")}`;
  return names
    .split(/\s+/u)
    .filter((name) => !FILING.test(name))
    .map((name) => name.replace(/([a-z])([A-Z])/gu, "$1 $2").toLowerCase())
    .join(" | ")
    .replace(/[-_:./\s]+|\d+/gu, " ")
    .trim();
}

const FILING =
  /^(?:category|categories|post_tag|has|is|no|not|with|without|hide|show|type|format|status|js|u|page|parent)[-_]|^tag[-_](?!list|links?|cloud|container|wrap)|^author[-_](?!bio|box|info|card|name|desc|details|meta|profile|wrap|block|section|note)/iu;
