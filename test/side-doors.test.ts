import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

const root = join(import.meta.dirname, "..");

/** The room that may ask the network, and the one that may answer it. */
const MAY_ASK = "src/fetch/";
const MAY_ANSWER = "src/server/";

/** Modules that open connections; whatever needs one of them goes through the guarded function instead. */
const DOORS =
  /(?:\bfrom|\bimport|\brequire|\bgetBuiltinModule)\s*\(?\s*["'](?:undici(?:\/[^"']*)?|(?:node:)?(?:https?|http2|net|tls|dgram|dns|dns\/promises|inspector))["']/;
/** Globals that do, unless they are somebody's method or property. */
const GLOBALS =
  /(?<![\w.$"'`-])(?:globalThis\s*\.\s*)?(?:fetch\s*\(|new\s+(?:WebSocket|EventSource|XMLHttpRequest)\b)|\bglobalThis\s*\.\s*fetch\b/;

/** Lines of a file that ask the network by themselves. */
function doorsIn(file: string, source: string): string[] {
  if (file.startsWith(MAY_ASK)) return [];
  return source.split("\n").flatMap((line, index) => {
    const code = line.replace(/^\s*(?:\*|\/\/|\/\*).*$/, "");
    const answers = file.startsWith(MAY_ANSWER) && /["'](?:node:)?https?["']/.test(code);
    return (DOORS.test(code) && !answers) || GLOBALS.test(code) ? [`${file}:${index + 1}: ${line.trim()}`] : [];
  });
}

test("no file outside src/fetch asks the network by itself", () => {
  const files = globSync(["src/**/*.ts", "bench/**/*.ts", "scripts/**/*.ts"], { cwd: root }).filter((file) => !file.endsWith(".test.ts"));
  expect(files.length).toBeGreaterThan(10);
  expect(files.flatMap((file) => doorsIn(file, readFileSync(join(root, file), "utf8")))).toEqual([]);
});

describe("the check itself sees", () => {
  test.each([
    ['import { request } from "undici";'],
    ['import { get } from "node:https";'],
    ['import net from "net";'],
    ['const { connect } = await import("node:tls");'],
    ['const http = require("http");'],
    ['process.getBuiltinModule("node:http")'],
    ["const answer = await fetch(url);"],
    ["await globalThis.fetch(url);"],
    ["const ask = globalThis.fetch;"],
    ["const socket = new WebSocket(url);"],
  ])("%s", (line) => expect(doorsIn("src/desk/a.ts", line)).toHaveLength(1));

  test.each([
    ['import { createFetcher } from "../fetch/fetcher.ts";'],
    ["const page = await desk.fetch(url);"],
    ["  fetchPage(url),"],
    [" * Never calls fetch() itself."],
    ['import { isIP } from "./net.ts";'],
  ])("nothing wrong in: %s", (line) => expect(doorsIn("src/desk/a.ts", line)).toEqual([]));

  test("that only src/fetch may ask, and that src/server may listen", () => {
    expect(doorsIn("src/fetch/a.ts", 'import { request } from "undici";')).toEqual([]);
    expect(doorsIn("src/server/a.ts", 'import { createServer } from "node:http";')).toEqual([]);
    expect(doorsIn("src/server/a.ts", 'import { request } from "undici";')).toHaveLength(1);
  });
});
