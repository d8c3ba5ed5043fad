import { Command, CommanderError, Option } from "commander";
import { SaysoError, toFailure } from "../errors.ts";
import { COMMANDS, type CommandEntry, ENVIRONMENT, EXIT_CODES } from "./commands.ts";
import type { Options, Setting } from "./setting.ts";

/** Runs one command line and gives its exit code. */
export async function runProgram(args: readonly string[], setting: Setting): Promise<number> {
  let exitCode = 0;
  const program = createProgram(async (name, names, options) => {
    exitCode = await runCommand(name, names, options, setting);
  });
  try {
    if (args.length === 0) {
      process.stderr.write(program.helpInformation());
      return 2;
    }
    await program.parseAsync([...args], { from: "user" });
    return exitCode;
  } catch (thrown) {
    if (thrown instanceof CommanderError) return thrown.exitCode === 0 ? 0 : 2;
    return await failed(thrown, args);
  }
}

type Run = (name: string, names: readonly string[], options: Options) => Promise<void>;

/** The parser, made from the table of commands. */
export function createProgram(run: Run): Command {
  const program = base(new Command("sayso"))
    .description("Reads news and records who said what, according to whom,\nwith the exact characters that prove it.")
    .usage("<command> [options]")
    .helpCommand(false)
    .addHelpText("after", generalNotes());
  program.option("-v, --version", "print the version");
  for (const entry of COMMANDS) program.addCommand(createCommand(entry, run));
  return program;
}

const base = (command: Command): Command =>
  command
    .exitOverride()
    .showSuggestionAfterError()
    .configureHelp({ helpWidth: HELP_COLUMNS, subcommandTerm: (sub) => sub.name() })
    .configureOutput({ outputError: (text, write) => write(text.replace(/^error: /, "sayso: ")) })
    .helpOption("-h, --help", "show this help");

/** Help reads the same everywhere, so that it can be compared and quoted. */
const HELP_COLUMNS = 100;

function createCommand(entry: CommandEntry, run: Run): Command {
  const command = base(new Command(entry.name)).description(entry.about);
  if (entry.takes !== "") command.argument(entry.takes);
  for (const { flags, about, values } of entry.options) {
    const option = new Option(flags, about);
    command.addOption(values === undefined ? option : option.choices([...values]));
  }
  const examples = entry.examples.map(([line, what]) => `  ${line}\n      ${what}`).join("\n");
  command.addHelpText("after", `\nExamples:\n${examples}`);
  return command.action(async () => {
    await run(entry.name, command.args, command.opts<Options>());
  });
}

function generalNotes(): string {
  const codes = Object.entries(EXIT_CODES).map(([code, about]) => `  ${code.padEnd(5)}${about}`);
  const variables = Object.entries(ENVIRONMENT).map(([name, about]) => `  ${name.padEnd(16)}${about}`);
  const first = "\nFirst steps:\n  sayso read examples/ferry.html\n  sayso help read";
  return `${first}\n\nExit codes:\n${codes.join("\n")}\n\nEnvironment:\n${variables.join("\n")}`;
}

async function runCommand(name: string, names: readonly string[], options: Options, setting: Setting): Promise<number> {
  switch (name) {
    case "read":
    case "extract":
    case "conllu":
      return (await import("./run-read.ts")).runRead(name, names, options, setting);
    case "verify":
      return (await import("./run-verify.ts")).runVerify(names, options, setting);
    case "add":
      return (await import("./run-add.ts")).runAdd(names, options, setting);
    case "sources":
      return (await import("./run-sources.ts")).runSources(names, options);
    case "config":
      return (await import("./run-config.ts")).runConfig(options);
    case "expire":
      return (await import("./run-expire.ts")).runExpire(options);
    case "watch":
      return (await import("./run-watch.ts")).runWatch(options, setting);
    case "find":
      return (await import("./run-find.ts")).runFind(names, options);
    case "show":
      return (await import("./run-show.ts")).runShow(names[0] ?? "", options);
    case "diff":
      return (await import("./run-diff.ts")).runDiff(names, options);
    case "check":
      return (await import("./run-check.ts")).runCheck(names, options);
    case "redact":
      return (await import("./run-redact.ts")).runRedact(names[0] ?? "", options);
    case "doctor":
      return (await import("./run-doctor.ts")).runDoctor(options);
    case "backup":
      return (await import("./run-backup.ts")).runBackup(options);
    case "restore":
      return (await import("./run-backup.ts")).runRestore(names[0] ?? "", options);
    case "work":
      return (await import("./run-work.ts")).runWork(options, setting);
    case "errors":
      return (await import("./run-errors.ts")).runErrors(names[0]);
    case "schema": {
      const { jsonSchema } = await import("../export/schema.ts");
      process.stdout.write(`${JSON.stringify(jsonSchema(), null, 2)}\n`);
      return 0;
    }
    case "completion": {
      const { completionFor } = await import("./completion.ts");
      process.stdout.write(completionFor(names[0] ?? ""));
      return 0;
    }
    default:
      return showHelp(names[0]);
  }
}

function showHelp(name: string | undefined): number {
  const program = createProgram(async () => {});
  const command = name === undefined ? program : program.commands.find((one) => one.name() === name);
  if (command === undefined)
    throw new SaysoError("E_USAGE", `there is no command ${name}`, { hint: `Commands: ${COMMANDS.map((one) => one.name).join(", ")}.` });
  command.outputHelp();
  return 0;
}

/** Codes of mistakes in what the user wrote. */
const MISTAKES: ReadonlySet<string> = new Set(["E_USAGE", "E_FIELD", "E_CONFIG"]);

/** Says what went wrong; a mistake in the command line or the configuration exits with 2, all else with 1. */
async function failed(thrown: unknown, args: readonly string[]): Promise<number> {
  const { openRemarks } = await import("./remarks.ts");
  const remarks = await openRemarks({ color: !args.includes("--no-color"), quiet: false });
  const failure = toFailure(thrown);
  remarks.error("", failure);
  if (args.includes("--debug") && thrown instanceof Error) process.stderr.write(`${thrown.stack ?? ""}\n`);
  return MISTAKES.has(failure.code) ? 2 : 1;
}
