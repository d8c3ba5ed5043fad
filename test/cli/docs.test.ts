import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { checkRecord } from "../../src/article/check.ts";
import type { ArticleRecord } from "../../src/article/record.ts";
import { COMMANDS, ENVIRONMENT, EXIT_CODES } from "../../src/cli/commands.ts";
import { CSV_COLUMNS } from "../../src/export/csv.ts";
import { jsonSchema, recordSchema } from "../../src/export/schema.ts";
import { build, runNode } from "../support/build.ts";

const doc = (name: string): string => readFileSync(join(import.meta.dirname, "..", "..", "docs", name), "utf8");

describe("docs/cli.md", () => {
  const cli = doc("cli.md");
  test.each(COMMANDS.map(({ name, takes }) => [`sayso ${name} ${takes}`.trim()]))("has the heading %s", (title) => {
    expect(cli).toContain(`### \`${title}\`\n`);
  });
  const options = [...new Set(COMMANDS.flatMap(({ options }) => options.map(({ flags }) => flags)))];
  const partOf = (flags: string): string => cli.split(`\n### \`${flags}\`\n`)[1]?.split("\n### ")[0] ?? "";
  test.each(options)("has the heading %s, with its commands and values", (flags) => {
    const owners = COMMANDS.filter((command) => command.options.some((option) => option.flags === flags));
    const values = owners.flatMap((command) => command.options.find((option) => option.flags === flags)?.values ?? []);
    expect(partOf(flags)).toContain(`Of ${owners.map(({ name }) => name).join(", ")}. `);
    expect(values.filter((value) => !partOf(flags).includes(`\`${value}\``))).toEqual([]);
  });
  test.each(Object.keys(EXIT_CODES))("has a row for exit code %s", (code) => expect(cli).toContain(`| ${code} |`));
  test.each(Object.keys(ENVIRONMENT))("has the heading %s", (name) => expect(cli).toContain(`\n### \`${name}\`\n`));
});

describe("docs/record.md", () => {
  const record = doc("record.md");
  test("tells every field and every word of the schema", () => {
    const told = new Set(Array.from(record.replace(/```[\s\S]*?```/g, "").matchAll(/`([^`\n]+)`/g), ([, word]) => word));
    expect([...namesIn(jsonSchema())].filter((name) => !told.has(name))).toEqual([]);
  });
  test("tells every column of the table", () => {
    for (const column of CSV_COLUMNS) expect(record).toContain(`\`${column}\``);
  });
});

describe("code blocks", () => {
  beforeAll(build);
  const blocks = (name: string, language: string): string[] =>
    Array.from(doc(name).matchAll(new RegExp(`\\n\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, "g")), ([, code = ""]) => code);
  const root = join(import.meta.dirname, "..", "..");
  test.each(blocks("cli.md", "sh"))("runs: %s", (code) => {
    const folder = mkdtempSync(join(tmpdir(), "sayso-docs-"));
    symlinkSync(join(root, "examples"), join(folder, "examples"));
    const script = `set -eo pipefail\nsayso() { "${process.execPath}" "${join(root, "bin", "sayso")}" "$@"; }\n${code}`;
    const { status, stderr } = spawnSync("bash", ["-c", script], { cwd: folder, encoding: "utf8" });
    expect([status, stderr]).toEqual([0, ""]);
  });
  test.each(blocks("library.md", "js"))("runs: %s", (code) => {
    expect(runNode("--input-type=module", "-e", code)).toMatchObject({ code: 0, err: "", out: expect.stringContaining("Ana Lind") });
  });
  test.each(blocks("record.md", "json"))("is a record that holds: %s", (code) => {
    const record = recordSchema.parse(JSON.parse(code));
    expect(record.schema === "article/1" ? checkRecord(record as ArticleRecord) : []).toEqual([]);
  });
});

/** Property names and short fixed words anywhere in a JSON Schema; block kinds and error codes have their own pages. */
function namesIn(schema: unknown): Set<string> {
  const found = new Set<string>();
  const walk = (value: unknown, key: string): void => {
    if (typeof value !== "object" || value === null) return;
    if (key === "properties") for (const name of Object.keys(value)) found.add(name);
    if (key === "enum" && Array.isArray(value))
      for (const word of value as string[]) if (!word.startsWith("E_") && !OWN_PAGE.has(word)) found.add(word);
    for (const [name, inner] of Object.entries(value)) walk(inner, name);
  };
  walk(schema, "");
  return found;
}
const OWN_PAGE = new Set(
  "headline standfirst byline contributor dateline paragraph subheading list-item pull-quote caption credit post correction boilerplate repeat".split(
    " ",
  ),
);

describe("docs/library.md", () => {
  const root = join(import.meta.dirname, "..", "..", "src");
  const exported = (file: string): readonly string[] =>
    Array.from(readFileSync(join(root, file), "utf8").matchAll(/^export (?:type )?\{([^}]*)\}/gm), ([, names = ""]) =>
      names.split(","),
    ).flatMap((names) => names.map((name) => name.replace(/\btype\b/, "").trim()).filter(Boolean));
  test.each([...exported("index.ts"), ...exported("browser.ts")])("tells %s", (name) => {
    expect(doc("library.md").split("Everything that is exported")[1]).toContain(`\`${name}\``);
  });
});
