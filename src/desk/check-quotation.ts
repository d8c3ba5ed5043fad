import type { ArticleRecord } from "../article/record.ts";
import { SaysoError } from "../errors.ts";
import { matchQuotation, type QuotationMatch, type WordChange } from "../link/quotation-match.ts";
import type { ArticleFound, Coverage } from "../store/find.ts";
import { statementId } from "../store/ids.ts";
import { foldedWords } from "../text/folded-words.ts";
import { contains, overlaps, type Span, slice } from "../text/span.ts";
import { utcOf } from "../text/utc.ts";
import type { Data } from "./data.ts";

/** What is known of a quotation. It is never said whether anybody really said it. */
export interface QuotationAnswer {
  readonly answer: "verbatim" | "changed" | "not-found";
  /** The oldest first where it is verbatim, else the most alike first. */
  readonly instances: readonly QuotationInstance[];
  /** Where it was looked for. */
  readonly coverage: Coverage;
}

/** One place that has the quotation. */
export interface QuotationInstance {
  readonly article: string;
  readonly url: string | null;
  readonly outlet: string | null;
  readonly publishedAt: string | null;
  readonly headline: string | null;
  readonly start: number;
  readonly end: number;
  readonly exact: string;
  /** The statement in whose content it stands, and the words of its source. */
  readonly statement: string | null;
  readonly source: string | null;
  readonly similarity: number;
  readonly changes: readonly WordChange[];
}

/** Least similarity of a changed quotation: two words in five may differ, else anything on the subject would be one. */
const LEAST_SIMILARITY = 0.6;
/** Words of a longer quotation are not looked at. */
const WORDS_MOST = 200;
/** Articles that are compared word by word. */
const COMPARED_MOST = 50;
/** Runs of words that are asked for to find articles that have a changed quotation. */
const RUNS_MOST = 16;
/** Words of such a run; short quotations are cut into pairs, since one change breaks so many runs. */
const RUN_WORDS = { short: 2, long: 3, shortMost: 6 } as const;

/** Looks for a quotation: verbatim, changed (and how), or not found in what there is. @throws SaysoError E_USAGE without words. */
export async function checkQuotation(quotation: string, data: Data): Promise<QuotationAnswer> {
  const words = foldedWords(quotation)
    .slice(0, WORDS_MOST)
    .map(({ word }) => word);
  if (words.length === 0) throw new SaysoError("E_USAGE", "there is no word to look for");
  const coverage = await data.store.coverage();
  const exact = await data.store.findArticles({ words: quoted(words), limit: COMPARED_MOST, order: "oldest" });
  const verbatim = (await compared(quotation, exact.items, data)).filter(({ similarity }) => similarity === 1);
  if (verbatim.length > 0) return { answer: "verbatim", instances: verbatim.sort(byTime), coverage };
  const alike = await compared(quotation, await likely(words, data), data);
  const changed = alike.filter(({ similarity }) => similarity >= LEAST_SIMILARITY);
  if (changed.length === 0) return { answer: "not-found", instances: [], coverage };
  return { answer: "changed", instances: changed.sort((a, b) => b.similarity - a.similarity || byTime(a, b)), coverage };
}

const quoted = (words: readonly string[]): string => `"${words.join(" ")}"`;
const timeOf = ({ publishedAt }: QuotationInstance): string => (publishedAt === null ? "~" : (utcOf(publishedAt) ?? "~"));
const byTime = (a: QuotationInstance, b: QuotationInstance): number => (timeOf(a) < timeOf(b) ? -1 : timeOf(a) > timeOf(b) ? 1 : 0);

/** Articles that have most of the runs of words. */
async function likely(words: readonly string[], { store }: Data): Promise<readonly ArticleFound[]> {
  const found = new Map<string, { article: ArticleFound; runs: number }>();
  for (const run of runsOf(words))
    for (const article of (await store.findArticles({ words: quoted(run), limit: COMPARED_MOST })).items) {
      const known = found.get(article.article);
      found.set(article.article, { article, runs: (known?.runs ?? 0) + 1 });
    }
  const best = [...found.values()].sort((a, b) => b.runs - a.runs || (a.article.article < b.article.article ? -1 : 1));
  return best.slice(0, COMPARED_MOST).map(({ article }) => article);
}

function runsOf(words: readonly string[]): readonly (readonly string[])[] {
  const length = Math.min(words.length, words.length <= RUN_WORDS.shortMost ? RUN_WORDS.short : RUN_WORDS.long);
  const all = Array.from({ length: words.length - length + 1 }, (_, at) => words.slice(at, at + length));
  const step = Math.max(1, Math.ceil(all.length / RUNS_MOST));
  return all.filter((_, index) => index % step === 0);
}

async function compared(quotation: string, articles: readonly ArticleFound[], { store }: Data): Promise<QuotationInstance[]> {
  const instances: QuotationInstance[] = [];
  for (const found of articles) {
    const kept = await store.article(found.article);
    const match = kept?.record == null ? undefined : matchQuotation(quotation, kept.record.text);
    if (kept?.record != null && match !== undefined) instances.push(instanceOf(found, kept.record, match));
  }
  return instances;
}

function instanceOf(found: ArticleFound, record: ArticleRecord, { span, similarity, changes }: QuotationMatch): QuotationInstance {
  const { article, url, outlet, publishedAt, headline } = found;
  const statement = statementAt(record, span);
  return {
    article,
    url,
    outlet,
    publishedAt,
    headline,
    ...span,
    exact: slice(record.text, span),
    statement: statement === undefined ? null : statementId(record.digest, statement),
    source: statement === undefined || statement.source.length === 0 ? null : statement.source.map(({ exact }) => exact).join(" … "),
    similarity,
    changes,
  };
}

/** The innermost statement whose content has the span, or some of it. */
function statementAt({ statements = [] }: ArticleRecord, span: Span) {
  const units = (spans: readonly Span[]): number => spans.reduce((sum, { start, end }) => sum + end - start, 0);
  const touching = statements
    .filter(({ content }) => content.some((one) => overlaps(one, span)))
    .sort((a, b) => units(a.content) - units(b.content));
  return touching.find(({ content }) => content.some((one) => contains(one, span))) ?? touching[0];
}
