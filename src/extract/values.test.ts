import { beforeAll, expect, test } from "vitest";
import { diskRules } from "../../test/disk-rules.ts";
import { dateOfUrl, dateValue } from "./date-value.ts";
import { namesInByline } from "./names.ts";
import { captionBlocks, findDateline } from "./parts.ts";
import type { Rules } from "./rules.ts";

let rules: Rules;
beforeAll(async () => {
  rules = await diskRules();
});

test.each([
  ["2024-03-06T17:20:00+01:00", "2024-03-06T17:20:00+01:00"],
  ["2024-03-06T17:20:00.000Z", "2024-03-06T17:20:00Z"],
  ["2024-03-06T17:20:00-0500", "2024-03-06T17:20:00-05:00"],
  ["2024-03-06 17:20", "2024-03-06"],
  ["2024-03-06T17:20:00", "2024-03-06"],
  ["2024-03-06", "2024-03-06"],
  ["20240306", "2024-03-06"],
  ["1574168580", "2019-11-19T13:03:00Z"],
  ["Wed, 06 Mar 2024 17:20:00 GMT", "2024-03-06T17:20:00Z"],
  ["March 6, 2024 5:20 PM EST", "2024-03-06T17:20:00-05:00"],
  ["March 6th, 2024 at 5:20 p.m.", "2024-03-06"],
  ["6 March 2024", "2024-03-06"],
  ["Published 12:05 a.m. PST, Tuesday, November 19, 2019", "2019-11-19"],
  ["2024-02-30", undefined],
  ["yesterday", undefined],
  ["", undefined],
])("the date %j is %j", (raw, expected) => {
  expect(dateValue(raw, rules.dateWords)).toBe(expected);
});

test.each([
  ["https://a.example/2019/11/18/ferry/", "2019-11-18"],
  ["https://a.example/news/2019/nov/18/ferry", "2019-11-18"],
  ["https://a.example/ferry-20191118", "2019-11-18"],
  ["https://a.example/2019/99/99/ferry", undefined],
  ["https://a.example/article-11574168580", undefined],
])("the address %s tells the date %s", (url, expected) => {
  expect(dateOfUrl(url, rules.dateWords)).toBe(expected);
});

test.each([
  ["By Ana Lind", ["Ana Lind"]],
  ["By ANA LIND and Bo Ek, Staff Writers", ["Ana Lind", "Bo Ek"]],
  ["Written by Ivo van der Berg | 5 May 2023", ["Ivo van der Berg"]],
  ["Ana Lind, Hallam Courier", ["Ana Lind", "Hallam Courier"]],
  ["Tom Davies Associated Press", ["Tom Davies", "Associated Press"]],
  ["Ana Lind, CNN", ["Ana Lind"]],
  ["Reuters", ["Reuters"]],
  ["Staff", []],
  ["News desk", []],
  ["admin", []],
  ["https://courier.example/by/ana", []],
  ["@analind", []],
  ["", []],
])("the byline %j names %j", (raw, expected) => {
  expect(namesInByline(raw, rules)).toEqual(expected);
});

test.each([
  ["PORT HALLAM (Reuters) — The ferry sailed.", "PORT HALLAM (Reuters)", "Reuters"],
  ["WASHINGTON — The envoy spoke.", "WASHINGTON", null],
  ["HAYWARD, Calif. (AP) — The Latest on a stabbing.", "HAYWARD, Calif. (AP)", "AP"],
  ["NORDHOLM, Sept. 28 (UPI) - In a clip", "NORDHOLM, Sept. 28 (UPI)", "UPI"],
  ["Port Hallam (Reuters) - The ferry sailed.", "Port Hallam (Reuters)", "Reuters"],
  ["(Reuters) - The ferry sailed.", "(Reuters)", "Reuters"],
  ["The ferry — the only one — sailed.", undefined, undefined],
  ["LIND: We sail at six.", undefined, undefined],
  ["EXCLUSIVE – Roger spoke.", undefined, undefined],
  ["(Laughs) - He laughed.", undefined, undefined],
])("the dateline of %j", (paragraph, dateline, agency) => {
  const found = findDateline(paragraph, rules);
  expect(found === undefined ? undefined : paragraph.slice(0, found.end)).toBe(dateline);
  expect(found?.agency).toBe(agency);
});

test.each([
  [
    "The ferry at the quay (photo credit: AFP PHOTO / TOVE RASK)",
    ["caption: The ferry at the quay", "credit: (photo credit: AFP PHOTO / TOVE RASK)"],
  ],
  ["The ferry at the quay. (Reuters)", ["caption: The ferry at the quay.", "credit: (Reuters)"]],
  ["The ferry at the quay. Photograph: Tove Rask", ["caption: The ferry at the quay.", "credit: Photograph: Tove Rask"]],
  ["(photo credit: TOVE RASK)", ["credit: (photo credit: TOVE RASK)"]],
  ["The ferry (left) at the quay", ["caption: The ferry (left) at the quay"]],
])("the caption %j", (caption, expected) => {
  const blocks = captionBlocks(caption, 10, rules);
  expect(blocks.map((block) => `${block.kind}: ${caption.slice(block.start - 10, block.end - 10)}`)).toEqual(expected);
});
