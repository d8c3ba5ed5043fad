import { SaysoError } from "../errors.ts";
import type { Column } from "../export/list.ts";
import { POLARITIES, STATEMENT_KINDS } from "../record/statement.ts";
import { type ArticleFound, type FindQuery, type Found, type MonthCount, ORDERS, type StatementFound } from "../store/find.ts";
import { numberOf, openDataFor, textOf, writeList } from "./data-options.ts";
import { openRemarks, type Remarks } from "./remarks.ts";
import type { Options } from "./setting.ts";

const STATEMENT_COLUMNS: readonly Column<StatementFound>[] = [
  { name: "id", value: ({ id }) => id },
  { name: "publishedAt", value: ({ publishedAt }) => publishedAt?.slice(0, 10) ?? null },
  { name: "outlet", value: ({ outlet, url }) => outlet ?? url },
  { name: "source", value: ({ source }) => source },
  { name: "cue", value: ({ cue }) => cue },
  { name: "content", value: ({ content }) => content },
  { name: "kind", value: ({ kind }) => kind },
  { name: "polarity", value: ({ polarity }) => polarity },
];
const ARTICLE_COLUMNS: readonly Column<ArticleFound>[] = [
  { name: "article", value: ({ article }) => article.slice(0, 16) },
  { name: "publishedAt", value: ({ publishedAt }) => publishedAt?.slice(0, 10) ?? null },
  { name: "outlet", value: ({ outlet }) => outlet },
  { name: "headline", value: ({ headline }) => headline },
  { name: "excerpt", value: ({ excerpt }) => excerpt },
  { name: "url", value: ({ url }) => url },
];
const MONTH_COLUMNS: readonly Column<MonthCount>[] = [
  { name: "month", value: ({ month }) => month },
  { name: "statements", value: ({ statements }) => statements },
  { name: "articles", value: ({ articles }) => articles },
  { name: "outlets", value: ({ outlets }) => outlets },
];

/** `sayso find`: statements, articles or counts by month that answer a question. */
export async function runFind(words: readonly string[], options: Options): Promise<number> {
  const query = queryOf(words, options);
  const remarks = await openRemarks({ color: options["color"] !== false, quiet: options["quiet"] === true });
  const data = await openDataFor(options);
  try {
    const count = await answer();
    return count === 0 && options["failEmpty"] === true ? 5 : 0;
  } finally {
    await data.close();
  }

  async function answer(): Promise<number> {
    if (options["months"] === true) {
      const months = await data.store.months(query);
      await writeList({ schema: "months/1", items: months, next: null }, MONTH_COLUMNS, options);
      return months.length;
    }
    if (options["articles"] === true) return show("articles/1", await data.store.findArticles(query), ARTICLE_COLUMNS);
    return show("statements/1", await data.store.find(query), STATEMENT_COLUMNS);
  }

  async function show<Item>(
    schema: string,
    { items, next, isPartlyRanked }: Found<Item>,
    columns: readonly Column<Item>[],
  ): Promise<number> {
    await writeList({ schema, items, next, notes: { isPartlyRanked } }, columns, options);
    tell({ count: items.length, next, isPartlyRanked }, remarks);
    return items.length;
  }
}

/** What a list cannot say of itself in every form. */
function tell({ count, next, isPartlyRanked }: { count: number; next: string | null; isPartlyRanked: boolean }, remarks: Remarks): void {
  if (count === 0) remarks.note("nothing found");
  if (isPartlyRanked) remarks.note("so much fits that only the latest was ranked; more words, --since or --outlet narrow the question");
  if (next !== null) remarks.note(`more: --cursor ${next}`);
}

function queryOf(words: readonly string[], options: Options): FindQuery {
  const given = (name: string): Record<string, string> => {
    const value = textOf(options, name);
    return value === undefined ? {} : { [name]: value };
  };
  const limit = numberOf(options, "limit", [1, 1000]);
  const kind = STATEMENT_KINDS.find((one) => one === options["kind"]);
  const polarity = POLARITIES.find((one) => one === options["polarity"]);
  const order = ORDERS.find((one) => one === options["order"]);
  if (options["articles"] === true && (kind !== undefined || polarity !== undefined))
    throw new SaysoError("E_USAGE", "--kind and --polarity are of statements, not of articles");
  return {
    ...(words.length === 0 ? {} : { words: words.join(" ") }),
    ...given("speaker"),
    ...given("about"),
    ...given("outlet"),
    ...given("since"),
    ...given("until"),
    ...given("cursor"),
    ...(kind === undefined ? {} : { kind }),
    ...(polarity === undefined ? {} : { polarity }),
    ...(order === undefined ? {} : { order }),
    ...(limit === undefined ? {} : { limit }),
  };
}
