import type { Arc, Mention } from "../../article/article.ts";
import type { Span } from "../../text/span.ts";
import { firstEndingAfter } from "../../text/span-search.ts";

/** The names of the parts of an opening bracket, as CorefUD's `# global.Entity` lists them. */
export const ENTITY_PARTS = "GRP-etype-head-form";

/** Tokens from `first` up to `end`, by their place in the article. */
export interface TokenRun {
  readonly first: number;
  readonly end: number;
}

/** The tokens that a span touches, of the sentence in which it begins; `undefined` when it touches none. */
export function tokensOver(span: Span, tokens: readonly Span[], sentence: TokenRun): TokenRun | undefined {
  const first = Math.max(firstEndingAfter(tokens, span.start), sentence.first);
  let end = first;
  while (end < sentence.end && (tokens[end]?.start ?? Number.POSITIVE_INFINITY) < span.end) end++;
  return first < end ? { first, end } : undefined;
}

interface Placed extends TokenRun {
  readonly number: number;
  readonly opening: string;
}

/**
 * The values of `Entity` for the tokens of one sentence, as CorefUD and GUM write them: `(3-person-2-name` opens the
 * third mention, a person whose second token is its head, `3)` closes it. `numbers` say each mention's number.
 *
 * Longer mentions open first and shorter ones close first. Where one mention closes at the token at which another
 * opens, closing comes first, so that crossing mentions can be read too.
 */
export function entitiesOf(
  mentions: readonly (Mention & { readonly number: number })[],
  tokens: readonly Span[],
  arcs: readonly Arc[] | undefined,
  sentence: TokenRun,
): ReadonlyMap<number, string> {
  const placed = mentions.flatMap((mention): Placed[] => {
    const run = tokensOver(mention, tokens, sentence);
    if (run === undefined) return [];
    const { number, type, form } = mention;
    return [{ ...run, number, opening: `(${number}-${type}-${headOf(run, arcs) + 1}-${form}` }];
  });
  const opens = Map.groupBy(placed, ({ first }) => first);
  const closes = Map.groupBy(placed, ({ end }) => end - 1);
  const touched = new Set([...opens.keys(), ...closes.keys()]);
  return new Map([...touched].map((token) => [token, bracketsOf(token, opens.get(token) ?? [], closes.get(token) ?? [])]));
}

function bracketsOf(token: number, opened: readonly Placed[], closed: readonly Placed[]): string {
  const isAlone = ({ first, end }: Placed): boolean => end - first === 1;
  const openings = opened.filter((one) => !isAlone(one)).toSorted((a, b) => b.end - a.end || a.number - b.number);
  const alone = opened.filter(isAlone).map(({ opening }) => `${opening})`);
  const closings = closed.filter((one) => one.first < token).toSorted((a, b) => b.first - a.first || b.number - a.number);
  const opening = openings.map((one) => one.opening);
  const closing = closings.map(({ number }) => `${number})`);
  return (opening.length > 0 && closing.length > 0 ? [...closing, ...opening, ...alone] : [...opening, ...alone, ...closing]).join("");
}

/** Where in a run its head stands: the first token that hangs on one outside of the run; the first of all without trees. */
function headOf({ first, end }: TokenRun, arcs: readonly Arc[] | undefined): number {
  for (let token = first; token < end; token++) {
    const head = arcs?.[token]?.head ?? first;
    if (head < first || head >= end) return token - first;
  }
  return 0;
}
