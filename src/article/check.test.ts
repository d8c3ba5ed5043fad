import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ferry } from "../../test/support/ferry.ts";
import { recordFrom, type Said } from "../../test/support/marked-record.ts";
import { checkRecord } from "./check.ts";
import { articleDigest } from "./digest.ts";
import type { ArticleRecord } from "./record.ts";

const paths = (record: ArticleRecord): readonly string[] => checkRecord(record).map(({ code, path }) => `${code} ${path}`);
const marked = (said: Record<number, Said> = {}): ArticleRecord =>
  recordFrom("{1s|Lind} {1q|said} {1c|that {2s|Reyk} {2q|denied} {2c|it}}.", { 2: { parent: "s1" }, ...said });

test("a record whose pieces fit has nothing wrong", () => {
  expect(checkRecord(ferry())).toEqual([]);
  expect(checkRecord(marked())).toEqual([]);
});

describe("the check names", () => {
  const spoilt = (spoil: (record: { -readonly [Key in keyof ArticleRecord]: ArticleRecord[Key] }) => void): ArticleRecord => {
    const record = structuredClone(marked());
    spoil(record);
    return record;
  };
  const person = { start: 0, end: 4, exact: "Lind", type: "person", form: "name" } as const;
  const second = { ...marked().statements?.[1] } as NonNullable<ArticleRecord["statements"]>[number];
  const first = { ...marked().statements?.[0] } as typeof second;
  test.each<[string, ArticleRecord, string[]]>([
    ["another text", { ...marked(), text: `${marked().text}x` }, ["E_DIGEST digest"]],
    ["another address", { ...marked(), meta: { ...marked().meta, url: "https://a.example/" } }, ["E_DIGEST digest"]],
    ["a span past the end", { ...marked(), blocks: [{ kind: "paragraph", start: 0, end: 999 }] }, ["E_SPAN blocks[0]"]],
    ["an empty span", { ...marked(), blocks: [{ kind: "paragraph", start: 3, end: 3 }] }, ["E_SPAN blocks[0]"]],
    ["a repeat of nothing", { ...marked(), blocks: [{ kind: "repeat", start: 0, end: 3, repeats: 0 }] }, ["E_SPAN blocks[0].repeats"]],
    [
      "blocks out of order",
      {
        ...marked(),
        blocks: [
          { kind: "paragraph", start: 3, end: 9 },
          { kind: "paragraph", start: 0, end: 2 },
        ],
      },
      ["E_SPAN blocks[1].start"],
    ],
    [
      "an id given twice",
      spoilt((record) => (record.statements = [first, { ...second, id: "s1", parent: null }])),
      ["E_SPAN statements[1].id"],
    ],
    [
      "an addressee who is none of the entities",
      marked({ 1: { addressee: { start: 15, end: 19, exact: "Reyk", entity: "e9" } } }),
      ["E_SPAN statements[0].addressee.entity"],
    ],
    [
      "an addressee whose words do not mention the entity",
      {
        ...marked({ 1: { addressee: { start: 15, end: 19, exact: "Reyk", entity: "e1" } } }),
        entities: [
          { id: "e1", type: "person", name: "Lind", aliases: [], mentions: [{ start: 0, end: 4, exact: "Lind", form: "name" }], roles: [] },
        ],
      },
      ["E_SPAN statements[0].addressee"],
    ],
    [
      "a channel with other words",
      marked({ 1: { channel: { kind: "speech", start: 15, end: 19, exact: "Lind" } } }),
      ["E_SPAN statements[0].channel.exact"],
    ],
    [
      "a day of saying outside its days",
      marked({
        1: { saidAt: { start: 15, end: 19, exact: "Reyk", precision: "day", date: "2024-03-05", from: "2024-03-04", to: "2024-03-04" } },
      }),
      ["E_SCHEMA statements[0].saidAt"],
    ],
    [
      "the same saying as a statement that is missing",
      spoilt((record) => (record.statements = [{ ...first, same: ["s9"] }, second])),
      ["E_SPAN statements[0].same[0]"],
    ],
    [
      "the same saying as a statement that does not know of it",
      spoilt(
        (record) =>
          (record.statements = [
            { ...first, same: ["s2"] },
            { ...second, same: [] },
          ]),
      ),
      ["E_SPAN statements[0].same[0]"],
    ],
    ["a parent that is missing", marked({ 2: { parent: "s9" } }), ["E_SPAN statements[1].parent"]],
    ["a parent that does not contain its child", marked({ 1: { parent: "s2" }, 2: {} }), ["E_SPAN statements[0].parent"]],
    [
      "statements inside each other",
      marked({ 1: { parent: "s2" }, 2: { parent: "s1" } }),
      ["E_SPAN statements[0].parent", "E_SPAN statements[1].parent"],
    ],
    [
      "a statement of nothing",
      spoilt((record) => (record.statements = [{ ...first, source: [], cue: [], content: [] }])),
      ["E_SPAN statements[0]"],
    ],
    [
      "content spans out of order",
      spoilt((record) => (record.statements = [{ ...first, content: [...first.source, ...first.content].toReversed() }])),
      ["E_SPAN statements[0].content[1].start"],
    ],
    [
      "a span of a layer that is not known yet",
      { ...marked(), places: [{ start: 0, end: 4, exact: "Land" }] } as ArticleRecord,
      ["E_SPAN places[0].exact"],
    ],
    ["a mention of other characters", { ...marked(), mentions: [{ ...person, exact: "Land" }] }, ["E_SPAN mentions[0].exact"]],
    ["a mention outside of the text", { ...marked(), mentions: [{ ...person, end: 999 }] }, ["E_SPAN mentions[0]"]],
    [
      "the shorter mention before the longer",
      { ...marked(), mentions: [person, { ...person, end: 9, exact: "Lind said" }] },
      ["E_SPAN mentions[1]"],
    ],
    [
      "a mention before an earlier one",
      { ...marked(), mentions: [{ ...person, start: 5, end: 9, exact: "said" }, person] },
      ["E_SPAN mentions[1]"],
    ],
    ["mentions in each other", { ...marked(), mentions: [{ ...person, end: 9, exact: "Lind said" }, person] }, []],
    [
      "a mention that cuts a character",
      { ...recordFrom("{1c|👍}"), mentions: [{ ...person, end: 1, exact: "\uD83D" }] },
      ["E_SPAN mentions[0]"],
    ],
    ["a span that cuts a character", recordFrom("{1s|Lind} {1q|said} {1c|👍}"), []],
  ])("%s", (_, record, expected) => expect(paths(record)).toEqual(expected));

  test("something nested without end", () => {
    const deep: unknown = JSON.parse("[".repeat(50_000) + "]".repeat(50_000));
    expect(paths({ ...marked(), later: deep } as ArticleRecord)).toEqual([expect.stringMatching(/^E_SCHEMA later\[0\]/)]);
  });
  test("a span that cuts a character in two", () => {
    const record = recordFrom("{1c|👍}");
    const cut = {
      ...record,
      statements: record.statements?.map((one) => ({ ...one, content: [{ start: 0, end: 1, exact: "\uD83D" }] })),
    } as ArticleRecord;
    expect(paths(cut)).toEqual(["E_SPAN statements[0].content[0]"]);
  });
});

