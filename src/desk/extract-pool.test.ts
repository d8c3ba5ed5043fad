import { afterAll, describe, expect, test } from "vitest";
import type { Page } from "../article/page.ts";
import { createExtractPool } from "./extract-pool.ts";

const pageOf = (html: string): Page => ({ bytes: new TextEncoder().encode(html), url: null, headers: {}, fetchedAt: null });
const sentence =
  "The harbour master of Port Hallam said on Monday that the ferry would sail again, after a week in which nobody could cross.";
const good = pageOf(`<h1>Ferry to sail again</h1><p>${sentence}</p><p>${sentence.replace("Monday", "Tuesday")}</p>`);
/** Elements with a million attributes: minutes of work for the parser's table of names, and much memory. */
const slow = pageOf(`<div ${Array.from({ length: 1_200_000 }, (_, i) => `a${i}=1`).join(" ")}>`);
const wide = pageOf("<p>x".repeat(3_000_000));

describe("a pool of one worker", () => {
  const pool = createExtractPool({ workers: 1, timeLimitSeconds: 60, memoryLimitMiB: 512 });
  afterAll(() => pool.close());

  test("extracts pages and texts, and gives their body", async () => {
    const extraction = await pool.html(good, { outlet: "Hallam Courier" });
    expect(extraction).toMatchObject({ ok: true, article: { meta: { outlet: "Hallam Courier" } } });
    expect(extraction.ok && pool.body(extraction.article)).toBe(`${sentence}\n\n${sentence.replace("Monday", "Tuesday")}`);
    expect(await pool.text(sentence)).toMatchObject({ ok: true, article: { text: sentence } });
  });

  test("answers many at once, in whatever order they end", async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, (_, i) => pool.text(`${sentence} ${i}`)));
    expect(answers.map((answer) => (answer.ok ? answer.article.text.at(-1) : ""))).toEqual("01234567".split(""));
  });
});

test("a page that takes too long is stopped, and the next one is read", async () => {
  const pool = createExtractPool({ workers: 1, timeLimitSeconds: 1, memoryLimitMiB: 2048 });
  await pool.html(good);
  const [first, second] = await Promise.allSettled([pool.html(slow), pool.html(good)]);
  expect(first).toMatchObject({ status: "rejected", reason: { code: "E_TIMEOUT" } });
  expect(second).toMatchObject({ status: "fulfilled", value: { ok: true } });
  await pool.close();
});

test("a page that needs too much memory is stopped, and the next one is read", async () => {
  const pool = createExtractPool({ workers: 1, timeLimitSeconds: 60, memoryLimitMiB: 64 });
  const [first, second] = await Promise.allSettled([pool.html(wide), pool.html(good)]);
  expect(first).toMatchObject({ status: "rejected", reason: { code: "E_MEMORY" } });
  expect(second).toMatchObject({ status: "fulfilled", value: { ok: true } });
  await pool.close();
});

test("closing a pool ends what waits", async () => {
  const pool = createExtractPool({ workers: 1, timeLimitSeconds: 60, memoryLimitMiB: 512 });
  const [answer] = await Promise.allSettled([pool.html(slow), pool.close()]);
  expect(answer).toMatchObject({ status: "rejected", reason: { code: "E_TIMEOUT" } });
});
