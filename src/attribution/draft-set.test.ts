import { expect, test } from "vitest";
import { draftsFrom, shown } from "../../test/support/marked.ts";
import type { Draft } from "./draft.ts";
import { DraftSet } from "./draft-set.ts";

const MARKED =
  "[source Lind] [cue said] [content no]. [source2 Penn] [cue2 said] [content2 yes]. [source3 Vale] [cue3 left] [content3 us].";
const { drafts, scene } = draftsFrom(MARKED);
const [lind, penn, vale] = drafts as [Draft, Draft, Draft];
const lines = (found: readonly Draft[]): string[] => found.map((draft) => shown(draft, scene.text));
const place = (words: string) => ({ start: scene.text.indexOf(words), end: scene.text.indexOf(words) + words.length });

test("drafts are found by what they touch, in order", () => {
  const set = new DraftSet(drafts);
  expect(lines(set.touching(place("no. Penn")))).toEqual(["Lind | said | no", "Penn | said | yes"]);
  expect(set.isTaken(place("Vale"))).toBe(true);
  expect(set.isTaken(place(". "))).toBe(false);
});

test("a removed draft is gone, and its place is free", () => {
  const set = new DraftSet(drafts);
  set.remove(penn);
  expect(lines(set.all())).toEqual(["Lind | said | no", "Vale | left | us"]);
  expect(set.isTaken(place("yes"))).toBe(false);
});

test("a replaced draft keeps its turn, and is found where it stands now", () => {
  const set = new DraftSet(drafts);
  set.replace(lind, { ...lind, content: [] });
  expect(lines(set.all())).toEqual(["Lind | said | ", "Penn | said | yes", "Vale | left | us"]);
  expect(set.isTaken(place("no"))).toBe(false);
});

test("an extended draft is found by its new content too", () => {
  const set = new DraftSet(drafts);
  set.extend(lind, place("us"));
  expect(lines(set.touching(place("us")))).toEqual(["Lind | said | no … us", "Vale | left | us"]);
  expect(set.all()[2]).toBe(vale);
});
