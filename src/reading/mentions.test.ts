import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { diskResources } from "../desk/disk-resources.ts";
import type { ReadToken } from "../model/decode-trees.ts";
import type { ReadText } from "../model/read-text.ts";
import { contains, overlaps, slice } from "../text/span.ts";
import { readMentionLabels } from "./mention-labels.ts";
import { mentionsOf } from "./mentions.ts";

const labels = await readMentionLabels(diskResources());
const TAGS: Readonly<Record<string, readonly [upos: string, xpos: string]>> = {
  d: ["DET", "DT"],
  n: ["PROPN", "NNP"],
  m: ["PROPN", "NNPS"],
  g: ["PART", "POS"],
  x: ["NOUN", "NN"],
  p: ["PUNCT", ","],
  a: ["ADJ", "JJ"],
};

/**
 * What a model read in one sentence, its tokens parted by spaces: `d:` before a token makes it an article, `n:` a proper noun, `m:` one in the plural,
 * `g:` the mark of a genitive, `x:` another noun, `a:` an adjective, `p:` a mark, `*` the head of all others, `~` in place of a space before it that there is none. Mentions and names count tokens.
 */
function readFrom(
  marked: string,
  mentions: readonly (readonly [number, number, string, string])[],
  names: readonly (readonly [number, number, string?])[] = [],
) {
  const pieces = marked.split(/ |(?=~)/).map((piece) => /^~?(\*?)(?:([dnmgxpa]):)?(.+)$/.exec(piece) ?? []);
  let text = "";
  const spans = pieces.map(([piece = "", , , form = ""]) => {
    if (text !== "" && !piece.startsWith("~")) text += " ";
    text += form;
    return { start: text.length - form.length, end: text.length };
  });
  const root = Math.max(
    0,
    pieces.findIndex(([, star]) => star === "*"),
  );
  const tokens = spans.map((span, at): ReadToken => {
    const [upos, xpos] = TAGS[pieces[at]?.[2] ?? "x"] ?? ["X", "X"];
    return { ...span, upos, xpos, lemma: "x", feats: "", head: at === root ? -1 : root, relation: at === root ? "root" : "dep" };
  });
  const read: ReadText = {
    words: spans,
    sentences: [{ start: 0, end: text.length }],
    tokens,
    mentions: mentions.map(([first, end, type, form], at) => ({ first, end, type, form, score: 0.9 - at / 100 })),
    names: names.map(([first, end, role = "person"]) => ({ first, end, role, score: 0.9 })),
    outer: [],
    inner: [],
  };
  return { text, read };
}

function shown(...given: Parameters<typeof readFrom>): string[] {
  const { text, read } = readFrom(...given);
  return mentionsOf(text, read, labels).map((mention) => `${mention.type} ${mention.form}: ${slice(text, mention)}`);
}

