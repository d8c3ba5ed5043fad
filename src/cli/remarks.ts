import type { Failure } from "../errors.ts";
import { plain } from "./plain.ts";
import { type Colors, colorsFor } from "./terminal.ts";

/** What is said on standard error, away from the results. */
export interface Remarks {
  readonly colors: Colors;
  error(name: string, failure: Failure): void;
  /** A line, unless --quiet. */
  note(text: string): void;
  /** Shows how far the work is, on a terminal only. */
  progress(text: string): void;
  /** Takes the progress line away while `write` runs. */
  aside<T>(write: () => Promise<T>): Promise<T>;
  end(): void;
}

/** Remarks on standard error; progress is a line that comes and goes, and is never written to a file or pipe. */
export async function openRemarks({ color, quiet }: { color: boolean; quiet: boolean }): Promise<Remarks> {
  const { env, stderr } = process;
  const colors = colorsFor({ color, env, isTerminal: stderr.isTTY });
  const shows = !quiet && stderr.isTTY && env["TERM"] !== "dumb";
  const spinner = shows ? (await import("yocto-spinner")).default({ stream: stderr, handleSignals: false }) : undefined;
  let isShown = false;
  const hide = (): void => {
    spinner?.stop();
  };
  const show = (): void => {
    if (isShown) spinner?.start();
  };
  const say = (line: string): void => {
    if (quiet) return;
    hide();
    stderr.write(`${line}\n`);
    show();
  };
  return {
    colors,
    error: (name, { code, message, hint }) => {
      const isTold = name.startsWith("line:") || message.startsWith(`${name}: `) || message.split(" ").includes(name);
      const where = name === "" || isTold ? "" : `${plain(name)}: `;
      say(`${colors.red("sayso:")} ${where}${plain(message)} ${colors.dim(`(${code})`)}\n       ${colors.dim(plain(hint))}`);
    },
    note: (text) => say(colors.dim(text)),
    progress: (text) => {
      if (spinner === undefined) return;
      spinner.text = text;
      isShown = true;
      show();
    },
    aside: async (write) => {
      hide();
      try {
        return await write();
      } finally {
        show();
      }
    },
    end: () => {
      isShown = false;
      hide();
    },
  };
}
