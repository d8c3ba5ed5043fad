import { createReadStream } from "node:fs";
import { SaysoError } from "../errors.ts";
import { INPUT_LIMIT_BYTES } from "./desk.ts";

/** The bytes of a file as they come. @throws SaysoError E_INPUT_MISSING, E_INPUT_UNREADABLE. */
export async function* fileStream(path: string): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of createReadStream(path)) yield chunk as Uint8Array;
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
    if (code === "ENOENT" || code === "ENOTDIR")
      throw new SaysoError("E_INPUT_MISSING", `there is no file ${path}`, { cause, ...hintFor(path) });
    throw new SaysoError("E_INPUT_UNREADABLE", code === "EISDIR" ? `${path} is a folder` : `${path} cannot be read (${String(code)})`, {
      cause,
    });
  }
}

/** A name that was probably meant as an address. */
const hintFor = (path: string): { hint?: string } =>
  /^(?:www\.|[a-z0-9-]+(?:\.[a-z0-9-]+)+\/)/i.test(path) ? { hint: `For an address write https://${path}` } : {};

/** Everything that a stream gives. @throws SaysoError E_TOO_LARGE. */
export async function gather(chunks: AsyncIterable<Uint8Array>, name: string): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    length += chunk.length;
    if (length > INPUT_LIMIT_BYTES) throw new SaysoError("E_TOO_LARGE", `${name} is larger than ${INPUT_LIMIT_BYTES / 1024 / 1024} MiB`);
    parts.push(chunk);
  }
  return Buffer.concat(parts);
}
