import { createHash } from "node:crypto";
import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { openProgram } from "../speed/pipe.ts";

/** One text as peers take it. */
export interface PeerInput {
  readonly id: string;
  readonly text: string;
}

/** How a peer is run: it answers each line {"id", "text"} with one JSON object. */
export interface PeerProgram {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
  readonly environment?: Readonly<Record<string, string>>;
  /** Everything that its answers depend on beside the texts: versions, settings, our own code around it. */
  readonly madeOf: readonly string[];
}

/** What a peer answered, and what it took when it was run for that. */
export interface Answers<Answer> {
  readonly answers: readonly Answer[];
  /** CPU seconds of all texts, without the start and one text to warm up; `null` where the system does not tell. */
  readonly cpuSeconds: number | null;
  readonly peakMemoryBytes: number | null;
}

/**
 * A peer's answers to some texts. They are kept in `folder`, and read from there when the same program was given the
 * same texts before: some peers take half an hour. One that was stopped goes on where it was. An answer with `failed`
 * counts as one that found nothing. With `onlyKept` nobody is asked.
 *
 * @throws Error with what the program said when it ends too early, or when nothing is kept and nobody may be asked
 */
export async function answersOf<Answer>(
  program: PeerProgram,
  inputs: readonly PeerInput[],
  { folder, onlyKept, say }: Keeping,
): Promise<Answers<Answer>> {
  const lines = inputs.map(({ id, text }) => JSON.stringify({ id, text }));
  const key = createHash("sha256")
    .update([program.name, ...program.madeOf, ...lines].join("\n"))
    .digest("hex")
    .slice(0, 16);
  const file = join(folder, `${program.name.replaceAll(/\W+/gu, "-")}-${key}.jsonl`);
  if (!existsSync(file)) {
    if (onlyKept) throw new Error("nothing is kept of it");
    await ask(program, lines, file, say);
  }
  const [usage = "{}", ...answers] = readFileSync(file, "utf8").trimEnd().split("\n");
  return { ...(JSON.parse(usage) as Omit<Answers<Answer>, "answers">), answers: answers.map((line) => JSON.parse(line) as Answer) };
}

/** Where answers are kept, whether peers may be asked for more, and who is told how far they are. */
export interface Keeping {
  readonly folder: string;
  readonly onlyKept: boolean;
  readonly say: (remark: string) => void;
}

/** One answer with what it took: a line of the file that grows while a peer is asked. */
interface Step {
  /** `null` where the system does not tell. */
  readonly cpuSeconds: number | null;
  readonly peakMemoryBytes: number | null;
  readonly answer: string;
}

async function ask(program: PeerProgram, lines: readonly string[], file: string, say: (remark: string) => void): Promise<void> {
  mkdirSync(join(file, ".."), { recursive: true });
  const partial = `${file}.part`;
  const before = stepsOf(partial);
  writeFileSync(partial, before.map((step) => `${JSON.stringify(step)}\n`).join(""));
  await using pipe = openProgram(program.command, program.environment);
  await pipe.exchange(lines.slice(0, 1));
  for (let i = before.length; i < lines.length; i++) {
    const begun = pipe.usage().cpuSeconds;
    const [answer = ""] = await pipe.exchange(lines.slice(i, i + 1));
    const { cpuSeconds, peakMemoryBytes } = pipe.usage();
    const step: Step = { cpuSeconds: cpuSeconds === null || begun === null ? null : cpuSeconds - begun, peakMemoryBytes, answer };
    appendFileSync(partial, `${JSON.stringify(step)}\n`);
    if ((i + 1) % 25 === 0) say(`${program.name}: ${i + 1} of ${lines.length}`);
  }
  const steps = stepsOf(partial);
  const sum = steps.reduce((total, { cpuSeconds }) => total + (cpuSeconds ?? Number.NaN), 0);
  const peak = Math.max(...steps.map(({ peakMemoryBytes }) => peakMemoryBytes ?? Number.NaN));
  const usage = { cpuSeconds: Number.isNaN(sum) ? null : sum, peakMemoryBytes: Number.isNaN(peak) ? null : peak };
  writeFileSync(`${file}.whole`, `${[JSON.stringify(usage), ...steps.map(({ answer }) => answer)].join("\n")}\n`);
  renameSync(`${file}.whole`, file);
  rmSync(partial);
}

/** The whole lines of a file that may have been cut off in the middle of one. */
function stepsOf(partial: string): Step[] {
  if (!existsSync(partial)) return [];
  const lines = readFileSync(partial, "utf8").split("\n").slice(0, -1);
  return lines.map((line) => JSON.parse(line) as Step);
}
