import { SaysoError } from "../errors.ts";
import { sha256Hex } from "../text/digest.ts";
import type { FindQuery } from "./find.ts";

/** Where the next page of an answer begins. */
export interface Cursor {
  /** By rank: how many came before. */
  readonly skip: number;
  /** By rank: rows with higher numbers came later than the question. */
  readonly newest: number;
  /** By time: the last row's time and number. */
  readonly at: string;
  readonly number: number;
}

/** Digits of the question's digest, enough to notice a cursor of another question. */
const QUESTION_DIGITS = 12;

/** Everything of the question that the order of its answer rests on. */
function questionOf(query: FindQuery): string {
  const { cursor: _, limit: __, ...question } = query;
  return sha256Hex(JSON.stringify(Object.entries(question).sort(([a], [b]) => (a < b ? -1 : 1)))).slice(0, QUESTION_DIGITS);
}

/** A cursor as it is given to whoever asked. */
export const writeCursor = (query: FindQuery, { skip, newest, at, number }: Cursor): string =>
  Buffer.from(JSON.stringify([questionOf(query), skip, newest, at, number])).toString("base64url");

/** The cursor of a question; `undefined` for its first page. @throws SaysoError E_CURSOR. */
export function readCursor(query: FindQuery): Cursor | undefined {
  if (query.cursor === undefined) return undefined;
  const value = parsed(query.cursor);
  if (!Array.isArray(value) || value[0] !== questionOf(query)) throw wrong();
  const [, skip, newest, at, number] = value as readonly unknown[];
  if (![skip, newest, number].every((one) => Number.isSafeInteger(one)) || typeof at !== "string") throw wrong();
  return { skip: Number(skip), newest: Number(newest), at, number: Number(number) };
}

function parsed(written: string): unknown {
  try {
    return JSON.parse(Buffer.from(written, "base64url").toString("utf8"));
  } catch {
    throw wrong();
  }
}

const wrong = (): SaysoError => new SaysoError("E_CURSOR", "the cursor does not belong to this question");
