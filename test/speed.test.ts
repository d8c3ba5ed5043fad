import { describe, expect, test } from "vitest";
import { report, type Speed, shortfalls } from "../bench/speed/report.ts";
import { compare, median } from "../bench/speed/sides.ts";

const seconds = (cpuSeconds: number) => ({ wallSeconds: cpuSeconds, cpuSeconds });
const speed = (change: { read?: number; cold?: number; growth?: number }): Speed => ({
  corpora: [
    {
      corpus: { name: "texts", isHtml: false, lines: [], articles: [], words: 2000, refused: 0 },
      rates: [{ workers: 1, articlesPerSecond: 4, wordsPerSecond: 3000, peakBytes: 200 * 1024 ** 2 }],
      times: {
        extract: null,
        steps: new Map([
          ["reading", 1],
          ["attribution", 0.1],
        ]),
        read: seconds(change.read ?? 1.2),
        bare: seconds(0.9),
      },
    },
  ],
  coldStartSeconds: change.cold ?? 0.6,
  memory: { articles: 1000, tenths: Array.from({ length: 10 }, () => 2e8), peakBytes: 3e8, growth: change.growth ?? 1 },
  rounds: 3,
  cores: 2,
});

describe("the floors of speed", () => {
  test.each([
    ["hold", {}, ""],
    ["see a slow read", { read: 1.54 }, "texts: read takes 1.71 times"],
    ["see a slow start", { cold: 2 }, "cold start takes 2.00 s"],
    ["see memory that grows", { growth: 1.2 }, "memory grows 1.20 times"],
  ])("%s", (_, change, words) => {
    expect(shortfalls(speed(change)).length).toBe(words === "" ? 0 : 1);
    expect(shortfalls(speed(change)).join()).toContain(words);
  });

  test("stand in a table whose rows have as many cells as its head", () => {
    const tables = report(speed({}))
      .split("\n\n")
      .filter((part) => part.startsWith("|"));
    expect(tables).toHaveLength(3);
    for (const table of tables) expect(new Set(table.split("\n").map((row) => row.split("|").length)).size).toBe(1);
    expect(tables[1]).toContain("| the rest: lines in, records out | 50.0 |");
    expect(tables[1]).toContain("| **`read` / bare model** | 1.33 |");
  });
});

describe("a comparison", () => {
  test("lets each side begin in turn, and does not count the round that warms up", async () => {
    const order: string[] = [];
    let used = 0;
    const side = (name: string, cost: number) => ({
      name,
      cpuSeconds: () => used,
      run: async () => {
        order.push(name);
        used += order.length <= 4 ? 100 : cost;
      },
    });
    const timings = await compare([side("a", 1), side("b", 2)], 2, 2);
    expect(order.join("")).toBe("abba baab abba".replaceAll(" ", ""));
    expect(timings.get("a")?.cpuSeconds).toBe(2);
    expect(timings.get("b")?.cpuSeconds).toBe(4);
  });

  test.each([
    [[3, 1, 2], 2],
    [[4, 1, 2, 3], 2.5],
    [[7], 7],
    [[], Number.NaN],
  ])("takes the median of %j", (values, middle) => expect(median(values)).toBe(middle));
});
