import type { Span } from "../../../src/text/span.ts";
import type { Treebank } from "../treebank/conllu.ts";

/** Brackets of GUM's `Entity=`: one that opens (and may close at once), or one that closes. */
const BRACKET = /\((?<opening>[^()]+)(?<atOnce>\))?|(?<closing>[^()]+)\)/gu;

/** The chains of a GUM document: mentions of one entity, with GUM's extents; those in several pieces are left out. */
export function gumChains({ tokens }: Treebank): Span[][] {
  const chains = new Map<string, Span[]>();
  const opened = new Map<string, number[]>();
  for (const { start, end, entity } of tokens)
    for (const { groups } of (entity ?? "").matchAll(BRACKET)) {
      const { opening, atOnce, closing } = groups ?? {};
      const [key = ""] = (opening ?? closing ?? "").split("-");
      if (opening !== undefined) opened.set(key, [...(opened.get(key) ?? []), start]);
      if (atOnce === undefined && closing === undefined) continue;
      const begun = opened.get(key)?.pop();
      if (begun === undefined || key.includes("[")) continue;
      chains.set(key, [...(chains.get(key) ?? []), { start: begun, end }]);
    }
  return [...chains.values()];
}

/** How mentions are compared: by the very same characters, or by the word that heads them in the gold tree. */
export type Matching = "exact" | "head";

/**
 * Chains of keys. Two mentions are the same where they have the same characters; by head, where they have the same head
 * word in the gold tree, each gold mention being met once, by what overlaps it most.
 */
export function keysOf(
  document: Treebank,
  gold: readonly (readonly Span[])[],
  answer: readonly (readonly Span[])[],
  matching: Matching,
): { readonly gold: string[][]; readonly answer: string[][] } {
  const exact = ({ start, end }: Span): string => `${start} ${end}`;
  if (matching === "exact") return { gold: gold.map((chain) => chain.map(exact)), answer: answer.map((chain) => chain.map(exact)) };
  const headOf = headsIn(document);
  const byHead = Map.groupBy(gold.filter(({ length }) => length > 1).flat(), headOf);
  const pairs = answer
    .flat()
    .flatMap((span) => (byHead.get(headOf(span)) ?? []).map((other) => ({ span, other, overlap: overlapOf(span, other) })))
    .sort((a, b) => b.overlap - a.overlap);
  const met = new Map<string, string>();
  const taken = new Set<string>();
  for (const { span, other } of pairs) {
    if (met.has(exact(span)) || taken.has(exact(other))) continue;
    met.set(exact(span), exact(other));
    taken.add(exact(other));
  }
  return {
    gold: gold.map((chain) => chain.map(exact)),
    answer: answer.map((chain) => chain.map((span) => met.get(exact(span)) ?? `only ${exact(span)}`)),
  };
}

/** The number of the token that heads a span in the gold tree: the first whose head lies outside. */
function headsIn({ tokens }: Treebank): (span: Span) => number {
  return (span) => {
    const first = tokens.findIndex(({ end }) => end > span.start);
    let end = first;
    while (end < tokens.length && (tokens[end]?.start ?? 0) < span.end) end++;
    const run = tokens.slice(first, end).map((token, i) => ({ ...token, number: first + i }));
    const outside = run.filter(({ head }) => head < first || head >= end);
    return (outside.find(({ upos }) => upos !== "PUNCT" && upos !== "ADP") ?? outside[0] ?? run[0])?.number ?? -1;
  };
}

/** Dice of the characters. */
function overlapOf(a: Span, b: Span): number {
  const common = Math.max(0, Math.min(a.end, b.end) - Math.max(a.start, b.start));
  return (2 * common) / (a.end - a.start + (b.end - b.start));
}
