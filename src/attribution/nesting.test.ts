import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { draftsFrom } from "../../test/support/marked.ts";
import { contains, hull } from "../text/span.ts";
import type { Draft } from "./draft.ts";
import { parentsOf } from "./nesting.ts";
import { spansOf } from "./places.ts";

describe("a statement lies in", () => {
  test.each([
    ["nothing, side by side", "[source Lind] [cue said] [content no]. [source2 Penn] [cue2 said] [content2 yes].", [-1, -1]],
    ["the content of another", "[source Lind] [cue said] [content [source2 Penn] [cue2 said] [content2 no]].", [-1, 0]],
    [
      "the smallest content around it",
      "[source Lind] [cue said] [content [source2 Penn] [cue2 said] [content2 [source3 Vale] [cue3 said] [content3 no]]].",
      [-1, 0, 1],
    ],
    ["nothing when its source stands outside", "[source2 Penn], [source Lind] [cue said], [content [cue2 said] [content2 no]].", [-1, -1]],
  ])("%s", (_, marked, parents) => {
    const { drafts } = draftsFrom(marked);
    const byStart = [...drafts].sort((a, b) => (a.cue[0]?.start ?? 0) - (b.cue[0]?.start ?? 0));
    expect(parentsOf(byStart)).toEqual(parents);
  });
});

const span = fc.tuple(fc.nat(400), fc.integer({ min: 1, max: 200 })).map(([start, length]) => ({ start, end: start + length }));
const draft = fc.record({
  source: fc.array(span, { maxLength: 1 }),
  cue: fc.array(span, { maxLength: 1 }),
  content: fc.array(span),
  inner: fc.boolean(),
});
const drafts = fc.array(
  draft.map((parts): Draft => ({ ...parts, score: 1, by: "marks" })),
  { maxLength: 12 },
);

test("a parent is another draft, one of its contents holds the child, and none that holds it is smaller", () => {
  fc.assert(
    fc.property(drafts, (all) => {
      for (const [child, parent] of parentsOf(all).entries()) {
        const extent = hull(spansOf(all[child] as Draft));
        const around = (number: number): number[] =>
          (all[number]?.content ?? []).filter((c) => extent !== undefined && contains(c, extent)).map(({ start, end }) => end - start);
        const length = extent === undefined ? 0 : extent.end - extent.start;
        const larger = all.flatMap((_, other) => (other === child ? [] : around(other).filter((units) => units > length)));
        const smallest = Math.min(...larger);
        expect(parent).not.toBe(child);
        expect(parent < 0 ? smallest === Number.POSITIVE_INFINITY : Math.min(...around(parent)) <= smallest).toBe(true);
      }
    }),
  );
});
