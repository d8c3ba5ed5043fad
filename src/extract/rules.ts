import type { TagRules } from "../html/visible.ts";
import { readLexicon } from "../resource/lexicon.ts";
import type { Resources } from "../resource/resources.ts";
import type { DateWords } from "./date-value.ts";

/** Everything that extraction knows beside its code, read once from `data/extract/`. */
export interface Rules {
  readonly tags: TagRules;
  readonly hints: HintTable;
  readonly phrases: readonly Phrase[];
  readonly metaNames: readonly MetaName[];
  /** Form printed -> name of the wire service. */
  readonly agencies: ReadonlyMap<string, string>;
  readonly dateWords: DateWords;
  readonly bylineStart: RegExp;
  readonly notNames: RegExp;
  readonly bylineWhole: RegExp;
  readonly dateWhole: RegExp;
  readonly biography: RegExp;
  /** Each with one group: the credit at a caption's end. */
  readonly creditEnds: readonly RegExp[];
  /** Each with the groups `place` and `agency`. */
  readonly datelines: readonly RegExp[];
  readonly walls: readonly { readonly code: string; readonly pattern: RegExp }[];
}

/** One name under which pages tell a field of their metadata. */
export interface MetaName {
  readonly field: string;
  readonly where: string;
  readonly name: string;
}

/** What a block is when its text has this form and at most this many characters. */
export interface Phrase {
  readonly pattern: RegExp;
  readonly kind: string;
  readonly longest: number;
}

/** What the words of a class or id say about an element; the longest match wins, then the first. */
export interface HintTable {
  rolesOf(words: string): readonly string[];
}

/** @throws SaysoError E_RESOURCE, E_LEXICON when a table is missing or has other columns. */
export async function readRules(resources: Resources): Promise<Rules> {
  const tags = await readLexicon(resources, "data/extract/tags.tsv", ["tag", "class"]);
  const hints = await readLexicon(resources, "data/extract/hints.tsv", ["words", "role"]);
  const phrases = await readLexicon(resources, "data/extract/phrases.tsv", ["pattern", "kind", "longest"]);
  const classed = (name: string): ReadonlySet<string> => new Set(tags.filter((row) => row.class === name).map((row) => row.tag));
  const metaNames = await readLexicon(resources, "data/extract/meta.tsv", ["field", "where", "name"]);
  const agencies = await readLexicon(resources, "data/extract/agencies.tsv", ["form", "agency"]);
  const dateRows = await readLexicon(resources, "data/extract/months.tsv", ["name", "kind", "value"]);
  const byline = await readLexicon(resources, "data/extract/byline.tsv", ["use", "pattern"]);
  const credits = await readLexicon(resources, "data/extract/credits.tsv", ["use", "pattern", "flags"]);
  const walls = await readLexicon(resources, "data/extract/walls.tsv", ["code", "pattern"]);
  const creditPatterns = (use: string): readonly RegExp[] =>
    credits.filter((row) => row.use === use).map((row) => new RegExp(row.pattern, row.flags));
  const words = (kind: string): ReadonlyMap<string, string> =>
    new Map(dateRows.filter((row) => row.kind === kind).map((row) => [row.name, row.value]));
  const bylinePattern = (use: string): RegExp =>
    new RegExp(
      byline
        .filter((row) => row.use === use)
        .map((row) => row.pattern)
        .join("|") || "$^",
      "iu",
    );
  return {
    metaNames,
    agencies: new Map(agencies.map((row) => [row.form, row.agency])),
    dateWords: { months: words("month"), zones: words("zone") },
    bylineStart: bylinePattern("start"),
    notNames: bylinePattern("not-name"),
    bylineWhole: bylinePattern("whole"),
    dateWhole: bylinePattern("date"),
    biography: bylinePattern("bio"),
    creditEnds: creditPatterns("credit"),
    datelines: creditPatterns("dateline"),
    walls: walls.map(({ code, pattern }) => ({ code, pattern: new RegExp(pattern, "iu") })),
    tags: { block: classed("block"), unseen: classed("unseen") },
    hints: hintTable(hints),
    phrases: phrases.map(({ pattern, kind, longest }) => ({ pattern: new RegExp(pattern, "iu"), kind, longest: Number(longest) })),
  };
}

function hintTable(rows: readonly { readonly words: string; readonly role: string }[]): HintTable {
  const roles = new Map(rows.map((row) => [row.words, row.role]));
  const longest = Math.max(...rows.map((row) => row.words.split(" ").length));
  return {
    rolesOf(words) {
      const all = words.split(" ");
      const found: string[] = [];
      for (let i = 0; i < all.length; i++) {
        for (let length = Math.min(longest, all.length - i); length > 0; length--) {
          const role = roles.get(all.slice(i, i + length).join(" "));
          if (role === undefined) continue;
          found.push(role);
          i += length - 1;
          break;
        }
      }
      return found;
    },
  };
}
