/** What a host's robots.txt asks of one crawler, after RFC 9309. */
export interface Robots {
  /** Whether an address may be asked; robots.txt itself always may. */
  allows(url: URL): boolean;
  /** Seconds between two requests that the host asks for; not part of RFC 9309, but widely written. */
  readonly crawlDelaySeconds: number | null;
  /** Addresses of sitemaps, as written. */
  readonly sitemaps: readonly string[];
}

/** Bytes that are read; RFC 9309 section 2.5 asks for at least 500 KiB. */
export const ROBOTS_LIMIT_BYTES = 512_000;

/** A host that has no rules: it has no robots.txt, or none that can be had (section 2.3.1.3). */
export const ALL_ALLOWED: Robots = { allows: () => true, crawlDelaySeconds: null, sitemaps: [] };

/** A host whose rules are not known because it fails: nothing may be asked (section 2.3.1.4). */
export const NONE_ALLOWED: Robots = { allows: isRobotsFile, crawlDelaySeconds: null, sitemaps: [] };

/**
 * The rules for a crawler, by the name at the beginning of its user agent: those of all groups that name it, else those
 * of all groups for `*`. The longest rule that matches decides, and between equals the one that allows.
 *
 * Takes time that grows with rules times path. Never throws.
 */
export function parseRobots(source: string, token: string): Robots {
  const { groups, sitemaps } = groupsOf(source);
  const own = groups.filter(({ names }) => names.includes(token.toLowerCase()));
  const chosen = own.length > 0 ? own : groups.filter(({ names }) => names.includes("*"));
  const rules = chosen.flatMap((group) => group.rules);
  const delays = chosen.flatMap((group) => group.delays);
  return {
    allows: (url) => isRobotsFile(url) || verdict(rules, normalised(url.pathname + url.search)),
    crawlDelaySeconds: delays.length === 0 ? null : Math.max(...delays),
    sitemaps,
  };
}

/** The name by which robots.txt knows a crawler: the letters that its user agent begins with. */
export const productToken = (userAgent: string): string => /^[A-Za-z_-]+/.exec(userAgent)?.[0] ?? "*";

function isRobotsFile({ pathname }: URL): boolean {
  return pathname === "/robots.txt";
}

interface Rule {
  readonly allows: boolean;
  /** The pattern's pieces between asterisks, percent-encoded alike. */
  readonly pieces: readonly string[];
  readonly toEnd: boolean;
  readonly length: number;
}

interface Group {
  readonly names: string[];
  readonly rules: Rule[];
  readonly delays: number[];
}

function groupsOf(source: string): { readonly groups: readonly Group[]; readonly sitemaps: readonly string[] } {
  const groups: Group[] = [];
  const sitemaps: string[] = [];
  let isNaming = false;
  for (const line of source.replace(/^\uFEFF/, "").split(/\r\n|\r|\n/)) {
    const { field, value } = parts(line.slice(0, LONGEST_LINE));
    const group = groups.at(-1);
    if (field === "user-agent") {
      const agent = value === "*" ? "*" : productToken(value).toLowerCase();
      if (isNaming && group !== undefined) group.names.push(agent);
      else groups.push({ names: [agent], rules: [], delays: [] });
      isNaming = true;
    } else if (field === "allow" || field === "disallow") {
      isNaming = false;
      if (value !== "") group?.rules.push(ruleOf(value, field === "allow"));
    } else if (field === "crawl-delay") {
      isNaming = false;
      const seconds = Number(value);
      if (value !== "" && Number.isFinite(seconds) && seconds >= 0) group?.delays.push(seconds);
    } else if (field === "sitemap" && value !== "" && sitemaps.length < MOST_SITEMAPS) sitemaps.push(value);
  }
  return { groups, sitemaps };
}

/** Field and value of a line, without its remark. */
function parts(line: string): { readonly field: string; readonly value: string } {
  const [said = ""] = line.split("#", 1);
  const colon = said.indexOf(":");
  return colon < 0 ? { field: "", value: "" } : { field: said.slice(0, colon).trim().toLowerCase(), value: said.slice(colon + 1).trim() };
}

/** UTF-16 units of a line that are read; a rule is at most as long as an address. */
const LONGEST_LINE = 8192;
const MOST_SITEMAPS = 1000;

function ruleOf(pattern: string, allows: boolean): Rule {
  const toEnd = pattern.endsWith("$");
  const path = normalised(toEnd ? pattern.slice(0, -1) : pattern);
  return { allows, pieces: path.split(/\*+/), toEnd, length: path.length + (toEnd ? 1 : 0) };
}

function verdict(rules: readonly Rule[], path: string): boolean {
  let best: Rule | undefined;
  for (const rule of rules) {
    if (best !== undefined && (rule.length < best.length || (rule.length === best.length && !rule.allows))) continue;
    if (matches(rule, path)) best = rule;
  }
  return best?.allows ?? true;
}

/** Each piece is taken where it comes first, which loses nothing, so that no pattern makes the search go back. */
function matches({ pieces, toEnd }: Rule, path: string): boolean {
  const [first = "", ...rest] = pieces;
  if (!path.startsWith(first)) return false;
  let at = first.length;
  const last = rest.pop();
  if (last === undefined) return !toEnd || at === path.length;
  for (const piece of rest) {
    const found = path.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return toEnd ? path.length - last.length >= at && path.endsWith(last) : path.indexOf(last, at) >= 0;
}

/** A path with everything percent-encoded that must be and nothing that need not be, so that equals compare equal. */
function normalised(path: string): string {
  return path
    .toWellFormed()
    .replace(/%[0-9a-f]{2}/gi, (code) => {
      const character = String.fromCharCode(Number.parseInt(code.slice(1), 16));
      return /[A-Za-z0-9._~-]/.test(character) ? character : code.toUpperCase();
    })
    .replace(/[^\x21-\x7e]+/g, (foreign) => encodeURIComponent(foreign));
}
