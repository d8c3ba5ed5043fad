import { describe, expect, test } from "vitest";
import { SaysoError } from "../../errors.ts";
import { slice } from "../../text/span.ts";
import { readConllu } from "./conllu.ts";

/** Token lines from short ones, `1 Lind PROPN 2 nsubj SpaceAfter=No`, with `_` in the other columns. */
const rows = (...lines: string[]): string =>
  lines
    .map((line) => {
      if (line.startsWith("#") || line === "") return line;
      const [id, form, upos = "_", head = "_", relation = "_", misc = "_"] = line.split(" ");
      return [id, form, "_", upos, "_", "_", head, relation, "_", misc].join("\t");
    })
    .join("\n");
/** The text of a file, and the characters of each sentence and token. */
function read(source: string): { text: string; sentences: string[] | undefined; tokens: string[] | undefined } {
  const { text, layers } = readConllu(source);
  const shown = (spans: readonly { start: number; end: number }[] | undefined): string[] | undefined =>
    spans?.map((span) => slice(text, span));
  return { text, sentences: shown(layers.sentences), tokens: shown(layers.tokens) };
}
const two = ["1 It X 2 nsubj", "2 rained X 0 root SpaceAfter=No", "3 . X 2 punct"];

describe("the text of a file", () => {
  test.each<[string, string[], string]>([
    ["without comments has one space between tokens and sentences", ["1 It", "2 rained", "3 .", "", "1 Yes"], "It rained . Yes"],
    ["follows SpaceAfter=No", [...two, "", "1 Yes"], "It rained. Yes"],
    ["follows # text where SpaceAfter is not said", ["# text = It  rained.", "1 It", "2 rained", "3 ."], "It  rained."],
    ["has an empty line between paragraphs", [...two, "", "# newpar id = p2", "1 Yes"], "It rained.\n\nYes"],
    ["has nothing between sentences where SpaceAfter=No says so", ["1 Yes X 0 root SpaceAfter=No", "", ...two], "YesIt rained."],
    ["takes each written word once", ["1-2 can't _ _ _ SpaceAfter=No", "1 ca X 0 root", "2 n't X 1 advmod", "3 ! X 1 punct"], "can't!"],
    ["leaves out empty nodes", ["1 Lind", "1.1 says", "2 left"], "Lind left"],
    ["leaves out empty nodes before the first word", ["0.1 says", "1 left"], "left"],
    [
      "follows SpacesAfter and SpacesBefore",
      ["1 a _ _ _ SpacesBefore=\\n|SpacesAfter=\\s\\t", "2 b _ _ _ SpacesAfter=\\r\\n"],
      "\na \tb\r\n",
    ],
    [
      "follows SpacesInToken where the form agrees",
      ["1 a\uFFFDb _ _ _ SpacesInToken=a\\u000Cb", "2 c _ _ _ SpacesInToken=other"],
      "a\u000Cb c",
    ],
    ["follows TokenRange", ["1 a _ _ _ TokenRange=2:3", "2 b _ _ _ TokenRange=6:7"], "  a   b"],
    ["follows TokenRange in code points", ["1 👍👍 _ _ _ TokenRange=0:2", "2 b _ _ _ TokenRange=4:5"], "👍👍  b"],
    [
      "follows TokenRange between sentences and paragraphs",
      ["1 a _ _ _ SpaceAfter=No|TokenRange=0:1", "", "1 b _ _ _ TokenRange=3:4", "", "# newpar", "1 c _ _ _ TokenRange=6:7"],
      "a  b\n\nc",
    ],
    ["passes over TokenRange that does not fit the form", ["1 a _ _ _ TokenRange=0:3", "2 b _ _ _ TokenRange=9:10"], "a b"],
    ["passes over TokenRange that contradicts SpaceAfter", ["1 a _ _ _ SpaceAfter=No|TokenRange=0:1", "2 b _ _ _ TokenRange=9:10"], "ab"],
    ["passes over TokenRange that goes backwards", ["1 a _ _ _ TokenRange=5:6", "2 b _ _ _ TokenRange=0:1"], "a b"],
    ["passes over TokenRange far beyond the file", ["1 a _ _ _ TokenRange=0:1", "2 b _ _ _ TokenRange=900000000:900000001"], "a b"],
    ["passes over TokenRange that only some tokens have", ["1 a _ _ _ TokenRange=5:6", "2 b"], "a b"],
    [
      "keeps forms that hold a space or an underscore",
      ["# text = New York _", "1 New\u00A0York", "2 _"].map((line) => line.replace("# text = New York", "# text = New\u00A0York")),
      "New\u00A0York _",
    ],
  ])("%s", (_, lines, text) => expect(read(rows(...lines)).text).toBe(text));
  test("does not mind a byte order mark, line ends of Windows, empty lines and a missing last one", () => {
    const source = `\uFEFF\n${rows("# text = It rained.", ...two, "", "", "1 Yes")}`;
    expect(read(source.replaceAll("\n", "\r\n"))).toEqual(read(source));
    expect(read(source).text).toBe("It rained. Yes");
  });
});

