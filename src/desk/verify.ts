import type { Extraction } from "../article/article.ts";
import { checkRecord, type Finding } from "../article/check.ts";
import type { Given } from "../article/given.ts";
import type { ArticleRecord } from "../article/record.ts";
import { toFailure } from "../errors.ts";
import { recordSchema } from "../export/schema.ts";
import { sha256Hex } from "../text/digest.ts";
import type { Desk } from "./desk.ts";
import { unfetchedPage } from "./read.ts";
import type { Recorded } from "./recorded.ts";

/** One thing that is wrong, with the record that it is wrong in. */
export interface Problem extends Finding {
  /** Where the record stands, such as `line 3`. */
  readonly place: string;
  readonly id: string | null;
}

/**
 * Everything that is wrong with the records: their form, every span against the text, the digest, and, where the kept
 * page's bytes are given, the text against the page, extracted once more. Yields nothing when all is well.
 */
export async function* verifyAll(records: AsyncIterable<Recorded>, page: Uint8Array | undefined, desk: Desk): AsyncGenerator<Problem> {
  for await (const recorded of records) {
    const id = idOf(recorded);
    for (const finding of await findingsOf(recorded, page, desk)) yield { place: recorded.place, id, ...finding };
  }
}

function idOf(recorded: Recorded): string | null {
  const value = "value" in recorded ? recorded.value : null;
  return typeof value === "object" && value !== null && "id" in value && typeof value.id === "string" ? value.id : null;
}

async function findingsOf(recorded: Recorded, page: Uint8Array | undefined, desk: Desk): Promise<readonly Finding[]> {
  if ("broken" in recorded) return [{ code: "E_JSON", path: "", message: recorded.broken }];
  const parsed = recordSchema.safeParse(recorded.value);
  if (!parsed.success) return parsed.error.issues.map(({ path, message }) => ({ code: "E_SCHEMA", path: fieldPath(path), message }));
  if (parsed.data.schema === "error/1") return [];
  const record = recorded.value as ArticleRecord;
  return [...checkRecord(record), ...(page === undefined ? [] : await checkPage(record, page, desk))];
}

function fieldPath(path: readonly PropertyKey[]): string {
  return path.map((key, index) => (typeof key === "number" ? `[${key}]` : `${index === 0 ? "" : "."}${String(key)}`)).join("");
}

/** Everything in which a record does not follow from the bytes of its page. */
export async function checkPage(record: ArticleRecord, bytes: Uint8Array, desk: Desk): Promise<readonly Finding[]> {
  if (record.page === undefined) return [text("page", "the record was not made from a page, so there is nothing to compare")];
  const sha256 = sha256Hex(bytes);
  if (sha256 !== record.page.sha256)
    return [{ code: "E_DIGEST", path: "page.sha256", message: "the page has other bytes", expected: record.page.sha256, found: sha256 }];
  try {
    return await checkAgain(record, bytes, desk);
  } catch (thrown) {
    const { code, message } = toFailure(thrown);
    return [{ code, path: "text", message: `the page could not be extracted again: ${message}` }];
  }
}

async function checkAgain(record: ArticleRecord, bytes: Uint8Array, desk: Desk): Promise<readonly Finding[]> {
  return compare(record, await desk.html(unfetchedPage(bytes, record.page?.charset), givenBy(record)), desk);
}

/** What was said beside the input, as far as the record tells. */
function givenBy({ meta: { url, publishedAt } }: ArticleRecord): Given {
  return { ...(url === null ? {} : { url }), ...(publishedAt === null ? {} : { publishedAt }) };
}

/** Everything in which a record does not follow from the text that it was made of. */
export async function checkGivenText(record: ArticleRecord, written: string, desk: Desk): Promise<readonly Finding[]> {
  try {
    return await compare(record, await desk.text(written, givenBy(record)), desk);
  } catch (thrown) {
    const { code, message } = toFailure(thrown);
    return [{ code, path: "text", message: `the text could not be made again: ${message}` }];
  }
}

async function compare(record: ArticleRecord, again: Extraction, desk: Desk): Promise<readonly Finding[]> {
  if (!again.ok) return [text("text", `the page gives no article now: ${again.message}`)];
  const [recorded, present] = [record.made["text"] ?? "unknown", again.article.made.text ?? "unknown"];
  if (recorded !== present)
    return [text("made.text", "the text was made by another extractor than this one, so it cannot be made again", recorded, present)];
  const at = firstDifference(record.text, again.article.text);
  if (at !== undefined) {
    const around = (whole: string): string => whole.slice(Math.max(0, at - 10), at + 20);
    return [text("text", `the page gives another text from offset ${at}`, around(again.article.text), around(record.text))];
  }
  if (record.body === undefined || record.body === (await desk.body(again.article))) return [];
  return [text("body", "the page gives another running text")];
}

const text = (path: string, message: string, expected?: string, found?: string): Finding => ({
  code: "E_TEXT",
  path,
  message,
  ...(expected === undefined ? {} : { expected }),
  ...(found === undefined ? {} : { found }),
});

function firstDifference(a: string, b: string): number | undefined {
  if (a === b) return undefined;
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at++) if (a[at] !== b[at]) return at;
  return length;
}
