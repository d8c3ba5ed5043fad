import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { SaysoError } from "../errors.ts";

/** What a user has settled for every command; each of it is as by default where the file does not say. */
export interface Configuration {
  /** The file, whether it is there or not. */
  readonly path: string;
  readonly data: string | null;
  /** Connection URL of a PostgreSQL database. */
  readonly database: string | null;
  /** Ranges of addresses that are opened on purpose, in CIDR form. */
  readonly allowAddresses: readonly string[];
  /** Ports of public addresses that are asked beside 80 and 443. */
  readonly allowPorts: readonly number[];
  readonly userAgent: string | null;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** The settings that the file may have, and how each value must be. */
const SETTINGS = {
  data: "text",
  database: "text",
  "allow-address": "a list of texts",
  "allow-port": "a list of numbers",
  "user-agent": "text",
} as const;

/**
 * The user's own file: `SAYSO_CONFIG`, else `sayso/config.toml` below `XDG_CONFIG_HOME` or `~/.config`. No folder that one
 * works in is looked into: what was cloned or unpacked there must not open addresses.
 *
 * @throws SaysoError E_CONFIG when it cannot be understood, E_INPUT_MISSING when `SAYSO_CONFIG` names a file that is not there.
 */
export async function readConfiguration(env: Environment): Promise<Configuration> {
  const named = nonEmpty(env["SAYSO_CONFIG"]);
  const path = named ?? join(nonEmpty(env["XDG_CONFIG_HOME"]) ?? join(homedir(), ".config"), "sayso", "config.toml");
  if (named !== undefined && !existsSync(path)) throw new SaysoError("E_INPUT_MISSING", `there is no configuration file ${path}`);
  const file = existsSync(path) ? await parsed(path) : {};
  const text = (name: keyof typeof SETTINGS): string | null => (typeof file[name] === "string" ? file[name] : null);
  const list = (name: keyof typeof SETTINGS): readonly unknown[] => (Array.isArray(file[name]) ? file[name] : []);
  return {
    path,
    data: text("data"),
    database: text("database"),
    allowAddresses: list("allow-address").map(String),
    allowPorts: list("allow-port").map(Number),
    userAgent: text("user-agent"),
  };
}

const nonEmpty = (value: string | undefined): string | undefined => (value === "" ? undefined : value);

async function parsed(path: string): Promise<Readonly<Record<string, unknown>>> {
  const wrong = (why: string, cause?: unknown): SaysoError =>
    new SaysoError("E_CONFIG", `${path}: ${why}`, { cause, hint: `Settings: ${Object.keys(SETTINGS).join(", ")}.` });
  const { parse } = await import("smol-toml");
  let file: Readonly<Record<string, unknown>>;
  try {
    file = parse(readFileSync(path, "utf8"));
  } catch (thrown) {
    throw wrong((thrown instanceof Error ? thrown.message : String(thrown)).split("\n")[0] ?? "", thrown);
  }
  for (const [name, value] of Object.entries(file)) {
    const form = Object.hasOwn(SETTINGS, name) ? SETTINGS[name as keyof typeof SETTINGS] : undefined;
    if (form === undefined) throw wrong(`there is no setting ${name}`);
    if (!FITS[form](value)) throw wrong(`${name} must be ${form}`);
  }
  return file;
}

const isListOf = (value: unknown, type: string): boolean => Array.isArray(value) && value.every((one) => typeof one === type);

const FITS: Readonly<Record<(typeof SETTINGS)[keyof typeof SETTINGS], (value: unknown) => boolean>> = {
  text: (value) => typeof value === "string",
  "a list of texts": (value) => isListOf(value, "string"),
  "a list of numbers": (value) => isListOf(value, "number"),
};
