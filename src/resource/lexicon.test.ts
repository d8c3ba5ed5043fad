import { describe, expect, test } from "vitest";
import { resourcesOf } from "../../test/support/resources.ts";
import { readLexicon } from "./lexicon.ts";

const read = (file: string) => readLexicon(resourcesOf({ "a.tsv": file }), "a.tsv", ["word", "class"]);

describe("a lexicon", () => {
  test("has rows under named columns; remarks and empty lines are left out, empty values stay", async () => {
    expect(await read("# Origin: here.\nword\tclass\n\nsay\tutter\n# more\nhum\t\n")).toEqual([
      { word: "say", class: "utter" },
      { word: "hum", class: "" },
    ]);
  });
  test.each([
    ["other columns", "word\tkind\nsay\tutter\n", "E_LEXICON", "a.tsv: expected the columns word, class, found word, kind"],
    ["a value too few", "# Origin\nword\tclass\nsay\tutter\nhum\n", "E_LEXICON", "a.tsv:4: expected 2 values, found 1"],
    ["a value too many", "word\tclass\nsay\tutter\tmore\n", "E_LEXICON", "a.tsv:2: expected 2 values, found 3"],
    ["no header", "# Origin\n", "E_LEXICON", "a.tsv: expected the columns word, class"],
  ])("with %s is refused, with file and line", async (_, file, code, message) => {
    await expect(read(file)).rejects.toMatchObject({ code, message: expect.stringContaining(message) });
  });
  test("that is missing is named", async () => {
    await expect(readLexicon(resourcesOf({}), "a.tsv", ["word"])).rejects.toMatchObject({ code: "E_RESOURCE" });
  });
  test("that is not UTF-8 is refused", async () => {
    const resources = { bytes: async () => Uint8Array.of(0x77, 0xff, 0x0a) };
    await expect(readLexicon(resources, "a.tsv", ["word"])).rejects.toMatchObject({ code: "E_RESOURCE" });
  });
});