describe("for every record", () => {
  const flip = (text: string, at: number, by: string): string => text.slice(0, at) + by + text.slice(at + 1);
  const letter = fc.constantFrom("x", "y", "z", " ", "é", "“");
  test("flipping any one character of the text is found", () => {
    fc.assert(
      fc.property(fc.nat(), letter, (n, by) => {
        const record = ferry();
        const at = n % record.text.length;
        fc.pre(record.text[at] !== by);
        const found = checkRecord({ ...record, text: flip(record.text, at, by) });
        expect(found[0]).toMatchObject({ code: "E_DIGEST", path: "digest", expected: expect.any(String) });
      }),
    );
  });
  test("flipping any one character of an exact is found at its place, even where the digest is forged", () => {
    const all = ferry().statements?.flatMap((statement, s) =>
      (["source", "cue", "content"] as const).flatMap((part) => statement[part].map((_, index) => ({ s, part, index }))),
    );
    fc.assert(
      fc.property(fc.constantFrom(...(all ?? [])), fc.nat(), letter, ({ s, part, index }, n, by) => {
        const record = structuredClone(ferry());
        const span = record.statements?.[s]?.[part][index] as { start: number; end: number; exact: string };
        const at = n % span.exact.length;
        fc.pre(span.exact[at] !== by);
        span.exact = flip(span.exact, at, by);
        const forged = { ...record, digest: articleDigest(record.meta.url, record.text) };
        expect(paths(forged)).toEqual([`E_SPAN statements[${s}].${part}[${index}].exact`]);
      }),
    );
  });
  test("moving any span by one unit is found", () => {
    fc.assert(
      fc.property(fc.nat(), fc.constantFrom(-1, 1), (n, by) => {
        const record = structuredClone(ferry());
        const statements = record.statements ?? [];
        const statement = statements[n % statements.length];
        const span = statement?.content[0] as { start: number; end: number } | undefined;
        fc.pre(span !== undefined && span.start + by >= 0);
        if (span === undefined) return;
        span.start += by;
        span.end += by;
        expect(checkRecord(record).length).toBeGreaterThan(0);
      }),
    );
  });
});
