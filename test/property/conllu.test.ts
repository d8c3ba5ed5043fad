import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Arc, Article, Mention, Token } from "../../src/article/article.ts";
import type { Block } from "../../src/article/block.ts";
import { SaysoError } from "../../src/errors.ts";
import { toConllu } from "../../src/export/conllu/conllu.ts";
import { readConllu } from "../../src/extract/conllu/conllu.ts";
import { unescapeSpaces, withoutControls } from "../../src/text/escapes.ts";
import { slice } from "../../src/text/span.ts";
import { bareArticle, mentionsIn } from "../support/conllu.ts";
import { conlluProblems } from "../support/conllu-format.ts";

const harbour = readFileSync(join(import.meta.dirname, "..", "..", "examples", "harbour.conllu"), "utf8");

/** A piece of text that is a token, and what stands before it. */
const piece = fc.record({
  before: fc.oneof(
    { arbitrary: fc.constantFrom(" ", ""), weight: 4 },
    { arbitrary: fc.constantFrom("\n\n", "\r\n", "\t", "  ", "\u00A0", "\u2028", "\u200B", " | ", "\\n", "\u0000"), weight: 1 },
  ),
  form: fc.oneof(
    {
      arbitrary: fc.constantFrom(
        "Lind",
        "n't",
        "'s",
        "’",
        "can",
        "not",
        "said",
        ",",
        "“",
        "_",
        "1-2",
        "#",
        "👍",
        "é",
        "e\u0301",
        "\\s",
        "|",
        "=",
        "()",
      ),
      weight: 3,
    },
    {
      arbitrary: fc.string({ unit: "binary", minLength: 1, maxLength: 4 }).filter((form) => form === form.trim() && !/\s/u.test(form)),
      weight: 1,
    },
  ),
  upos: fc.constantFrom("NOUN", "VERB", "PART", "PUNCT", "X"),
  lemma: fc.constantFrom("", "be", "_", "a\tb", "New York"),
  endsSentence: fc.boolean(),
  opensBlock: fc.boolean(),
  head: fc.nat(1000),
});

/** Any article with tokens, trees and mentions; mentions may nest, cross each other and reach over sentences. */
const anyArticle = fc
  .record({
    pieces: fc.array(piece, { minLength: 1, maxLength: 14 }),
    end: fc.constantFrom("", "\n", " ", "\t|"),
    spans: fc.array(fc.tuple(fc.nat(13), fc.nat(6)), { maxLength: 6 }),
  })
  .map(({ pieces, end, spans }): Article<"tokens" | "sentences" | "trees" | "mentions"> => {
    let text = "";
    const tokens = pieces.map(({ before, form, upos, lemma }): Token => {
      text += before;
      const start = text.length;
      text += form;
      return { start, end: text.length, upos, xpos: upos, lemma, feats: "" };
    });
    const runs: [number, number][] = [];
    pieces.forEach(({ endsSentence }, at) => {
      const first = runs.at(-1)?.[1] ?? 0;
      if (endsSentence || at === pieces.length - 1) runs.push([first, at + 1]);
    });
    const start = (at: number): number => tokens[at]?.start ?? 0;
    const stop = (at: number): number => tokens[at]?.end ?? 0;
    // Each word hangs on an earlier one, so that every sentence is a tree with its first word as root.
    const trees = runs.flatMap(([first, last]) =>
      pieces
        .slice(first, last)
        .map(({ head }, at): Arc => (at === 0 ? { head: -1, relation: "root" } : { head: first + (head % at), relation: "dep" })),
    );
    const mentions = spans.flatMap(([first, length]): Mention[] =>
      first < tokens.length
        ? [{ start: start(first), end: stop(Math.min(first + length, tokens.length - 1)), type: "person", form: "name", score: 1 }]
        : [],
    );
    const blocks = pieces.flatMap(({ opensBlock }, at): Block[] =>
      opensBlock ? [{ kind: "paragraph", start: start(at), end: stop(at) }] : [],
    );
    const sentences = runs.map(([first, last]) => ({ start: start(first), end: stop(last - 1) }));
    return bareArticle(text + end, { tokens, sentences, trees, mentions }, blocks);
  });

const columns = (file: string): string[][] =>
  file
    .split("\n")
    .filter((line) => /^\d/.test(line))
    .map((line) => line.split("\t"));
const keyOf = (row: readonly string[], key: string): string | undefined => new RegExp(`(?:^|\\|)${key}=([^|]*)`).exec(row[9] ?? "")?.[1];

