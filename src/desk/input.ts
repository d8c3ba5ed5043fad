import { checkGiven, type Given } from "../article/given.ts";
import type { Page } from "../article/page.ts";
import { type Failure, failure, SaysoError } from "../errors.ts";
import { INPUT_LIMIT_BYTES } from "./desk.ts";
import type { Line } from "./lines.ts";

/** One thing to read. */
export interface Input {
  /** The id that came in; `null` for the digest. */
  readonly id: string | null;
  /** What an error names: the id, the path, the address or the line. */
  readonly name: string;
  readonly given: Given;
  readonly from: From;
}

export type From =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "html"; readonly bytes: Uint8Array; readonly charset?: "utf-8" }
  | { readonly kind: "file"; readonly path: string; readonly as: "text" | "html" }
  | { readonly kind: "url"; readonly url: string }
  /** One document of CoNLL-U, whose first line has the number `line` in its file. */
  | { readonly kind: "conllu"; readonly source: string; readonly line: number }
  | { readonly kind: "page"; readonly page: Page }
  | { readonly kind: "failed"; readonly error: Failure };

/** About how many bytes an input holds while it waits. */
export function weightOf({ from }: Input): number {
  if (from.kind === "text") return 2 * from.text.length;
  if (from.kind === "conllu") return 2 * from.source.length;
  if (from.kind === "page") return from.page.bytes.length;
  return from.kind === "html" ? from.bytes.length : 0;
}

/**
 * A line of NDJSON as an input: `{"id"?, "text" or "html", "url"?, "publishedAt"?}`; other fields are ignored.
 * `undefined` for a blank line. A line that cannot be used is an input that failed, with the line's number.
 */
export function inputFromLine(line: Line): Input | undefined {
  if (line.isCut)
    return failed(line, guessId(line), failure("E_TOO_LARGE", `line ${line.number} is longer than ${INPUT_LIMIT_BYTES / 1024 / 1024} MiB`));
  let source: string;
  try {
    source = new TextDecoder("utf-8", { fatal: true }).decode(line.bytes);
  } catch {
    return failed(line, guessId(line), failure("E_JSON", `line ${line.number} is not valid UTF-8`));
  }
  if (source.trim() === "") return undefined;
  let value: unknown;
  try {
    value = JSON.parse(source);
  } catch (thrown) {
    return failed(line, guessId(line), failure("E_JSON", `line ${line.number} is not valid JSON: ${messageOf(thrown)}`));
  }
  try {
    return inputFrom(value, line.number);
  } catch (thrown) {
    if (!(thrown instanceof SaysoError)) throw thrown;
    return failed(line, idOf(value), failure(thrown.code, `line ${line.number}: ${thrown.message}`));
  }
}

function inputFrom(value: unknown, number: number): Input {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw wrong("a JSON object is expected");
  const fields = value as Readonly<Record<string, unknown>>;
  const [id, text, html] = [textField(fields, "id"), textField(fields, "text"), textField(fields, "html")];
  if (id === "") throw wrong('"id" is empty');
  if ((text === undefined) === (html === undefined)) throw wrong('one of "text" and "html" is expected');
  const from: From =
    text === undefined ? { kind: "html", bytes: new TextEncoder().encode(html), charset: "utf-8" } : { kind: "text", text };
  return {
    id: id ?? null,
    name: id ?? `line:${number}`,
    given: checkGiven(textField(fields, "url"), textField(fields, "publishedAt")),
    from,
  };
}

function textField(fields: Readonly<Record<string, unknown>>, name: string): string | undefined {
  const value = Object.hasOwn(fields, name) ? fields[name] : undefined;
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "string") throw wrong(`"${name}" must be a string, found ${Array.isArray(value) ? "an array" : typeof value}`);
  return value;
}

const wrong = (message: string): SaysoError => new SaysoError("E_FIELD", message);
const messageOf = (thrown: unknown): string => (thrown instanceof Error ? thrown.message : String(thrown));

const failed = (line: Line, id: string | null, error: Failure): Input => ({
  id,
  name: id ?? `line:${line.number}`,
  given: {},
  from: { kind: "failed", error },
});

function idOf(value: unknown): string | null {
  const id = typeof value === "object" && value !== null && "id" in value ? value.id : null;
  return typeof id === "string" && id !== "" ? id : null;
}

/** The id of a line that cannot be parsed, where it is the first field, so that its error finds its asker. */
function guessId(line: Line): string | null {
  const head = new TextDecoder().decode(line.bytes.subarray(0, 4096));
  const [, quoted] = /^\s*\{\s*"id"\s*:\s*("(?:[^"\\\p{Cc}]|\\.)*")/u.exec(head) ?? [];
  try {
    return quoted === undefined ? null : idOf({ id: JSON.parse(quoted) });
  } catch {
    return null;
  }
}
