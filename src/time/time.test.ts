import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Parse, parsedFrom } from "../../test/support/parsed.ts";
import { diskResources } from "../desk/disk-resources.ts";
import { readLexicon } from "../resource/lexicon.ts";
import { slice } from "../text/span.ts";
import { dateOf, dayOf, isoDay, weekdayOf } from "./calendar.ts";
import { createTime } from "./time.ts";
import { readTimeWords } from "./words.ts";

const step = await createTime(diskResources());

async function timesOf(text: string, parse: Partial<Parse> & { url?: string } = {}) {
  const article = parsedFrom(text, { tree: "", publishedAt: "2024-03-08", ...parse });
  const [{ times } = { times: [] }] = await step.run([{ ...article, meta: { ...article.meta, url: parse.url ?? null } }]);
  return times.map(
    (time) => `${slice(article.text, time)}: ${time.date ?? (time.from === null ? time.precision : `${time.from} to ${time.to}`)}`,
  );
}

describe("a time of a report published on Friday, 8 March 2024", () => {
  test.each([
    ["the last such weekday", "Lind spoke on Tuesday.", "Tuesday: 2024-03-05"],
    ["the day itself", "Lind spoke on Friday.", "Friday: 2024-03-08"],
    ["with a part of the day", "Lind spoke late Wednesday night.", "late Wednesday night: 2024-03-06"],
    ["the week before", "Lind spoke last week.", "last week: 2024-02-26 to 2024-03-03"],
    ["weeks back", "Lind spoke two weeks ago.", "two weeks ago: 2024-02-19 to 2024-02-25"],
    ["a month", "Lind spoke in January.", "January: 2024-01-01 to 2024-01-31"],
    ["a date with its year", "Lind was born on 29 February 2000.", "29 February 2000: 2000-02-29"],
    ["a date without its year", "The ferry sailed on March 4.", "March 4: 2024-03-04"],
    ["a day that does not exist", "The ferry sailed on February 30, 2023.", "February 30, 2023: day"],
    ["the year of a far date is not guessed", "The vote of November 5 matters.", "November 5: day"],
    ["the name of an event is no day of this year", "She recalled the Sept. 11 attacks.", "Sept. 11: day"],
    ["yesterday", "Lind resigned yesterday.", "yesterday: 2024-03-07"],
    ["inside quotation marks it is the speaker's day", "“We sail tomorrow,” she said.", "tomorrow: day"],
    ["what leans on another time", "Two days later the dam broke.", "Two days later: unclear"],
    ["a holiday that is one day everywhere", "They met on Christmas Eve.", "Christmas Eve: 2023-12-24"],
    ["a season has no days", "Lind resigned last summer.", "last summer: season"],
  ])("%s", async (_, text, expected) => expect(await timesOf(text)).toEqual([expected]));

  test.each([
    ["a newspaper", "He reads the Sunday Times."],
    ["a programme", "Lind told Nord This Morning that it leaked."],
    ["a modal verb", "She may leave."],
    ["a marching order", "March on!"],
    ["a number", "The hall seats 2000 people."],
  ])("%s is none", async (_, text) => expect(await timesOf(text)).toEqual([]));

  test("points ahead with “will”, back with a verb of the past", async () => {
    const tree = "meet VERB VB root>\nwill AUX MD aux>meet\nmet VERB VBD root>\nMonday PROPN NNP obl>meet";
    expect(await timesOf("They will meet on Monday.", { tree })).toEqual(["Monday: 2024-03-11"]);
    expect(await timesOf("They met on Monday.", { tree: tree.replaceAll(">meet", ">met") })).toEqual(["Monday: 2024-03-04"]);
  });
});

describe("the day that times are counted from", () => {
  test.each<[string, string, Parameters<typeof timesOf>[1], string]>([
    ["none is known: nothing is resolved", "Lind spoke on Tuesday.", { publishedAt: "" }, "Tuesday: day"],
    ["none is known: a date with its year is", "Lind spoke on 5 March 2024.", { publishedAt: "" }, "5 March 2024: 2024-03-05"],
    ["the offset that the page prints", "Lind spoke today.", { publishedAt: "2024-03-08T23:30:00-05:00" }, "today: 2024-03-08"],
    [
      "the outlet's zone, for universal time",
      "Lind spoke today.",
      { publishedAt: "2024-03-08T02:30:00Z", url: "https://www.nytimes.com/a" },
      "today: 2024-03-07",
    ],
    [
      "an outlet of no known zone",
      "Lind spoke today.",
      { publishedAt: "2024-03-08T02:30:00Z", url: "https://courier.example/a" },
      "today: 2024-03-08",
    ],
  ])("%s", async (_, text, parse, expected) => expect(await timesOf(text, parse)).toEqual([expected]));
  test("the dateline, where it fits the publication", async () => {
    const times = await timesOf("[dateline PORT HALLAM, March 6 —] Lind spoke today.");
    expect(times.at(-1)).toBe("today: 2024-03-06");
    expect((await timesOf("[dateline PORT HALLAM, March 6 —] Lind spoke today.", { publishedAt: "2024-06-01" })).at(-1)).toBe(
      "today: 2024-06-01",
    );
  });
});

test("every pattern matches its example", async () => {
  const words = await readTimeWords(diskResources());
  const rows = await readLexicon(diskResources(), "data/lexicon/en/time-pattern.tsv", ["kind", "pattern", "example"]);
  const lead = "They met in ";
  const silent = rows.filter(({ example }, index) => !`${lead}${example} now`.match(words.patterns[index]?.pattern ?? ""));
  expect(silent.map(({ example }) => example)).toEqual([]);
});

