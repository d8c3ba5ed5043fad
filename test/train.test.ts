import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const train = new URL("../train/", import.meta.url);
const read = (name: string): string => readFileSync(new URL(name, train), "utf8");

interface Weights {
  readonly models: Readonly<
    Record<
      string,
      {
        readonly licence: string;
        readonly sha256: string;
        readonly packages: readonly { readonly name: string; readonly version: string }[];
      }
    >
  >;
}

test("every requirement is pinned exactly", () => {
  const lines = read("requirements.txt")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"));
  expect(lines.length).toBeGreaterThan(0);
  for (const line of lines) expect(line).toMatch(/^[\w-]+==\d+(\.\d+)+$/);
});

test("base weights have a licence, a digest and exact versions, and the guide names their packages", () => {
  const { models } = JSON.parse(read("weights.json")) as Weights;
  const guide = read("README.md");
  expect(Object.keys(models)).toContain("minilm");
  for (const [name, { licence, sha256, packages }] of Object.entries(models)) {
    expect(licence, name).toBe("Apache-2.0");
    expect(sha256, name).toMatch(/^[0-9a-f]{64}$/);
    for (const { version } of packages) expect(version, name).toMatch(/^\d+(\.\d+)+$/);
    expect(guide, name).toContain(packages[0]?.name);
  }
});

test("the guide tells of every stage", () => {
  const stages = Array.from(read("sayso_train/__main__.py").matchAll(/^ {4}"(\w+)": "/gm), (match) => match[1]);
  expect(stages.length).toBeGreaterThan(4);
  const guide = read("README.md");
  for (const stage of stages) expect(guide).toContain(`./train/run ${stage}`);
});

test("modules stay small and say what they are", () => {
  const folder = new URL("sayso_train/", train);
  for (const name of readdirSync(folder).filter((file) => file.endsWith(".py"))) {
    const lines = readFileSync(new URL(name, folder), "utf8").split("\n");
    expect(lines.length, name).toBeLessThan(300);
    expect(lines[0], name).toMatch(/^"""/);
  }
});

test("every slot of a template has fillers", () => {
  const rows = (name: string): [string, string][] =>
    read(`data/${name}`)
      .split("\n")
      .filter((line) => line !== "" && !line.startsWith("#"))
      .map((line) => line.split("\t") as [string, string]);
  const fillers = rows("fillers.tsv");
  const known = new Set(fillers.map(([slot]) => slot));
  for (const [, text] of [...rows("templates.tsv"), ...fillers])
    for (const [, slot] of text.matchAll(/\{([a-z-]+)\^?\}/g)) expect(known, text).toContain(slot);
});
