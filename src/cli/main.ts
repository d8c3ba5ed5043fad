import { enableCompileCache } from "node:module";
import type { Setting } from "./setting.ts";

/** The version of package.json; a test compares them. */
const VERSION = "0.1.0";

/** Runs one command line; sets the exit code. Nothing is loaded that the command does not need. */
export async function main(args: readonly string[], setting: Setting = SETTING): Promise<void> {
  if (args[0] === "--version" || args[0] === "-v") {
    process.stdout.write(`${VERSION}\n`);
    return;
  }
  enableCompileCache();
  const { runProgram } = await import("./program.ts");
  process.exitCode = await runProgram(args, setting);
}

const SETTING: Setting = {
  openDesk: async (options) => (await import("../desk/node.ts")).openDesk(options),
};
