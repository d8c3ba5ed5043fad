import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { recordFrom } from "../../../test/support/marked-record.ts";
import type { ArticleRecord } from "../../article/record.ts";
import { compareRevisions } from "./compare.ts";

const NUMBERS = new Set(["two", "three"]);
const FIRST = `headline:: Ferry stops for winter
The ferry to Nordholm will stop on Monday after two accidents.
{1c|“We had no choice at all,”} {1s|Ana Lind} {1q|said}.
{2s|Ana Lind} {2q|denied} {2c|that the harbor was unsafe}.
The council meets in Port Hallam, said the mayor, Ida Fell.`;

const record = (marked: string): ArticleRecord => recordFrom(marked, { 1: { kind: "direct" }, 2: { polarity: "denied" } });
const shown = (before: ArticleRecord, after: ArticleRecord): readonly string[] =>
  compareRevisions(before, after, NUMBERS).map(
    ({ kinds, change, before: old, after: one }) => `${kinds.join("+")} ${change}: ${old?.exact ?? ""} > ${one?.exact ?? ""}`,
  );

describe("an edit of", () => {
  test.each([
    ["the headline", "stops for winter", "sinks in storm", ["headline changed: stops for winter > sinks in storm"]],
    ["a number in words", "two accidents", "three accidents", ["number changed: two > three"]],
    ["a number in digits", "on Monday after two", "on Monday after 12", ["number changed: two > 12"]],
    ["a name", "Port Hallam, said", "Port Velling, said", ["name changed: Hallam > Velling"]],
    ["a quotation", "no choice at all", "little choice at all", ["quotation changed: no > little"]],
    ["a quotation, by leaving out", "had no choice at all", "had no choice", ["quotation removed: at all > "]],
    ["who said it", "{1s|Ana Lind} {1q|said}", "{1s|The operator} {1q|said}", ["attribution+name changed: Ana Lind > The operator"]],
    ["how it was said", "{1q|said}", "{1q|claimed}", ["attribution changed: said > claimed"]],
    ["a spelling", "harbor", "harbour", ["typo changed: harbor > harbour"]],
    ["a mark", "Nordholm will", "Nordholm, will", ["typo added:  > ,"]],
    ["a short word that is no typo", "will stop on", "will stop in", ["wording changed: on > in"]],
    ["other words", "after two accidents", "after two bad weeks", ["wording changed: accidents > bad weeks"]],
    ["a plural, which is no typo", "two accidents", "two accident", ["wording changed: accidents > accident"]],
    ["straight quotation marks for curly ones, which is none", "“We had no choice at all,”", '"We had no choice at all,"', []],
  ])("%s", (_, from, to, expected) => expect(shown(record(FIRST), record(FIRST.replace(from, to)))).toEqual(expected));

  test("a whole paragraph, with the statement in it told once", () => {
    const more = `${FIRST}\n{3s|The union} {3q|said} {3c|its members had warned of this for years}.`;
    const added = "The union said its members had warned of this for years.";
    expect(shown(record(FIRST), record(more))).toEqual([`block added:  > ${added}`]);
    expect(shown(record(more), record(FIRST))).toEqual([`block removed: ${added} > `]);
  });
  test("a correction note", () => {
    const note = "An earlier version misstated the day.";
    expect(shown(record(FIRST), record(`${FIRST}\ncorrection:: ${note}`))).toEqual([`correction+block added:  > ${note}`]);
  });
  test("the order of paragraphs", () => {
    const lines = FIRST.split("\n");
    const moved = [lines[0], lines[4], lines[1], lines[2], lines[3]].join("\n");
    expect(shown(record(FIRST), record(moved))).toEqual([expect.stringMatching(/^move changed: The council meets/)]);
  });
  test("how the source stands to what is said", () => {
    const before = record(FIRST);
    const after = { ...before, statements: (before.statements ?? []).map((one) => ({ ...one, polarity: "asserted" as const })) };
    expect(shown(before, after)).toEqual(["attribution+statement changed: Ana Lind denied > Ana Lind denied"]);
  });
  test("a statement that is no statement any more", () => {
    const plain = FIRST.replace("{2s|Ana Lind} {2q|denied} {2c|that the harbor was unsafe}", "Ana Lind denied that the harbor was unsafe");
    expect(shown(record(FIRST), record(plain))).toEqual(["statement removed: Ana Lind denied that the harbor was unsafe > "]);
  });
});

describe("laws", () => {
  const line = fc
    .array(fc.constantFrom("the", "ferry", "“no”", "said", "Lind", "12", "Monday,", "unsafe."), { minLength: 1, maxLength: 8 })
    .map((words) => words.join(" "));
  const text = fc.array(line, { minLength: 1, maxLength: 5 }).map((lines) => lines.join("\n"));
  test("a text does not differ from itself", () => {
    fc.assert(
      fc.property(text, (one) => {
        expect(shown(recordFrom(one), recordFrom(one))).toEqual([]);
      }),
    );
  });
  test("every span shows its own text, and every edit has a kind and a side", () => {
    fc.assert(
      fc.property(text, text, (a, b) => {
        const [before, after] = [recordFrom(a), recordFrom(b)];
        for (const one of compareRevisions(before, after, NUMBERS)) {
          expect(one.kinds.length).toBeGreaterThan(0);
          expect(one.before ?? one.after).not.toBeNull();
          if (one.before !== null) expect(before.text.slice(one.before.start, one.before.end)).toBe(one.before.exact);
          if (one.after !== null) expect(after.text.slice(one.after.start, one.after.end)).toBe(one.after.exact);
        }
      }),
    );
  });
  test("edits added one way are removed the other way", () => {
    fc.assert(
      fc.property(text, text, (a, b) => {
        const count = (x: string, y: string, change: string): number =>
          compareRevisions(recordFrom(x), recordFrom(y), NUMBERS).filter((one) => one.kinds.includes("block") && one.change === change)
            .length;
        expect(count(a, b, "added")).toBe(count(b, a, "removed"));
      }),
    );
  });
});
