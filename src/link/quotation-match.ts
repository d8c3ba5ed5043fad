import { type FoldedWord, foldedWords } from "../text/folded-words.ts";
import type { Span } from "../text/span.ts";
import { alignWithin, changedRuns, type Step } from "./align.ts";

/** Words that the text has otherwise than they were asked. */
export interface WordChange {
  /** Empty when the text added words. */
  readonly asked: string;
  /** Empty when the text left words out. */
  readonly found: string;
  /** Where the text has them; where they would stand when it left them out. */
  readonly span: Span;
}

/** Where a text has a quotation, and what it changed. */
export interface QuotationMatch {
  readonly span: Span;
  /** Share of the asked words that need no change, less what was added; 1 is verbatim. */
  readonly similarity: number;
  readonly changes: readonly WordChange[];
}

/** The place in a text that is most like a quotation; case, accents and punctuation do not count. */
export function matchQuotation(quotation: string, text: string): QuotationMatch | undefined {
  const [asked, has] = [foldedWords(quotation), foldedWords(text)];
  const alignment = alignWithin(asked.map(wordOf), has.map(wordOf));
  if (alignment === undefined) return undefined;
  const { steps, cost } = alignment;
  const placed = picked(steps, "b", has);
  const [first, last] = [placed[0], placed.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const changes = changedRuns(steps).map((run): WordChange => {
    const [mine, its] = [picked(run, "a", asked), picked(run, "b", has)];
    const at = its[0]?.start ?? endBefore(run[0], steps, has) ?? first.start;
    return { asked: textOf(quotation, mine), found: textOf(text, its), span: { start: at, end: its.at(-1)?.end ?? at } };
  });
  return { span: { start: first.start, end: last.end }, similarity: Math.max(0, 1 - cost / asked.length), changes };
}

const wordOf = ({ word }: FoldedWord): string => word;

function picked(steps: readonly Step[], side: "a" | "b", words: readonly FoldedWord[]): readonly FoldedWord[] {
  return steps.flatMap((step) => {
    const index = step[side];
    const word = index === null ? undefined : words[index];
    return word === undefined ? [] : [word];
  });
}

const textOf = (text: string, words: readonly Span[]): string => (words.length === 0 ? "" : text.slice(words[0]?.start, words.at(-1)?.end));

/** The end of the last word before a step that has no place of its own. */
function endBefore(step: Step | undefined, steps: readonly Step[], words: readonly Span[]): number | undefined {
  const before = steps.slice(0, step === undefined ? 0 : steps.indexOf(step)).findLast(({ b }) => b !== null);
  return before?.b == null ? undefined : words[before.b]?.end;
}
