import { articlesOf } from "../quality/attribution.ts";
import { onCore0, openPipe, openProgram, readCommand } from "../speed/pipe.ts";
import { compare, type Side } from "../speed/sides.ts";
import type { PeerProgram } from "./answers.ts";
import type { Race } from "./figures.ts";
import { wordsIn } from "./measure.ts";

/** Articles given to a side at once. */
const PIECE = 4;
/** Of polnear-dev's articles one in so many; rounds that count, after one to warm up. */
const ONE_IN = 4;
const ROUNDS = 3;

/**
 * The built `sayso read` and a peer on the same texts in turns, both bound to one core, so that what the machine does
 * beside falls on both alike.
 */
export async function race(peer: PeerProgram): Promise<Race> {
  const articles = articlesOf("polnear-dev", "full").filter((_, i) => i % ONE_IN === 0);
  const lines = articles.map(({ id, text }) => JSON.stringify({ id, text }));
  await using read = openPipe(readCommand(1), true);
  await using other = openProgram(onCore0(peer.command), peer.environment);
  const side = (name: string, pipe: typeof read): Side => ({
    name,
    cpuSeconds: () => pipe.usage().cpuSeconds,
    run: async (piece) => {
      await pipe.exchange(lines.slice(piece * PIECE, (piece + 1) * PIECE));
    },
  });
  const timings = await compare([side("read", read), side("peer", other)], Math.ceil(lines.length / PIECE), ROUNDS);
  const rate = (name: string): number => Math.round(wordsIn(articles) / (timings.get(name)?.cpuSeconds ?? Number.NaN));
  return { articles: articles.length, rounds: ROUNDS, read: rate("read"), spacy: rate("peer") };
}
