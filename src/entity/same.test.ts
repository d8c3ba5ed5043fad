import { expect, test } from "vitest";
import { bareStatement, parsed } from "../../test/support/treed.ts";
import type { BlockKind } from "../article/block.ts";
import { diskResources } from "../desk/disk-resources.ts";
import type { Statement } from "../record/statement.ts";
import { readKnowledge } from "./knowledge.ts";
import { withSame } from "./same.ts";
import { sceneOf } from "./scene.ts";

const knowledge = await readKnowledge(diskResources());

interface Row {
  readonly line: string;
  readonly kind?: BlockKind;
  readonly content: string;
  readonly more?: Partial<Statement>;
}

/** The ids that each statement is the same as; every line is a block with one statement. */
function sameIn(rows: readonly Row[]): readonly (readonly string[])[] {
  const given = parsed(
    rows.map(({ line }) =>
      line
        .split(" ")
        .map((word) => `${word}/X/0/dep`)
        .join(" "),
    ),
  );
  const blocks = rows.map(({ kind = "paragraph" }, index) => ({
    kind,
    start: given.blocks[index]?.start ?? 0,
    end: given.blocks[index]?.end ?? 0,
  }));
  const statements = rows.map(({ content, more }, index): Statement => {
    const start = given.text.indexOf(content, blocks[index]?.start);
    return { ...bareStatement(index), content: [{ start, end: start + content.length }], ...more };
  });
  const article = { ...given, blocks, layers: { ...given.layers, statements } };
  return withSame(statements, sceneOf(article, knowledge)).map(({ same = [] }) => same);
}

const by = (name: string) => ({ speakers: [{ entity: name, name, evidence: [] }] });
const HEADLINE = { line: "Ferry will not sail before spring", kind: "headline", content: "Ferry will not sail before spring" } as const;

test.each<[string, readonly Row[], readonly (readonly string[])[]]>([
  [
    "a headline and the sentence below",
    [
      HEADLINE,
      { line: "Lind said the night ferry would not sail before the spring", content: "the night ferry would not sail before the spring" },
    ],
    [["s2"], ["s1"]],
  ],
  [
    "a fragment in the headline and the whole quotation below",
    [
      { line: "Lind calls plan a second winter", kind: "headline", content: "a second winter", more: { kind: "mixed" } },
      { line: "Lind said it was a second winter without a lifeline", content: "a second winter without a lifeline" },
    ],
    [["s2"], ["s1"]],
  ],
  [
    "a post and its quotation",
    [
      { line: "Lind wrote that nobody had answered her letters", content: "nobody had answered her letters" },
      { line: "Nobody had answered her letters by Friday", content: "Nobody had answered her letters by Friday", kind: "post" },
    ],
    [["s2"], ["s1"]],
  ],
])("the same: %s", (_, rows, expected) => expect(sameIn(rows)).toEqual(expected));

test.each<[string, readonly Row[]]>([
  [
    "the words of two speakers",
    [
      { ...HEADLINE, more: by("e1") },
      { line: "Reyk said the ferry would not sail before spring", content: "the ferry would not sail before spring", more: by("e2") },
    ],
  ],
  [
    "what one says and another denies",
    [
      HEADLINE,
      {
        line: "He denied the ferry would not sail before spring",
        content: "the ferry would not sail before spring",
        more: { polarity: "denied" },
      },
    ],
  ],
  [
    "a headline and something else",
    [HEADLINE, { line: "Lind said the council had met on Friday", content: "the council had met on Friday" }],
  ],
  [
    "a statement and the one inside it",
    [
      {
        line: "Lind said Reyk had told her that nobody would sail before spring",
        content: "Reyk had told her that nobody would sail before spring",
      },
      { line: "that nobody would sail before spring", content: "that nobody would sail before spring", more: { parent: "s1" } },
    ],
  ],
])("not the same: %s", (_, rows) => expect(sameIn(rows).flat()).toEqual([]));
