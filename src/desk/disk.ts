import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import type { RandomAccess } from "../archive/wacz.ts";
import { SaysoError } from "../errors.ts";
import { INPUT_LIMIT_BYTES } from "./desk.ts";

/** The bytes of a file as they come. @throws SaysoError E_INPUT_MISSING, E_INPUT_UNREADABLE. */
export async function* fileStream(path: string): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of createReadStream(path)) yield chunk as Uint8Array;
  } catch (cause) {
    throw unreadable(cause, path);
  }
}

/** A file that is read from any place, until it is closed. @throws SaysoError E_INPUT_MISSING, E_INPUT_UNREADABLE. */
export async function openRandomAccess(path: string): Promise<RandomAccess & { close(): Promise<void> }> {
  try {
    const file = await open(path);
    const { size } = await file.stat();
    return {
      size,
      read: async (offset, length) => {
        const { buffer, bytesRead } = await file.read(new Uint8Array(length), 0, length, offset);
        return buffer.subarray(0, bytesRead);
      },
      close: () => file.close(),
    };
  } catch (cause) {
    throw unreadable(cause, path);
  }
}

function unreadable(cause: unknown, path: string): SaysoError {
  const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
  if (code === "ENOENT" || code === "ENOTDIR")
    return new SaysoError("E_INPUT_MISSING", `there is no file ${path}`, { cause, ...hintFor(path) });
  const what = code === "EISDIR" ? `${path} is a folder` : `${path} cannot be read (${String(code)})`;
  return new SaysoError("E_INPUT_UNREADABLE", what, { cause });
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
