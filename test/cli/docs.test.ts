import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { COMMANDS, ENVIRONMENT, EXIT_CODES } from "../../src/cli/commands.ts";
import { CSV_COLUMNS } from "../../src/export/csv.ts";
import { jsonSchema } from "../../src/export/schema.ts";

const doc = (name: string): string => readFileSync(join(import.meta.dirname, "..", "..", "docs", name), "utf8");

describe("docs/cli.md", () => {
  const cli = doc("cli.md");
  test.each(COMMANDS.map(({ name, takes }) => [`sayso ${name} ${takes}`.trim()]))("has the heading %s", (title) => {
    expect(cli).toContain(`### \`${title}\`\n`);
  });
  test.each([...new Set(COMMANDS.flatMap(({ options }) => options.map(({ flags }) => flags)))])("has a row for %s", (flags) => {
    expect(cli).toContain(`| \`${flags}\` |`);
  });
  test("names the commands that an option is of, and every value it takes", () => {
    for (const { flags } of COMMANDS.flatMap(({ options }) => options)) {
      const row = cli.split("\n").find((line) => line.startsWith(`| \`${flags}\` |`)) ?? "";
      const owners = COMMANDS.filter(({ options }) => options.some((option) => option.flags === flags));
      const told = flags === "-f, --format <format>" ? "read, extract" : row.split("|")[2]?.trim();
      expect(told).toBe(owners.map(({ name }) => name).join(", "));
      for (const value of owners.flatMap(({ options }) => options.find((option) => option.flags === flags)?.values ?? []))
        expect(row).toContain(`\`${value}\``);
    }
  });
  test.each(Object.keys(EXIT_CODES))("has a row for exit code %s", (code) => expect(cli).toContain(`| ${code} |`));
  test.each(Object.keys(ENVIRONMENT))("has a row for %s", (name) => expect(cli).toContain(`| \`${name}\` |`));
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
