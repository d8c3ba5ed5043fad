import { globSync, readFileSync } from "node:fs";
import type { Statement } from "../../src/record/statement.ts";
import { judge } from "./judge.ts";
import { type Case, type Row, readCases } from "./read-cases.ts";

/** One case with what is wrong with its statements; nothing when it passes. */
export interface Verdict {
  readonly row: Row;
  readonly case: Case;
  readonly complaints: readonly string[];
}

/** The statements of each text, in order; `undefined` where the text is refused. */
export type Attribute = (texts: readonly string[]) => Promise<readonly (readonly Statement[] | undefined)[]>;

/** The first set was there while the rules were written; the second was written by someone who had not seen the rules or the first set. */
const SETS = [
  { folder: new URL("rows/", import.meta.url), prefix: "" },
  { folder: new URL("rows-2/", import.meta.url), prefix: "2/" },
] as const;

/** The file that lists the ids of the cases that do not pass yet. */
export const KNOWN_FAILURES = new URL("known-failures.json", import.meta.url);

/** Every row of the check list, by number, with the cases of both sets; ids of the second begin with `2/`. @throws Error naming file and line of a malformed case. */
export function loadRows(): readonly Row[] {
  const [first, second] = SETS.map(rowsOf);
  const more = new Map(second?.map(({ number, cases }) => [number, cases]));
  return (first ?? []).map((row) => ({ ...row, cases: [...row.cases, ...(more.get(row.number) ?? [])] }));
}

function rowsOf({ folder, prefix }: (typeof SETS)[number]): Row[] {
  const rows = globSync("*.txt", { cwd: folder })
    .sort()
    .map((file) => readCases(file, readFileSync(new URL(file, folder), "utf8")));
  return rows.map((row) => ({ ...row, cases: row.cases.map((one) => ({ ...one, id: `${prefix}${one.id}` })) }));
}

/** The ids of the cases that do not pass yet. */
export function loadKnownFailures(): ReadonlySet<string> {
  const ids: unknown = JSON.parse(readFileSync(KNOWN_FAILURES, "utf8"));
  if (!Array.isArray(ids) || !ids.every((id) => typeof id === "string")) throw new Error("known-failures.json must be a list of case ids");
  return new Set(ids);
}

/** Runs every case of `rows`, each text as an article of its own. */
export async function tryAll(rows: readonly Row[], attribute: Attribute): Promise<readonly Verdict[]> {
  const cases = rows.flatMap((row) => row.cases.map((one) => ({ row, case: one })));
  const found = await attribute(cases.map((one) => one.case.text));
  return cases.map((one, index) => {
    const statements = found[index];
    return { ...one, complaints: statements === undefined ? ["the text was refused"] : judge(one.case, statements) };
  });
}

/** What differs from what is known: the complaints of a case that should pass, or that a known failure passes. */
export function surprises(id: string, complaints: readonly string[], known: ReadonlySet<string>): readonly string[] {
  if (!known.has(id)) return complaints;
  return complaints.length > 0 ? [] : [`${id} passes now: take it out of known-failures.json`];
}
