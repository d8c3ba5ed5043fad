import { heaviestMatching } from "./matching.ts";

/** A mention's key; the gold's and an answer's are the same where they are the same mention. */
export type Chain = readonly string[];

/** What the three measures count, over any number of documents. */
export interface ChainCounts {
  readonly muc: Parts;
  readonly b3: Parts;
  readonly ceafe: Parts;
}

/** Numerators and denominators of recall and precision. */
interface Parts {
  readonly recall: readonly [number, number];
  readonly precision: readonly [number, number];
}

/** Precision, recall and F1 in [0, 1]; the mean of the three F1 is the CoNLL score. */
export interface ChainScores {
  readonly muc: Prf;
  readonly b3: Prf;
  readonly ceafe: Prf;
  readonly conll: number;
}
interface Prf {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

/** Counts one document: MUC (Vilain and others 1995), B³ (Bagga and Baldwin 1998) and entity-based CEAF (Luo 2005). Chains of one mention are left out on both sides. */
export function countChains(gold: readonly Chain[], answer: readonly Chain[]): ChainCounts {
  const [key, response] = [gold, answer].map((chains) => chains.map((chain) => [...new Set(chain)]).filter(({ length }) => length > 1));
  if (key === undefined || response === undefined) throw new RangeError("two lists of chains are needed");
  const similarity = ceafe(key, response);
  return {
    muc: { recall: links(key, response), precision: links(response, key) },
    b3: { recall: shares(key, response), precision: shares(response, key) },
    ceafe: { recall: [similarity, key.length], precision: [similarity, response.length] },
  };
}

/** The scores of some documents together: sums of numerators over sums of denominators. */
export function scoreChains(documents: readonly ChainCounts[]): ChainScores {
  const of = (measure: keyof ChainCounts): Prf => {
    const ratio = (side: keyof Parts): number => {
      const [hit, all] = documents.reduce(([a, b], counts) => [a + counts[measure][side][0], b + counts[measure][side][1]], [0, 0]);
      return all === 0 ? 0 : hit / all;
    };
    const [precision, recall] = [ratio("precision"), ratio("recall")];
    return { precision, recall, f1: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall) };
  };
  const [muc, b3, ceaf] = [of("muc"), of("b3"), of("ceafe")];
  return { muc, b3, ceafe: ceaf, conll: (muc.f1 + b3.f1 + ceaf.f1) / 3 };
}

const chainOf = (chains: readonly Chain[]): ReadonlyMap<string, number> =>
  new Map(chains.flatMap((chain, number) => chain.map((mention) => [mention, number] as const)));

/** MUC: of the links that a chain needs, those that the other side leaves whole. */
function links(chains: readonly Chain[], others: readonly Chain[]): [number, number] {
  const other = chainOf(others);
  let [kept, all] = [0, 0];
  for (const chain of chains) {
    const parts = new Set(chain.map((mention) => other.get(mention) ?? mention));
    kept += chain.length - parts.size;
    all += chain.length - 1;
  }
  return [kept, all];
}

/** B³: for each mention, the share of its chain that stands in one chain with it on the other side. */
function shares(chains: readonly Chain[], others: readonly Chain[]): [number, number] {
  const other = chainOf(others);
  let [sum, all] = [0, 0];
  for (const chain of chains) {
    for (const same of Map.groupBy(chain, (mention) => other.get(mention)).entries())
      if (same[0] !== undefined) sum += same[1].length ** 2 / chain.length;
    all += chain.length;
  }
  return [sum, all];
}

/** CEAF-e: the best one-to-one alignment of chains, each pair worth twice its common mentions by the sum of both lengths. */
function ceafe(key: readonly Chain[], response: readonly Chain[]): number {
  const other = chainOf(response);
  const weights = key.map((chain) => {
    const row = response.map(() => 0);
    for (const mention of chain) {
      const at = other.get(mention);
      if (at !== undefined) row[at] = (row[at] ?? 0) + 1;
    }
    return row.map((common, at) => (2 * common) / (chain.length + (response[at]?.length ?? 0)));
  });
  return heaviestMatching(weights);
}
