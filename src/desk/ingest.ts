import type { Article, Extraction } from "../article/article.ts";
import { type ArticleRecord, toRecord } from "../article/record.ts";
import { type ErrorCode, type Failure, failure, toFailure } from "../errors.ts";
import type { Keep } from "../record/kept-page.ts";
import type { KeptStatus } from "../store/store.ts";
import { articleFrom } from "./article-from.ts";
import { attributed, RECORD_LAYERS } from "./attributed.ts";
import type { Data } from "./data.ts";
import { type Desk, INPUT_LIMIT_BYTES } from "./desk.ts";
import { extractTaken } from "./extract-taken.ts";
import { type Input, weightOf } from "./input.ts";
import { type KeepRequest, keepBatch } from "./keep-batch.ts";
import { lookAhead } from "./look-ahead.ts";
import type { TakenPage } from "./taken-page.ts";

/** What became of one input. It is given only when everything that it says is on the disk. */
export interface Receipt {
  /** The id that came in, or the digest; for what was refused the input's name. */
  readonly id: string;
  readonly url: string | null;
  readonly status: Exclude<KeptStatus, "none"> | "refused";
  /** Only of what was refused. */
  readonly reason?: ErrorCode;
  readonly message?: string;
  /** The article's digest, by which `show` finds it. */
  readonly article?: string;
}

export interface IngestOptions {
  /** What is kept of each article; `text` when absent. */
  readonly keep?: Keep;
  /** The source that brings them. */
  readonly sourceId?: string | null;
  /** Whether statements are found now, or by whoever works on jobs later. */
  readonly reads: "now" | "later";
  /** Whether articles that were read before are read again, with this version's model. */
  readonly again?: boolean;
  readonly onThrown?: (thrown: unknown) => void;
}

/** Inputs that may be fetched and extracted before the first of them is stored, and the bytes that they may hold. */
const AHEAD = { items: 64, weight: 2 * INPUT_LIMIT_BYTES } as const;
/** Articles read and stored together: few while the model works on each for a third of a second, many when it does not. */
const BATCH_ARTICLES = { now: 4, later: 64 } as const;

/**
 * Takes in pages and texts: each is archived, extracted, read and stored, and answered by a receipt once it is on the
 * disk, in the order in which they came. Taking in the same thing twice changes nothing. One bad input never stops the others.
 *
 * @throws SaysoError E_DISK_FULL, E_READ_ONLY, E_STORE, E_STORE_BUSY, E_ARCHIVE when nothing more can be stored.
 */
export async function* ingest(inputs: AsyncIterable<Input>, desk: Desk, data: Data, options: IngestOptions): AsyncGenerator<Receipt> {
  const ahead = lookAhead(inputs, (input) => take(input, desk, options.onThrown), AHEAD, weightOf);
  const most = BATCH_ARTICLES[options.reads];
  for (let batch = await ahead.take(most); batch.length > 0; batch = await ahead.take(most)) yield* await store(batch, desk, data, options);
}

/** An input that was fetched and extracted. */
interface Taken {
  readonly input: Pick<Input, "id" | "name" | "given">;
  /** `undefined` when nothing came. */
  readonly page: TakenPage | undefined;
  readonly found: { readonly article: Article } | { readonly error: Failure };
}

async function take(input: Input, desk: Desk, onThrown: (thrown: unknown) => void = () => {}): Promise<Taken> {
  let page: TakenPage | undefined;
  try {
    const extraction = await extractTaken(input, desk, (taken) => {
      page = taken;
    });
    return { input, page, found: foundBy(extraction) };
  } catch (thrown) {
    onThrown(thrown);
    return { input, page, found: { error: toFailure(thrown) } };
  }
}

const foundBy = (extraction: Extraction): Taken["found"] =>
  extraction.ok ? { article: extraction.article } : { error: failure(extraction.reason, extraction.message) };

