import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { MarkedGroup } from "./decode-marks.ts";
import type { ReaderManifest } from "./manifest.ts";
import type { PreparedText } from "./prepare.ts";
import { textReader } from "./read-text.ts";
import { readTables } from "./tables.ts";
import { readTails } from "./tails.ts";
import { splitWords } from "./words.ts";

/** Made-up scores of one text, and what the trainer's decoders make of them; origin: `./train/run parity`. */
interface Example extends Pick<ReaderManifest, "labels" | "columns" | "decoding"> {
  readonly text: string;
  readonly tables: unknown;
  readonly tails: unknown;
  readonly cases: readonly Case[];
}

interface Case {
  readonly windows: readonly (readonly [firstWord: number, endWord: number, rows: readonly (readonly number[])[]])[];
  readonly sentences: readonly Pair[];
  readonly tokens: readonly (readonly [...Pair, string, string, string, string, number, string])[];
  readonly mentions: readonly (readonly [...Pair, string, string])[];
  readonly names: readonly (readonly [...Pair, string])[];
  readonly outer: readonly Group[];
  readonly inner: readonly Group[];
}
type Pair = readonly [number, number];
type Group = Readonly<Record<"cue" | "source" | "content", readonly Pair[]>>;

const example = JSON.parse(readFileSync(new URL("decoding.parity.json", import.meta.url), "utf8")) as Example;
const manifest = example as unknown as ReaderManifest;
const readAll = textReader(manifest, readTables(JSON.stringify(example.tables), manifest), readTails(JSON.stringify(example.tails)));

function read({ windows }: Case) {
  const prepared: PreparedText = {
    words: splitWords(example.text),
    windows: windows.map(([firstWord, endWord]) => ({
      firstWord,
      endWord,
      ids: new BigInt64Array(),
      features: new BigInt64Array(),
      firstPieces: new Int32Array(),
    })),
  };
  return readAll(example.text, prepared, {
    score: async ({ firstWord, endWord }) => {
      const rows = windows.find(([first]) => first === firstWord)?.[2] ?? [];
      const width = rows[0]?.length ?? 0;
      return { firstWord, endWord, values: Float32Array.from(rows.flat()), rows: Int32Array.from(rows, (_, word) => word * width) };
    },
  });
}

const groups = (found: readonly MarkedGroup[]): Group[] =>
  found.map(({ cue, sources, contents }) => {
    const [cues, ...others] = [cue === undefined ? [] : [cue], sources, contents].map((runs) =>
      runs.map(({ first, end }) => [first, end] as const),
    );
    return { cue: cues ?? [], source: others[0] ?? [], content: others[1] ?? [] };
  });

describe.each(example.cases.map((one) => [one.windows.length, one] as const))("from scores of %i windows the trainer's", (_, expected) => {
  const found = read(expected);
  test("sentences", async () => {
    expect((await found).sentences.map(({ start, end }) => [start, end])).toEqual(expected.sentences);
  });
  test("tokens, tags, lemmas and trees", async () => {
    const tokens = (await found).tokens.map(({ start, end, upos, xpos, lemma, feats, head, relation }) => {
      return [start, end, upos, xpos, lemma, feats === "" ? "_" : feats, head, relation];
    });
    expect(tokens).toEqual(expected.tokens);
  });
  test("mentions", async () => {
    expect((await found).mentions.map(({ first, end, type, form }) => [first, end, type, form])).toEqual(expected.mentions);
  });
  test("names", async () => {
    expect((await found).names.map(({ first, end, role }) => [first, end, role])).toEqual(expected.names);
  });
  test("attributions", async () => {
    expect(groups((await found).outer)).toEqual(expected.outer);
    expect(groups((await found).inner)).toEqual(expected.inner);
  });
});

test("the example has something of everything", () => {
  const { tails } = example as unknown as { tails: Record<string, unknown> };
  const forms = example.cases.flatMap(({ tokens }) => tokens.map(([start, end]) => example.text.slice(start, end)));
  expect(forms.filter((form) => form.toLowerCase() in tails).length).toBeGreaterThan(0);
  expect(forms.filter((form) => /[\ud800-\udfff]/.test(form)).length).toBeGreaterThan(0);
  for (const one of example.cases) {
    const longest = Math.max(...one.windows.map(([first, end]) => end - first));
    expect(one.sentences.length).toBeGreaterThan(3);
    for (const layer of [one.mentions, one.names, one.outer, one.inner]) expect(layer.length).toBeGreaterThan(3);
    const wider = one.sentences.filter(([start, end]) => one.tokens.filter(([at]) => at >= start && at < end).length > longest);
    expect(one.windows.length < 8 || wider.length > 0).toBe(true);
  }
});
