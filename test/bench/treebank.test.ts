import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { alignWords, placed } from "../../bench/quality/treebank/align.ts";
import { readTreebank, type Treebank } from "../../bench/quality/treebank/conllu.ts";
import { f1Of } from "../../bench/quality/treebank/count.ts";
import { gumMentions, namesOf, readIob, scoreSpans } from "../../bench/quality/treebank/mentions.ts";
import { type Parse, type ParsedWord, parseOf, solidOffsets } from "../../bench/quality/treebank/parse.ts";
import { PARSE_MEASURES, scoreParse } from "../../bench/quality/treebank/score-parse.ts";

const rows = (...lines: readonly string[]): string => lines.map((line) => line.replaceAll(" ", "\t")).join("\n");

const NORDHOLM = `# newdoc id = GUM_news_nordholm
# sent_id = nordholm-1
# newpar id = p1
${rows(
  "1 Lind Lind PROPN NNP _ 4 nsubj _ Entity=(1-person-new-cf1-1-sgl)",
  "2-3 didn't _ _ _ _ _ _ _ _",
  "2 did do AUX VBD _ 4 aux _ _",
  "3 n't not PART RB _ 4 advmod:neg _ _",
  "4 say say VERB VB _ 0 root _ SpaceAfter=No",
  "5 . . PUNCT . _ 4 punct _ _",
)}

# sent_id = nordholm-2
${rows(
  "1 The the DET DT _ 2 det _ Entity=(2-object-new-cf1-2-coref",
  "2 ferry ferry NOUN NN _ 5 nsubj _ _",
  "2.1 that that PRON WDT _ _ _ _ _",
  "3 of of ADP IN _ 4 case _ _",
  "4 Nordholm Nordholm PROPN NNP _ 2 nmod _ Entity=(3-place-new-cf2-1-sgl)2)",
  "5 waits wait VERB VBZ _ 0 root _ SpaceAfter=No",
  "6 ! ! PUNCT . _ 5 punct _ _",
)}

# sent_id = nordholm-3
# newpar id = p2
${rows("1 Over over ADV RB _ 0 root _ _")}
`;

const [document] = readTreebank(NORDHOLM) as [Treebank];
const spelt = ({ start, end }: { start: number; end: number }): string => document.text.slice(start, end);

describe("a treebank's document", () => {
  test("is joined as it was written, paragraphs by an empty line", () => {
    expect(document.text).toBe("Lind didn't say. The ferry of Nordholm waits!\n\nOver");
    expect(document.sentences.map(({ id }) => id)).toEqual(["nordholm-1", "nordholm-2", "nordholm-3"]);
  });
  test("has every word at its place, and the parts of a contraction side by side within it", () => {
    expect(document.tokens.map(spelt)).toEqual(document.tokens.map(({ form }) => form));
    expect(document.tokens.flatMap(({ within }) => (within === null ? [] : spelt(within)))).toEqual(["didn't", "didn't"]);
  });
  test("counts heads through the document, and leaves empty nodes out", () => {
    expect(document.tokens.map(({ head }) => head)).toEqual([3, 3, 3, -1, 3, 6, 9, 8, 6, -1, 9, -1]);
  });
  test("nests its mentions", () => {
    expect(gumMentions(document).map((mention) => [spelt(mention), mention.type])).toEqual([
      ["Lind", "person"],
      ["Nordholm", "place"],
      ["The ferry of Nordholm", "object"],
    ]);
  });
  test("finds the names of a file of Universal NER", () => {
    const iob = readIob(`# sent_id = nordholm-2\n${rows("1 The O - -", "2 ferry B-ORG - -", "3 of I-ORG - -", "4 Nordholm B-LOC - -")}\n`);
    expect(namesOf(document, iob).map((name) => [spelt(name), name.type])).toEqual([
      ["ferry of", "ORG"],
      ["Nordholm", "LOC"],
    ]);
  });
});

/** Words as `form/head/relation`, in order of the text; parts of a contraction joined by `+`: `did/3/aux+n't/3/advmod`. */
function parseFrom(text: string, marked: string, sentenceEnds: readonly number[] = [text.length]): Parse {
  let at = 0;
  const words = marked.split(" ").flatMap((written): ParsedWord[] => {
    const parts = written.split("+").map((part) => part.split("/"));
    const surface = parts.map(([form]) => form).join("");
    const start = text.indexOf(surface, at);
    const within = parts.length > 1 ? { start, end: start + surface.length } : null;
    at = start;
    return parts.map(([form = "", head = "-1", relation = "dep"]) => {
      const own = { start: at, end: at + form.length };
      at = own.end;
      return { ...own, form, head: Number(head), relation, upos: "X", xpos: "X", lemma: form, within };
    });
  });
  return { words, sentenceEnds };
}

