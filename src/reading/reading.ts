import type { Arc, Layers, MarkGroup, Mention, Step, Token } from "../article/article.ts";
import type { Block } from "../article/block.ts";
import { SaysoError } from "../errors.ts";
import type { Reader } from "../model/reader.ts";
import type { Resources } from "../resource/resources.ts";
import type { Span } from "../text/span.ts";
import { nestGroups } from "./inner-marks.ts";
import { markGroup } from "./marks.ts";
import { type MentionLabels, readMentionLabels } from "./mention-labels.ts";
import { mentionsOf } from "./mentions.ts";
import { endsByModel } from "./sentence-ends.ts";
import { textParts } from "./text-parts.ts";

type Gives = "words" | "tokens" | "sentences" | "trees" | "mentions" | "marks";

/** Longer texts are no articles, in UTF-16 units; a million are read in about a minute. */
const MOST_UNITS = 1_000_000;
/** A text is read in parts of this length, in UTF-16 units: about 15 MB of scores. Few articles of the corpora are longer. */
const PART_UNITS = 20_000;

/**
 * The reading step, one pass of the model over each text: words, tokens with tags and trees, sentences, mentions, and the
 * source, cue and content spans, those of statements inside statements nested in the content where they were found.
 */
export async function createReading(reader: Reader, resources: Resources): Promise<Step<never, Gives>> {
  const labels = await readMentionLabels(resources);
  return {
    name: "reading",
    version: 2,
    needs: [],
    gives: ["words", "tokens", "sentences", "trees", "mentions", "marks"],
    run: async (articles) => {
      const answers: Pick<Layers, Gives>[] = [];
      for (const { text, blocks } of articles) {
        const { outer, inner, ...layers } = await readText(reader, text, blocks, labels);
        answers.push({ ...layers, marks: [...outer, ...nestGroups(outer, inner)] });
      }
      return answers;
    },
  };
}

interface Read extends Pick<Layers, Exclude<Gives, "marks">> {
  readonly outer: readonly MarkGroup[];
  readonly inner: readonly MarkGroup[];
}

/**
 * Reads a text in parts of bounded length, so that memory does not grow with it.
 *
 * @throws SaysoError E_TOO_LARGE
 */
async function readText(reader: Reader, text: string, blocks: readonly Block[], labels: MentionLabels): Promise<Read> {
  if (text.length > MOST_UNITS) throw new SaysoError("E_TOO_LARGE", `the text has ${text.length} characters; up to ${MOST_UNITS} are read`);
  const [words, sentences, mentions]: [Span[], Span[], Mention[]] = [[], [], []];
  const [tokens, trees]: [Token[], Arc[]] = [[], []];
  const [outer, inner]: [MarkGroup[], MarkGroup[]] = [[], []];
  for (const { start, end } of textParts(text, PART_UNITS)) {
    const part = text.slice(start, end);
    const read = await reader.read(part, endsByModel(blocks, start));
    for (const group of read.outer) outer.push(markGroup(group, read.words, start, null));
    for (const group of read.inner) inner.push(markGroup(group, read.words, start, null));
    for (const mention of mentionsOf(part, read, labels)) mentions.push(moved(mention, start));
    const before = tokens.length;
    for (const { head, relation, ...token } of read.tokens) {
      tokens.push(moved(token, start));
      trees.push({ head: head < 0 ? -1 : head + before, relation });
    }
    for (const word of read.words) words.push(moved(word, start));
    for (const sentence of read.sentences) sentences.push(moved(sentence, start));
  }
  return { words, tokens, sentences, trees, mentions, outer, inner };
}

const moved = <Kind extends Span>(span: Kind, by: number): Kind =>
  by === 0 ? span : { ...span, start: span.start + by, end: span.end + by };
