import { spawnSync } from "node:child_process";
import { existsSync, globSync, mkdtempSync, readFileSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { BLOCK_KINDS } from "../src/article/block.ts";
import { ENVIRONMENT } from "../src/cli/commands.ts";
import { ERRORS } from "../src/errors.ts";
import { FLAGS, POLARITIES, STATEMENT_KINDS } from "../src/record/statement.ts";
import { build, runNode } from "./support/build.ts";

const root = join(import.meta.dirname, "..");
const read = (file: string): string => readFileSync(join(root, file), "utf8");
const documents = [
  ...globSync("docs/**/*.md", { cwd: root }),
  "README.md",
  "CONTRIBUTING.md",
  "models/en/reader/card.md",
  "data/LICENCES.md",
];

describe("every word that users meet has its place in the documents", () => {
  test.each(Object.keys(ERRORS))("docs/errors.md has the heading %s, and when it comes", (code) => {
    const part = read("docs/errors.md").split(`\n## ${code}\n`)[1]?.split("\n## ")[0] ?? "";
    expect(part).toMatch(/\*When:\* \S/);
    expect(part).toContain(ERRORS[code as keyof typeof ERRORS]);
  });
  test.each(BLOCK_KINDS)("docs/glossary.md tells the block %s", (kind) => expect(read("docs/glossary.md")).toContain(`| \`${kind}\` |`));
  test.each([...STATEMENT_KINDS, ...POLARITIES, ...FLAGS])("docs/statements.md has the heading %s", (word) => {
    expect(read("docs/statements.md")).toMatch(new RegExp(`^#+ \`?${word}\`?\\b`, "m"));
  });
  test("each environment variable of the sources has its heading", () => {
    const sources = [...globSync("{src,bench,scripts,test}/**/*.ts", { cwd: root }), "run", "scripts/bootstrap.sh"].map(read).join("\n");
    const used = new Set(Array.from(sources.matchAll(/\bSAYSO_[A-Z_]+/g), ([name]) => name));
    const headings = documents.map(read).join("\n");
    expect([...used].filter((name) => !new RegExp(`^#+ \`?${name}\`?$`, "m").test(headings))).toEqual([]);
    expect(Object.keys(ENVIRONMENT).filter((name) => !headings.includes(name))).toEqual([]);
  });
});

describe("links", () => {
  const links = documents.flatMap((file) =>
    Array.from(read(file).matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)[^)]*\)/g), ([, to = ""]) => [file, to] as const),
  );
  test.each(links)("%s leads to %s", (file, to) => expect(existsSync(join(root, dirname(file), to))).toBe(true));
});

describe("README.md", () => {
  beforeAll(build);
  const blocks = (language: string): string[] =>
    Array.from(read("README.md").matchAll(new RegExp(`\\n\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, "g")), ([, code = ""]) => code);
  const folder = (): string => {
    const made = mkdtempSync(join(tmpdir(), "sayso-readme-"));
    for (const name of ["examples", "run"]) symlinkSync(join(root, name), join(made, name));
    return made;
  };
  const shell = (code: string): { status: number | null; stdout: string; stderr: string } => {
    const script = code.replaceAll("./run test\n", "").replaceAll("./run ", "sayso ");
    const sayso = `sayso() { "${process.execPath}" "${join(root, "bin", "sayso")}" "$@"; }`;
    return spawnSync("bash", ["-c", `set -eo pipefail\n${sayso}\n${script}`], { cwd: folder(), encoding: "utf8" });
  };
  test.each(blocks("sh"))("runs: %s", (code) => expect(shell(code)).toMatchObject({ status: 0, stderr: "" }));
  test("shows what is really printed", () => {
    const [shown = ""] = blocks("text").filter((block) => block.includes("The Hallam Courier"));
    expect(shell("./run read examples/ferry.html --format text --width 88\n").stdout).toContain(shown.trimEnd());
  });
  test.each(blocks("js"))("runs: %s", (code) => {
    const check = 'if (record.schema !== "article/1" || record.statements?.length !== 2) throw new Error(JSON.stringify(record));';
    expect(runNode("--input-type=module", "-e", `${code}\n${check}`)).toMatchObject({ code: 0, err: "" });
  });
});
