import type { CorpusName } from "./folder.ts";

/** Figures in [0, 1] that were measured on one corpus, by name ("relaxed", "las"). */
export interface Measured {
  readonly corpus: CorpusName;
  readonly figures: Readonly<Record<string, number>>;
}

/** How much is measured: all, or a fixed sample of it that fits into a run of the checks. */
export type Part = "full" | "sample";

/** Of a sample's texts one in so many, the first among them; 1 is all. */
export const SAMPLE_STEP = { "polnear-dev": 3, "news-dev": 1, "ewt-dev": 3, "gum-dev": 1, pages: 2 } as const;
