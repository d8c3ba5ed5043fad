import type { ArticleRecord, RecordStatement } from "../article/record.ts";
import { SaysoError } from "../errors.ts";
import type { KeptPage } from "../record/kept-page.ts";
import type { KeptArticle, Revision } from "../store/store.ts";
import type { Data } from "./data.ts";

/** Everything that is kept about one article, and the statement that was asked for. */
export interface Shown {
  readonly article: KeptArticle;
  /** `null` when an article was asked for. */
  readonly statement: RecordStatement | null;
  readonly page: KeptPage | null;
  readonly revisions: readonly Revision[];
}

/** What an id or an address stands for: a statement's id, an article's digest or its first digits, or the latest at an address. @throws SaysoError E_NOT_FOUND, E_AMBIGUOUS. */
export async function showById(id: string, data: Data): Promise<Shown> {
  const { article, statement } = await findById(id, data.store);
  const { record, pageId } = article;
  const page = pageId === null ? undefined : await data.store.page(pageId);
  const revisions = record?.meta.url == null ? [] : await data.store.revisions(record.meta.url);
  return { article, statement, page: page ?? null, revisions };
}

async function findById(id: string, store: Data["store"]): Promise<Pick<Shown, "article" | "statement">> {
  if (/^https?:\/\//i.test(id)) {
    const latest = (await store.revisions(id)).at(-1);
    const article = latest === undefined ? undefined : await store.article(latest.digest);
    if (article !== undefined) return { article, statement: null };
    throw missing(id);
  }
  const held = await store.statement(id);
  if (held !== undefined) {
    const statement = held.article.record?.statements?.find((one) => one.id === held.statement);
    return { article: held.article, statement: statement ?? null };
  }
  const article = await store.article(id);
  if (article !== undefined) return { article, statement: null };
  throw missing(id);
}

const missing = (id: string): SaysoError => new SaysoError("E_NOT_FOUND", `there is nothing with the id or address ${id}`);

/** A record that holds one statement, with those inside whose words it stands. */
export function recordOfStatement(record: ArticleRecord, statement: RecordStatement): ArticleRecord {
  const byId = new Map((record.statements ?? []).map((one) => [one.id, one]));
  const chain = new Set<RecordStatement>();
  for (let next: RecordStatement | undefined = statement; next !== undefined && !chain.has(next); next = byId.get(next.parent ?? ""))
    chain.add(next);
  return { ...record, statements: (record.statements ?? []).filter((one) => chain.has(one)) };
}
