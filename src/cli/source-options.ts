import { SaysoError } from "../errors.ts";
import type { OptionEntry } from "./command-entry.ts";
import type { Options } from "./setting.ts";

/** How sources are asked. */
export const SOURCE_OPTIONS: readonly OptionEntry[] = [
  { flags: "--every <time>", about: "of a source: how often it is asked, such as 15m or 6h (default: as server and feed say)" },
  { flags: "--gap <time>", about: "of a source: time between two requests of a host (default: 5s)" },
  { flags: "--retain <time>", about: "of a source: how long its articles are kept, such as 365d (default: for ever)" },
  { flags: "--robots <policy>", about: "of a source: whether robots.txt is obeyed (default: obey)", values: ["obey", "ignore"] },
];

/** Which addresses may be asked. */
export const NETWORK_OPTIONS: readonly OptionEntry[] = [
  {
    flags: "--allow-address <range>",
    about: "open a range of addresses on purpose, with all its ports, such as 10.20.0.0/16; commas between several",
  },
  { flags: "--allow-port <port>", about: "ask this port of public addresses beside 80 and 443; commas between several" },
];

/** The settings of sources that the options say. */
export function settingsOf(options: Options): Readonly<Record<string, string>> {
  return Object.fromEntries(
    ["every", "gap", "retain", "robots", "keep"].flatMap((name) => (typeof options[name] === "string" ? [[name, options[name]]] : [])),
  );
}

/** What the network may be asked, and by which name. */
export interface Allowed {
  readonly allowAddresses: readonly string[];
  readonly allowPorts: readonly number[];
  readonly userAgent?: string;
}

/**
 * What the options open, beside what the configuration opens always. The fetcher checks it.
 *
 * @throws SaysoError E_USAGE for what is empty, E_CONFIG.
 */
export async function allowedBy(options: Options): Promise<Allowed> {
  const { readConfiguration } = await import("../desk/configuration.ts");
  const { allowAddresses, allowPorts, userAgent } = await readConfiguration(process.env);
  return {
    allowAddresses: [...allowAddresses, ...listed(options["allowAddress"], "--allow-address takes ranges such as 10.20.0.0/16")],
    allowPorts: [...allowPorts, ...listed(options["allowPort"], "--allow-port takes ports such as 8080").map(Number)],
    ...(userAgent === null ? {} : { userAgent }),
  };
}

function listed(written: string | boolean | undefined, expected: string): readonly string[] {
  if (typeof written !== "string") return [];
  const items = written.split(",").map((item) => item.trim());
  if (items.some((item) => item === "")) throw new SaysoError("E_USAGE", expected);
  return items;
}
