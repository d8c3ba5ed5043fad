import { type Failure, failure, SaysoError, toFailure } from "../../errors.ts";
import { type Answer, type Validators, validatorsOf } from "../../fetch/asked.ts";
import type { Job } from "../../record/job.ts";
import type { Source } from "../../record/source.ts";
import { retryAfterSeconds } from "../../watch/headers.ts";
import { DEFAULT_POLICY, type Policy, policyOf } from "../../watch/policy.ts";
import { isPassing, REASONS, type Reason, reasonOfCode, reasonOfStatus } from "../../watch/reason.ts";
import { secondsToRetry, secondsToRevisit } from "../../watch/schedule.ts";
import { YIELDS_KEPT } from "../../watch/silence.ts";
import { ingest, type Receipt } from "../ingest.ts";
import { type ArticleJob, articleOf, jobFor } from "./article-jobs.ts";
import type { HealthKeeper } from "./health.ts";
import { timeAt, type WatchParts } from "./parts.ts";

/**
 * Asks for one article, stores it, and says what became of the job: done, to be tried again, or left to a person. An
 * article that was stored is asked for again later, so that its edits are noticed. A try is counted when the host's turn
 * has come, or when it is known that nothing can be asked.
 *
 * @throws SaysoError E_DISK_FULL, E_READ_ONLY, E_STORE, E_STORE_BUSY, E_ARCHIVE when nothing can be stored; the job waits.
 */
export async function takeArticle(leased: Job, parts: WatchParts, keeper: HealthKeeper): Promise<void> {
  const article = articleOf(leased);
  const { jobs, sources } = parts.data.store;
  if (article === undefined) {
    await jobs.fail(leased.id, parts.worker, failure("E_INTERNAL", "the job is not one of this version"), null, timeAt(parts.clock.now()));
    return;
  }
  const source = (await sources.get(article.sourceId))?.source;
  const policy = source === undefined ? DEFAULT_POLICY : policyOf(source.settings);
  let begun: Promise<number | undefined> | undefined;
  const begin = (): Promise<number | undefined> => {
    begun ??= jobs.begin(leased.id, parts.worker);
    return begun;
  };
  const outcome = await askFor(article, policy, parts, begin);
  const attempts = await begin();
  if (attempts === undefined) return;
  const job = { ...leased, attempts };
  if ("miss" in outcome) await missed(job, article, outcome.miss, { source, policy, parts, keeper });
  else await took(job, article, outcome.answer, { source, policy, parts, keeper });
}

interface Taking {
  readonly source: Source | undefined;
  readonly policy: Policy;
  readonly parts: WatchParts;
  readonly keeper: HealthKeeper;
}

interface Miss {
  readonly reason: Reason;
  readonly failure: Failure;
  readonly retryAfterSeconds: number | null;
}

async function askFor(
  { url, validators }: ArticleJob,
  policy: Policy,
  { asker, clock }: WatchParts,
  onTurn: () => Promise<unknown>,
): Promise<{ answer: Answer } | { miss: Miss }> {
  try {
    const answer = await asker.ask(url, policy, { kind: "page", onTurn, ...(validators === null ? {} : { validators }) });
    if (answer.page !== null || answer.status === 304) return { answer };
    const reason = reasonOfStatus(answer.status, answer.headers);
    const found = failure("E_HTTP_STATUS", `${url}: ${REASONS[reason]}: the server answered ${answer.status}`);
    return { miss: { reason, failure: found, retryAfterSeconds: retryAfterSeconds(answer.headers, clock.now()) } };
  } catch (thrown) {
    const found = toFailure(thrown);
    return { miss: { reason: reasonOfCode(found.code), failure: found, retryAfterSeconds: null } };
  }
}

/** A passing failure is tried again, any other is left to a person; a later visit that fails is only counted. */
async function missed(
  job: Job,
  article: ArticleJob,
  { reason, failure: found, retryAfterSeconds: asked }: Miss,
  { policy, parts, keeper }: Taking,
): Promise<void> {
  const { clock, data, worker } = parts;
  const nowMs = clock.now();
  const restMs = parts.asker.restsUntil(article.url);
  const seconds = Math.max(secondsToRetry(job.attempts, policy, asked, parts.random()), (restMs - nowMs) / 1000);
  const retryAt = isPassing(reason) && job.attempts < job.maxAttempts ? timeAt(nowMs + seconds * 1000) : null;
  if (retryAt === null && article.visit > 0) await data.store.jobs.finish(job.id, worker);
  else await data.store.jobs.fail(job.id, worker, found, retryAt, timeAt(nowMs));
  if (retryAt === null) await countMissed(article.sourceId, reason, keeper);
  parts.onEvent({ kind: "missed", sourceId: article.sourceId, url: article.url, reason, failure: found, retryAt });
}

const countMissed = (sourceId: string, reason: Reason, keeper: HealthKeeper): Promise<void> =>
  keeper.change(sourceId, (_, { missed: before }) => ({ state: { missed: { ...before, [reason]: (before[reason] ?? 0) + 1 } } }));

async function took(job: Job, article: ArticleJob, answer: Answer, { source, policy, parts, keeper }: Taking): Promise<void> {
  const { data, worker, clock } = parts;
  if (answer.page !== null) {
    const receipt = await stored(answer, article, source, parts);
    if (receipt.status === "refused" && receipt.reason !== "E_REDACTED") {
      const found = failure(receipt.reason ?? "E_INTERNAL", receipt.message ?? "");
      await missed(
        job,
        article,
        { reason: reasonOfCode(found.code), failure: found, retryAfterSeconds: null },
        { source, policy, parts, keeper },
      );
      return;
    }
    const at = timeAt(clock.now());
    if (receipt.status === "stored")
      await keeper.change(article.sourceId, (_, { yields }) => ({
        health: { lastNewAt: at },
        state: { yields: [...yields, at].slice(-YIELDS_KEPT) },
      }));
    parts.onEvent({ kind: "taken", sourceId: article.sourceId, receipt });
  }
  await revisit(article, validatorsOf(answer) ?? article.validators, policy, parts);
  await data.store.jobs.finish(job.id, worker);
}

async function stored({ page }: Answer, article: ArticleJob, source: Source | undefined, parts: WatchParts): Promise<Receipt> {
  async function* inputs() {
    if (page !== null) yield { id: null, name: article.url, given: {}, from: { kind: "page" as const, page } };
  }
  const options = { keep: source?.keep ?? "text", sourceId: source?.id ?? null, reads: parts.reads } as const;
  for await (const receipt of ingest(inputs(), parts.desk, parts.data, options)) return receipt;
  throw new SaysoError("E_INTERNAL", "nothing was stored");
}

/** The next visit of an article; it is there before the job of this one is finished. */
async function revisit(article: ArticleJob, validators: Validators | null, policy: Policy, { data, clock }: WatchParts): Promise<void> {
  const seconds = policy.revisits ? secondsToRevisit(article.visit) : null;
  if (seconds === null) return;
  const at = timeAt(clock.now() + seconds * 1000);
  await data.store.jobs.add([jobFor({ ...article, visit: article.visit + 1, validators }, at)], timeAt(clock.now()));
}
