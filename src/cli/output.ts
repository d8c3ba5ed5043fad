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

/** Standard output, or the file of -o. A reader that goes away ends the writing without a word. */
export function openOutput(path: string | undefined): Output {
  return path === undefined || path === "-" ? standardOutput() : fileOutput(path);
}

function standardOutput(): Output {
  let isGone = false;
  const gone = Promise.withResolvers<void>();
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    isGone = true;
    gone.resolve();
    if (error.code !== "EPIPE") process.stderr.write(`sayso: standard output cannot be written (${error.code})\n`);
  });
  return {
    write: async (text) => {
      if (text !== "" && !isGone && !process.stdout.write(text))
        await Promise.race([once(process.stdout, "drain").catch(() => {}), gone.promise]);
      return !isGone;
    },
    end: async () => {},
  };
}

function fileOutput(path: string): Output {
  const stream = createWriteStream(path);
  let failed: Error | undefined;
  stream.on("error", (error) => {
    failed = error;
  });
  const check = (): void => {
    if (failed !== undefined)
      throw new SaysoError("E_USAGE", `${path} cannot be written: ${failed.message}`, { hint: "Give another file to -o." });
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
