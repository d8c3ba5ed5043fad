import { type ErrorCode, SaysoError } from "../errors.ts";

const CODES: Readonly<Record<string, ErrorCode>> = {
  ENOSPC: "E_DISK_FULL",
  EDQUOT: "E_DISK_FULL",
  EROFS: "E_READ_ONLY",
  EACCES: "E_READ_ONLY",
  EPERM: "E_READ_ONLY",
};

/** What a write to the disk threw, as one of our own errors; E_OUTPUT where it is no other. */
export function diskFailure(thrown: unknown, path: string): SaysoError {
  if (thrown instanceof SaysoError) return thrown;
  const told = thrown instanceof Error && "code" in thrown ? String(thrown.code) : "";
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return new SaysoError(CODES[told] ?? "E_OUTPUT", `${path} cannot be written: ${message}`, { cause: thrown });
}
