import { readConfiguration } from "../desk/configuration.ts";
import { type Data, dataFolder, openData } from "../desk/data.ts";
import { SaysoError } from "../errors.ts";
import { type Column, LIST_FORMATS, type List, type ListFormat, listText } from "../export/list.ts";
import { openOutput } from "./output.ts";
import type { Options } from "./setting.ts";
import { tableText } from "./table.ts";
import { colorsFor, widthFor } from "./terminal.ts";

/** The value of an option that takes one. */
export const textOf = (options: Options, name: string): string | undefined =>
  typeof options[name] === "string" ? options[name] : undefined;

/** The data folder that the options and the environment name, opened. @throws SaysoError as `openData` does. */
export async function openDataFor(options: Options, { creates = false, migrates = false } = {}): Promise<Data> {
  const configured = await readConfiguration(process.env);
  const database = textOf(options, "database") ?? (process.env["SAYSO_DATABASE"] || (configured.database ?? undefined));
  return openData({
    folder: dataFolder(textOf(options, "data"), process.env, configured.data),
    creates,
    migrates,
    ...(database === undefined ? {} : { database }),
  });
}

/** A whole number within bounds; `undefined` when the option was not given. @throws SaysoError E_USAGE. */
export function numberOf(options: Options, name: string, [least, most]: readonly [number, number]): number | undefined {
  const written = textOf(options, name);
  if (written === undefined) return undefined;
  const number = Number(written);
  if (Number.isInteger(number) && number >= least && number <= most) return number;
  throw new SaysoError("E_USAGE", `--${name} must be a whole number from ${least} to ${most}, not ${written}`);
}

/** The form of a list: as asked, else by the ending of the output's name, else a table on a terminal and NDJSON elsewhere. */
export function listFormatOf(options: Options): ListFormat {
  const asked = LIST_FORMATS.find((one) => one === options["format"]);
  if (asked !== undefined) return asked;
  const output = textOf(options, "output");
  if (output === undefined || output === "-") return process.stdout.isTTY ? "table" : "ndjson";
  const [, ending = ""] = /\.([a-z]+)$/i.exec(output) ?? [];
  return LIST_FORMATS.find((one) => one === ending.toLowerCase()) ?? (ending === "txt" ? "table" : "ndjson");
}

/** Writes a list to standard output or the file of -o. */
export async function writeList<Item>(list: List<Item>, columns: readonly Column<Item>[], options: Options): Promise<void> {
  const format = listFormatOf(options);
  const output = openOutput(textOf(options, "output"));
  await output.write(format === "table" ? tableOf(list.items, columns, options) : listText(list, format, columns));
  await output.end();
}

function tableOf<Item>(items: readonly Item[], columns: readonly Column<Item>[], options: Options): string {
  if (items.length === 0) return "";
  const isTerminal = textOf(options, "output") === undefined && process.stdout.isTTY;
  const colors = colorsFor({ color: options["color"] !== false, env: process.env, isTerminal });
  const width = widthFor(numberOf(options, "width", [20, 1000]), process.env, isTerminal ? process.stdout.columns : undefined);
  return tableText(columns, items, { width, colors });
}
