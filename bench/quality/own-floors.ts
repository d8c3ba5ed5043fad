import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type CorpusName, digestOf } from "./folder.ts";

/** Pinned figures of one bench of its own, in `floors.json` beside those of the treebanks; they count for these bytes of the corpus only. */
interface OwnFloors {
  readonly digest: string;
  readonly figures: Readonly<Record<string, number>>;
}

const file = join(import.meta.dirname, "floors.json");

/** Compares figures in [0, 1] with the floors under `key`, says which are below, and pins higher ones where asked; whether all hold. */
export function holdFloors(
  key: "speakers" | "coreference",
  corpus: CorpusName,
  figures: Readonly<Record<string, number>>,
  isPinned: boolean,
): boolean {
  const floors = JSON.parse(readFileSync(file, "utf8")) as { readonly tolerance: number } & Partial<Record<typeof key, OwnFloors>>;
  const digest = digestOf(corpus);
  const own = floors[key]?.digest === digest ? floors[key].figures : {};
  const below = Object.entries(figures).filter(([name, value]) => value < (own[name] ?? 0) - floors.tolerance);
  for (const [name, value] of below)
    console.error(`${key}: ${name} is ${(100 * value).toFixed(1)}, its floor ${(100 * (own[name] ?? 0)).toFixed(1)}`);
  if (isPinned) {
    const higher = Object.entries(figures).map(([name, value]) => [name, Math.max(own[name] ?? 0, Math.floor(value * 1e4) / 1e4)]);
    writeFileSync(file, `${JSON.stringify({ ...floors, [key]: { digest, figures: Object.fromEntries(higher) } }, null, 2)}\n`);
  }
  return below.length === 0;
}
