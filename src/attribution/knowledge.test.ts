import { describe, expect, test } from "vitest";
import { diskResources } from "../desk/disk-resources.ts";
import { readLexicon } from "../resource/lexicon.ts";
import type { Resources } from "../resource/resources.ts";
import { readKnowledge } from "./knowledge.ts";

const FILE = "data/lexicon/en/pattern.tsv";
const rows = await readLexicon(diskResources(), FILE, ["name", "flags", "pattern", "example"]);

test.each(rows)("the pattern $name matches its example: $example", ({ flags, pattern, example }) => {
  expect(new RegExp(pattern, flags).test(example)).toBe(true);
});

describe("a lexicon of patterns that was edited wrongly is told by file and name", () => {
  const edited = (change: (text: string) => string): Resources => ({
    bytes: async (name) => {
      const bytes = await diskResources().bytes(name);
      return name === FILE ? new TextEncoder().encode(change(new TextDecoder().decode(bytes))) : bytes;
    },
  });
  test.each([
    ["a pattern is gone", (text: string) => text.replace(/^unreached\t.*\n/m, ""), "no pattern named unreached"],
    [
      "a bracket is open",
      (text: string) => text.replace(/^unreached\tdgu\t/m, "unreached\tdgu\t("),
      "the pattern unreached is no regular expression",
    ],
  ])("%s", async (_, change, message) => {
    await expect(readKnowledge(edited(change))).rejects.toMatchObject({ code: "E_LEXICON", message: expect.stringContaining(message) });
  });
});
