import { describe, expect, test } from "vitest";
import type { Article, Step } from "../article/article.ts";
import { articleDigest } from "../article/digest.ts";
import { withGiven } from "../article/given.ts";
import { NO_METADATA } from "../article/meta.ts";
import { pipeline } from "./pipeline.ts";

const article = (text: string): Article => ({
  digest: articleDigest(null, text),
  text,
  blocks: [],
  meta: NO_METADATA,
  provenance: {},
  omitted: [],
  origin: [],
  layers: {},
  made: {},
});
const sentences: Step<never, "sentences"> = {
  name: "split",
  version: 2,
  needs: [],
  gives: ["sentences"],
  run: async (articles) =>
    articles.map(({ text }) => {
      if (text.includes("bad")) throw new RangeError("bad text");
      return { sentences: [{ start: 0, end: text.length }] };
    }),
};
const statements: Step<"sentences", "statements"> = {
  name: "attribute",
  version: 1,
  needs: ["sentences"],
  gives: ["statements"],
  run: async (articles) => articles.map(() => ({ statements: [] })),
};

describe("a pipeline", () => {
  test("adds each step's layers and says who made them", async () => {
    const [outcome] = await pipeline()
      .add(sentences)
      .add(statements)
      .run([article("One.")]);
    expect(outcome).toMatchObject({
      ok: true,
      article: { layers: { sentences: [{ start: 0, end: 4 }], statements: [] }, made: { sentences: "split 2", statements: "attribute 1" } },
    });
  });
  test("keeps layers that came with an article; sentences alone are only a wish", async () => {
    const given = [
      { start: 0, end: 1 },
      { start: 1, end: 4 },
    ];
    const [whole, wish] = await pipeline()
      .add(sentences)
      .run([withGiven(article("One."), { sentences: given, tokens: [], trees: [] }), withGiven(article("One."), { sentences: given })]);
    expect(whole).toMatchObject({ article: { layers: { sentences: given }, made: { sentences: "given", tokens: "given" } } });
    expect(wish).toMatchObject({ article: { layers: { sentences: [{ start: 0, end: 4 }] }, made: { sentences: "split 2" } } });
  });
  test("one bad article does not stop the others, and keeps its place", async () => {
    const outcomes = await pipeline()
      .add(sentences)
      .add(statements)
      .run([article("One."), article("bad"), article("Two.")]);
    expect(outcomes.map((outcome) => outcome.ok)).toEqual([true, false, true]);
    expect(outcomes[1]).toMatchObject({ error: { code: "E_INTERNAL", message: "bad text" } });
  });
  test("tells the seconds of each step, by a clock that is passed in", async () => {
    const ticks = [10, 12, 20, 25];
    const seconds: [string, number][] = [];
    await pipeline()
      .add(sentences)
      .add(statements)
      .run([article("One.")], { clock: () => ticks.shift() ?? Number.NaN, add: (step, took) => seconds.push([step, took]) });
    expect(seconds).toEqual([
      ["split", 2],
      ["attribute", 5],
    ]);
  });
  test("gives as many answers as articles, none for none", async () => {
    expect(await pipeline().add(sentences).run([])).toEqual([]);
  });
  test("a step that answers too few leaves an error in the place of the rest", async () => {
    const lazy: Step<never, "sentences"> = { ...sentences, run: async () => [{ sentences: [] }] };
    const outcomes = await pipeline()
      .add(lazy)
      .run([article("One."), article("Two.")]);
    expect(outcomes.map((outcome) => (outcome.ok ? "ok" : outcome.error.message))).toEqual([
      "ok",
      "step split gave no answer for an article",
    ]);
  });
  test("articles that came in are left as they were", async () => {
    const given = article("One.");
    await pipeline().add(sentences).run([given]);
    expect(given).toEqual(article("One."));
  });
  test("a wrong order neither compiles nor runs", () => {
    // @ts-expect-error attribution needs sentences, which nothing gives yet
    expect(() => pipeline().add(statements)).toThrow("needs sentences");
  });
});
