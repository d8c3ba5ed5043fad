import type { Desk } from "./desk.ts";
import { fileStream, gather } from "./disk.ts";

export interface DeskOptions {
  /** Threads for pages and for the model. */
  readonly workers: number;
  /** Ranges of addresses that are opened on purpose, such as `127.0.0.0/8`. */
  readonly allowAddresses?: readonly string[];
}

/** What one page may take in its worker; a page of ordinary size takes a tenth of a second and 40 MiB. */
const PAGE_LIMITS = { timeLimitSeconds: 10, memoryLimitMiB: 512 } as const;
/** The languages that are read. */
const LANGUAGES = ["en"] as const;

/**
 * Disk, network, extractor and model of this machine, joined; each part is loaded when it is first asked for. Pages
 * are extracted in workers, where they can be stopped; a text needs none.
 */
export function openDesk({ workers, allowAddresses = [] }: DeskOptions): Desk {
  const fetcher = opened(async () =>
    (await import("../fetch/fetcher.ts")).createFetcher({ allowAddresses, now: () => new Date().toISOString() }),
  );
  const pool = opened(async () => (await import("./extract-pool.ts")).createExtractPool({ workers, ...PAGE_LIMITS, languages: LANGUAGES }));
  const extractor = opened(async () => {
    const [{ createExtractor }, { diskResources }] = await Promise.all([import("../extract/extractor.ts"), import("./disk-resources.ts")]);
    return createExtractor(diskResources(), { languages: LANGUAGES });
  });
  const english = opened(async () => {
    const [{ createEnglishPipeline }, { diskResources }, { nodeRuntime }] = await Promise.all([
      import("../pipeline/english.ts"),
      import("./disk-resources.ts"),
      import("./onnx-node.ts"),
    ]);
    return createEnglishPipeline({ resources: diskResources(), runtime: nodeRuntime({ threads: workers }) });
  });
  return {
    file: (path) => gather(fileStream(path), path),
    stream: fileStream,
    page: async (url) => (await fetcher.get()).page(url),
    html: async (page, given) => (await pool.get()).html(page, given),
    text: async (text, given) => (await extractor.get()).text(text, given),
    body: async (article) => (await import("../extract/body.ts")).bodyOf(article),
    attribute: async (articles) => (await english.get()).run(articles),
    close: async () => {
      await Promise.all([fetcher.end((one) => one.close()), pool.end((one) => one.close())]);
    },
  };
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