describe("every article as CoNLL-U", () => {
  test("keeps the rules of Universal Dependencies", () => {
    fc.assert(
      fc.property(anyArticle, (article) => {
        expect(conlluProblems(toConllu(article, "a"))).toEqual([]);
      }),
    );
  });
  test("shows at each TokenRange the characters of the form", () => {
    fc.assert(
      fc.property(anyArticle, (article) => {
        for (const row of columns(toConllu(article, "a"))) {
          const [start = 0, end = 0] = keyOf(row, "TokenRange")?.split(":").map(Number) ?? [];
          const characters = slice(article.text, { start, end });
          expect(row[1]).toBe(withoutControls(characters));
          expect(unescapeSpaces(keyOf(row, "SpacesInToken") ?? "") || row[1]).toBe(characters);
        }
      }),
    );
  });
  test("gives back its text, sentences, tokens and trees when it is read, with and without TokenRange", () => {
    fc.assert(
      fc.property(anyArticle, (article) => {
        const written = toConllu(article, "a");
        const unranged = toConllu({ ...article, blocks: [] }, "a").replace(/\|?TokenRange=\d+:\d+/g, "");
        for (const source of [written, unranged, written.replace(/^# text = .*\n/gm, "")]) {
          const { text, layers } = readConllu(source);
          expect(text).toBe(article.text);
          expect(layers.sentences).toEqual(article.layers.sentences);
          expect(layers.tokens?.map(({ start, end, upos }) => ({ start, end, upos }))).toEqual(
            article.layers.tokens.map(({ start, end, upos }) => ({ start, end, upos })),
          );
          expect(layers.trees).toEqual(article.layers.trees);
        }
      }),
    );
  });
  test("tells each mention once, as far as its sentence goes", () => {
    fc.assert(
      fc.property(anyArticle, (article) => {
        const { tokens, sentences, mentions } = article.layers;
        const expected = mentions.map(({ start, end }) => {
          const limit = sentences.find((sentence) => sentence.start <= start && start < sentence.end)?.end ?? end;
          const inside = tokens.flatMap((token, at) => (start <= token.start && token.end <= Math.min(end, limit) ? [at] : []));
          return `${inside[0]} to ${inside.at(-1)}`;
        });
        const found = mentionsIn(toConllu(article, "a"));
        expect(found.map(({ first, end }) => `${first} to ${end - 1}`).sort()).toEqual(expected.sort());
        for (const { first, end, head } of found) expect(head).toBeLessThanOrEqual(end - first);
      }),
    );
  });
});

describe("every file", () => {
  const judge = (source: string): void => {
    try {
      const { text, layers } = readConllu(source);
      const { sentences = [], tokens = [], trees = [] } = layers;
      expect(tokens).toHaveLength(trees.length);
      for (const spans of [sentences, tokens]) {
        let before = 0;
        for (const { start, end } of spans) {
          expect(before <= start && start < end && end <= text.length).toBe(true);
          before = end;
        }
      }
      expect(text.length).toBeLessThanOrEqual(3 * source.length);
    } catch (thrown) {
      if (!(thrown instanceof SaysoError)) throw thrown;
      expect(["E_CONLLU", "E_EMPTY"]).toContain(thrown.code);
      if (thrown.code === "E_CONLLU")
        expect(Number(/^line (\d+): /.exec(thrown.message)?.[1])).toBeLessThanOrEqual(source.split("\n").length);
    }
  };
  test("of random characters is read, or refused with a line", () => {
    const unit = fc.constantFrom("\t", "\n", "1", "2", "-", ".", "_", "a", "#", " ", "=", "|", "\\", "0");
    fc.assert(fc.property(fc.string({ unit, maxLength: 120 }), fc.string({ unit: "binary" }), (a, b) => [a, b].forEach(judge)));
  });
  test("with a spoilt place is read, or refused with a line", () => {
    const by = fc.oneof(
      fc.constantFrom("", "\t", "\n", "9", "0", "1-2\tx", "TokenRange=5:9|", "SpacesAfter=\\n|", "\uD83D"),
      fc.string({ unit: "binary", maxLength: 3 }),
    );
    const spoil = fc.record({ at: fc.nat(harbour.length), length: fc.nat(12), by });
    fc.assert(
      fc.property(fc.array(spoil, { minLength: 1, maxLength: 3 }), (places) => {
        judge(places.reduce((file, place) => file.slice(0, place.at) + place.by + file.slice(place.at + place.length), harbour));
      }),
      { numRuns: 300 },
    );
  });
});
