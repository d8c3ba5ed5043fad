import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { articleFromConllu, bareArticle, mentionsIn } from "../../../test/support/conllu.ts";
import { conlluProblems } from "../../../test/support/conllu-format.ts";
import type { Mention, Token } from "../../article/article.ts";
import type { Block } from "../../article/block.ts";
import { toConllu } from "./conllu.ts";

const harbour = readFileSync(join(import.meta.dirname, "../../../examples/harbour.conllu"), "utf8");
/** A file without what only Sayso adds. */
const plainly = (file: string): string =>
  file
    .replace(/\|?(?:TokenRange|SpacesAfter)=[^|\n]*/g, "")
    .replace(/^((?:[^\t\n]*\t){9})\|?$/gm, "$1_")
    .replaceAll("\t|", "\t");
const misc = (file: string): string[] =>
  file
    .split("\n")
    .filter((line) => /^\d/.test(line))
    .map((line) =>
      line
        .split("\t")
        .flatMap((cell, column) => (column === 1 || column === 9 ? [cell] : []))
        .join(" "),
    );
/** An article with one sentence and a token for each run of `tokens` in the text. */
function worded(text: string, tokens: RegExp, upos = "X"): ReturnType<typeof bareArticle> & { layers: { tokens: Token[]; sentences: [] } } {
  const found = Array.from(
    text.matchAll(tokens),
    ({ index, 0: form }): Token => ({
      start: index,
      end: index + form.length,
      upos,
      xpos: "",
      lemma: "",
      feats: "",
    }),
  );
  return bareArticle(text, { tokens: found, sentences: [] });
}

