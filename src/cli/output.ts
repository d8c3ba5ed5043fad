import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { finished } from "node:stream/promises";
import { SaysoError } from "../errors.ts";

/** Where results go. */
export interface Output {
  /** Waits while the reader is slow. Resolves to false once the reader has gone away. */
  write(text: string): Promise<boolean>;
  end(): Promise<void>;
}

/** Standard output, or the file of -o. A reader that goes away ends the writing without a word; all else is E_OUTPUT. */
export function openOutput(path: string | undefined): Output {
  return path === undefined || path === "-" ? standardOutput() : fileOutput(path);
}

function standardOutput(): Output {
  const state: { isGone: boolean; failed?: Error } = { isGone: false };
  const gone = Promise.withResolvers<void>();
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    state.isGone = true;
    if (error.code !== "EPIPE") state.failed = error;
    gone.resolve();
  });
  const check = (): void => {
    if (state.failed !== undefined) throw unwritable("standard output", state.failed);
  };
  return {
    write: async (text) => {
      if (text !== "" && !state.isGone && !process.stdout.write(text))
        await Promise.race([once(process.stdout, "drain").catch(() => {}), gone.promise]);
      check();
      return !state.isGone;
    },
    end: async () => {
      if (!state.isGone) await new Promise<void>((resolve) => process.stdout.write("", () => resolve()));
      check();
    },
  };
}

function fileOutput(path: string): Output {
  const stream = createWriteStream(path);
  const state: { failed?: Error } = {};
  stream.on("error", (error) => {
    state.failed = error;
  });
  const check = (): void => {
    if (state.failed !== undefined) throw unwritable(path, state.failed);
  };
  return {
    write: async (text) => {
      check();
      if (text !== "" && !stream.write(text)) await once(stream, "drain").catch(() => {});
      check();
      return true;
    },
    end: async () => {
      stream.end();
      await finished(stream).catch(() => {});
      check();
    },
  };
}

const unwritable = (name: string, cause: Error): SaysoError =>
  new SaysoError("E_OUTPUT", `${name} cannot be written: ${cause.message}`, { cause });
