import type { MarkGroup } from "../article/article.ts";
import type { Reader } from "../model/reader.ts";
import { type CueLexicon, readCueLexicon } from "../resource/cue-lexicon.ts";
import type { Resources } from "../resource/resources.ts";
import type { Span } from "../text/span.ts";
import { SpanIndex } from "../text/span-index.ts";
import { spansOver } from "../text/span-search.ts";
import { markGroup } from "./marks.ts";

/** How often a content inside a content is read again; news does not go deeper. */
const DEEPEST = 2;
/** Contents of fewer words are not read again for statements inside them. */
const LEAST_NESTED_WORDS = 4;
/** Least score of a nested cue; best relaxed F1 of nested statements on news-dev (docs/decisions/reading-twice.md). */
const LEAST_NESTED_CUE_SCORE = 0.7;

/** Reads each sentence of a content that holds a cue verb once more on its own; what is found is nested in what it was found in. */
export async function createSecondReading(
  reader: Reader,
  resources: Resources,
): Promise<(text: string, outer: readonly MarkGroup[], sentences: readonly Span[]) => Promise<MarkGroup[]>> {
  const lexicon = await readCueLexicon(resources);
  return async (text, outer, sentences) => {
    const marks = [...outer];
    const read = new SpanIndex();
    const addInside = async (part: Span, parent: number, depth: number): Promise<void> => {
      const first = marks.length;
      const found = await readInside(reader, text, part, parent, lexicon);
      marks.push(...found);
      if (depth === DEEPEST) return;
      for (const [index, group] of found.entries()) for (const content of group.content) await addInside(content, first + index, depth + 1);
    };
    for (const [parent, group] of outer.entries())
      for (const content of group.content) {
        if (read.touching(content).length > 0) continue;
        read.add(content, parent);
        for (const part of partsOf(content, sentences)) await addInside(part, parent, 1);
      }
    return marks.slice(outer.length);
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
  const { words } = reader.prepare(text.slice(inner.start, inner.end));
  if (words.length < LEAST_NESTED_WORDS || !holdsCue(text, inner, words, lexicon)) return [];
  const { outer } = await reader.read(text.slice(inner.start, inner.end));
  return outer
    .filter((group) => group.cue !== undefined && group.cue.score >= LEAST_NESTED_CUE_SCORE && group.contents.length > 0)
    .map((group) => markGroup(group, words, inner.start, parent));
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
