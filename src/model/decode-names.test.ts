import { describe, expect, test } from "vitest";
import { decodeNames } from "./decode-names.ts";
import type { ReaderManifest } from "./manifest.ts";
import { splitWords } from "./words.ts";

const LABELS = ["O", "B-person", "I-person", "B-place", "I-place", "B-organization", "I-organization", "B-event", "I-event"];

/**
 * The names of a text that is written as `word/LABEL:score/UPOS`, score and tag as need be; behind a word `·` glues the next
 * one to its token, and `|` ends a sentence.
 */
function namesIn(marked: string, biases = { noNameBias: 0, otherNameBias: 0 }): string[] {
  const parts = [...marked.matchAll(/([^\s/+·|]+)\/([A-Za-z-]+)(?::(\d+))?(?:\/([A-Z]+))?([·|]?)/gu)];
  let text = "";
  const tokens: { start: number; end: number; upos: string; xpos: string; lemma: string; feats: string; head: number; relation: string }[] =
    [];
  const sentences: { start: number; end: number }[] = [];
  const scores: number[] = [];
  let begins = 0;
  let before = " ";
  for (const [, form = "", label = "O", sure = "3", upos = "PROPN", behind = ""] of parts) {
    if (text !== "" && before !== "·") text += " ";
    const start = text.length;
    text += form;
    const last = tokens.at(-1);
    if (before === "·" && last !== undefined) last.end = text.length;
    else tokens.push({ start, end: text.length, upos, xpos: "NNP", lemma: form, feats: "", head: -1, relation: "root" });
    scores.push(...LABELS.map((one) => (one === label ? Number(sure) : 0)));
    if (behind === "|") {
      sentences.push({ start: begins, end: text.length });
      begins = text.length;
    }
    before = behind;
  }
  sentences.push({ start: begins, end: text.length });
  const words = splitWords(text);
  expect(words).toHaveLength(parts.length);
  const manifest = { labels: { names: LABELS }, decoding: biases } as unknown as ReaderManifest;
  return decodeNames(text, { words, sentences, tokens }, Float32Array.from(scores), manifest).map(
    ({ first, end, role }) => `${text.slice(words[first]?.start, words[end - 1]?.end)}: ${role}`,
  );
}

describe("a name", () => {
  test("holds whole tokens", () => {
    expect(namesIn("Ona/B-person O/I-person:1·'/O:1·Dell/I-person:4 left/O")).toEqual(["Ona O'Dell: person"]);
  });
  test("ends with its sentence", () => {
    expect(namesIn("thanked/O Ona/B-person| Pell/I-person left/O")).toEqual(["Ona: person"]);
  });
  test("of a place is cut at a comma, and of a person ends there", () => {
    expect(namesIn("Hallam/B-place ,/I-place/PUNCT Ohio/I-place").join()).toBe("Hallam: place,Ohio: place");
    expect(namesIn("Ona/B-person Pell/I-person ,/I-person/PUNCT MD/I-person")).toEqual(["Ona Pell: person"]);
    expect(namesIn("Pell/B-organization ,/I-organization/PUNCT Inc/I-organization")).toEqual(["Pell , Inc: organization"]);
  });
  test("neither begins nor ends with what belongs to the sentence", () => {
    expect(namesIn("Hallam/B-place in/I-place:3/ADP")).toEqual(["Hallam: place"]);
    expect(namesIn("the/B-organization:3/DET Board/I-organization")).toEqual(["Board: organization"]);
    expect(namesIn("Pell/B-organization Corp/I-organization ./I-organization:3/PUNCT")).toEqual(["Pell Corp .: organization"]);
  });
  test("is of the type that its other places have", () => {
    expect(namesIn("Pell/B-person:6 met/O Pell/B-person:6 in/O Pell/B-place:1 ./O")).toEqual([
      "Pell: person",
      "Pell: person",
      "Pell: person",
    ]);
  });
});

test("biases say how sure the model must be of a name, and of a kind that few look for", () => {
  expect(namesIn("Pell/B-person:1", { noNameBias: 2, otherNameBias: 0 })).toEqual([]);
  expect(namesIn("Regatta/B-event:1", { noNameBias: 0, otherNameBias: -2 })).toEqual([]);
  expect(namesIn("Regatta/B-event:3", { noNameBias: 0, otherNameBias: -2 })).toEqual(["Regatta: event"]);
});

test("nothing has no names", () => expect(namesIn("")).toEqual([]));
