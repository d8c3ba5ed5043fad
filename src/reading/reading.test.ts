import { describe, expect, test } from "vitest";
import { articleFrom } from "../../test/support/marked.ts";
import { diskResources } from "../desk/disk-resources.ts";
import type { MarkedGroup, WindowScores } from "../model/decode.ts";
import type { PreparedText, Reader } from "../model/reader.ts";
import { splitWords } from "../model/words.ts";
import { slice } from "../text/span.ts";
import { createReading } from "./reading.ts";

/** A reader that marks `NAME said REST` in whatever it is given: outermost first, as the model does. */
function fakeReader(read: string[]): Reader {
  let words: readonly string[] = [];
  let given = "";
  return {
    prepare: (text: string): PreparedText => {
      given = text;
      const spans = splitWords(text);
      words = spans.map((span) => slice(text, span));
      return { words: spans, windows: [] };
    },
    decode: (_: readonly WindowScores[], count: number): MarkedGroup[] => {
      read.push(given);
      const at = words.indexOf("said");
      if (at < 1) return [];
      const run = (role: "source" | "cue" | "content", first: number, end: number) => ({ role, first, end, score: 0.9 });
      return [{ cue: run("cue", at, at + 1), sources: [run("source", at - 1, at)], contents: [run("content", at + 1, count)] }];
    },
  } as unknown as Reader;
}

async function marksOf(text: string): Promise<{ found: (string | number | null)[][]; read: string[] }> {
  const read: string[] = [];
  const reading = await createReading(fakeReader(read), diskResources());
  const [layers] = await reading.run([articleFrom(text)]);
  const words = (spans: readonly { start: number; end: number }[]): string => spans.map((span) => slice(text, span)).join(" … ");
  return { found: (layers?.marks ?? []).map((group) => [group.parent, words(group.source), words(group.cue), words(group.content)]), read };
}

describe("reading", () => {
  test("reads a content once more, and nests what is found there", async () => {
    expect((await marksOf("Lind said that Penn said it was over")).found).toEqual([
      [null, "Lind", "said", "that Penn said it was over"],
      [0, "Penn", "said", "it was over"],
    ]);
  });
  test("reads each sentence of a content on its own, without the marks around it", async () => {
    expect((await marksOf("Lind said “Penn said it was over. Vale said it was not.”")).read.slice(1)).toEqual([
      "Penn said it was over.",
      "Vale said it was not",
    ]);
  });
  test("keeps the marks of a quotation that ends a content", async () => {
    expect((await marksOf("Lind said Penn said it would come “by May at the latest”")).found[1]).toEqual([
      0,
      "Penn",
      "said",
      "it would come “by May at the latest”",
    ]);
  });
  test("does not read a content again that holds no cue verb", async () => {
    expect((await marksOf("Lind said that the old boat sank at once")).read).toHaveLength(1);
  });
  test("goes two contents deep, and no deeper", async () => {
    const { found } = await marksOf("Lind said that Penn said that Vale said that Roe said that it was all over");
    expect(found.map(([parent, source]) => [parent, source])).toEqual([
      [null, "Lind"],
      [0, "Penn"],
      [1, "Vale"],
    ]);
  });
  test("reads a long text in parts, and finds in each what it would find alone", async () => {
    const filler = `${"The old boat sank at once. ".repeat(5000)}\n`;
    const { found, read } = await marksOf(`${filler}Lind said that the old boat sank at once`);
    expect(read.length).toBeGreaterThan(1);
    expect(found).toEqual([[null, "Lind", "said", "that the old boat sank at once"]]);
  });
  test("refuses a text that is no article", async () => {
    await expect(marksOf("a ".repeat(600_000))).rejects.toMatchObject({ code: "E_TOO_LARGE" });
  });
  test("does not read a few words again", async () => {
    expect((await marksOf("Lind said Penn said no")).read).toHaveLength(1);
  });
});
