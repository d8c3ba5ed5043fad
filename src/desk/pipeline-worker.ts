/** The entry of a worker thread that reads articles with a model of its own, one batch after another. */
import { parentPort } from "node:worker_threads";
import type { Article, LayerName } from "../article/article.ts";
import { type Failure, toFailure } from "../errors.ts";
import { createEnglishPipeline } from "../pipeline/english.ts";
import type { Outcome } from "../pipeline/pipeline.ts";
import { diskResources } from "./disk-resources.ts";
import { nodeRuntime } from "./onnx-node.ts";

export interface PipelineJob {
  readonly number: number;
  readonly articles: readonly Article[];
  /** The layers that are wanted beside the statements. */
  readonly layers: readonly LayerName[];
}

export type PipelineAnswer = { readonly number: number } & (
  | { readonly outcomes: readonly Outcome<"statements">[] }
  | { readonly failure: Failure }
);

const opening = createEnglishPipeline({ resources: diskResources(), runtime: nodeRuntime() });
// A failure to open is answered with each job; until then it is nobody's rejection.
opening.catch(() => undefined);

parentPort?.on("message", (job: PipelineJob) => {
  void answer(job).then((result) => parentPort?.postMessage(result));
});

async function answer({ number, articles, layers }: PipelineJob): Promise<PipelineAnswer> {
  try {
    return { number, outcomes: (await (await opening).run(articles)).map((outcome) => withOnly(outcome, layers)) };
  } catch (thrown) {
    return { number, failure: toFailure(thrown) };
  }
}

/** The layers that nobody asks for stay here, which saves copying them. */
function withOnly(outcome: Outcome<"statements">, names: readonly LayerName[]): Outcome<"statements"> {
  if (!outcome.ok) return outcome;
  const { layers } = outcome.article;
  const wanted = Object.fromEntries(Object.entries(layers).filter(([name]) => names.some((one) => one === name)));
  return { ok: true, article: { ...outcome.article, layers: { ...wanted, statements: layers.statements } } };
}