describe("in a record", () => {
  test.each<[string, string, [number, number, string, string], [number, number, string?][], string]>([
    ["a name has no article", "d:The *n:Nordholm sails", [0, 2, "place", "named"], [[0, 2, "place"]], "place name: Nordholm"],
    ["a name has no title", "n:Mayor *n:Ana n:Lind spoke", [0, 3, "person", "named"], [[0, 3]], "person name: Ana Lind"],
    ["a name has no titles", "d:the x:former n:Prime n:Minister *n:Lind", [0, 5, "person", "named"], [[2, 5]], "person name: Lind"],
    [
      "an office is described",
      "n:Hallam *n:President spoke",
      [0, 2, "organization", "named"],
      [],
      "organisation description: Hallam President",
    ],
    [
      "a body's name has its adjective",
      "d:the a:Hallamite n:Defence *n:Force sailed",
      [0, 4, "organization", "named"],
      [],
      "organisation name: Hallamite Defence Force",
    ],
    [
      "a body's name has what a hyphen joins",
      "d:the a:Hallamite~p:-~n:Ostan n:Defence *n:Force sailed",
      [0, 6, "organization", "named"],
      [],
      "organisation name: Hallamite-Ostan Defence Force",
    ],
    [
      "a dash between names joins nothing",
      "d:the n:Nahr p:- n:Defence *n:Force sailed",
      [0, 5, "organization", "named"],
      [],
      "organisation name: Defence Force",
    ],
    [
      "an adjective that begins a sentence is no name",
      "a:Former n:Hallam *n:Lines sank",
      [0, 3, "organization", "named"],
      [],
      "organisation name: Hallam Lines",
    ],
    [
      "an adjective in small letters is no name",
      "d:the a:former n:Hallam *n:Lines sank",
      [0, 4, "organization", "named"],
      [],
      "organisation name: Hallam Lines",
    ],
    ["a title alone stays", "d:The *n:Mayor spoke", [0, 2, "person", "named"], [[1, 2]], "person name: Mayor"],
    [
      "a place's name keeps its words",
      "n:President *n:Island sank",
      [0, 2, "place", "named"],
      [[0, 2, "place"]],
      "place name: President Island",
    ],
    [
      "a description has no comma around it",
      "p:, d:the *x:pilot p:, sailed",
      [0, 4, "person", "nominal"],
      [],
      "person description: the pilot",
    ],
    ["a quotation mark stays", 'p:" d:the *x:pilot p:" sailed', [0, 4, "person", "nominal"], [], 'person description: " the pilot "'],
    ["a mark alone stays", "*p:! sailed", [0, 1, "person", "nominal"], [], "person description: !"],
    ["a name has no mark of the genitive", "*n:Lind g:'s boat", [0, 2, "person", "named"], [[0, 2]], "person name: Lind"],
    [
      "a name is apart from what describes it",
      "*n:Ana n:Lind , d:the x:mayor",
      [0, 5, "person", "named"],
      [[0, 2]],
      "person name: Ana Lind",
    ],
    [
      "a name without a flat one is its proper nouns",
      "x:harbour x:pilot n:Ana *n:Lind , x:mayor",
      [0, 6, "person", "named"],
      [],
      "person name: Ana Lind",
    ],
    [
      "a name that is none of its proper nouns stays whole",
      "d:the *x:Board x:of x:Works",
      [1, 4, "organization", "named"],
      [],
      "organisation name: Board of Works",
    ],
    [
      "a name stands last in what describes its bearer",
      "x:former *x:leader n:Ana n:Lind",
      [0, 4, "person", "named"],
      [[2, 4]],
      "person name: Ana Lind",
    ],
    [
      "a flat name's type is that of the mention",
      "d:the *n:Nordholm sails",
      [0, 2, "organization", "named"],
      [[1, 2]],
      "person name: Nordholm",
    ],
    ["people called by a plural are a group", "*m:Norders sail", [0, 1, "person", "named"], [], "group name: Norders"],
    [
      "what goes on for long without a proper noun is no name",
      "x:one x:with *x:access x:to x:a x:harbour",
      [0, 6, "person", "named"],
      [],
      "person description: one with access to a harbour",
    ],
    ["a description keeps its article", "d:the *x:mayor spoke", [0, 2, "person", "nominal"], [], "person description: the mayor"],
    [
      "a description has no mark of the genitive",
      "d:the *x:mayor g:'s boat",
      [0, 3, "person", "nominal"],
      [],
      "person description: the mayor",
    ],
    ["a pronoun is one", "*x:she spoke", [0, 1, "person", "pronoun"], [], "person pronoun: she"],
    ["what has no type of its own is other", "d:a *x:whale sang", [0, 2, "animal", "nominal"], [], "other description: a whale"],
  ])("%s", (_, marked, mention, names, expected) => expect(shown(marked, [mention], names)).toEqual([expected]));

  test("two mentions that come to the same name are one", () => {
    const found = shown(
      "*n:Ana n:Lind , d:the x:mayor",
      [
        [0, 5, "person", "named"],
        [0, 2, "person", "named"],
      ],
      [[0, 2]],
    );
    expect(found).toEqual(["person name: Ana Lind"]);
  });
  test("a flat name in no mention by name is one of its own, without its title", () => {
    const found = shown("d:the *x:mayor , n:Mayor n:Lind", [[0, 5, "person", "nominal"]], [[3, 5]]);
    expect(found).toEqual(["person description: the mayor , Mayor Lind", "person name: Lind"]);
  });
  test("of a person's name in two flat ones a mention makes one, of two people's names it does not", () => {
    const pair: [number, number][] = [
      [0, 1],
      [1, 2],
    ];
    expect(shown("n:Per *n:Aldous spoke", [[0, 2, "person", "named"]], pair)).toEqual(["person name: Per Aldous"]);
    const full: [number, number][] = [
      [0, 2],
      [2, 4],
    ];
    expect(shown("n:Per n:Aldous *n:Ana n:Lind", [[0, 4, "person", "named"]], full)).toContain("person name: Ana Lind");
  });
  test("what holds the name of something else and has none of its own is described", () => {
    const found = shown("d:the *x:pilots x:in n:Port n:Hallam x:today", [[0, 6, "person", "named"]], [[3, 5, "place"]]);
    expect(found).toEqual(["person description: the pilots in Port Hallam today", "place name: Port Hallam"]);
  });
  test("mentions nest, by start, the longer first", () => {
    const found = shown(
      "d:the *x:mayor x:of n:Port n:Hallam",
      [
        [3, 5, "place", "named"],
        [0, 5, "person", "nominal"],
      ],
      [[3, 5, "place"]],
    );
    expect(found).toEqual(["person description: the mayor of Port Hallam", "place name: Port Hallam"]);
  });
});

