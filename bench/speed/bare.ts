import type { Article } from "../../src/article/article.ts";
import type { ArticleRecord } from "../../src/article/record.ts";
import { diskResources } from "../../src/desk/disk-resources.ts";
import { nodeRuntime } from "../../src/desk/onnx-node.ts";
import type { ModelRuntime, ModelSession, ModelTensor } from "../../src/model/runtime.ts";
import { createEnglishPipeline } from "../../src/pipeline/english.ts";
import { ownCpuSeconds } from "./usage.ts";

/** What one run of the model is given. */
type Feeds = Readonly<Record<string, ModelTensor>>;

/** The pipeline in this process, and the model alone on what the pipeline gave it. */
export interface Bench {
  /** Runs the pipeline; `add` is told what each step took, in CPU seconds. */
  pipeline(articles: readonly Article[], add: (step: string, seconds: number) => void): Promise<void>;
  /** Every run of the model that reading these articles takes, in order, one list an article. */
  runsOf(articles: readonly Article[]): Promise<readonly (readonly Feeds[])[]>;
  /** The model and nothing else. */
  bare(runs: readonly Feeds[]): Promise<void>;
  close(): Promise<void>;
}

/** Loads the standard English pipeline and the same model beside it, each on one thread. */
export async function openBench(): Promise<Bench> {
  const resources = diskResources();
  const recorded: Feeds[] = [];
  const sessions: ModelSession[] = [];
  const runtime = recording(nodeRuntime({ threads: 1 }), recorded, sessions);
  const english = await createEnglishPipeline({ resources, runtime });
  const [session] = sessions;
  if (session === undefined) throw new Error("the pipeline has loaded no model");
  const recordEach = async (articles: readonly Article[], read: (article: Article) => Promise<unknown>): Promise<Feeds[][]> => {
    const runs: Feeds[][] = [];
    for (const article of articles) {
      recorded.length = 0;
      await read(article);
      runs.push([...recorded]);
    }
    recorded.length = 0;
    return runs;
  };
  return {
    pipeline: async (articles, add) => {
      for (const outcome of await english.run(articles, { clock: ownCpuSeconds, add }))
        if (!outcome.ok) throw new Error(`${outcome.error.code}: ${outcome.error.message}`);
      recorded.length = 0;
    },
    runsOf: (articles) => recordEach(articles, (article) => english.run([article])),
    bare: async (runs) => {
      for (const feeds of runs) await session.run(feeds);
    },
    close: async () => {
      await Promise.all(sessions.map((each) => each.close()));
    },
  };
}

/** The article of a record, as the pipeline takes it. */
export const articleOf = ({ digest, text, blocks, meta, provenance, omitted, origin }: ArticleRecord): Article => ({
  digest,
  text,
  blocks,
  meta,
  provenance,
  omitted: omitted ?? [],
  origin: origin ?? [],
  layers: {},
  made: {},
});

/** A runtime that notes what its sessions are given; `sessions` are those beneath, which note nothing. */
function recording(runtime: ModelRuntime, recorded: Feeds[], sessions: ModelSession[]): ModelRuntime {
  return {
    load: async (model) => {
      const session = await runtime.load(model);
      sessions.push(session);
      return {
        run: (feeds) => {
          recorded.push(feeds);
          return session.run(feeds);
        },
        close: () => session.close(),
      };
    },
  };
}
