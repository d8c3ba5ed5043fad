import { describe, expect, test } from "vitest";
import { type Column, type List, listText } from "./list.ts";

interface Item {
  readonly id: string;
  readonly count: number | null;
}
const columns: readonly Column<Item>[] = [
  { name: "id", value: ({ id }) => id },
  { name: "count", value: ({ count }) => count },
];
const list = (items: readonly Item[]): List<Item> => ({ schema: "things/1", items, next: "abc", notes: { partly: true } });

describe("a list", () => {
  test("as JSON says what it is and where it goes on", () => {
    expect(JSON.parse(listText(list([{ id: "a", count: 1 }]), "json", columns))).toEqual({
      schema: "things/1",
      partly: true,
      items: [{ id: "a", count: 1 }],
      next: "abc",
    });
  });
  test("as NDJSON is an item a line, with nothing that splits a line", () => {
    expect(listText(list([{ id: "a\u2028b", count: 1 }]), "ndjson", columns)).toBe('{"id":"a\\u2028b","count":1}\n');
  });
  test("as CSV has a header, quotes what it must, and nothing that a spreadsheet runs", () => {
    const text = listText(
      list([
        { id: "=1+1", count: null },
        { id: 'a "b"\nc', count: 0 },
      ]),
      "csv",
      columns,
    );
    expect(text).toBe(`id,count\r\n'=1+1,\r\n"a ""b""\nc",0\r\n`);
  });
  test("may be empty", () => {
    expect([listText(list([]), "ndjson", columns), listText(list([]), "csv", columns)]).toEqual(["", "id,count\r\n"]);
  });
});
