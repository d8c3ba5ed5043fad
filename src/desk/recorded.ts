import { type Line, linesOf } from "./lines.ts";

/** A value that should be a record, or why a line is none, with where it stands. */
export type Recorded = { readonly place: string } & ({ readonly value: unknown } | { readonly broken: string });

/**
 * Records from NDJSON, from one indented JSON object or from a JSON array. NDJSON is read line by line; only a stream
 * whose first line is not a whole JSON value is kept in memory.
 */
export async function* recordsOf(chunks: AsyncIterable<Uint8Array>, limitBytes: number): AsyncGenerator<Recorded> {
  const held: Line[] = [];
  let isStream: boolean | undefined;
  for await (const line of linesOf(chunks, limitBytes)) {
    if (isBlank(line)) continue;
    const recorded = parse(line);
    isStream ??= "value" in recorded && !Array.isArray(recorded.value);
    if (isStream) yield recorded;
    else held.push(line);
  }
  if (held.length > 0) yield* whole(held);
}

function* whole(lines: readonly Line[]): Generator<Recorded> {
  try {
    const value: unknown = JSON.parse(lines.map(decoded).join("\n"));
    if (Array.isArray(value)) for (const [index, item] of value.entries()) yield { place: `record ${index + 1}`, value: item };
    else yield { place: "record 1", value };
  } catch {
    for (const line of lines) yield parse(line);
  }
}

const decoded = (line: Line): string => new TextDecoder("utf-8", { fatal: true }).decode(line.bytes);
/** Only spaces, tabs and a carriage return. */
const isBlank = (line: Line): boolean => line.bytes.every((byte) => byte === 0x20 || byte === 0x09 || byte === 0x0d);

function parse(line: Line): Recorded {
  const place = `line ${line.number}`;
  if (line.isCut) return { place, broken: "the line is longer than the limit" };
  try {
    return { place, value: JSON.parse(decoded(line)) };
  } catch (thrown) {
    return { place, broken: thrown instanceof Error ? thrown.message : String(thrown) };
  }
}