async function store(batch: readonly Taken[], desk: Desk, data: Data, options: IngestOptions): Promise<readonly Receipt[]> {
  const records = await recordsOf(batch, desk, data, options);
  const requests = batch.map(({ page }, index): KeepRequest => {
    const record = records[index];
    return { page: page ?? null, record: record !== undefined && "schema" in record ? record : null };
  });
  const statuses = await keepBatch(requests, data, { keep: options.keep ?? "text", sourceId: options.sourceId ?? null });
  const gone = await data.store.redacted(requests.flatMap(({ record }) => (record === null ? [] : [record.digest])));
  if (options.reads === "later") await addJobs(requests, data);
  return batch.map(({ input, page }, index) => {
    const record = records[index];
    const status = statuses[index];
    const stored = storedOf(record, status, gone);
    if ("code" in stored) {
      const url = page?.url ?? input.given.url ?? (/^https?:\/\//i.test(input.name) ? input.name : null);
      return { id: input.name, url, status: "refused", reason: stored.code, message: stored.message };
    }
    const { digest, meta } = stored.record;
    return { id: input.id ?? digest, url: meta.url, status: stored.status, article: digest };
  });
}

/** What was stored of an input, or why nothing was. */
function storedOf(
  record: ArticleRecord | Failure | undefined,
  status: KeptStatus | undefined,
  gone: ReadonlySet<string>,
): { readonly record: ArticleRecord; readonly status: Exclude<KeptStatus, "none"> } | Failure {
  if (record !== undefined && !("schema" in record)) return record;
  if (record === undefined || status === undefined || status === "none") return failure("E_INTERNAL", "nothing was stored");
  if (gone.has(record.digest)) return failure("E_REDACTED", `article ${record.digest} was taken away and is not stored again`);
  return { record, status };
}

/** The record of each, with statements where they are wanted; or why there is none. */
async function recordsOf(
  batch: readonly Taken[],
  desk: Desk,
  data: Data,
  options: IngestOptions,
): Promise<readonly (ArticleRecord | Failure)[]> {
  const known = new Map<string, ArticleRecord>();
  for (const { found } of batch) {
    if (!("article" in found) || options.again === true) continue;
    const record = await knownRecord(found.article, data, options.reads);
    if (record !== undefined) known.set(found.article.digest, record);
  }
  const unread = batch.flatMap(({ found }) => ("article" in found && !known.has(found.article.digest) ? [found.article] : []));
  const outcomes = options.reads === "later" || unread.length === 0 ? [] : await attributed(unread, desk, RECORD_LAYERS);
  let next = 0;
  return batch.map(({ found, input }) => {
    if ("error" in found) return found.error;
    const record = known.get(found.article.digest);
    if (record !== undefined) return record;
    if (options.reads === "later") return toRecord(articleFrom(found.article), input.id);
    const outcome = outcomes[next++];
    if (outcome === undefined) return failure("E_INTERNAL", "the pipeline gave no answer");
    return outcome.ok ? toRecord(outcome.article, input.id) : outcome.error;
  });
}

/** What is stored of the same article already, when this version's extractor made it and it was read. */
async function knownRecord(article: Article, { store }: Data, reads: IngestOptions["reads"]): Promise<ArticleRecord | undefined> {
  const kept = await store.article(article.digest);
  if (kept?.record == null || kept.keep !== "text" || kept.record.made["text"] !== article.made.text) return undefined;
  return reads === "later" || kept.record.statements !== undefined ? kept.record : undefined;
}

/** The kind of job that reads one stored article. */
export const READ_JOB = "read";

async function addJobs(requests: readonly KeepRequest[], data: Data): Promise<void> {
  const digests = requests.flatMap(({ record }) => (record === null || record.statements !== undefined ? [] : [record.digest]));
  await data.store.jobs.add(
    digests.map((digest) => ({ kind: READ_JOB, key: digest, payload: { digest } })),
    data.now(),
  );
}
