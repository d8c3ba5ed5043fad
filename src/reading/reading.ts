import type { Layers, Mark, MarkGroup, Step } from "../article/article.ts";
import { SaysoError } from "../errors.ts";
import type { MarkedGroup, MarkedRun, WindowScores } from "../model/decode.ts";
import type { Reader } from "../model/reader.ts";
import { type CueLexicon, readCueLexicon } from "../resource/cue-lexicon.ts";
import type { Resources } from "../resource/resources.ts";
import type { Span } from "../text/span.ts";
import { SpanIndex } from "../text/span-index.ts";
import { spansOver } from "../text/span-search.ts";
import { readAbbreviations, splitSentences } from "./sentences.ts";

type Gives = "words" | "sentences" | "marks";

/** Longer texts are no articles, in UTF-16 units; a million are read in about a minute. */
const MOST_UNITS = 1_000_000;
/** A text is read in parts of this length, in UTF-16 units: about 40 MB of scores. No article of the corpora is longer. */
const PART_UNITS = 100_000;
/** How often a content inside a content is read again; news does not go deeper. */
const DEEPEST = 2;
/** Contents of fewer words are not read again for statements inside them. */
const LEAST_NESTED_WORDS = 4;
/** Least score of a nested cue; best relaxed F1 of nested statements on news-dev (docs/decisions/reading-twice.md). */
const LEAST_NESTED_CUE_SCORE = 0.7;

/**
 * The reading step: words, sentences, and the source, cue and content spans that the model marks.
 *
 * The model marks outermost statements only, so each sentence of a content that holds a cue verb is read once more on
 * its own, and so are the contents found there; what is found is nested in what it was found in.
 */
export async function createReading(reader: Reader, resources: Resources): Promise<Step<never, Gives>> {
  const [lexicon, abbreviations] = await Promise.all([readCueLexicon(resources), readAbbreviations(resources)]);
  return {
    name: "reading",
    version: 1,
    needs: [],
    gives: ["words", "sentences", "marks"],
    run: async (articles) => {
      const answers: Pick<Layers, Gives>[] = [];
      for (const { text, blocks } of articles) {
        const { words, outer } = await readText(reader, text);
        const sentences = splitSentences(text, blocks, words, abbreviations);
        const marks = [...outer];
        const read = new SpanIndex();
        const addInside = async (part: Span, parent: number, depth: number): Promise<void> => {
          const first = marks.length;
          const found = await readInside(reader, text, part, parent, lexicon);
          marks.push(...found);
          if (depth === DEEPEST) return;
          for (const [index, group] of found.entries())
            for (const content of group.content) await addInside(content, first + index, depth + 1);
        };
        for (const [parent, group] of outer.entries())
          for (const content of group.content) {
            if (read.touching(content).length > 0) continue;
            read.add(content, parent);
            for (const part of partsOf(content, sentences)) await addInside(part, parent, 1);
          }
        answers.push({ words, sentences, marks });
      }
      return answers;
    },
  };
}

/**
 * Reads a text in parts of bounded length, so that memory does not grow with it.
 *
 * @throws SaysoError E_TOO_LARGE
 */
async function readText(reader: Reader, text: string): Promise<{ words: Span[]; outer: MarkGroup[] }> {
  if (text.length > MOST_UNITS) throw new SaysoError("E_TOO_LARGE", `the text has ${text.length} characters; up to ${MOST_UNITS} are read`);
  const words: Span[] = [];
  const outer: MarkGroup[] = [];
  for (const part of textParts(text)) {
    const prepared = reader.prepare(text.slice(part.start, part.end));
    const scores: WindowScores[] = [];
    for (const window of prepared.windows) scores.push(await reader.score(window));
    for (const group of reader.decode(scores, prepared.words.length)) outer.push(markGroup(group, prepared.words, part.start, null));
    for (const { start, end } of prepared.words) words.push({ start: start + part.start, end: end + part.start });
  }
  return { words, outer };
}

