import { type ErrorCode, SaysoError } from "../errors.ts";

const CODES: Readonly<Record<string, ErrorCode>> = {
  ENOSPC: "E_DISK_FULL",
  EDQUOT: "E_DISK_FULL",
  SQLITE_FULL: "E_DISK_FULL",
  EROFS: "E_READ_ONLY",
  EACCES: "E_READ_ONLY",
  EPERM: "E_READ_ONLY",
  SQLITE_READONLY: "E_READ_ONLY",
  SQLITE_CANTOPEN: "E_READ_ONLY",
};

/** What the disk threw, as one of our own errors. */
export function archiveFailure(thrown: unknown, place: string): SaysoError {
  if (thrown instanceof SaysoError) return thrown;
  const told = typeof thrown === "object" && thrown !== null && "code" in thrown ? String(thrown.code) : "";
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return new SaysoError(CODES[told] ?? "E_ARCHIVE", `${place}: ${message}`, { cause: thrown });
}
