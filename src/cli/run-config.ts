import { type Configuration, readConfiguration } from "../desk/configuration.ts";
import { dataFolder } from "../desk/data.ts";
import type { Column } from "../export/list.ts";
import { USER_AGENT } from "../fetch/user-agent.ts";
import { writeList } from "./data-options.ts";
import type { Options } from "./setting.ts";

/** One setting as it is in force. */
interface Settled {
  readonly name: string;
  readonly value: string;
  /** `environment`, `file` or `default`. */
  readonly origin: string;
}

const COLUMNS: readonly Column<Settled>[] = [
  { name: "name", value: ({ name }) => name },
  { name: "value", value: ({ value }) => value },
  { name: "origin", value: ({ origin }) => origin },
];

/** `sayso config`: what is in force where no option says otherwise, and where it comes from. */
export async function runConfig(options: Options): Promise<number> {
  const configured = await readConfiguration(process.env);
  await writeList({ schema: "settings/1", items: settled(configured, process.env), next: null }, COLUMNS, options);
  return 0;
}

function settled(file: Configuration, env: Readonly<Record<string, string | undefined>>): readonly Settled[] {
  const origin = (variable: string, inFile: boolean): string =>
    (env[variable] ?? "") !== "" ? "environment" : inFile ? "file" : "default";
  const own = (isSet: boolean): string => (isSet ? "file" : "default");
  return [
    { name: "file", value: file.path, origin: (env["SAYSO_CONFIG"] ?? "") === "" ? "default" : "environment" },
    { name: "data", value: dataFolder(undefined, env, file.data), origin: origin("SAYSO_DATA", file.data !== null) },
    {
      name: "database",
      value: masked(env["SAYSO_DATABASE"] || (file.database ?? "")),
      origin: origin("SAYSO_DATABASE", file.database !== null),
    },
    { name: "allow-address", value: file.allowAddresses.join(", "), origin: own(file.allowAddresses.length > 0) },
    { name: "allow-port", value: file.allowPorts.join(", "), origin: own(file.allowPorts.length > 0) },
    { name: "user-agent", value: file.userAgent ?? USER_AGENT, origin: own(file.userAgent !== null) },
  ];
}

/** A connection URL without its password. */
const masked = (url: string): string => url.replace(/(:\/\/[^:/@]*):[^@]*@/, "$1:…@");