/** A text cut at line ends into parts; one without line ends is cut at a space, else anywhere. */
function textParts(text: string): Span[] {
  const parts: Span[] = [];
  for (let start = 0; start < text.length; ) {
    const inPair = /[\udc00-\udfff]/.test(text.charAt(start + PART_UNITS));
    const limit = start + PART_UNITS - (inPair ? 1 : 0);
    const cuts = [text.lastIndexOf("\n", limit), text.lastIndexOf(" ", limit)].filter((cut) => cut > start);
    const end = limit >= text.length ? text.length : (cuts[0] ?? limit) + (cuts.length > 0 ? 1 : 0);
    parts.push({ start, end });
    start = end;
  }
  return parts;
}

function markGroup(group: MarkedGroup, words: readonly Span[], offset: number, parent: number | null): MarkGroup {
  const mark = ({ first, end, score }: MarkedRun): Mark => ({
    start: (words[first]?.start ?? 0) + offset,
    end: (words[end - 1]?.end ?? 0) + offset,
    score,
  });
  return {
    source: group.sources.map(mark),
    cue: group.cue === undefined ? [] : [mark(group.cue)],
    content: group.contents.map(mark),
    parent,
  };
}

/** The sentences of a content; a statement inside it does not go beyond its sentence. */
const partsOf = (content: Span, sentences: readonly Span[]): readonly Span[] =>
  spansOver(sentences, content).map((sentence) => ({
    start: Math.max(sentence.start, content.start),
    end: Math.min(sentence.end, content.end),
  }));

async function readInside(reader: Reader, text: string, content: Span, parent: number, lexicon: CueLexicon): Promise<MarkGroup[]> {
  const inner = withoutFrame(text, content);
  const prepared = reader.prepare(text.slice(inner.start, inner.end));
  if (prepared.words.length < LEAST_NESTED_WORDS || !holdsCue(text, inner, prepared.words, lexicon)) return [];
  const scores: WindowScores[] = [];
  for (const window of prepared.windows) scores.push(await reader.score(window));
  return reader
    .decode(scores, prepared.words.length)
    .filter((group) => group.cue !== undefined && group.cue.score >= LEAST_NESTED_CUE_SCORE && group.contents.length > 0)
    .map((group) => markGroup(group, prepared.words, inner.start, parent));
}

/** A content without the marks around it and the word that joins it to its cue. */
function withoutFrame(text: string, content: Span): Span {
  const words = text.slice(content.start, content.end);
  const head = /^(?:["“'‘]+|(?:that|whether|how|if|to)\s+)/i.exec(words)?.[0].length ?? 0;
  const tail = closesNothing(words.slice(head)) ? (/[,.]?["”'’]+$/.exec(words)?.[0].length ?? 0) : 0;
  return head + tail < words.length ? { start: content.start + head, end: content.end - tail } : content;
}

/** Whether the closing mark at the end of some words has no opening mark among them: it closes what stands around them. */
function closesNothing(words: string): boolean {
  const count = (mark: RegExp): number => words.match(mark)?.length ?? 0;
  if (words.endsWith("”")) return count(/”/g) > count(/“/g);
  if (words.endsWith('"')) return count(/"/g) % 2 === 1;
  return count(/(?<![\p{L}\p{N}])[‘'](?=[\p{L}\p{N}])/gu) === 0;
}

/** Whether there may be a statement: an inflected cue verb ("said"), or its plain form behind a pronoun ("we think"). */
const holdsCue = (text: string, inner: Span, words: readonly Span[], lexicon: CueLexicon): boolean => {
  const form = (index: number): string => {
    const word = words[index];
    return word === undefined ? "" : text.slice(inner.start + word.start, inner.start + word.end).toLowerCase();
  };
  return words.some((_, index) => {
    const readings = lexicon.get(form(index))?.filter(({ pos }) => pos === "verb") ?? [];
    if (form(index) === "according") return true;
    return readings.some(({ lemma }) => lemma !== form(index)) || (readings.length > 0 && PRONOUNS.includes(form(index - 1)));
  });
};

const PRONOUNS = ["i", "we", "you", "they", "who"];
