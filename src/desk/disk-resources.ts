import { readFile } from "node:fs/promises";
import { SaysoError } from "../errors.ts";
import type { Resources } from "../resource/resources.ts";

/** The package's own folder, from `src/desk` and from `dist/desk` alike. */
const PACKAGE = new URL("../../", import.meta.url);

/** Resources on disk, below `root` (the package's own folder when absent). */
export function diskResources(root: URL = PACKAGE): Resources {
  return {
    bytes: async (name) => {
      try {
        return await readFile(new URL(name, root));
      } catch (cause) {
        throw new SaysoError("E_RESOURCE", `no resource ${name} below ${root.pathname}`, { cause });
      }
    },
  };
}
