import type { CorpusName } from "./folder.ts";
import type { Measured, Part } from "./measured.ts";

/** Pinned figures of one corpus. They count for these bytes of it only. */
interface CorpusFloors {
  /** `digestOf` of the corpus that they were measured on. */
  readonly digest: string;
  readonly figures: Readonly<Record<string, number>>;
}

/** What `floors.json` holds. */
export interface Floors {
  /** A figure may fall this far below its floor, since runners' arithmetic differs between machines. */
  readonly tolerance: number;
  readonly full: Readonly<Partial<Record<CorpusName, CorpusFloors>>>;
  readonly sample: Readonly<Partial<Record<CorpusName, CorpusFloors>>>;
}

export interface FloorRow {
  readonly name: string;
  readonly value: number;
  /** `null` where none was pinned, or on other bytes. */
  readonly floor: number | null;
  readonly isBelow: boolean;
}

export interface FloorReport {
  readonly rows: readonly FloorRow[];
  /** Corpora whose floors do not count, since they were pinned on other bytes. */
  readonly foreign: readonly CorpusName[];
}

/** A corpus's digest. */
export type DigestOf = (corpus: CorpusName) => string;

/** Kinds of statements that are so few in a sample that one of them is several points. */
const RARE = new Set(["no source, recall", "no cue, recall", "speaker: no source"]);

/** Figures that have floors; the rest explain them. */
const isHeld = (corpus: CorpusName, figure: string, part: Part): boolean =>
  corpus !== "people" && (corpus !== "pages" || figure === "body") && (part === "full" || !RARE.has(figure));

/** Today's figures beside their floors. */
export function compareToFloors(floors: Floors, part: Part, measured: readonly Measured[], digestOf: DigestOf): FloorReport {
  const rows: FloorRow[] = [];
  const foreign: CorpusName[] = [];
  for (const { corpus, figures } of measured) {
    const pinned = floors[part][corpus];
    const counts = pinned !== undefined && pinned.digest === digestOf(corpus);
    if (pinned !== undefined && !counts) foreign.push(corpus);
    for (const [figure, value] of Object.entries(figures)) {
      if (!isHeld(corpus, figure, part)) continue;
      const floor = (counts ? pinned.figures[figure] : undefined) ?? null;
      rows.push({ name: `${corpus}: ${figure}`, value, floor, isBelow: floor !== null && value < floor - floors.tolerance });
    }
  }
  return { rows, foreign };
}

/** The floors with today's figures; those that were higher on the same bytes stay, unless they may be lowered. */
export function pinned(floors: Floors, part: Part, measured: readonly Measured[], digestOf: DigestOf, mayLower: boolean): Floors {
  const own: Partial<Record<CorpusName, CorpusFloors>> = { ...floors[part] };
  for (const { corpus, figures } of measured) {
    const digest = digestOf(corpus);
    const before = own[corpus]?.digest === digest ? own[corpus].figures : {};
    const held = Object.entries(figures).filter(([figure]) => isHeld(corpus, figure, part));
    if (held.length === 0) continue;
    const now = held.map(([figure, value]): [string, number] => {
      const rounded = Math.floor(value * 1e4) / 1e4;
      return [figure, mayLower ? rounded : Math.max(before[figure] ?? 0, rounded)];
    });
    own[corpus] = { digest, figures: Object.fromEntries(now) };
  }
  return { ...floors, [part]: own };
}
