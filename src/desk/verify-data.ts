import { checkRecord, type Finding } from "../article/check.ts";
import { toFailure } from "../errors.ts";
import type { KeptArticle } from "../store/store.ts";
import type { Data } from "./data.ts";
import type { Desk } from "./desk.ts";
import { archivedPage } from "./payload.ts";
import { checkGivenText, checkPage, type Problem } from "./verify.ts";

/** How far the proof has come. */
export interface Verified {
  readonly pages: number;
  readonly articles: number;
}

/**
 * Repeats the whole proof of a data folder: each page's bytes against their digests, each text against the bytes by the
 * extractor, each span against the text, what is searched against the records, and the database against itself. Yields nothing when all is well.
 */
export async function* verifyData(data: Data, desk: Desk, onProgress: (verified: Verified) => void = () => {}): AsyncGenerator<Problem> {
  const count = { pages: 0, articles: 0 };
  for (const sentence of await data.store.check()) yield { place: "database", id: null, code: "E_STORE", path: "", message: sentence };
  for await (const page of data.store.pages()) {
    const problem = await problemOf(async () => void (await archivedPage(page, data)));
    if (problem !== undefined) yield { place: "page", id: page.id.slice(0, SHOWN_DIGITS), ...problem };
    onProgress({ ...count, pages: ++count.pages });
  }
  for await (const article of data.store.articles()) {
    for (const finding of await findingsOf(article, data, desk))
      yield { place: "article", id: article.digest.slice(0, SHOWN_DIGITS), ...finding };
    for (const sentence of await data.store.disagreements(article))
      yield { place: "article", id: article.digest.slice(0, SHOWN_DIGITS), code: "E_STORE", path: "", message: sentence };
    onProgress({ ...count, articles: ++count.articles });
  }
}

/** Digits of an id that are shown; `show` takes them. */
const SHOWN_DIGITS = 16;

async function problemOf(work: () => Promise<void>): Promise<Finding | undefined> {
  try {
    await work();
    return undefined;
  } catch (thrown) {
    const { code, message } = toFailure(thrown);
    return { code, path: "", message };
  }
}

/** What is kept without its text cannot be compared with it; its page has no bytes either. */
async function findingsOf({ record, keep, pageId }: KeptArticle, data: Data, desk: Desk): Promise<readonly Finding[]> {
  if (record === null || keep !== "text") return [];
  const page = pageId === null ? undefined : await data.store.page(pageId);
  const own = checkRecord(record);
  if (page === undefined) return own;
  try {
    const archived = await archivedPage(page, data);
    if (archived === undefined) return own;
    const again =
      record.page === undefined
        ? await checkGivenText(record, new TextDecoder().decode(archived.payload), desk)
        : await checkPage(record, archived.payload, desk);
    return [...own, ...again];
  } catch (thrown) {
    const { code, message } = toFailure(thrown);
    return [...own, { code, path: "page", message }];
  }
}
