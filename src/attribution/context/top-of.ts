import type { Arc } from "../../article/article.ts";

/** The token of a phrase that hangs on something outside it; `undefined` for no tokens. */
export const topOf = (tokens: readonly number[], trees: readonly Arc[]): number | undefined =>
  tokens.find((index) => !tokens.includes(trees[index]?.head ?? -1));
