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
 * same texts before: some peers take half an hour. An answer with `failed` counts as one that found nothing.
 *
 * @throws Error with what the program said when it ends too early
 */
export async function answersOf<Answer>(
  program: PeerProgram,
  inputs: readonly PeerInput[],
  folder: string,
  say: (remark: string) => void,
): Promise<Answers<Answer>> {
  const lines = inputs.map(({ id, text }) => JSON.stringify({ id, text }));
  const key = createHash("sha256")
    .update([program.name, ...program.madeOf, ...lines].join("\n"))
    .digest("hex")
    .slice(0, 16);
  const file = join(folder, `${program.name.replaceAll(/\W+/gu, "-")}-${key}.jsonl`);
  if (!existsSync(file)) await ask(program, lines, file, say);
  const [usage = "{}", ...answers] = readFileSync(file, "utf8").trimEnd().split("\n");
  return { ...(JSON.parse(usage) as Omit<Answers<Answer>, "answers">), answers: answers.map((line) => JSON.parse(line) as Answer) };
}

async function ask(program: PeerProgram, lines: readonly string[], file: string, say: (remark: string) => void): Promise<void> {
  mkdirSync(join(file, ".."), { recursive: true });
  const partial = `${file}.part`;
  rmSync(partial, { force: true });
  await using pipe = openProgram(program.command, program.environment);
  await pipe.exchange(lines.slice(0, 1));
  const begun = pipe.usage().cpuSeconds;
  for (const [i, line] of lines.entries()) {
    const [answer = ""] = await pipe.exchange([line]);
    appendFileSync(partial, `${answer}\n`);
    if ((i + 1) % 25 === 0) say(`${program.name}: ${i + 1} of ${lines.length}`);
  }
  const { cpuSeconds, peakMemoryBytes } = pipe.usage();
  const usage = { cpuSeconds: cpuSeconds === null || begun === null ? null : cpuSeconds - begun, peakMemoryBytes };
  writeFileSync(`${partial}2`, `${JSON.stringify(usage)}\n${readFileSync(partial, "utf8")}`);
  renameSync(`${partial}2`, file);
  rmSync(partial);
}
