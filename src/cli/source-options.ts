import { SaysoError } from "../errors.ts";
import type { OptionEntry } from "./command-entry.ts";
import type { Options } from "./setting.ts";

/** How sources are asked. */
export const SOURCE_OPTIONS: readonly OptionEntry[] = [
  { flags: "--every <time>", about: "of a source: how often it is asked, such as 15m or 6h (default: as server and feed say)" },
  { flags: "--gap <time>", about: "of a source: time between two requests of a host (default: 5s)" },
  { flags: "--robots <policy>", about: "of a source: whether robots.txt is obeyed (default: obey)", values: ["obey", "ignore"] },
];

/** Which addresses may be asked. */
export const ALLOW_ADDRESS: OptionEntry = {
  flags: "--allow-address <range>",
  about: "open a range of addresses on purpose, with all its ports, such as 10.20.0.0/16; commas between several",
};

/** The settings of sources that the options say. */
export function settingsOf(options: Options): Readonly<Record<string, string>> {
  return Object.fromEntries(
    ["every", "gap", "robots", "keep"].flatMap((name) => (typeof options[name] === "string" ? [[name, options[name]]] : [])),
  );
}

/** The ranges that `--allow-address` opens, for the desk. @throws SaysoError E_USAGE for what is empty; the fetcher checks the ranges. */
export function allowedBy(options: Options): { readonly allowAddresses?: readonly string[] } {
  const written = options["allowAddress"];
  if (typeof written !== "string") return {};
  const ranges = written.split(",").map((range) => range.trim());
  if (ranges.some((range) => range === "")) throw new SaysoError("E_USAGE", "--allow-address takes ranges such as 10.20.0.0/16");
  return { allowAddresses: ranges };
}
