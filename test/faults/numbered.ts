import type { Input } from "../../src/desk/input.ts";
import { pageInput } from "../support/inputs.ts";

const FETCHED_AT = "2026-01-02T03:04:05.000Z";

/** The page of a number: two statements, at an address that three numbers share, so that there are revisions too. */
export const pageOf = (number: number): Input => ({
  ...pageInput(
    `<p>“Number ${number} broke,” said Ana Lind.</p><p>“It sank again,” said Ben Holm.</p>`,
    `https://hallam.example/${Math.floor(number / 3)}`,
    new Date(Date.parse(FETCHED_AT) + number * 1000).toISOString(),
  ),
  id: `n${number}`,
});

/** The pages of numbers, one after another. */
export async function* numbered(first: number, count: number): AsyncGenerator<Input> {
  for (let number = first; number < first + count; number++) yield pageOf(number);
}
