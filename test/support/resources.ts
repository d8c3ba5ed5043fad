import { SaysoError } from "../../src/errors.ts";
import type { Resources } from "../../src/resource/resources.ts";

/** Resources in memory, by name. */
export const resourcesOf = (files: Readonly<Record<string, string>>): Resources => ({
  bytes: async (name) => {
    const file = files[name];
    if (file === undefined) throw new SaysoError("E_RESOURCE", `no resource ${name}`);
    return new TextEncoder().encode(file);
  },
});
