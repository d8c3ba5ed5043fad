import { Worker } from "node:worker_threads";
import type { Article, Extraction } from "../article/article.ts";
import type { Metadata } from "../article/meta.ts";
import type { Page } from "../article/page.ts";
import { SaysoError } from "../errors.ts";
import { bodyOf } from "../extract/body.ts";
import { refuseTooLarge } from "../extract/limits.ts";
import type { ExtractAnswer, ExtractJob, WorkerSettings } from "./extract-worker.ts";

export interface ExtractPoolSettings {
  /** Worker threads; each is started when it is first needed. */
  readonly workers: number;
  /** Seconds that one page may take. */
  readonly timeLimitSeconds: number;
  /** Memory of one worker's heap, in MiB. */
  readonly memoryLimitMiB: number;
  /** BCP 47 primary languages to accept; every language when absent. */
  readonly languages?: readonly string[];
  /** Root of `data/`; the package's own when absent. */
  readonly root?: URL;
}

/** Extracts in worker threads, so that a hostile page is stopped and never stops the next one. */
export interface ExtractPool {
  /** @throws SaysoError E_TIMEOUT, E_MEMORY when the page was stopped; E_RESOURCE, E_LEXICON when a table is missing. */
  html(page: Page, given?: Partial<Metadata>): Promise<Extraction>;
  /** @throws SaysoError as for `html`. */
  text(text: string, given?: Partial<Metadata>): Promise<Extraction>;
  body(article: Article): string;
  /** Stops every worker; jobs not yet answered fail with E_TIMEOUT. */
  close(): Promise<void>;
}

interface Waiting {
  readonly job: ExtractJob;
  readonly resolve: (extraction: Extraction) => void;
  readonly reject: (error: SaysoError) => void;
}

/** Seconds that a worker's start may add to its first job: reading the tables and loading the parser. */
const START_SECONDS = 10;

/** A pool without workers yet: the first page starts the first. */
export function createExtractPool(settings: ExtractPoolSettings): ExtractPool {
  const waiting: Waiting[] = [];
  const idle: Worker[] = [];
  const busy = new Map<Worker, Waiting>();
  let closed = false;

  const next = (): void => {
    while (waiting.length > 0) {
      const fresh = idle.length === 0;
      if (fresh && busy.size >= Math.max(1, settings.workers)) return;
      const worker = idle.pop() ?? startWorker(settings);
      const task = waiting.shift();
      if (task === undefined) return;
      run(worker, task, fresh);
    }
  };

  const run = (worker: Worker, task: Waiting, fresh: boolean): void => {
    busy.set(worker, task);
    worker.ref();
    const seconds = settings.timeLimitSeconds + (fresh ? START_SECONDS : 0);
    const stop = (error: SaysoError): void => {
      finish();
      void worker.terminate();
      task.reject(error);
      next();
    };
    const timer = setTimeout(
      () => stop(new SaysoError("E_TIMEOUT", `the page took longer than ${settings.timeLimitSeconds} s and was stopped`)),
      seconds * 1000,
    );
    const onMessage = (answer: ExtractAnswer): void => {
      finish();
      worker.unref();
      idle.push(worker);
      if ("extraction" in answer) task.resolve(answer.extraction);
      else task.reject(new SaysoError(answer.failure.code, answer.failure.message, { hint: answer.failure.hint }));
      next();
    };
    const onError = (cause: unknown): void => stop(stoppedBy(cause, settings));
    const onExit = (): void => stop(new SaysoError("E_INTERNAL", "the worker ended before it answered"));
    const finish = (): void => {
      clearTimeout(timer);
      busy.delete(worker);
      worker.off("message", onMessage).off("error", onError).off("exit", onExit);
      // An error after the job, while the worker is being stopped, concerns nobody.
      if (worker.listenerCount("error") === 0) worker.on("error", () => undefined);
    };
    worker.on("message", onMessage).on("error", onError).on("exit", onExit);
    worker.postMessage(task.job, []);
  };

  const add = (job: ExtractJob): Promise<Extraction> =>
    new Promise((resolve, reject) => {
      if (closed) {
        reject(closedError());
        return;
      }
      waiting.push({ job, resolve, reject });
      next();
    });

  return {
    html: async (page, given = {}) => refuseTooLarge(page.bytes.length) ?? (await add({ kind: "html", page, given })),
    text: async (text, given = {}) => refuseTooLarge(text.length) ?? (await add({ kind: "text", text, given })),
    body: bodyOf,
    close: async () => {
      closed = true;
      for (const task of [...waiting.splice(0), ...busy.values()]) task.reject(closedError());
      await Promise.all([...idle.splice(0), ...busy.keys()].map((worker) => worker.terminate()));
    },
  };
}

const closedError = (): SaysoError => new SaysoError("E_TIMEOUT", "the pool was closed before the page was read");

function startWorker(settings: ExtractPoolSettings): Worker {
  const extension = import.meta.url.endsWith(".ts") ? "ts" : "js";
  const workerData: WorkerSettings = {
    options: settings.languages === undefined ? {} : { languages: settings.languages },
    ...(settings.root === undefined ? {} : { root: settings.root.href }),
  };
  return new Worker(new URL(`./extract-worker.${extension}`, import.meta.url), {
    workerData,
    resourceLimits: { maxOldGenerationSizeMb: settings.memoryLimitMiB },
  });
}

function stoppedBy(cause: unknown, settings: ExtractPoolSettings): SaysoError {
  const isMemory = cause instanceof Error && "code" in cause && cause.code === "ERR_WORKER_OUT_OF_MEMORY";
  return isMemory
    ? new SaysoError("E_MEMORY", `the page needed more than ${settings.memoryLimitMiB} MiB and was stopped`)
    : new SaysoError("E_INTERNAL", cause instanceof Error ? cause.message : String(cause), { cause });
}