describe("an article as CoNLL-U", () => {
  test("is what it was read from, with the offsets of each token", () => {
    const written = toConllu(articleFromConllu(harbour), "harbour");
    expect(conlluProblems(written)).toEqual([]);
    expect(plainly(written).replace(".\tPUNCT\t.\t_\t2\tpunct\t_\tSpaceAfter=No", ".\tPUNCT\t.\t_\t2\tpunct\t_\t_")).toBe(
      harbour.replace("# newpar\n# sent_id = harbour-2", "# sent_id = harbour-2"),
    );
    expect(written).toContain("6-7\tcan't\t_\t_\t_\t_\t_\t_\t_\tTokenRange=25:30\n6\tca\t");
    expect(written).toContain("\t.\tPUNCT\t.\t_\t13\tpunct\t_\tSpacesAfter=\\n\\n|TokenRange=57:58\n");
  });
  test("names each block where it begins, a dateline inside its paragraph not", () => {
    const article = articleFromConllu(harbour);
    const blocks: readonly Block[] = [
      { kind: "headline", start: 0, end: 58 },
      { kind: "paragraph", start: 60, end: 70 },
      { kind: "dateline", start: 60, end: 62 },
    ];
    const comments = toConllu({ ...article, blocks }, "a")
      .split("\n")
      .filter((line) => line.startsWith("# ") && !line.includes("text"));
    expect(comments).toEqual([
      "# newdoc id = a",
      "# global.Entity = GRP-etype-head-form",
      "# newpar",
      "# block = headline",
      "# sent_id = a-1",
      "# newpar",
      "# block = paragraph",
      "# sent_id = a-2",
    ]);
  });
  test("tells the parts of statements that a token is in", () => {
    const article = articleFromConllu(harbour);
    const statement = { kind: "indirect", polarity: "asserted", parent: null, flags: [], score: 1 } as const;
    const statements = [
      { ...statement, id: "s1", content: [{ start: 0, end: 34 }], source: [{ start: 36, end: 49 }], cue: [{ start: 50, end: 54 }] },
      { ...statement, id: "s2", content: [], source: [{ start: 0, end: 9 }], cue: [{ start: 31, end: 34 }] },
    ];
    const written = toConllu({ ...article, layers: { ...article.layers, statements } }, "a");
    expect(conlluProblems(written)).toEqual([]);
    const told = misc(written).flatMap((line) => /^(\S+) .*?Attribution=([^|]*)/.exec(line)?.slice(1).join(" ") ?? []);
    expect(told).toEqual([
      "The s1:content,s2:source",
      "mayor s1:content,s2:source",
      "of s1:content",
      "Port s1:content",
      "Hallam s1:content",
      "ca s1:content",
      "n't s1:content",
      "say s1:content,s2:cue",
      "Lind s1:source",
      "'s s1:source",
      "office s1:source",
      "told s1:cue",
    ]);
  });
  test("has no heads and relations without trees, and is nothing without tokens", () => {
    const { text, layers } = articleFromConllu(harbour);
    const written = toConllu(bareArticle(text, { tokens: layers.tokens, sentences: layers.sentences }), "a");
    expect(conlluProblems(written)).toEqual([]);
    expect(written).toContain(
      "13\ttold\ttell\tVERB\tVBD\tMood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin\t_\t_\t_\tTokenRange=50:54",
    );
    expect(toConllu(bareArticle("…", { tokens: [], sentences: [] }), "a")).toBe("");
  });
  test.each([
    ["an address", "https://courier.example/a b", "https:_courier.example_a_b-1"],
    ["a name with a line end", "a\nb", "a\uFFFDb-1"],
    ["nothing", "", "_-1"],
  ])("%s as id still gives each sentence a name without spaces and slashes", (_, id, expected) => {
    const written = toConllu(articleFromConllu(harbour), id);
    expect(/# sent_id = (.*)/.exec(written)?.[1]).toBe(expected);
    expect(conlluProblems(written)).toEqual([]);
  });
});

describe("what stands between tokens", () => {
  test.each([
    ["one space", "Lind left", ["Lind TokenRange=0:4", "left SpaceAfter=No|TokenRange=5:9"]],
    ["nothing", "Lind,", ["Lind SpaceAfter=No|TokenRange=0:4", ", SpaceAfter=No|TokenRange=4:5"]],
    [
      "a line end and spaces",
      " Lind\n  left\r\n",
      ["Lind SpacesAfter=\\n\\s\\s|SpacesBefore=\\s|TokenRange=1:5", "left SpacesAfter=\\r\\n|TokenRange=8:12"],
    ],
    [
      "a space that does not break, a tab, a bar",
      "a\u00A0b\tc|d",
      [
        "a SpacesAfter=\\u00A0|TokenRange=0:1",
        "b SpacesAfter=\\t|TokenRange=2:3",
        "c SpacesAfter=\\p|TokenRange=4:5",
        "d SpaceAfter=No|TokenRange=6:7",
      ],
    ],
  ])("is told: %s", (_, text, expected) => {
    const written = toConllu(worded(text, /[\p{L}]+|,/gu), "a");
    expect(conlluProblems(written)).toEqual([]);
    expect(misc(written)).toEqual(expected);
  });
  test("and what a form cannot show", () => {
    const written = toConllu(worded("a\u000Cb\u202Ec d\uD83D", /a.b.c|d./gs), "a");
    expect(conlluProblems(written)).toEqual([]);
    expect(written).toContain("# text = a\uFFFDb\uFFFDc d\uFFFD\n");
    expect(misc(written)).toEqual([
      "a\uFFFDb\uFFFDc SpacesInToken=a\\u000Cb\\u202Ec|TokenRange=0:5",
      "d\uFFFD SpaceAfter=No|SpacesInToken=d\\uD83D|TokenRange=6:8",
    ]);
  });
});

describe("words written as one", () => {
  test.each([
    ["don't", "do|n't", "X", ["1-2"]],
    ["don’t", "do|n’t", "X", ["1-2"]],
    ["Lind's", "Lind|'s", "X", ["1-2"]],
    ["the Linds'", "the|Linds|'", "PART", ["2-3"]],
    ["cannot", "can|not", "X", ["1-2"]],
    ["shouldn't've", "should|n't|'ve", "X", ["1-3"]],
    ["the U.S.'s", "the|U.S.|'s", "X", ["2-3"]],
    ["15-year", "15|-|year", "X", []],
    ["5km", "5|km", "X", []],
    ["said.", "said|.", "PUNCT", []],
    ["5'", "5|'", "NOUN", []],
    ["do n't", "do|n't", "X", []],
  ])("%s", (text, tokens, upos, expected) => {
    const pattern = new RegExp(
      tokens
        .split("|")
        .map((token) => token.replace(/[.?*+]/g, "\\$&"))
        .join("|"),
      "g",
    );
    const written = toConllu(worded(text, pattern, upos), "a");
    expect(written.match(/^\d+-\d+/gm) ?? []).toEqual(expected);
  });
});

describe("mentions", () => {
  const article = articleFromConllu(harbour);
  const over = (first: number, end: number): Mention => ({
    start: article.layers.tokens[first]?.start ?? 0,
    end: article.layers.tokens[end - 1]?.end ?? 0,
    type: "person",
    form: "name",
    score: 1,
  });
  const written = (...mentions: Mention[]): string => toConllu({ ...article, layers: { ...article.layers, mentions } }, "a");
  const entities = (file: string): string[] =>
    misc(file).flatMap((line) => /^(\S+) .*?Entity=([^|]*)/.exec(line)?.slice(1).join(" ") ?? []);
  test("of one token, in each other, and with one beginning: the longer opens first, the shorter closes first", () => {
    expect(entities(written(over(0, 5), over(0, 2), over(1, 2), over(3, 5), over(4, 5)))).toEqual([
      "The (1-person-2-name(2-person-2-name",
      "mayor (3-person-1-name)2)",
      "Port (4-person-2-name",
      "Hallam (5-person-1-name)4)1)",
    ]);
  });
  test("that cross: where one closes and another opens, closing comes first", () => {
    const file = written(over(0, 4), over(3, 5), over(3, 4));
    expect(entities(file)).toEqual(["The (1-person-2-name", "Port 1)(2-person-2-name(3-person-1-name)", "Hallam 2)"]);
    expect(mentionsIn(file).map(({ first, end }) => [first, end])).toEqual([
      [0, 4],
      [3, 5],
      [3, 4],
    ]);
  });
  test("that do not end where tokens do take the tokens that they touch; white space alone is none", () => {
    const [one, two] = [over(3, 4), over(12, 13)];
    expect(entities(written({ ...one, start: one.start + 2, end: one.end + 3 }, { ...two, start: two.end, end: two.end + 1 }))).toEqual([
      "Port (1-person-2-name",
      "Hallam 1)",
    ]);
  });
  test("end with their sentence", () => {
    const file = written({ ...over(14, 15), end: article.text.length });
    expect(entities(file)).toEqual([". (1-person-1-name)"]);
  });
});
