import type { Judged } from "./kinds.ts";
import type { PlacedBlock } from "./regions.ts";

/** Letters and digits of an `articleBody` below which it is a summary rather than the body. */
const SHORTEST_TOLD = 300;
/** Share of it that the page must show for it to be believed. */
const SHARE_SHOWN = 0.8;

/**
 * The body corrected by what the page itself calls its body (JSON-LD `articleBody`), where the page shows nearly all of
 * that: prose that it has is added, prose that it lacks is left out. The body unchanged otherwise.
 */
export function correctByTold(
  body: ReadonlySet<number>,
  told: string | undefined,
  placed: readonly PlacedBlock[],
  judged: readonly Judged[],
): ReadonlySet<number> {
  const whole = letters((told ?? "").replace(/<[^>]+>/gu, " "));
  if (whole.length < SHORTEST_TOLD) return body;
  const isTold = (one: PlacedBlock): boolean => whole.includes(letters(one.block.text));
  const shown = placed.filter((one) => one.prose && isRunning(judged[one.index]) && isTold(one));
  const shownLength = shown.reduce((sum, one) => sum + letters(one.block.text).length, 0);
  if (shownLength < SHARE_SHOWN * whole.length) return body;
  const kept = placed.filter((one) => body.has(one.index) && (!one.prose || !isRunning(judged[one.index]) || isTold(one)));
  return new Set([...kept, ...shown].map((one) => one.index));
}

const letters = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");
const isRunning = (now: Judged | undefined): boolean =>
  now !== undefined && "kind" in now && (now.kind === "paragraph" || now.kind === "list-item");
