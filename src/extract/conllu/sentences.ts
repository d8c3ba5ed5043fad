import { type ConlluWord, type NumberedLine, readTokenLines, type TokenLines, wrongConllu } from "./tokens.ts";

/** One sentence of a file. */
export interface ConlluSentence extends TokenLines {
  /** The number of its first token's line. */
  readonly line: number;
  /** What `# text` says, with the number of that line. */
  readonly text: { readonly value: string; readonly line: number } | undefined;
  /** Whether `# newpar` or `# newdoc` stands before it. */
  readonly opensParagraph: boolean;
}

/**
 * Reads the sentences of a CoNLL-U file or of a part of one, whose first line has the number `firstLine`.
 *
 * Checked are columns, ids, ranges, heads and that each sentence is one tree; not what tags and relations there are,
 * since treebanks differ.
 *
 * @throws SaysoError E_CONLLU with the line's number
 */
export function readSentences(source: string, firstLine: number): readonly ConlluSentence[] {
  const sentences: ConlluSentence[] = [];
  let comments: NumberedLine[] = [];
  let tokens: NumberedLine[] = [];
  const close = (): void => {
    const [first] = tokens;
    if (first === undefined) return;
    sentences.push(sentenceOf(comments, tokens, first.number));
    comments = [];
    tokens = [];
  };
  source.split(/\r\n|\n/).forEach((text, index) => {
    const number = firstLine + index;
    if (text.trim() === "") close();
    else if (text.startsWith("#")) comments.push({ number, text });
    else tokens.push({ number, text });
  });
  close();
  return sentences;
}

function sentenceOf(comments: readonly NumberedLine[], lines: readonly NumberedLine[], line: number): ConlluSentence {
  const tokens = readTokenLines(lines);
  if (tokens.words.length === 0) throw wrongConllu(line, "the sentence has no word");
  checkTree(tokens.words);
  const texts = comments.flatMap(({ number, text }) => {
    const value = /^#\s*text\s*=\s?(.*)$/s.exec(text)?.[1];
    return value === undefined ? [] : [{ value, line: number }];
  });
  return { ...tokens, line, text: texts[0], opensParagraph: comments.some(({ text }) => /^#\s*new(?:par|doc)\b/.test(text)) };
}

/** Heads are all there or none is; there is one root, and every word leads to it. */
function checkTree(words: readonly ConlluWord[]): void {
  const given = words.filter(({ head }) => head !== null);
  if (given.length === 0) return;
  const roots = given.filter(({ head }) => head === 0);
  for (const [index, { head, line }] of words.entries()) {
    if (head === null) throw wrongConllu(line, "the word has no head, but others of its sentence have");
    if (head > words.length) throw wrongConllu(line, `the head ${head} lies outside of the sentence, which has ${words.length} words`);
    if (head === index + 1) throw wrongConllu(line, "the word is its own head");
    if (head === 0 && roots.length > 1) throw wrongConllu(line, `the sentence has ${roots.length} roots where one is expected`);
  }
  const lost = words[firstInCircle(words)];
  if (lost !== undefined) throw wrongConllu(lost.line, "the word does not lead to the root: its heads go round in a circle");
}

/** The place of the first word that does not lead to the root; −1 when all do. */
function firstInCircle(words: readonly ConlluWord[]): number {
  const leads = new Set([0]);
  return words.findIndex((_, index) => {
    const path = new Set<number>();
    let id = index + 1;
    while (!leads.has(id) && !path.has(id)) {
      path.add(id);
      id = words[id - 1]?.head ?? 0;
    }
    if (!leads.has(id)) return true;
    for (const passed of path) leads.add(passed);
    return false;
  });
}
