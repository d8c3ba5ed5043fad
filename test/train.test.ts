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

const { models } = JSON.parse(read("weights.json")) as Weights;

test.each(Object.entries(models))(
  "the base weights of %s have a licence, a digest and exact versions, and the guide names their package",
  (_, model) => {
    expect(model.licence).toBe("Apache-2.0");
    expect(model.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(model.packages.length).toBeGreaterThan(0);
    for (const { version } of model.packages) expect(version).toMatch(/^\d+(\.\d+)+$/);
    expect(read("README.md")).toContain(model.packages[0]?.name);
  },
);

test("the guide tells of every stage", () => {
  const stages = Array.from(read("sayso_train/__main__.py").matchAll(/^ {4}"(\w+)": "/gm), (match) => match[1]);
  expect(stages.length).toBeGreaterThan(4);
  const guide = read("README.md");
  for (const stage of stages) expect(guide).toContain(`./train/run ${stage}`);
});

test.each(readdirSync(new URL("sayso_train/", train)).filter((file) => file.endsWith(".py")))(
  "%s stays small and says what it is",
  (name) => {
    const lines = read(`sayso_train/${name}`).split("\n");
    expect(lines.length).toBeLessThan(300);
    expect(lines[0]).toMatch(/^"""/);
  },
);

test("every slot of a template has fillers", () => {
  const rows = (name: string): [string, string][] =>
    read(`data/${name}`)
      .split("\n")
      .filter((line) => line !== "" && !line.startsWith("#"))
      .map((line) => line.split("\t") as [string, string]);
  const fillers = rows("fillers.tsv");
  const known = new Set(fillers.map(([slot]) => slot));
  const asked = [...rows("templates.tsv"), ...fillers].flatMap(([, text]) =>
    Array.from(text.matchAll(/\{([a-z-]+)\^?\}/g), (slot) => slot[1] ?? ""),
  );
  expect(asked.length).toBeGreaterThan(100);
  expect(asked.filter((slot) => !known.has(slot))).toEqual([]);
});
