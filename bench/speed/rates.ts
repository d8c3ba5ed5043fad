import type { Article } from "../../src/article/article.ts";
import type { ArticleRecord, ErrorRecord } from "../../src/article/record.ts";
import { articleOf } from "./bare.ts";
import type { Corpus } from "./corpora.ts";
import { openPipe, readCommand } from "./pipe.ts";
import { median } from "./sides.ts";

/** What of a corpus could be read, and how it came back. */
export interface ReadCorpus extends Corpus {
  readonly articles: readonly Article[];
  /** Runs of characters without white space, in the articles' texts. */
  readonly words: number;
  /** Inputs that were refused, and are not measured. */
  readonly refused: number;
}

/** One way to run the whole of `read`. */
export interface Rate {
  readonly workers: number;
  readonly articlesPerSecond: number;
  readonly wordsPerSecond: number;
  /** `null` where the system does not tell. */
  readonly peakBytes: number | null;
}

/** Reads a corpus once, to know what is in it. */
export async function readOnce(corpus: Corpus): Promise<ReadCorpus> {
  await using pipe = openPipe(readCommand(1), false);
  const answers = await pipe.exchange(corpus.lines.map(({ json }) => json));
  const read = answers.flatMap((answer, i) => {
    const record = JSON.parse(answer) as ArticleRecord | ErrorRecord;
    const line = corpus.lines[i];
    return record.schema === "article/1" && line !== undefined ? [{ line, article: articleOf(record) }] : [];
  });
  const articles = read.map(({ article }) => article);
  const words = articles.reduce((sum, { text }) => sum + (text.match(/\S+/g)?.length ?? 0), 0);
  return { ...corpus, lines: read.map(({ line }) => line), articles, words, refused: answers.length - read.length };
}

/** The whole of `read` with each number of workers, in turn; the first round warms up and is not counted. */
export async function ratesOf(corpus: ReadCorpus, workers: readonly number[], rounds: number): Promise<readonly Rate[]> {
  const ways = workers.map((count) => ({ count, pipe: openPipe(readCommand(count), false), seconds: [] as number[] }));
  const lines = corpus.lines.map(({ json }) => json);
  for (let round = 0; round <= rounds; round++) {
    for (const { pipe, seconds } of ways) {
      const begun = performance.now();
      await pipe.exchange(lines);
      if (round > 0) seconds.push((performance.now() - begun) / 1000);
    }
  }
  const rates = ways.map(({ count, pipe, seconds }) => ({
    workers: count,
    articlesPerSecond: corpus.lines.length / median(seconds),
    wordsPerSecond: corpus.words / median(seconds),
    peakBytes: pipe.usage().peakMemoryBytes,
  }));
  for (const { pipe } of ways) await pipe[Symbol.asyncDispose]();
  return rates;
}
