import { ERRORS, type ErrorCode, SaysoError } from "../errors.ts";

/** `sayso errors [CODE]`. */
export function runErrors(code: string | undefined): number {
  if (code === undefined) {
    const width = Math.max(...Object.keys(ERRORS).map((one) => one.length));
    for (const [one, about] of Object.entries(ERRORS)) process.stdout.write(`${one.padEnd(width)}  ${about}\n`);
    return 0;
  }
  const known = code.toUpperCase();
  if (!Object.hasOwn(ERRORS, known))
    throw new SaysoError("E_USAGE", `there is no error code ${code}`, { hint: "Run `sayso errors` for all of them." });
  process.stdout.write(`${known}: ${ERRORS[known as ErrorCode]}\n`);
  return 0;
}
