/** The entry of a worker thread that extracts articles, one job after another. */
import { parentPort, workerData } from "node:worker_threads";
import type { Extraction } from "../article/article.ts";
import type { Metadata } from "../article/meta.ts";
import type { Page } from "../article/page.ts";
import { type Failure, toFailure } from "../errors.ts";
import { createExtractor } from "../extract/extractor.ts";
import type { ExtractorOptions } from "../extract/text-extractor.ts";
import { diskResources } from "./disk-resources.ts";

/** What a worker is given when it starts. */
export interface WorkerSettings {
  readonly options: ExtractorOptions;
  /** Root of `data/`, as an address; the package's own when absent. */
  readonly root?: string;
}

/** One page or text to extract. */
export type ExtractJob =
  | { readonly kind: "html"; readonly page: Page; readonly given: Partial<Metadata> }
  | { readonly kind: "text"; readonly text: string; readonly given: Partial<Metadata> };

export type ExtractAnswer = { readonly extraction: Extraction } | { readonly failure: Failure };

const { options, root } = workerData as WorkerSettings;
const opening = createExtractor(diskResources(root === undefined ? undefined : new URL(root)), options);
// A failure to open is answered with each job; until then it is nobody's rejection.
opening.catch(() => undefined);

parentPort?.on("message", (job: ExtractJob) => {
  void answer(job).then((result) => parentPort?.postMessage(result, []));
});

async function answer(job: ExtractJob): Promise<ExtractAnswer> {
  try {
    const extractor = await opening;
    return { extraction: job.kind === "html" ? extractor.html(job.page, job.given) : extractor.text(job.text, job.given) };
  } catch (thrown) {
    return { failure: toFailure(thrown) };
  }
}
