import type { Article } from "../article/article.ts";
import { checkGiven, type Given } from "../article/given.ts";
import type { Desk } from "../desk/desk.ts";
import { type InputKind, inputsOf } from "../desk/inputs.ts";
import { answerAll } from "../desk/read.ts";
import { SaysoError } from "../errors.ts";
import { type AnyRecord, isArticle, type Writer } from "../export/writer.ts";
import { onInterrupt } from "./interrupt.ts";
import { openOutput } from "./output.ts";
import { openRemarks, type Remarks } from "./remarks.ts";
import type { Options, Setting } from "./setting.ts";
import { allowedBy } from "./source-options.ts";
import { createTally } from "./tally.ts";
import { colorsFor, LEAST_COLUMNS, widthFor } from "./terminal.ts";

type ReadCommand = "read" | "extract" | "conllu";

/** `sayso read`, `sayso extract` and `sayso conllu`. */
export async function runRead(command: ReadCommand, names: readonly string[], options: Options, setting: Setting): Promise<number> {
  const plan = planOf(command, names, options);
  if (names.includes("-") && process.stdin.isTTY)
    throw new SaysoError("E_USAGE", "standard input is a terminal", {
      hint: `Give an input to -, as in: cat article.txt | sayso ${command} -`,
    });
  const remarks = await openRemarks({ color: plan.color, quiet: options["quiet"] === true });
  const desk = await setting.openDesk({ workers: plan.workers, readable: command !== "extract", ...(await allowedBy(options)) });
  const stop = onInterrupt(remarks);
  const begun = performance.now();
  const onThrown = (thrown: unknown): void => {
    if (options["debug"] === true && thrown instanceof Error) remarks.note(thrown.stack ?? thrown.message);
  };
  try {
    const tally = await readTo(await writerFor(plan, command), { command, names, plan, desk, remarks, onThrown });
    if (options["debug"] === true)
      remarks.note(`${tally.done} read, ${tally.failed} failed in ${((performance.now() - begun) / 1000).toFixed(2)} s`);
    return tally.exitCode({ failEmpty: options["failEmpty"] === true });
  } finally {
    remarks.end();
    await desk.close();
    stop();
  }
}

interface Plan {
  readonly format: string;
  readonly kind: InputKind | undefined;
  readonly given: Given;
  readonly output: string | undefined;
  readonly workers: number;
  readonly width: number | undefined;
  readonly color: boolean;
  readonly asArticle: boolean;
  readonly bySpeaker: boolean;
  /** Whether there is one input at most, so that its result stands alone. */
  readonly isSingle: boolean;
  /** How many inputs there are, where that is known before the end. */
  readonly total: number | undefined;
}

function planOf(command: ReadCommand, names: readonly string[], options: Options): Plan {
  const text = (name: string): string | undefined => (typeof options[name] === "string" ? options[name] : undefined);
  const kind = text("from") as InputKind | undefined;
  const given = checkGiven(text("url"), text("publishedAt"));
  const isStream =
    kind === "ndjson" ||
    kind === "conllu" ||
    kind === "warc" ||
    names.some((name) => /\.(?:ndjson|jsonl|conllu|warc(?:\.gz)?|wacz)$/i.test(name)) ||
    (kind === "url" && names.includes("-"));
  if (Object.keys(given).length > 0 && (names.length > 1 || isStream))
    throw new SaysoError("E_USAGE", "--url and --published-at describe one article, but there are several", {
      hint: "In NDJSON, give each line its own.",
    });
  const asArticle = options["article"] === true;
  const bySpeaker = options["by"] === "speaker";
  const output = text("output");
  const format = command === "conllu" ? command : (text("format") ?? (asArticle || bySpeaker ? "text" : defaultFormat(output)));
  if (bySpeaker && format !== "text") throw new SaysoError("E_USAGE", `--by is for the format text, not for ${format}`);
  if (asArticle && format !== "text") throw new SaysoError("E_USAGE", `--article is for the format text, not for ${format}`);
  return {
    format,
    kind,
    given,
    output,
    asArticle,
    bySpeaker,
    workers: wholeNumber(text("workers"), "--workers", 1, 64) ?? 1,
    width: wholeNumber(text("width"), "--width", LEAST_COLUMNS, 1000),
    color: options["color"] !== false,
    isSingle: names.length === 1 && !isStream,
    total: isStream || names.includes("-") ? undefined : names.length,
  };
}

