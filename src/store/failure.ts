import { type ErrorCode, SaysoError } from "../errors.ts";

/** What a database threw, as one of our own errors; ours stay as they are. */
export function storeFailure(thrown: unknown): SaysoError {
  if (thrown instanceof SaysoError) return thrown;
  const told = codeOf(thrown);
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  const [, code] = CODES.find(([pattern]) => pattern.test(told)) ?? [undefined, "E_STORE" as const];
  return new SaysoError(code, `the database said: ${message}${told === "" ? "" : ` (${told})`}`, { cause: thrown });
}

/** The driver's own code: `SQLITE_FULL`, an SQLSTATE or a system error. */
export function codeOf(thrown: unknown): string {
  return typeof thrown === "object" && thrown !== null && "code" in thrown && typeof thrown.code === "string" ? thrown.code : "";
}

const CODES: readonly (readonly [RegExp, ErrorCode])[] = [
  [/^SQLITE_(?:BUSY|LOCKED)|^55P03$/, "E_STORE_BUSY"],
  [/^SQLITE_FULL|^53100$|^ENOSPC$|^EDQUOT$/, "E_DISK_FULL"],
  [/^SQLITE_(?:READONLY|CANTOPEN|PERM)|^25006$|^EROFS$|^EACCES$|^EPERM$/, "E_READ_ONLY"],
];

/** Whether PostgreSQL went away, was not there yet, or asked for the transaction to be tried again. */
export function isPassing(thrown: unknown): boolean {
  const told = codeOf(thrown);
  if (/^(?:08|57P0|40001$|40P01$|ECONN|EPIPE$|ETIMEDOUT$|ENOENT$)/.test(told)) return true;
  return thrown instanceof Error && /Connection terminated|connection error|not queryable|Client was closed/i.test(thrown.message);
}
