import type { RefusalCode } from "../article/article.ts";
import type { FoundBody } from "./find.ts";
import type { PlacedBlock } from "./regions.ts";
import type { Rules } from "./rules.ts";

/** Why a page is not read as an article. */
export interface Refusal {
  readonly reason: RefusalCode;
  readonly message: string;
}

/** Characters of prose below which a page is no article; the shortest body of the corpora has 369. */
const PROSE_OF_NOTHING = 120;
/** Characters of prose below which a page that asks for a subscription shows no more than a stub. */
const PROSE_OF_STUB = 250;
/** Characters of prose up to which a page may be nothing but a wall, and the share of them that speaks of it. */
const PROSE_OF_WALL = 4000;
const SHARE_OF_WALL = 0.5;
/** Headings that are links from which a page that does not call itself an article is a front page. */
const FEWEST_LINKED_HEADINGS = 8;
/** Characters of prose from which a page that lists many headlines is an article all the same. */
const PROSE_BESIDE_LISTS = 1500;
/** Words from which an unlinked headline is a story's rather than an outlet's name. */
const WORDS_OF_HEADLINE = 4;

/** What a page says of itself. */
export interface PageClaims {
  readonly url: string | null;
  readonly title: string;
  /** Calls itself an article: by type, by JSON-LD, by a time of publication. */
  readonly isArticle: boolean;
}

/** Whether the page shows an article at all: a reason why not, or `undefined`. */
export function refusePage(found: FoundBody, told: PageClaims, rules: Rules): Refusal | undefined {
  const visible = found.placed.filter((one) => !one.block.hidden);
  if (visible.length === 0) return { reason: "E_EMPTY", message: "the page shows no text" };
  const prose = found.placed.filter((one) => found.body.has(one.index) && one.prose);
  const proseLength = lengthOf(prose);
  const wall = wallOf(visible, prose, proseLength, told.title, rules);
  if (wall !== undefined) return wall;
  if (isFrontPage(found, visible, proseLength, told))
    return { reason: "E_NOT_ARTICLE", message: "the page lists headlines rather than telling one story" };
  if (proseLength < PROSE_OF_NOTHING) return { reason: "E_NOT_ARTICLE", message: "the page has no paragraph of running text" };
  return undefined;
}

const lengthOf = (blocks: readonly PlacedBlock[]): number => blocks.reduce((sum, one) => sum + one.block.text.length, 0);

function wallOf(
  visible: readonly PlacedBlock[],
  prose: readonly PlacedBlock[],
  proseLength: number,
  title: string,
  rules: Rules,
): Refusal | undefined {
  const all = visible.filter((one) => one.out !== "footer" && one.out !== "navigation");
  for (const { code, pattern } of rules.walls) {
    const speaking = lengthOf(prose.filter((one) => pattern.test(one.block.text)));
    const isOnlyWall = proseLength <= PROSE_OF_WALL && speaking > 0 && speaking >= SHARE_OF_WALL * proseLength && code !== "E_PAYWALL";
    const least = code === "E_PAYWALL" ? PROSE_OF_STUB : PROSE_OF_NOTHING;
    const isBare = proseLength < least && (pattern.test(title) || all.some((one) => pattern.test(one.block.text)));
    if (isOnlyWall || isBare) return { reason: code as RefusalCode, message: MESSAGES[code] ?? "the page shows no article" };
  }
  return undefined;
}

const MESSAGES: Readonly<Record<string, string>> = {
  E_BOT_WALL: "the page checks whether a person is reading",
  E_CONSENT_WALL: "the page asks for consent to cookies and shows nothing else",
  E_PAYWALL: "the page shows only the beginning of an article that is sold",
};

function isFrontPage(found: FoundBody, visible: readonly PlacedBlock[], proseLength: number, told: PageClaims): boolean {
  const linked = visible.filter((one) => one.onlyLinks && /^h[1-6]$/u.test(one.block.element.tag)).length;
  if (linked < FEWEST_LINKED_HEADINGS) return false;
  if (told.url !== null && FRONT.test(URL.parse(told.url)?.pathname ?? "-")) return true;
  const { headline } = found;
  const hasHeadline = headline !== undefined && !headline.onlyLinks && headline.block.text.split(/\s+/u).length >= WORDS_OF_HEADLINE;
  return !told.isArticle && !hasHeadline && proseLength < PROSE_BESIDE_LISTS;
}

const FRONT = /^\/(?:index\.\w+)?$/u;
