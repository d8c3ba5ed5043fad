import type { Desk } from "./desk.ts";
import { fileStream, gather } from "./disk.ts";
import type { PipelinePool } from "./pipeline-pool.ts";

export interface DeskOptions {
  /** Threads for pages, and as many for the model; with 1 the model runs in the caller's thread. */
  readonly workers: number;
  /** Ranges of addresses that are opened on purpose, such as `127.0.0.0/8`. */
  readonly allowAddresses?: readonly string[];
  /** Ports of public addresses that are asked beside 80 and 443. */
  readonly allowPorts?: readonly number[];
  /** What servers are told instead of this program's own name. */
  readonly userAgent?: string;
  /** Whether articles in other languages than those that are read are refused; bodies are extracted in every language. */
  readonly readable: boolean;
}

/** What one page may take in its worker; a page of ordinary size takes a tenth of a second and 40 MiB. */
const PAGE_LIMITS = { timeLimitSeconds: 10, memoryLimitMiB: 512 } as const;
/** The languages that are read. */
const LANGUAGES = ["en"] as const;

/**
 * Disk, network, extractor and model of this machine, joined; each part is loaded when it is first asked for. Pages
 * are extracted in workers, where they can be stopped; a text needs none.
 */
export function openDesk({ workers, readable, ...network }: DeskOptions): Desk {
  const languages = readable ? { languages: LANGUAGES } : {};
  const fetcher = opened(async () =>
    (await import("../fetch/fetcher.ts")).createFetcher({ ...network, now: () => new Date().toISOString() }),
  );
  const pool = opened(async () => (await import("./extract-pool.ts")).createExtractPool({ workers, ...PAGE_LIMITS, ...languages }));
  const texts = opened(async () => {
    const [{ createTextExtractor }, { diskResources }] = await Promise.all([
      import("../extract/text-extractor.ts"),
      import("./disk-resources.ts"),
    ]);
    return createTextExtractor(diskResources(), languages);
  });
  const english = opened(async () => (workers === 1 ? inThisThread() : (await import("./pipeline-pool.ts")).createPipelinePool(workers)));
  return {
    file: (path) => gather(fileStream(path), path),
    stream: fileStream,
    page: async (url) => (await fetcher.get()).page(url),
    ask: async (url, options) => (await fetcher.get()).ask(url, options),
    html: async (page, given) => (await pool.get()).html(page, given),
    text: async (text, given) => (await texts.get()).text(text, given),
    body: async (article) => (await import("../extract/body.ts")).bodyOf(article),
    batches: workers,
    attribute: async (articles, layers) => (await english.get()).run(articles, layers),
    close: async () => {
      await Promise.all([fetcher.end((one) => one.close()), pool.end((one) => one.close())]);
      if (workers > 1) await english.end((one) => one.close());
    },
  };
}

/** One thread needs no copying and no second start; the model stays when the desk is closed. */
async function inThisThread(): Promise<PipelinePool> {
  const [{ createEnglishPipeline }, { diskResources }, { nodeRuntime }] = await Promise.all([
    import("../pipeline/english.ts"),
    import("./disk-resources.ts"),
    import("./onnx-node.ts"),
  ]);
  const english = await createEnglishPipeline({ resources: diskResources(), runtime: nodeRuntime() });
  return { run: (articles) => english.run(articles), close: async () => {} };
}

interface Opened<Part> {
  get(): Promise<Part>;
  /** Closes the part if it was opened; the next `get` opens another. */
  end(close: (part: Part) => Promise<void>): Promise<void>;
}

function opened<Part>(open: () => Promise<Part>): Opened<Part> {
  let part: Promise<Part> | undefined;
  return {
    get: () => {
      part ??= open();
      return part;
    },
    end: async (close) => {
      const old = part;
      part = undefined;
      if (old !== undefined) await close(await old);
    },
  };
}
