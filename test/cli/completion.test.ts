import { spawnSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { COMMANDS } from "../../src/cli/commands.ts";
import { completionFor } from "../../src/cli/completion.ts";

const has = (shell: string): boolean => spawnSync(shell, ["-c", "true"]).status === 0;
/** What bash offers after these words. */
function offered(...words: string[]): string[] {
  const script = `${completionFor("bash")}
COMP_WORDS=(${words.map((word) => `'${word}'`).join(" ")}); COMP_CWORD=${words.length - 1}; _sayso; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout, stderr } = spawnSync("bash", ["-c", script], { encoding: "utf8" });
  expect(stderr).toBe("");
  return stdout.split("\n").filter((word) => word !== "");
}

describe("bash offers", () => {
  test.each([
    ["every command", ["sayso", ""], [...COMMANDS.map(({ name }) => name), "--help", "--version"]],
    ["commands that begin so", ["sayso", "e"], ["extract", "expire", "errors"]],
    ["the formats of read", ["sayso", "read", "--format", ""], ["text", "json", "ndjson", "csv", "html", "webannotation"]],
    ["the formats of extract", ["sayso", "extract", "-f", ""], ["text", "json", "ndjson"]],
    ["nothing for a number", ["sayso", "read", "--width", ""], []],
    ["options that begin so", ["sayso", "read", "--fo"], ["--format"]],
    ["shells", ["sayso", "completion", ""], ["bash", "zsh", "fish"]],
    ["files", ["sayso", "read", "package.js"], ["package.json"]],
  ])("%s", (_, words, expected) => expect(offered(...words)).toEqual(expected));
});

test.skipIf(!has("fish"))("fish takes its script and offers formats", () => {
  const { stdout, stderr } = spawnSync("fish", ["--no-config", "-c", `${completionFor("fish")}\ncomplete -C'sayso read --format '`], {
    encoding: "utf8",
  });
  expect(stderr).toBe("");
  const offers = new Set(
    stdout
      .trim()
      .split("\n")
      .map((line) => line.split("\t")[0]),
  );
  expect(offers).toEqual(new Set(["csv", "html", "json", "ndjson", "text", "webannotation"]));
});

test.skipIf(!has("zsh"))("zsh takes its script", () => {
  const { stderr, status } = spawnSync("zsh", ["-f", "-n"], { input: completionFor("zsh"), encoding: "utf8" });
  expect([status, stderr]).toEqual([0, ""]);
});