test("a day and its date tell the same; weekdays follow each other", () => {
  fc.assert(
    fc.property(fc.integer({ min: -200_000, max: 200_000 }), (day) => {
      const { year, month, day: inMonth } = dateOf(day);
      expect(dayOf(year, month, inMonth)).toBe(day);
      expect(weekdayOf(day + 1)).toBe((weekdayOf(day) + 1) % 7);
      expect(weekdayOf(day)).toBe(new Date(isoDay(day)).getUTCDay());
    }),
  );
});

test("no text throws, and times lie in order, side by side, with days that fit", async () => {
  const part = fc.constantFrom(
    "Monday ",
    "last ",
    "week ",
    "May ",
    "5 ",
    "2024 ",
    "two ",
    "days ago ",
    "“",
    "”",
    "\n",
    "late ",
    "Sept. 11",
    "🙂",
    "night ",
  );
  await fc.assert(
    fc.asyncProperty(fc.array(part, { maxLength: 25 }), async (parts) => {
      const article = parsedFrom(parts.join(""), { tree: "", publishedAt: "2024-03-08" });
      const [{ times } = { times: [] }] = await step.run([article]);
      times.forEach((time, index) => {
        expect(time.start).toBeGreaterThanOrEqual(times[index - 1]?.end ?? 0);
        expect(time.end).toBeGreaterThan(time.start);
        expect((time.from ?? "") <= (time.to ?? "")).toBe(true);
        expect(time.date === null || (time.date === time.from && time.date === time.to)).toBe(true);
      });
    }),
  );
});

/** Any day of publication from 1990 to 2049, the ends of months and years and leap days among them. */
const published = fc.oneof(
  fc.integer({ min: 7305, max: 29_219 }).map(isoDay),
  fc.constantFrom("2023-12-31", "2024-01-01", "2024-02-29", "2024-03-01", "2023-02-28", "2000-02-29", "2024-10-31"),
);
const dayIn = (iso: string): number => dayOf(Number(iso.slice(0, 4)), Number(iso.slice(5, 7)), Number(iso.slice(8, 10))) ?? Number.NaN;
const WEEKDAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const MONTHS = "January February March April May June July August September October November December".split(" ");

test("yesterday is the day before, and a weekday that is past one of the last seven, at the end of any month", async () => {
  await fc.assert(
    fc.asyncProperty(published, fc.nat({ max: 6 }), async (publishedAt, weekday) => {
      const day = dayIn(publishedAt);
      expect(await timesOf("Lind left yesterday.", { publishedAt })).toEqual([`yesterday: ${isoDay(day - 1)}`]);
      const [told = ""] = await timesOf(`Lind left on ${WEEKDAYS[weekday]}.`, { publishedAt });
      const found = dayIn(told.slice(-10));
      expect(weekdayOf(found)).toBe(weekday);
      expect(day - found).toBeGreaterThanOrEqual(0);
      expect(day - found).toBeLessThan(7);
    }),
  );
});

test("the year of a date is the one that brings it near, or none", async () => {
  const { eventDays } = await readTimeWords(diskResources());
  await fc.assert(
    fc.asyncProperty(published, fc.nat({ max: 11 }), fc.integer({ min: 1, max: 31 }), async (publishedAt, month, inMonth) => {
      const [told = ""] = await timesOf(`The talks of ${MONTHS[month]} ${inMonth} are near.`, { publishedAt });
      const found = /\d{4}-\d{2}-\d{2}$/.exec(told)?.[0];
      const near = (found === undefined ? Number.NaN : dayIn(found)) - dayIn(publishedAt);
      const hasNearOne = [-1, 0, 1].some((years) => {
        const candidate = dayOf(Number(publishedAt.slice(0, 4)) + years, month + 1, inMonth);
        return candidate !== undefined && Math.abs(candidate - dayIn(publishedAt)) <= 92;
      });
      const isEvent = eventDays.has(`${String(month + 1).padStart(2, "0")}-${String(inMonth).padStart(2, "0")}`);
      expect(found !== undefined).toBe(hasNearOne && !isEvent);
      if (found !== undefined) expect(Math.abs(near)).toBeLessThanOrEqual(92);
    }),
  );
});

test("a time of publication with an offset is the day printed there, and universal time that of the outlet", async () => {
  const minute = fc
    .integer({ min: Date.UTC(2000, 0, 1) / 60_000, max: Date.UTC(2040, 0, 1) / 60_000 })
    .map((at) => new Date(at * 60_000).toISOString());
  await fc.assert(
    fc.asyncProperty(minute, fc.integer({ min: -11, max: 13 }), async (universal, hours) => {
      const printed = `${universal.slice(0, 19)}${hours < 0 ? "-" : "+"}${String(Math.abs(hours)).padStart(2, "0")}:30`;
      expect(await timesOf("Lind left today.", { publishedAt: printed })).toEqual([`today: ${universal.slice(0, 10)}`]);
      const local = new Date(universal).toLocaleDateString("en-CA", { timeZone: "America/New_York" });
      const [told] = await timesOf("Lind left today.", { publishedAt: universal, url: "https://www.nytimes.com/a" });
      expect(told).toBe(`today: ${local}`);
    }),
  );
});
