import { articleDigest } from "../../src/article/digest.ts";
import { NO_METADATA } from "../../src/article/meta.ts";
import type { ArticleRecord, RecordBlock, RecordSpan, RecordStatement } from "../../src/article/record.ts";
import type { Span } from "../../src/text/span.ts";

/** What the articles are made of; sizes as in a newsroom's sources over two years. */
const VOCABULARY = 30_000;
const SPEAKERS = 5000;
const OUTLETS = 200;
export const STATEMENTS_PER_ARTICLE = 10;
const WORDS_PER_STATEMENT = 16;
const WORDS_BETWEEN = 14;
const DAYS = 730;
const FIRST_DAY_MS = Date.UTC(2024, 0, 1);
const DAY_MS = 86_400_000;

/** Numbers in [0, 1), the same in each run (mulberry32). */
export function repeatable(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const SYLLABLES = ["ka", "lo", "mer", "tin", "sa", "vel", "dor", "ni", "pra", "hul", "be", "zor", "fi", "gam", "ren", "tu"];

/** The word of a rank: the more frequent, the shorter; all pronounceable, none English. */
export function wordOf(rank: number): string {
  let [word, rest] = ["", rank + SYLLABLES.length];
  while (rest > 0) {
    word += SYLLABLES[rest % SYLLABLES.length] ?? "";
    rest = Math.floor(rest / SYLLABLES.length);
  }
  return word;
}

/** A rank that is drawn as words are in running text: each about as often as its rank's inverse (Zipf). */
export const zipf = (random: () => number, most: number): number => Math.min(most - 1, Math.floor(Math.exp(random() * Math.log(most))) - 1);

export const speakerOf = (rank: number): string => `${capital(wordOf(rank % 97))} ${capital(wordOf(400 + rank))}`;
const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** The articles with numbers from `first` to before `end`, ten statements each; a number gives the same article in each run. */
export function* syntheticRecords(first: number, end: number): Generator<ArticleRecord> {
  for (let number = first; number < end; number++) yield recordOf(number, repeatable(number));
}

function recordOf(number: number, random: () => number): ArticleRecord {
  let text = `${capital(words(random, 8))}\n`;
  const blocks: RecordBlock[] = [{ kind: "headline", start: 0, end: text.length - 1 }];
  const statements: RecordStatement[] = [];
  const put = (piece: string): Span => {
    const start = text.length;
    text += piece;
    return { start, end: text.length };
  };
  for (let one = 1; one <= STATEMENTS_PER_ARTICLE; one++) {
    const start = text.length;
    const content = put(`“${capital(words(random, WORDS_PER_STATEMENT))},”`);
    put(" ");
    const source = put(speakerOf(zipf(random, SPEAKERS)));
    put(" ");
    const cue = put("said");
    put(`. ${capital(words(random, WORDS_BETWEEN))}.`);
    blocks.push({ kind: "paragraph", start, end: text.length });
    text += "\n";
    const shown = (span: Span): RecordSpan[] => [{ ...span, exact: text.slice(span.start, span.end) }];
    statements.push({
      id: `s${one}`,
      kind: one % 3 === 0 ? "indirect" : "direct",
      polarity: one % 11 === 0 ? "denied" : "asserted",
      parent: null,
      flags: [],
      score: 0.9,
      source: shown(source),
      cue: shown(cue),
      content: shown(content),
    });
  }
  text = text.trimEnd();
  const outlet = zipf(random, OUTLETS);
  const url = `https://outlet${outlet}.example/${number}`;
  const publishedAt = new Date(FIRST_DAY_MS + Math.floor(random() * DAYS) * DAY_MS + Math.floor(random() * DAY_MS)).toISOString();
  const digest = articleDigest(url, text);
  return {
    schema: "article/1",
    id: digest,
    digest,
    unit: "utf16",
    text,
    meta: { ...NO_METADATA, url, outlet: `Outlet ${outlet}`, publishedAt, language: "en" },
    provenance: {},
    blocks,
    statements,
    made: { text: "synthetic 1", statements: "synthetic 1" },
  };
}

const words = (random: () => number, count: number): string =>
  Array.from({ length: count }, () => wordOf(zipf(random, VOCABULARY))).join(" ");

/** Questions as people ask them: two or three words, most of them neither the commonest nor the rarest; one in ten has a very common one. */
export function questions(count: number, seed = 7): readonly string[] {
  const random = repeatable(seed);
  const middling = (): string => wordOf(20 + zipf(random, 3000));
  return Array.from({ length: count }, (_, index) =>
    [index % 10 === 0 ? wordOf(zipf(random, 20)) : middling(), middling(), ...(index % 3 === 0 ? [middling()] : [])].join(" "),
  );
}

/** The hard case: one to three words, each among the fifty commonest, which stand in a fiftieth to two thirds of all statements; one in four next to each other. */
export function commonQuestions(count: number, seed = 8): readonly string[] {
  const random = repeatable(seed);
  return Array.from({ length: count }, (_, index) => {
    const words = Array.from({ length: 1 + (index % 3) }, () => wordOf(Math.floor(random() * 50))).join(" ");
    return index % 4 === 0 ? `"${words}"` : words;
  });
}

/** Speakers, the frequent ones more often; the most frequent has said one statement in twelve. */
export function speakers(count: number, seed = 9): readonly string[] {
  const random = repeatable(seed);
  return Array.from({ length: count }, () => speakerOf(zipf(random, SPEAKERS)));
}