describe("the layers of a file", () => {
  test("are sentences, tokens and trees where every word has a tag and a head", () => {
    const { layers } = readConllu(rows(...two, "", "1 Yes X 0 root"));
    expect(layers.sentences).toEqual([
      { start: 0, end: 10 },
      { start: 11, end: 14 },
    ]);
    expect(layers.tokens?.[1]).toEqual({ start: 3, end: 9, upos: "X", xpos: "", lemma: "", feats: "" });
    expect(layers.trees).toEqual([
      { head: 1, relation: "nsubj" },
      { head: -1, relation: "root" },
      { head: 1, relation: "punct" },
      { head: -1, relation: "root" },
    ]);
  });
  test.each([
    ["a tag", ["1 It X 2 nsubj", "2 rained _ 0 root"]],
    ["heads", ["1 It X", "2 rained X"]],
  ])("are sentences alone where a word has no %s", (_, lines) => {
    expect(Object.keys(readConllu(rows(...lines)).layers)).toEqual(["sentences"]);
  });
  test("are none where a sentence is so long that it is none", () => {
    expect(readConllu(rows(...Array.from({ length: 3000 }, (_, at) => `${at + 1} x`))).layers).toEqual({});
  });
  test.each<[string, string[], string[] | undefined]>([
    ["spelt as it is written", ["1-2 don't", "1 do X 0 root", "2 n't X 1 advmod"], ["do", "n't"]],
    ["spelt otherwise", ["1-2 don't", "1 do X 0 root", "2 not X 1 advmod"], ["do", "n't"]],
    ["spelt otherwise from the first letter", ["1-2 won't", "1 will X 0 root", "2 not X 1 advmod"], ["wo", "n't"]],
    ["of more words than letters", ["1-3 du", "1 de X 0 root", "2 le X 1 det", "3 x X 1 dep"], undefined],
    ["of letters beyond the first plane", ["1-2 👍👎", "1 up X 0 root", "2 down X 1 dep"], ["👍", "👎"]],
  ])("have words at their place in a written word %s", (_, lines, tokens) => expect(read(rows(...lines)).tokens).toEqual(tokens));
  test("know that the lemma of an underscore is an underscore", () => {
    expect(readConllu(rows("1 _ X 0 root", "2 b X 1 dep")).layers.tokens?.map(({ lemma }) => lemma)).toEqual(["_", ""]);
  });
});

describe("what is wrong is told with its line", () => {
  test.each<[string, string, string]>([
    ["a line with too few columns", "1\tIt\t_\n", "line 1: 3 columns where 10 are expected"],
    ["spaces for tabs", "1 It _ PRON _ _ 0 root _ _", "line 1: 1 column where 10 are expected; are they separated by tabs?"],
    ["an id that is none", rows("# text = a", "one a"), 'line 2: "one" is no id: a number, a range such as 1-2, or 1.1 is expected'],
    ["a zero", rows("0 a"), 'line 1: "0" is no id: a number, a range such as 1-2, or 1.1 is expected'],
    ["an id left out", rows("1 a", "3 b"), 'line 2: id "3" where 2 is expected'],
    [
      "a missing empty line",
      rows("1 a", "2 b", "# text = a", "1 a"),
      'line 4: id "1" where 3 is expected; is the empty line between two sentences missing?',
    ],
    ["a range that goes back", rows("2-1 ab", "1 a", "2 b"), 'line 1: id "2-1" where 1 is expected'],
    ["a range of nothing", rows("1 x", "2-1 ab", "2 b"), 'line 2: the range "2-1" is empty or overlaps the one before it'],
    [
      "ranges over each other",
      rows("1-3 abc", "1 a", "2-3 bc", "2 b", "3 c"),
      'line 3: the range "2-3" is empty or overlaps the one before it',
    ],
    ["a range beyond the end", rows("1-3 abc", "1 a", "2 b"), "line 1: the range ends at word 3, but the sentence has 2"],
    ["an empty node out of place", rows("1 a", "2.1 b"), 'line 2: id "2.1" where 1.1 is expected for an empty node'],
    ["no form", rows("1 a").replace("\ta\t", "\t\t"), "line 1: there is no form"],
    ["no word", rows("0.1 a"), "line 1: the sentence has no word"],
    ["a head that is no number", rows("1 a X two dep"), 'line 1: the head "two" is no number'],
    ["a head outside", rows("1 a X 0 root", "2 b X 3 dep"), "line 2: the head 3 lies outside of the sentence, which has 2 words"],
    ["a word on itself", rows("1 a X 0 root", "2 b X 2 dep"), "line 2: the word is its own head"],
    ["two roots", rows("", "1 a X 0 root", "2 b X 0 root"), "line 2: the sentence has 2 roots where one is expected"],
    [
      "a circle",
      rows("1 a X 0 root", "2 b X 3 dep", "3 c X 2 dep"),
      "line 2: the word does not lead to the root: its heads go round in a circle",
    ],
    ["some heads missing", rows("1 a X 0 root", "2 b X"), "line 2: the word has no head, but others of its sentence have"],
    ["another text", rows("# text = It snowed.", ...two), 'line 1: # text does not agree with the forms from "rained" on'],
    ["more text", rows("# text = It rained. No.", ...two), 'line 1: # text goes on with "No." behind the last form'],
  ])("%s", (_, source, message) => {
    expect(() => readConllu(source)).toThrow(new SaysoError("E_CONLLU", message));
  });
  test("counted from the line at which the document begins", () => {
    expect(() => readConllu(rows("", "x a"), 100)).toThrow('line 101: "x" is no id');
  });
  test.each([
    ["", ""],
    ["comments alone", "# newdoc id = a\n\n# text = a\n"],
  ])("a file of nothing but %s is empty", (_, source) => {
    expect(() => readConllu(source)).toThrow(new SaysoError("E_EMPTY", "there is no token"));
  });
});
