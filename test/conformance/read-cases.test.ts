import { describe, expect, test } from "vitest";
import { readCases } from "./read-cases.ts";

const HEADER = "# Row 3: Ferries\n# What ferries say.\n\n";
const good = (body: string) => readCases("x.txt", `${HEADER}${body}`);

describe("a file of cases", () => {
  test("gives the row, and each case with its text and offsets", () => {
    const row = good(
      "== * She says it\nNo boat, she\n\nsaid.\n\n-- indirect asserted\nflags: none\nsource: she\ncue: said\ncontent: No boat\n",
    );
    expect(row).toEqual({
      number: 3,
      name: "Ferries",
      explanation: "What ferries say.",
      cases: [
        {
          id: "03/she-says-it",
          title: "She says it",
          heldOut: true,
          strict: false,
          text: "No boat, she\n\nsaid.",
          expected: [
            {
              kind: "indirect",
              polarity: "asserted",
              flags: [],
              parent: undefined,
              optional: false,
              roles: { source: [[{ start: 9, end: 12 }]], cue: [[{ start: 14, end: 18 }]], content: [[{ start: 0, end: 7 }]] },
              circumstances: {},
            },
          ],
        },
      ],
    });
  });

  test.each([
    [
      "pieces joined by …",
      "content: A#1 … A boat",
      [
        [
          { start: 0, end: 1 },
          { start: 7, end: 13 },
        ],
      ],
      "A dog. A boat.",
    ],
    ["an ellipsis that stands in the text", "content: dog … boat", [[{ start: 2, end: 12 }]], "A dog … boat."],
    ["an occurrence", "content: boat#2", [[{ start: 8, end: 12 }]], "A boat, boat."],
    ["another reading", "content: A\nor: boat", [[{ start: 0, end: 1 }], [{ start: 2, end: 6 }]], "A boat."],
    ["an absent role", "content: (none)", [[]], "A boat."],
    ["a role that does not matter", "content: (any)", undefined, "A boat."],
    ["words that are part of longer words elsewhere", "content: he", [[{ start: 4, end: 6 }]], "The he."],
  ])("understands %s", (_, field, content, text) => {
    const found = good(`== t\n${text}\n-- statement\n${field}\n`);
    expect(found.cases[0]?.expected[0]?.roles.content).toEqual(content);
  });

  test("understands nothing, strict, optional and parent", () => {
    const [first, second] = good(
      "== a\nOne.\n-- nothing\n-- optional statement\ncue: One\n== b\nOne two.\n-- strict\n-- statement\ncue: One\n-- statement\ncue: two\nparent: 1\n",
    ).cases;
    expect(first).toMatchObject({ strict: false, expected: [{ optional: true }] });
    expect(second).toMatchObject({ strict: true, expected: [{ parent: undefined }, { parent: 0 }] });
  });
});

describe("a malformed file is refused with file and line:", () => {
  test.each([
    ["no case", "# Row 3: Ferries\n# What.\n", /^x\.txt:1: no case/],
    ["no header", "== t\nOne.\n-- nothing\n", /^x\.txt:1: the first line must be/],
    ["no explanation", "# Row 3: Ferries\n== t\nOne.\n-- nothing\n", /^x\.txt:1: the header lacks/],
    ["text before the first case", `${HEADER}stray\n== t\nOne.\n-- nothing\n`, /^x\.txt:4: before the first case/],
    ["no title", `${HEADER}==\nOne.\n-- nothing\n`, /^x\.txt:4: a case begins with/],
    ["no text", `${HEADER}== t\n-- nothing\n`, /^x\.txt:4: the case has no text/],
    ["no expectation", `${HEADER}== t\nOne.\n`, /^x\.txt:4: the case says nothing/],
    ["only strict", `${HEADER}== t\nOne.\n-- strict\n`, /^x\.txt:6: the case expects neither/],
    ["a title twice", `${HEADER}== t\nOne.\n-- nothing\n== T!\nTwo.\n-- nothing\n`, /^x\.txt:7: a second case/],
    ["nothing beside something", `${HEADER}== t\nOne.\n-- nothing\n-- direct\ncue: One\n`, /^x\.txt:6: "-- nothing" beside/],
    ["a field after nothing", `${HEADER}== t\nOne.\n-- nothing\ncue: One\n`, /^x\.txt:7: no field may follow/],
    ["an unknown kind", `${HEADER}== t\nOne.\n-- oblique\ncue: One\n`, /^x\.txt:6: after "--" stand.*not "oblique"/],
    ["a bare --", `${HEADER}== t\nOne.\n--\ncue: One\n`, /^x\.txt:6: after "--" stand/],
    ["an unknown field", `${HEADER}== t\nOne.\n-- direct\nchorus: One\n`, /^x\.txt:7: unknown field chorus/],
    ["a line that is no field", `${HEADER}== t\nOne.\n-- direct\nOne\n`, /^x\.txt:7: expected "field: words"/],
    ["an unknown flag", `${HEADER}== t\nOne.\n-- direct\nflags: cut\n`, /^x\.txt:7: unknown flag cut/],
    ["a field twice", `${HEADER}== t\nOne.\n-- direct\ncue: One\ncue: One\n`, /^x\.txt:8: cue is given twice/],
    ["an alternative to nothing", `${HEADER}== t\nOne.\n-- direct\nor: One\n`, /^x\.txt:7: "or:" must follow/],
    ["a parent that comes later", `${HEADER}== t\nOne.\n-- direct\nparent: 1\n`, /^x\.txt:7: parent is the number/],
    ["words that are not there", `${HEADER}== t\nOne.\n-- direct\ncue: Two\n`, /^x\.txt:7: not in the text: Two/],
    ["words that are there twice", `${HEADER}== t\nOne One.\n-- direct\ncue: One\n`, /^x\.txt:7: 2 times in the text: One/],
    ["an occurrence too many", `${HEADER}== t\nOne.\n-- direct\ncue: One#2\n`, /^x\.txt:7: only 1 times/],
    ["an empty role", `${HEADER}== t\nOne.\n-- direct\ncue:\n`, /^x\.txt:7: no words/],
  ])("%s", (_, source, message) => {
    expect(() => readCases("x.txt", source)).toThrow(message);
  });
});