function defaultFormat(output: string | undefined): string {
  if (output === undefined || output === "-") return process.stdout.isTTY ? "text" : "ndjson";
  const [, ending = ""] = /\.([a-z]+)$/i.exec(output) ?? [];
  const byEnding: Readonly<Record<string, string>> = {
    json: "json",
    csv: "csv",
    html: "html",
    htm: "html",
    txt: "text",
    jsonld: "webannotation",
  };
  return byEnding[ending.toLowerCase()] ?? "ndjson";
}

function wholeNumber(written: string | undefined, name: string, least: number, most: number): number | undefined {
  if (written === undefined) return undefined;
  const number = Number(written);
  if (Number.isInteger(number) && number >= least && number <= most) return number;
  throw new SaysoError("E_USAGE", `${name} must be a whole number from ${least} to ${most}, not ${written}`);
}

/** Writes what inputs became: records, or the articles themselves. */
interface AnswerWriter extends Omit<Writer, "add"> {
  add(record: AnyRecord, article: Article | undefined): string;
}

async function writerFor(
  { format, isSingle, output, color, width, asArticle, bySpeaker }: Plan,
  command: ReadCommand,
): Promise<AnswerWriter> {
  switch (format) {
    case "json":
      return (await import("../export/json.ts")).jsonWriter({ single: isSingle });
    case "csv":
      return (await import("../export/csv.ts")).csvWriter();
    case "html":
      return (await import("../export/html/page.ts")).htmlWriter({ single: isSingle });
    case "webannotation":
      return (await import("../export/webannotation.ts")).webAnnotationWriter();
    case "conllu": {
      const { hasTokens, toConllu } = await import("../export/conllu/conllu.ts");
      return {
        add: ({ id }, article) => {
          if (article === undefined) return "";
          if (!hasTokens(article)) throw new SaysoError("E_STEP_ORDER", "no step of the pipeline gives tokens");
          return toConllu(article, id);
        },
        end: () => "",
      };
    }
    case "text": {
      const isTerminal = (output === undefined || output === "-") && process.stdout.isTTY;
      const colors = colorsFor({ color, env: process.env, isTerminal });
      const columns = isTerminal ? process.stdout.columns : undefined;
      return (await import("./view.ts")).viewWriter({
        width: widthFor(width, process.env, columns),
        colors,
        bySpeaker,
        asArticle: asArticle || command === "extract",
      });
    }
    default:
      return (await import("../export/json.ts")).ndjsonWriter();
  }
}

interface Work {
  /** Called with what was thrown for an input, with --debug. */
  readonly onThrown: (thrown: unknown) => void;
  readonly command: ReadCommand;
  readonly names: readonly string[];
  readonly plan: Plan;
  readonly desk: Desk;
  readonly remarks: Remarks;
}

async function readTo(
  writer: AnswerWriter,
  { command, names, plan, desk, remarks, onThrown }: Work,
): Promise<ReturnType<typeof createTally>> {
  const tally = createTally();
  const output = openOutput(plan.output);
  const write = (text: string): Promise<boolean> => remarks.aside(() => output.write(text));
  const otherwise = command === "conllu" ? { otherwise: "text" as const } : {};
  const inputs = inputsOf(names, desk, { kind: plan.kind, ...otherwise, given: plan.given, stdin: process.stdin });
  remarks.progress("reading");
  let isListening = true;
  for await (const { record, article } of answerAll(inputs, desk, WANTED[command], onThrown)) {
    tally.add(record);
    tell(record, remarks);
    isListening = await write(writer.add(record, article));
    if (!isListening) break;
    remarks.progress(`${tally.done + tally.failed}${plan.total === undefined ? "" : ` of ${plan.total}`} read`);
  }
  if (isListening) await write(writer.end());
  await output.end();
  return tally;
}

const WANTED = { read: "statements", extract: "body", conllu: "tokens" } as const;

function tell(record: AnyRecord, remarks: Remarks): void {
  if (!isArticle(record)) remarks.error(record.id, record.error);
}
