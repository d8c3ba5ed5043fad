import { describe, expect, test } from "vitest";
import { recordFrom } from "../../test/support/marked-record.ts";
import { toldOnRadio } from "../../test/support/told-on-radio.ts";
import { failure } from "../errors.ts";
import { CSV_COLUMNS, csvWriter } from "./csv.ts";
import type { AnyRecord } from "./writer.ts";

/** The cells of a table, read by the letter of RFC 4180. */
function cellsOf(csv: string): string[][] {
  const rows: string[][] = [];
  for (const [row] of csv.matchAll(/(?:"(?:[^"]|"")*"|[^"\r\n])+\r\n/g))
    rows.push(
      Array.from(
        row.slice(0, -2).matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",]*))/g),
        ([, quoted, bare]) => quoted?.replaceAll('""', '"') ?? bare ?? "",
      ),
    );
  return rows;
}
function table(...records: AnyRecord[]): Record<string, string>[] {
  const writer = csvWriter();
  const [header = [], ...rows] = cellsOf(records.map((record) => writer.add(record)).join("") + writer.end());
  expect(header).toEqual([...CSV_COLUMNS]);
  return rows.map((row) => Object.fromEntries(header.map((column, index) => [column, row[index] ?? ""])));
}

describe("csv", () => {
  test("has a row a statement, in one table for all articles, and one for an input that failed", () => {
    const first = recordFrom('{1c|“It broke,”} {1s|Lind} {1q|said}. {1c|“Twice, "they" say.”}', {
      1: { kind: "direct", flags: ["partial", "elided"] },
    });
    const second = recordFrom("{1s|Reyk} {1q|denied} {1c|it}.", { 1: { polarity: "denied" } });
    expect(table(first, { schema: "error/1", id: "x", error: failure("E_EMPTY", "none") }, second)).toMatchObject([
      {
        kind: "direct",
        flags: "partial elided",
        source: "Lind",
        content: '“It broke,” ⟨…⟩ “Twice, "they" say.”',
        contentSpans: "0:11 23:43",
        parent: "",
        error: "",
      },
      { id: "x", statement: "", error: "E_EMPTY", message: "none" },
      { polarity: "denied", source: "Reyk", cue: "denied", content: "it", score: "0.9" },
    ]);
  });
  test("channel, addressee and day have their columns, and the addressee's entity its name", () => {
    expect(table(toldOnRadio())).toMatchObject([
      { channel: "Radio Nord", channelKind: "broadcast", addressee: "Mara Oduya", addresseeName: "Mara Oduya", saidAtDate: "2024-03-04" },
    ]);
  });
  test("no article gives the header alone", () => {
    expect(table()).toEqual([]);
    expect(table(recordFrom("Nothing is said."))).toEqual([]);
  });
  test.each(["=", "+", "-", "@", "\t", "\r"])("a cell that begins with %j is no formula", (sign) => {
    const [row] = table({ ...recordFrom("{1s|Lind} {1q|said} {1c|so}"), id: `${sign}cmd|' /C calc'!A0` });
    expect(row?.["id"]).toBe(`'${sign}cmd|' /C calc'!A0`);
  });
  test("line ends inside a cell stay inside it", () => {
    expect(table({ ...recordFrom("{1s|Lind} {1q|said} {1c|so}"), id: "a\nb\rc" })[0]?.["id"]).toBe("a\nb\rc");
  });
});
