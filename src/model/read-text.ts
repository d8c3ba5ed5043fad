import type { Span } from "../text/span.ts";
import { decodeMarks, MARK_COLUMNS, type MarkColumns, type MarkedGroup } from "./decode-marks.ts";
import { type MentionRun, mentionDecoder, type ScoredMention, typedMentions } from "./decode-mentions.ts";
import { decodeNames, type NamedRun } from "./decode-names.ts";
import { MOST_SENTENCE_WORDS, type ReadToken, treeDecoder } from "./decode-trees.ts";
import { outputWidth, type ReaderManifest } from "./manifest.ts";
import type { PreparedText, PreparedWindow } from "./prepare.ts";
import { ScoredText, type WindowScores } from "./scores.ts";
import type { Tables } from "./tables.ts";
import type { Tails } from "./tails.ts";
import { bestWindows } from "./windows.ts";

/** Everything that the model reads in a text; runs count words. */
export interface ReadText {
  readonly words: readonly Span[];
  /** From the first word of each to its last. */
  readonly sentences: readonly Span[];
  /** In order and apart, each in one sentence. */
  readonly tokens: readonly ReadToken[];
  /** Nested, in the extents and types of the model's corpus; none crosses a sentence's end. */
  readonly mentions: readonly MentionRun[];
  /** Flat names, in order and apart. */
  readonly names: readonly NamedRun[];
  /** Outermost attributions, and those inside them. */
  readonly outer: readonly MarkedGroup[];
  readonly inner: readonly MarkedGroup[];
}

/** Says for every word: 0, a sentence ends behind it where the model says so; 1, one ends there; 2, none does. */
export type SentenceEnds = (text: string, words: readonly Span[]) => Uint8Array;

/** Scores windows; `done` is told when a window's rows are no longer looked at. */
export interface Scorer {
  score(window: PreparedWindow): Promise<WindowScores>;
  done?(scores: WindowScores): void;
}

/** Reads a prepared text: windows are scored one after the other, and no more of them kept than a sentence may need. */
export type TextReader = (text: string, prepared: PreparedText, scorer: Scorer, ends?: SentenceEnds) => Promise<ReadText>;

/**
 * A reader of whole texts.
 *
 * @throws SaysoError E_MANIFEST when a label of the manifest has no meaning
 */
export function textReader(manifest: ReaderManifest, tables: Tables, tails: Tails): TextReader {
  const decodeTree = treeDecoder(manifest, tables, tails);
  const decodeMentions = mentionDecoder(manifest, tables);
  const marks = markColumns(manifest);
  return async (text, { words, windows }, scorer, ends = endsAtEmptyLines) => {
    const best = bestWindows(windows, words.length);
    const [whole, narrow] = [new ScoredText(best, outputWidth(manifest)), new ScoredText(best, marks.width)];
    const given = ends(text, words);
    const names = new Float32Array(words.length * manifest.labels.names.length);
    const sentences: Span[] = [];
    const tokens: ReadToken[] = [];
    const mentions: ScoredMention[] = [];
    let first = 0;
    let next = 0;
    for (const [number, window] of windows.entries()) {
      const scores = await scorer.score(window);
      whole.set(number, scores);
      narrow.set(number, narrowed(scores, marks.first, marks.width));
      const settled = windows[number + 1]?.firstWord ?? words.length;
      for (; next < settled; next++) {
        copyNames(names, next, whole, manifest);
        if (!endsBehind(next, first, words.length, given, whole, manifest)) continue;
        sentences.push({ start: (words[first] as Span).start, end: (words[next] as Span).end });
        for (const token of decodeTree(text, words, first, next + 1, tokens.length, whole)) tokens.push(token);
        for (const mention of decodeMentions(first, next + 1, whole)) mentions.push(mention);
        first = next + 1;
      }
      for (const forgotten of whole.forgetBefore(first)) scorer.done?.(forgotten);
    }
    const attributions = (level: "tags" | "inner"): MarkedGroup[] =>
      decodeMarks(narrow, words.length, marks.columns, level, tables.pair, manifest.decoding);
    return {
      words,
      sentences,
      tokens,
      mentions: typedMentions(mentions, words, tokens, manifest),
      names: decodeNames(text, { words, sentences, tokens }, names, manifest),
      outer: attributions("tags"),
      inner: attributions("inner"),
    };
  };
}

/** Sentences end at empty lines, as the treebanks' texts are laid out. */
const endsAtEmptyLines: SentenceEnds = (text, words) =>
  Uint8Array.from(words, ({ end }, at) => (/\n[^\n]*\n/.test(text.slice(end, words[at + 1]?.start ?? end)) ? 1 : 0));

function endsBehind(word: number, first: number, count: number, given: Uint8Array, scored: ScoredText, manifest: ReaderManifest): boolean {
  if (word + 1 === count || word + 1 - first === MOST_SENTENCE_WORDS || given[word] === 1) return true;
  if (given[word] === 2) return false;
  const window = scored.windowOf(word);
  const start = (window.rows[word - window.firstWord] as number) + manifest.columns.sentence[0];
  return (window.values[start + 1] as number) > (window.values[start] as number);
}

function copyNames(names: Float32Array, word: number, scored: ScoredText, { columns }: ReaderManifest): void {
  const [first, width] = columns.names;
  const window = scored.windowOf(word);
  const start = (window.rows[word - window.firstWord] as number) + first;
  for (let label = 0; label < width; label++) names[word * width + label] = window.values[start + label] as number;
}

/** Where the columns of attributions begin and how many they are, and their places counted from there. */
function markColumns({ columns }: ReaderManifest): { first: number; width: number; columns: MarkColumns } {
  const own = MARK_COLUMNS.map((group) => columns[group]);
  const first = Math.min(...own.map(([at]) => at));
  const width = Math.max(...own.map(([at, count]) => at + count)) - first;
  const moved = Object.fromEntries(MARK_COLUMNS.map((group) => [group, [columns[group][0] - first, columns[group][1]]]));
  return { first, width, columns: moved as unknown as MarkColumns };
}

/** Some columns of the rows of words, copied. */
function narrowed({ firstWord, endWord, values, rows }: WindowScores, first: number, width: number): WindowScores {
  const copy = new Float32Array(rows.length * width);
  for (const [word, row] of rows.entries()) copy.set(values.subarray(row + first, row + first + width), word * width);
  return { firstWord, endWord, values: copy, rows: rows.map((_, word) => word * width) };
}
