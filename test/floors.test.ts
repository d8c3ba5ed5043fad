import { globSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { describe, expect, test } from "vitest";

const src = join(import.meta.dirname, "..", "src");

/** The floors of the house, lowest first. Rooms of one floor never import each other, but for floors 0 and 1. */
const FLOORS: readonly (readonly string[])[] = [
  ["text", "html", "model", "resource", "errors"],
  ["article", "record"],
  [
    "feed",
    "watch",
    "fetch",
    "extract",
    "reading",
    "attribution",
    "entity",
    "time",
    "place",
    "event",
    "link",
    "store",
    "archive",
    "export",
    "score",
  ],
  ["pipeline"],
  ["desk"],
  ["cli", "server"],
  ["browser"],
  ["index"],
];
/** Floors whose rooms may import each other, as long as no file imports itself in a circle. */
const OPEN_FLOORS = new Set([0, 1]);
/** Rooms that run in a browser as they are. */
const NO_NODE = new Set([
  "text",
  "html",
  "model",
  "resource",
  "errors",
  "article",
  "record",
  "pipeline",
  "feed",
  "watch",
  "extract",
  "reading",
  "attribution",
  "entity",
  "time",
  "place",
  "event",
  "link",
  "export",
  "score",
  "browser",
]);

interface Imported {
  readonly from: string;
  readonly to: string;
}

const roomOf = (file: string): string => (file.split("/")[0] ?? "").replace(/\.ts$/, "");
const floorOf = (room: string): number => FLOORS.findIndex((rooms) => rooms.includes(room));

function importsOf(file: string, source: string): Imported[] {
  const specifiers = Array.from(source.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*["']([^"']+)["']/g), (match) => match[1] ?? "");
  return specifiers.map((to) => ({ from: file, to: to.startsWith(".") ? normalize(join(dirname(file), to)) : to }));
}

/** Everything wrong with the imports of `files` (path below src -> source), as sentences. */
function offences(files: ReadonlyMap<string, string>): string[] {
  const all = [...files].flatMap(([file, source]) => importsOf(file, source));
  const wrong = all.flatMap(({ from, to }) => {
    const [room, floor] = [roomOf(from), floorOf(roomOf(from))];
    if (floor < 0) return [`${from}: the room ${room} is on no floor`];
    if (to.startsWith("node:")) return NO_NODE.has(room) ? [`${from} imports ${to}, but ${room} runs in a browser`] : [];
    if (!files.has(to)) return [];
    const [other, otherFloor] = [roomOf(to), floorOf(roomOf(to))];
    if (otherFloor > floor) return [`${from} imports upward: ${to}`];
    if (otherFloor === floor && other !== room && !OPEN_FLOORS.has(floor)) return [`${from} imports sideways: ${to}`];
    return [];
  });
  return [...wrong, ...circles(all)];
}

function circles(all: readonly Imported[]): string[] {
  const next = Map.groupBy(all, ({ from }) => from);
  const done = new Set<string>();
  const found: string[] = [];
  const walk = (file: string, path: readonly string[]): void => {
    if (path.includes(file)) {
      found.push(`imports in a circle: ${[...path.slice(path.indexOf(file)), file].join(" -> ")}`);
      return;
    }
    if (done.has(file)) return;
    for (const { to } of next.get(file) ?? []) walk(to, [...path, file]);
    done.add(file);
  };
  for (const file of next.keys()) walk(file, []);
  return found;
}

test("every file imports only from lower floors, never sideways, never in a circle, and Node only where it may", () => {
  const files = globSync("**/*.ts", { cwd: src }).filter((file) => !file.endsWith(".test.ts"));
  expect(offences(new Map(files.map((file) => [file, readFileSync(join(src, file), "utf8")])))).toEqual([]);
});

describe("the check itself sees", () => {
  test.each([
    ["an import that goes up", { "text/a.ts": 'import { b } from "../desk/b.ts";', "desk/b.ts": "" }, "upward"],
    ["an import between rooms of one floor", { "extract/a.ts": 'import { b } from "../reading/b.ts";', "reading/b.ts": "" }, "sideways"],
    ["a circle", { "desk/a.ts": 'import "./b.ts";', "desk/b.ts": 'import "./a.ts";' }, "circle"],
    ["Node in a room for the browser", { "reading/a.ts": 'import { readFileSync } from "node:fs";' }, "browser"],
    ["a room that is on no floor", { "utils/a.ts": 'import "../text/b.ts";', "text/b.ts": "" }, "no floor"],
  ])("%s", (_, files, word) => {
    expect(offences(new Map(Object.entries(files))).join("\n")).toContain(word);
  });
});
