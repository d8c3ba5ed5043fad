import { RUNNING_KINDS } from "./body.ts";
import type { Judged } from "./kinds.ts";
import type { PlacedBlock } from "./regions.ts";

/** Letters and digits from which two equal blocks are one printed twice. */
const SHORTEST_REPEAT = 25;
/** The same for running text: an interview may ask one question many times. */
const SHORTEST_REPEATED_PROSE = 150;
/** Blocks in a row, of whatever length, that make a second copy of a passage. */
const FEWEST_IN_COPY = 3;

/**
 * The judgements with every block of the article that prints an earlier one once more left out; the headline and
 * captions count. Running text outside the body counts for nothing, since the first copy may be one that nobody sees.
 */
export function withoutRepeats(placed: readonly PlacedBlock[], judged: readonly Judged[], body: ReadonlySet<number>): readonly Judged[] {
  const seen = new Map<string, string>();
  const copied = copiedPassages(placed, judged, body);
  return judged.map((now, i) => {
    if (!("kind" in now) || now.kind === "post" || (RUNNING_KINDS.has(now.kind) && !body.has(i))) return now;
    if (copied.has(i)) return { out: "repeat" };
    const key = letters(placed[i]);
    if (key.length < SHORTEST_REPEAT) return now;
    const before = seen.get(key);
    if (before === undefined) seen.set(key, now.kind);
    const least = RUNNING_KINDS.has(now.kind) && before !== "headline" ? SHORTEST_REPEATED_PROSE : SHORTEST_REPEAT;
    return before !== undefined && key.length >= least ? { out: "repeat" } : now;
  });
}

const letters = (one: PlacedBlock | undefined): string => (one?.block.text ?? "").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");

/** Paragraphs of the body that repeat, one after the other, others that stood one after the other; lists of goods may well be alike. */
function copiedPassages(placed: readonly PlacedBlock[], judged: readonly Judged[], body: ReadonlySet<number>): ReadonlySet<number> {
  const running = placed.filter((one) => {
    const now = judged[one.index];
    return body.has(one.index) && now !== undefined && "kind" in now && (now.kind === "paragraph" || now.kind === "subheading");
  });
  const first = new Map<string, number>();
  const origins = running.map((one, i) => {
    const key = letters(one);
    const earlier = first.get(key);
    if (earlier === undefined) first.set(key, i);
    return earlier;
  });
  const copied = new Set<number>();
  for (let i = 0; i < running.length; i++) {
    let length = 0;
    const origin = origins[i] ?? Number.NaN;
    while (origins[i + length] === origin + length) length++;
    if (length >= FEWEST_IN_COPY) for (const one of running.slice(i, i + length)) copied.add(one.index);
    i += Math.max(0, length - 1);
  }
  return copied;
}
