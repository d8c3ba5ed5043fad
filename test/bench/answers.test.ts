import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { answersOf, type PeerProgram } from "../../bench/peers/answers.ts";

/** A peer that shouts; it ends at a text that says so, and notes each line that it is asked in a file. */
const SHOUTS = `
const { appendFileSync } = require("node:fs");
require("node:readline").createInterface({ input: process.stdin }).on("line", (line) => {
  const { id, text } = JSON.parse(line);
  appendFileSync(process.argv[1], id);
  if (text === process.argv[2]) process.exit(1);
  console.log(JSON.stringify({ id, loud: text.toUpperCase() }));
});`;
const INPUTS = ["it broke", "it is over", "so be it"].map((text, i) => ({ id: String(i), text }));
const LOUD = [
  { id: "0", loud: "IT BROKE" },
  { id: "1", loud: "IT IS OVER" },
  { id: "2", loud: "SO BE IT" },
];

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "sayso-peers-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const keeping = (onlyKept = false) => ({ folder: join(folder, "kept"), onlyKept, say: () => {} });
const shouting = (endsAt = "", version = "1"): PeerProgram => ({
  name: "shouts",
  command: [process.execPath, "-e", SHOUTS, join(folder, "asked"), endsAt],
  madeOf: [version],
});
const asked = (): string => readFileSync(join(folder, "asked"), "utf8");

test("a peer is asked once, after one text to warm up, and again when it or the texts are others", async () => {
  expect((await answersOf(shouting(), INPUTS, keeping())).answers).toEqual(LOUD);
  expect((await answersOf(shouting(), INPUTS, keeping())).answers).toEqual(LOUD);
  expect(asked()).toBe("0012");
  await answersOf(shouting("", "2"), INPUTS, keeping());
  await answersOf(shouting(), INPUTS.slice(1), keeping());
  expect(asked()).toBe("00120012112");
});

test("one that stopped goes on where it was, and a line that was cut off is asked again", async () => {
  await expect(answersOf(shouting("so be it"), INPUTS, keeping())).rejects.toThrow("ended with 1");
  const [partial = ""] = readdirSync(join(folder, "kept"));
  writeFileSync(join(folder, "kept", partial), `${readFileSync(join(folder, "kept", partial), "utf8")}{"cpuSec`);
  expect((await answersOf(shouting(), INPUTS, keeping())).answers).toEqual(LOUD);
  expect(asked()).toBe("001202");
  expect(readdirSync(join(folder, "kept"))).toHaveLength(1);
});

test("nobody is asked when only kept answers are wanted", async () => {
  await expect(answersOf(shouting(), INPUTS, keeping(true))).rejects.toThrow("nothing is kept");
  await answersOf(shouting(), INPUTS, keeping());
  expect((await answersOf(shouting(), INPUTS, keeping(true))).answers).toEqual(LOUD);
});
