import { readFile } from "node:fs/promises";
import { SaysoError } from "../errors.ts";
import type { Resources } from "../resource/resources.ts";

/** The package's root, which lies two folders above this file both in `src/` and in `dist/`. */
const PACKAGE_ROOT = new URL("../../", import.meta.url);

/** Opens `data/…` and `models/…` from disk, below the package's root or another folder. */
export function diskResources(root: URL = PACKAGE_ROOT): Resources {
  return {
    bytes: async (name) => {
      try {
        return await readFile(new URL(name, root));
      } catch (cause) {
        throw new SaysoError("E_RESOURCE", `${name} could not be read`, { cause });
      }
    },
  };
}
