import { beforeAll, describe, expect, test } from "vitest";
import { attribute } from "./attribute.ts";
import { readLimits, withLimits } from "./limits.ts";
import { loadKnownFailures, loadRows, surprises, tryAll, type Verdict } from "./suite.ts";

const rows = loadRows();
const known = loadKnownFailures();

/** What the project asks of each row. */
const LEAST_CASES = 4;

describe("the check list", () => {
  test("has its 45 rows, each with enough cases, near misses among them", () => {
    expect(rows.map(({ number }) => number)).toEqual(Array.from({ length: 45 }, (_, i) => i + 1));
    expect(rows.filter(({ cases }) => cases.length < LEAST_CASES).map(({ number }) => number)).toEqual([]);
  });

  test("names only existing cases as known failures", () => {
    const ids = new Set(rows.flatMap(({ cases }) => cases.map(({ id }) => id)));
    expect([...known].filter((id) => !ids.has(id))).toEqual([]);
  });

  test("is what docs/limits.md says (node test/conformance/report.ts writes it)", () => {
    expect(readLimits()).toBe(withLimits(readLimits(), rows, known));
  });
});

describe.each(rows)("row $number: $name", ({ cases }) => {
  let verdicts: ReadonlyMap<string, Verdict>;

  beforeAll(async () => {
    verdicts = await allVerdicts();
  }, 300_000);

  test.each(cases)("$title", ({ id }) => {
    expect(surprises(id, verdicts.get(id)?.complaints ?? ["was not tried"], known)).toEqual([]);
  });
});

let trial: Promise<ReadonlyMap<string, Verdict>> | undefined;

/** All cases are tried once, in one batch. */
function allVerdicts(): Promise<ReadonlyMap<string, Verdict>> {
  trial ??= tryAll(rows, attribute).then((verdicts) => new Map(verdicts.map((verdict) => [verdict.case.id, verdict])));
  return trial;
}
