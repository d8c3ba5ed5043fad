import { pathToFileURL } from "node:url";
import type { RecordStatement } from "../../src/article/record.ts";
import { oneIn, readJsonLines, scorerFile } from "./folder.ts";
import type { House } from "./house.ts";
import { type Measured, type Part, SAMPLE_STEP } from "./measured.ts";

interface Ratio {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  readonly gold: number;
}
type Share = "silence" | "type" | "polarity";
/** What the scorer of contexts answers: a ratio for each field, and beside them shares of what was found. */
type Scores = Readonly<Record<string, Ratio>> & { readonly share: Readonly<Record<Share, number>> };
interface Gold {
  readonly id: string;
  readonly text: string;
  /** Of publication. */
  readonly date: string | null;
}
interface ContextRow {
  readonly id: string;
}
/** A field of a found statement that is not as in the gold file. */
export interface Miss {
  readonly field: string;
  readonly source: string;
  readonly gold?: unknown;
  readonly predicted?: unknown;
  readonly resolution?: string;
}
interface Predicted {
  readonly id: string;
  readonly statements: readonly RecordStatement[];
}
type Scorer = (
  gold: readonly Gold[],
  context: readonly ContextRow[],
  predicted: readonly Predicted[],
  onMiss: (miss: Miss) => void,
) => Scores;

const GOLD = "attribution/polnear-dev.jsonl";
const CONTEXT = "attribution/polnear-dev-context.jsonl";

/**
 * Who speaks, through what, to whom and when, and how it stands to the content, end to end from plain text and the day of
 * publication, against careful readings. `onMiss` is told of each field that is wrong.
 */
export async function measureContext(house: House, part: Part, onMiss: (miss: Miss) => void = () => {}): Promise<Measured> {
  const { score } = (await import(pathToFileURL(scorerFile("context")).href)) as { score: Scorer };
  const gold = oneIn(part === "full" ? 1 : SAMPLE_STEP["polnear-dev"], readJsonLines<Gold>(GOLD));
  const known = new Set(gold.map(({ id }) => id));
  const rows = readJsonLines<ContextRow>(CONTEXT).filter(({ id }) => known.has(id));
  const predicted: Predicted[] = [];
  for (const { id, text, date } of gold) predicted.push({ id, statements: await house.statements(text, date) });
  return { corpus: "polnear-dev-context", figures: figuresOf(score(gold, rows, predicted, onMiss)) };
}

const figuresOf = ({ share, ...fields }: Scores): Record<string, number> => ({
  "speaker, precision": fields["speaker"]?.precision ?? Number.NaN,
  ...Object.fromEntries(Object.entries(fields as Readonly<Record<string, Ratio>>).map(([name, { f1 }]) => [name, f1])),
  ...share,
});

/** The misses as text, those of one kind together and the commonest kinds first. */
export function missesByKind(misses: readonly Miss[]): string {
  const kinds = Array.from(Map.groupBy(misses, kindOf)).sort(([, a], [, b]) => b.length - a.length);
  const line = ({ source, gold, predicted }: Miss): string =>
    `  [${source}]  gold ${JSON.stringify(gold)}  found ${JSON.stringify(predicted)}`;
  return kinds.map(([kind, all]) => [`${kind}: ${all.length}`, ...all.map(line)].join("\n")).join("\n");
}

function kindOf({ field, gold, predicted, resolution }: Miss): string {
  const isNone = (value: unknown): boolean => value === undefined || value === null || (Array.isArray(value) && value.length === 0);
  const how = isNone(predicted) ? "not told" : isNone(gold) ? "told for none" : "another";
  return `${field}, ${how}${isNone(predicted) && field === "speaker" ? ` (${resolution ?? "none"})` : ""}`;
}
