import type { Gunzip, InflateRaw } from "node:zlib";

/** Compressed bytes given to the decoder at once: what one such piece unpacks to, at most a thousand times as much, is held. */
const PIECE_BYTES = 16 * 1024;

/**
 * A stream decompressed. Unlike a pipe it gives what stands before a damage (all but the last 16 KiB as compressed) or
 * before a torn end (all of it), and then throws what the decoder says.
 */
export async function* inflated(chunks: AsyncIterable<Uint8Array>, decoder: Gunzip | InflateRaw): AsyncGenerator<Uint8Array> {
  const ready: Uint8Array[] = [];
  const state: { failed?: Error } = {};
  const failed = new Promise<void>((resolve) => {
    decoder.on("error", (error: Error) => {
      state.failed = error;
      resolve();
    });
  });
  decoder.on("data", (chunk: Uint8Array) => ready.push(chunk));
  const give = async (work: (done: () => void) => void): Promise<void> => {
    await Promise.race([new Promise<void>(work), failed]);
  };
  try {
    for await (const chunk of chunks)
      for (let at = 0; at < chunk.length; at += PIECE_BYTES) {
        await give((done) => decoder.write(chunk.subarray(at, at + PIECE_BYTES), () => done()));
        yield* ready.splice(0);
        if (state.failed !== undefined) throw state.failed;
      }
    await give((done) => decoder.once("end", done).end());
    yield* ready.splice(0);
    if (state.failed !== undefined) throw state.failed;
  } finally {
    decoder.destroy();
  }
}
