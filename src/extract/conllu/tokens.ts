import { SaysoError } from "../../errors.ts";
import { counted } from "../../text/counted.ts";

/** One word of a sentence, as its line has it; `_` where nothing is known. */
export interface ConlluWord extends Surface {
  readonly lemma: string;
  readonly upos: string;
  readonly xpos: string;
  readonly feats: string;
  /** 0 for the root; `null` where nothing is known. */
  readonly head: number | null;
  readonly relation: string;
}

/** What stands in the text: a word, or a multiword token with the words `first` to `last`. */
export interface Surface {
  readonly form: string;
  readonly misc: ReadonlyMap<string, string>;
  /** The line's number. */
  readonly line: number;
}

/** A multiword token. */
export interface WordRange extends Surface {
  /** Ids of its words. */
  readonly first: number;
  readonly last: number;
}

/** The token lines of a sentence. Empty nodes are checked and left out, since they have no characters. */
export interface TokenLines {
  readonly words: readonly ConlluWord[];
  readonly ranges: readonly WordRange[];
}

/** A line of a file, with its number from 1. */
export interface NumberedLine {
  readonly number: number;
  readonly text: string;
}

/** What is wrong with a file, and where. */
export const wrongConllu = (line: number, message: string): SaysoError => new SaysoError("E_CONLLU", `line ${line}: ${message}`);

const COLUMNS = 10;

/**
 * Reads a sentence's token lines: ten columns, ids that count from 1, multiword tokens before their first word, empty
 * nodes behind the word they follow.
 *
 * @throws SaysoError E_CONLLU
 */
export function readTokenLines(lines: readonly NumberedLine[]): TokenLines {
  const words: ConlluWord[] = [];
  const ranges: WordRange[] = [];
  let empty = 0;
  for (const { number, text } of lines) {
    const columns = columnsOf(text, number);
    const [id = "", form = ""] = columns;
    const [, first, last, after, place] = /^(?:([1-9]\d*)(?:-([1-9]\d*))?|(\d+)\.([1-9]\d*))$/.exec(id)?.map(wholeNumber) ?? [];
    if (after !== undefined) {
      if (after !== words.length || place !== empty + 1)
        throw wrongConllu(number, `id ${shown(id)} where ${words.length}.${empty + 1} is expected for an empty node`);
      empty++;
      continue;
    }
    if (first === undefined) throw wrongConllu(number, `${shown(id)} is no id: a number, a range such as 1-2, or 1.1 is expected`);
    if (first !== words.length + 1)
      throw wrongConllu(number, `id ${shown(id)} where ${words.length + 1} is expected${hintFor(first, words.length)}`);
    if (form === "") throw wrongConllu(number, "there is no form");
    const surface = { form, misc: miscOf(columns[9] ?? "_"), line: number };
    if (last === undefined) words.push({ ...surface, ...wordOf(columns, number) });
    else if (last < first || (ranges.at(-1)?.last ?? 0) >= first)
      throw wrongConllu(number, `the range ${shown(id)} is empty or overlaps the one before it`);
    else ranges.push({ ...surface, first, last });
    if (last === undefined) empty = 0;
  }
  const beyond = ranges.find(({ last }) => last > words.length);
  if (beyond !== undefined) throw wrongConllu(beyond.line, `the range ends at word ${beyond.last}, but the sentence has ${words.length}`);
  return { words, ranges };
}

const wholeNumber = (digits: string | undefined): number | undefined => (digits === undefined ? undefined : Number(digits));
const hintFor = (first: number, words: number): string =>
  first === 1 && words > 0 ? "; is the empty line between two sentences missing?" : "";

function columnsOf(text: string, number: number): readonly string[] {
  const columns = text.split("\t");
  if (columns.length === COLUMNS) return columns;
  const hint = columns.length === 1 ? "; are they separated by tabs?" : "";
  throw wrongConllu(number, `${counted(columns.length, "column")} where ${COLUMNS} are expected${hint}`);
}

function wordOf(
  [, , lemma = "_", upos = "_", xpos = "_", feats = "_", head = "_", relation = "_"]: readonly string[],
  number: number,
): Omit<ConlluWord, keyof Surface> {
  if (head !== "_" && !/^\d+$/.test(head)) throw wrongConllu(number, `the head ${shown(head)} is no number`);
  return { lemma, upos, xpos, feats, head: head === "_" ? null : Number(head), relation };
}

function miscOf(column: string): ReadonlyMap<string, string> {
  if (column === "_") return new Map();
  return new Map(
    column.split("|").map((pair) => {
      const equals = pair.indexOf("=");
      return equals < 0 ? [pair, ""] : [pair.slice(0, equals), pair.slice(equals + 1)];
    }),
  );
}

/** Units of a foreign value that a message shows. */
const SHOWN_UNITS = 40;
/** A foreign value as a message shows it. */
export const shown = (value: string): string => JSON.stringify(value.length > SHOWN_UNITS ? `${value.slice(0, SHOWN_UNITS)}…` : value);
