import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach } from "vitest";
import { type Data, openData } from "../../src/desk/data.ts";
import { type IngestOptions, ingest, type Receipt } from "../../src/desk/ingest.ts";
import type { Input } from "../../src/desk/input.ts";
import { verifyData } from "../../src/desk/verify-data.ts";
import { fakeDesk } from "../support/fake-desk.ts";
import { streamOf } from "../support/inputs.ts";

export const NOW = "2026-01-02T03:04:05.000Z";

/** A data folder for each test of a file, which goes away with it. */
export interface TestFolder {
  readonly data: Data;
  readonly folder: string;
  /** A path beside the folder. */
  path(name: string): string;
  take(inputs: readonly Input[], options?: Partial<IngestOptions>): Promise<readonly Receipt[]>;
  /** What verifying finds. */
  problems(): Promise<readonly string[]>;
  /** Closes the folder and opens it again. */
  reopen(): Promise<void>;
}

export function useDataFolder(): TestFolder {
  let outer = "";
  let data: Data | undefined;
  const opened = (): Data => {
    if (data === undefined) throw new Error("the folder is not open");
    return data;
  };
  const open = (): Promise<Data> => openData({ folder: join(outer, "data"), creates: true, now: () => NOW });
  beforeEach(async () => {
    outer = mkdtempSync(join(tmpdir(), "sayso-data-"));
    data = await open();
  });
  afterEach(async () => {
    await data?.close();
    rmSync(outer, { recursive: true });
  });
  return {
    get data() {
      return opened();
    },
    get folder() {
      return join(outer, "data");
    },
    path: (name) => join(outer, name),
    take: (inputs, options = {}) => Array.fromAsync(ingest(streamOf(inputs), fakeDesk(), opened(), { reads: "now", ...options })),
    problems: async () => (await Array.fromAsync(verifyData(opened(), fakeDesk()))).map(({ message }) => message),
    reopen: async () => {
      await data?.close();
      data = await open();
    },
  };
}
