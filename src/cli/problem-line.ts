import type { Problem } from "../desk/verify.ts";
import { toJson } from "../export/json.ts";
import { plain } from "./plain.ts";

/** Characters of an expected or found value that are shown. */
const SHOWN_UNITS = 80;

/** One thing that is wrong, on one line: where, what, and what was expected. */
export function lineOf(name: string, { place, id, path, code, message, expected, found }: Problem): string {
  const where = [name === "-" ? "standard input" : name, place, ...(id === null ? [] : [id]), ...(path === "" ? [] : [path])]
    .map(plain)
    .join(": ");
  const values = [
    ...(expected === undefined ? [] : [`expected ${quoted(expected)}`]),
    ...(found === undefined ? [] : [`found ${quoted(found)}`]),
  ];
  return `${where}: ${code}: ${plain(message)}${values.length === 0 ? "" : ` (${values.join(", ")})`}`;
}

const quoted = (value: string): string => toJson(value.length > SHOWN_UNITS ? `${value.slice(0, SHOWN_UNITS)}…` : value);
