import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { articleFrom } from "../../test/support/marked.ts";
import { diskResources } from "../desk/disk-resources.ts";
import type { MarkedGroup } from "../model/decode-marks.ts";
import type { ReadText } from "../model/read-text.ts";
import type { Reader } from "../model/reader.ts";
import { splitWords } from "../model/words.ts";
import { contains, slice } from "../text/span.ts";
import { nestGroups } from "./inner-marks.ts";
import { createReading } from "./reading.ts";

/** A reader that marks `NAME said REST` of the text, and `NAME denied REST` inside it; every line is a sentence, and every word a token on the first. */
function fakeReader(read: string[]): Reader {
  return {
    read: async (text: string): Promise<ReadText> => {
      read.push(text);
      const words = splitWords(text);
      const groups = (cue: string): MarkedGroup[] => {
        const at = words.findIndex((span) => slice(text, span) === cue);
        if (at < 1) return [];
        const run = (role: "source" | "cue" | "content", first: number, end: number) => ({ role, first, end, score: 0.9 });
        return [{ cue: run("cue", at, at + 1), sources: [run("source", at - 1, at)], contents: [run("content", at + 1, words.length)] }];
      };
      const tags = { upos: "X", xpos: "X", lemma: "x", feats: "" };
      const sentences = Array.from(text.matchAll(/[^\n]+/g), ({ index, 0: line }) => ({ start: index, end: index + line.length }));
      let first = 0;
      const tokens = words.map((word, at) => {
        if (at > 0 && text.slice(words[at - 1]?.end, word.start).includes("\n")) first = at;
        return { ...word, ...tags, head: first === at ? -1 : first, relation: first === at ? "root" : "dep" };
      });
      return { words, sentences, tokens, mentions: [], names: [], outer: groups("said"), inner: groups("denied") };
    },
  } as unknown as Reader;
}

async function readingOf(text: string) {
  const read: string[] = [];
  const reading = await createReading(fakeReader(read), diskResources());
  const [layers] = await reading.run([articleFrom(text)]);
  if (layers === undefined) throw new Error("the step gave no answer");
  const words = (spans: readonly { start: number; end: number }[]): string => spans.map((span) => slice(text, span)).join(" … ");
  return {
    ...layers,
    found: layers.marks.map((group) => [group.parent, words(group.source), words(group.cue), words(group.content)]),
    read,
  };
}

describe("reading", () => {
  test("nests what is marked inside a content", async () => {
    expect((await readingOf("Lind said that Penn denied it was over")).found).toEqual([
      [null, "Lind", "said", "that Penn denied it was over"],
      [0, "Penn", "denied", "it was over"],
    ]);
  });
  test("leaves out what is marked as inside where nothing is outside", async () => {
    expect((await readingOf("Penn denied it was over")).found).toEqual([]);
  });
  test("reads a long text in parts, and finds in each what it would find alone", async () => {
    const filler = `${"The old boat sank at once. ".repeat(5000)}\n`;
    const { found, read } = await readingOf(`${filler}Lind said that the old boat sank at once`);
    expect(read.length).toBeGreaterThan(1);
    expect(found).toEqual([[null, "Lind", "said", "that the old boat sank at once"]]);
  });
  test("refuses a text that is no article", async () => {
    await expect(readingOf("a ".repeat(600_000))).rejects.toMatchObject({ code: "E_TOO_LARGE" });
  });
  test("gives a long text's parts one numbering", async () => {
    const line = "The old boat sank at once .";
    const { tokens, trees, words, sentences } = await readingOf(`${line}\n`.repeat(4000));
    expect(sentences).toHaveLength(4000);
    expect(tokens.map(({ start, end }) => ({ start, end }))).toEqual(words);
    expect(trees.map(({ head }) => head)).toEqual(tokens.map((_, at) => (at % 7 === 0 ? -1 : at - (at % 7))));
  });
});

const place = fc.integer({ min: 0, max: 40 });
const spans = fc.array(
  fc.tuple(place, fc.integer({ min: 1, max: 12 })).map(([start, length]) => ({ start, end: start + length, score: 0.5 })),
  { maxLength: 2 },
);
const group = fc.record({ source: spans, cue: spans, content: spans, parent: fc.constant(null) });

test("what is nested lies in a content of its parent", () => {
  fc.assert(
    fc.property(fc.array(group, { maxLength: 6 }), fc.array(group, { maxLength: 6 }), (outer, inner) => {
      for (const { parent, source, cue, content } of nestGroups(outer, inner)) {
        const around = outer[parent ?? -1]?.content ?? [];
        expect(content.length).toBeGreaterThan(0);
        for (const span of [...source, ...cue.slice(0, 1), ...content]) expect(around.some((one) => contains(one, span))).toBe(true);
      }
    }),
  );
});
