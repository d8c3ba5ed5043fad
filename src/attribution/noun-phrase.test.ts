import { describe, expect, test } from "vitest";
import { sceneFrom } from "../../test/support/marked.ts";
import { slice } from "../text/span.ts";
import { nounPhraseAfter, nounPhraseBefore } from "./noun-phrase.ts";

/** `|` marks the place in the text. */
function around(text: string): { scene: ReturnType<typeof sceneFrom>; at: number } {
  return { scene: sceneFrom(text.replace("|", "")), at: text.indexOf("|") };
}

describe("the noun phrase behind a place", () => {
  test.each([
    ["a name", "said |Ana Lind.", "Ana Lind"],
    ["a role with of", "said |the mayor of Port Hallam on Monday", "the mayor of Port Hallam"],
    ["two names", "said |Ana Lind and Ruy Campos.", "Ana Lind and Ruy Campos"],
    ["up to a verb of saying", "|Ana Lind said so", "Ana Lind"],
    ["up to a comma", "said |Ana Lind, the mayor", "Ana Lind"],
    ["over a hyphen", "said |vice-chair Ana Lind.", "vice-chair Ana Lind"],
    ["none behind punctuation", "said |: Ana Lind", undefined],
    ["none at a word that ends one", "said |on Monday", undefined],
  ])("%s", (_, text, expected) => {
    const { scene, at } = around(text);
    const found = nounPhraseAfter(scene, at, scene.text.length);
    expect(found && slice(scene.text, found)).toBe(expected);
  });
});

describe("the noun phrase before a place", () => {
  test.each([
    ["a name", "On Monday Ana Lind| said", "Ana Lind"],
    ["a role", "but the harbour master | said", "the harbour master"],
    ["back to a comma", "In May, Ana Lind | said", "Ana Lind"],
    ["none behind a comma", "Ana Lind, | said", undefined],
  ])("%s", (_, text, expected) => {
    const { scene, at } = around(text);
    const found = nounPhraseBefore(scene, 0, at);
    expect(found && slice(scene.text, found)).toBe(expected);
  });
});
