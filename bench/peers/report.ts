import { table } from "../quality/tables.ts";
import type { PeersReport } from "./figures.ts";

/** What the peers cost, why any of them was not run, and how fast `read` is beside one, as Markdown. */
export function costsTable({ peers, race }: PeersReport): string {
  const costs = table(
    ["", "words a CPU second", "peak memory, GB"],
    peers.map(({ name, wordsPerCpuSecond, peakMemoryBytes, remark }) => [
      remark === null ? name : `${name} (${remark})`,
      wordsPerCpuSecond === null ? "–" : wordsPerCpuSecond.toLocaleString("en"),
      peakMemoryBytes === null ? "–" : (peakMemoryBytes / 2 ** 30).toFixed(1),
    ]),
  );
  if (race === null) return costs;
  const { articles, rounds, read, spacy } = race;
  const rates = `the whole of \`read\` ${read.toLocaleString("en")} words a CPU second, spaCy's small model with a day's rules ${spacy.toLocaleString("en")}`;
  return `${costs}\n\nOn one core in turns, medians of ${rounds} rounds over ${articles} articles of polnear-dev: ${rates}.`;
}
