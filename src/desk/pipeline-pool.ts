import { Worker } from "node:worker_threads";
import type { Article, LayerName } from "../article/article.ts";
import { SaysoError } from "../errors.ts";
import type { Outcome } from "../pipeline/pipeline.ts";
import type { PipelineAnswer, PipelineJob } from "./pipeline-worker.ts";

/** Reads batches of articles in several threads, each with a model of its own. */
export interface PipelinePool {
  /** Articles with statements and with those of `layers` that there are. @throws SaysoError when the model cannot be opened or its thread ended. */
  run(articles: readonly Article[], layers: readonly LayerName[]): Promise<readonly Outcome<"statements">[]>;
  close(): Promise<void>;
}

interface Waiting {
  readonly resolve: (outcomes: readonly Outcome<"statements">[]) => void;
  readonly reject: (error: SaysoError) => void;
}

interface Thread {
  readonly worker: Worker;
  readonly waiting: Map<number, Waiting>;
}

/** A pool of at most `workers` threads; each is started when all others are busy. */
export function createPipelinePool(workers: number): PipelinePool {
  const threads = new Set<Thread>();
  let count = 0;

  const start = (): Thread => {
    const thread: Thread = {
      worker: new Worker(new URL(`./pipeline-worker.${import.meta.url.endsWith(".ts") ? "ts" : "js"}`, import.meta.url)),
      waiting: new Map(),
    };
    const end = (message: string, cause?: unknown): void => {
      threads.delete(thread);
      for (const { reject } of thread.waiting.values()) reject(new SaysoError("E_MODEL", message, { cause }));
      thread.waiting.clear();
    };
    thread.worker.on("message", (answer: PipelineAnswer) => {
      const asked = thread.waiting.get(answer.number);
      thread.waiting.delete(answer.number);
      if (thread.waiting.size === 0) thread.worker.unref();
      if ("outcomes" in answer) asked?.resolve(answer.outcomes);
      else asked?.reject(new SaysoError(answer.failure.code, answer.failure.message, { hint: answer.failure.hint }));
    });
    thread.worker.on("error", (cause) =>
      end(`the reading thread stopped: ${cause instanceof Error ? cause.message : String(cause)}`, cause),
    );
    thread.worker.on("exit", () => end("the reading thread ended"));
    threads.add(thread);
    return thread;
  };

  const leastBusy = (): Thread => {
    const [least] = [...threads].sort((a, b) => a.waiting.size - b.waiting.size);
    return least !== undefined && (least.waiting.size === 0 || threads.size >= workers) ? least : start();
  };

  return {
    run: (articles, layers) =>
      new Promise((resolve, reject) => {
        const { worker, waiting } = leastBusy();
        const job: PipelineJob = { number: count++, articles, layers };
        waiting.set(job.number, { resolve, reject });
        worker.ref();
        worker.postMessage(job);
      }),
    close: async () => {
      await Promise.all([...threads].map(({ worker }) => worker.terminate()));
    },
  };
}