test("every type and form of the model has a meaning in the table", () => {
  expect([...labels.types.keys()].sort()).toEqual([
    "abstract",
    "animal",
    "event",
    "object",
    "organization",
    "person",
    "place",
    "plant",
    "substance",
    "time",
  ]);
  expect([...labels.forms.keys()]).toEqual(["named", "nominal", "pronoun"]);
});

test("whatever was read, mentions lie in their sentence, nest, and are each given once", () => {
  const piece = fc.tuple(fc.constantFrom("", "*"), fc.constantFrom("", "d:", "n:", "g:"), fc.constantFrom("Mayor", "a", "'s", "Lind"));
  const run = fc.tuple(fc.nat(9), fc.integer({ min: 1, max: 10 }));
  const named = fc.tuple(run, fc.constantFrom("person", "place"), fc.constantFrom("named", "nominal"));
  fc.assert(
    fc.property(
      fc.array(piece, { minLength: 10, maxLength: 10 }),
      fc.array(named, { maxLength: 8 }),
      fc.array(run, { maxLength: 3 }),
      (pieces, found, flat) => {
        const end = ([first, length]: readonly [number, number]): number => Math.min(10, first + length);
        const apart = flat.filter(([first], at) => flat.slice(0, at).every((other) => first >= end(other)));
        const { text, read } = readFrom(
          pieces.map((parts) => parts.join("")).join(" "),
          found.map(([own, type, form]) => [own[0], end(own), type, form]),
          apart.map((own) => [own[0], end(own)]),
        );
        const mentions = mentionsOf(text, read, labels);
        for (const [at, one] of mentions.entries()) {
          expect(slice(text, one)).toMatch(/^\S(?:.*\S)?$/);
          for (const other of mentions.slice(at + 1)) {
            expect(one.start < other.start || (one.start === other.start && one.end > other.end)).toBe(true);
            expect(!overlaps(one, other) || contains(one, other) || contains(other, one)).toBe(true);
          }
        }
        expect(mentions.length).toBeLessThanOrEqual(read.mentions.length + read.names.length);
      },
    ),
  );
});
