/** Runs one command line; sets the exit code. */
export async function main(args: readonly string[]): Promise<void> {
  if (args[0] === "--version") process.stdout.write("0.1.0\n");
}