describe("the score of a parse", () => {
  const text = "She didn't wait.";
  const gold = parseFrom(text, "She/3/nsubj did/3/aux+n't/3/advmod wait/-1/root ./3/punct");
  test.each([
    ["the same with the contraction told", "She/3/nsubj did/3/aux+n't/3/advmod wait/-1/root ./3/punct", [5, 5, 5]],
    ["the same with its parts as words of their own", "She/3/nsubj did/3/aux n't/3/advmod wait/-1/root ./3/punct", [5, 5, 5]],
    ["a subtype, which does not count", "She/3/nsubj:pass did/3/aux n't/3/advmod wait/-1/root ./3/punct", [5, 5, 5]],
    ["a contraction left whole, whose word is lost", "She/2/nsubj didn't/2/aux wait/-1/root ./2/punct", [3, 3, 3]],
    ["another relation", "She/3/obj did/3/aux n't/3/advmod wait/-1/root ./3/punct", [5, 5, 4]],
    ["another head", "She/1/nsubj did/3/aux n't/3/advmod wait/-1/root ./3/punct", [5, 4, 4]],
    ["heads that are no gold word", "She/1/nsubj didn't/-1/root wait/1/ccomp ./1/punct", [3, 0, 0]],
    [
      "the full stop left on the word before, so that both are lost with their arcs",
      "She/3/nsubj did/3/aux n't/3/advmod wait./-1/root",
      [3, 0, 0],
    ],
  ])("of %s", (_, ours, [tokens, uas, las]) => {
    const scored = scoreParse(text, gold, parseFrom(text, ours));
    expect([scored.tokens.hit, scored.uas.hit, scored.las.hit]).toEqual([tokens, uas, las]);
    expect(scored.las.gold).toBe(5);
  });

  test("tells places without white space: a sentence that ends with a line end is the same sentence", () => {
    const lines = "It broke. \nIt is over.";
    const whole = parseFrom(lines, "It broke . It is over .", [9, 22]);
    const ours = parseFrom(lines, "It broke . It is over .", [11, 22]);
    expect(scoreParse(lines, whole, ours)["sentence ends"]).toEqual({ hit: 2, gold: 2, ours: 2 });
    expect(scoreParse(lines, whole, { ...ours, sentenceEnds: [22] })["sentence ends"]).toEqual({ hit: 1, gold: 2, ours: 1 });
  });

  test("takes every lemma where the gold one is left open", () => {
    const open = { ...gold, words: gold.words.map((word) => ({ ...word, lemma: "_" })) };
    expect(f1Of(scoreParse(text, open, gold).lemma)).toBe(1);
    expect(f1Of(scoreParse(text, gold, open).lemma)).toBe(0);
  });

  test("of the treebank against itself is whole", () => {
    const scored = scoreParse(document.text, parseOf(document), parseOf(document));
    for (const measure of PARSE_MEASURES) expect(f1Of(scored[measure])).toBe(1);
  });
});

/** A text without spaces, cut into words at any places, some neighbours being parts of one written token. */
const cut = (text: string): fc.Arbitrary<ParsedWord[]> =>
  fc.array(fc.constantFrom("joined", "cut", "part"), { minLength: text.length - 1, maxLength: text.length - 1 }).map((kinds) => {
    const groups: { start: number; end: number }[][] = [[]];
    let start = 0;
    for (let end = 1; end <= text.length; end++) {
      const kind = end === text.length ? "cut" : kinds[end - 1];
      if (kind === "joined") continue;
      groups.at(-1)?.push({ start, end });
      if (kind === "cut") groups.push([]);
      start = end;
    }
    return groups.flatMap((parts) => {
      const within = parts.length > 1 ? { start: parts[0]?.start ?? 0, end: parts.at(-1)?.end ?? 0 } : null;
      return parts.map((span) => ({
        ...span,
        within,
        form: text.slice(span.start, span.end),
        head: -1,
        relation: "dep",
        upos: "",
        xpos: "",
        lemma: "",
      }));
    });
  });

describe("an alignment", () => {
  const text = "abababab";
  const solid = solidOffsets(text);
  test("takes each gold word once, in order, and every word when both sides cut alike", () => {
    fc.assert(
      fc.property(cut(text), cut(text), (gold, ours) => {
        const aligned = Array.from(alignWords(placed(gold, solid), placed(ours, solid))).filter((word) => word >= 0);
        expect(aligned).toEqual([...new Set(aligned)].sort((a, b) => a - b));
        expect(Array.from(alignWords(placed(gold, solid), placed(gold, solid)))).toEqual(gold.map((_, i) => i));
      }),
    );
  });
});

test.each([
  ["the same", [[0, 4, "PER"]], 1],
  ["another type", [[0, 4, "ORG"]], 0],
  ["a word too many", [[0, 8, "PER"]], 0],
  ["the same with the space behind", [[0, 5, "PER"]], 1],
  [
    "the same twice, which counts once",
    [
      [0, 4, "PER"],
      [0, 5, "PER"],
    ],
    1,
  ],
  ["nothing", [], 0],
] as const)("a name is scored when it is %s", (_, ours, hits) => {
  const spans = ours.map(([start, end, type]) => ({ start, end, type }));
  expect(scoreSpans("Lind met Ole", [{ start: 0, end: 4, type: "PER" }], spans).hit).toBe(hits);
});
