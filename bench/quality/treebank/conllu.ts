import type { Span } from "../../../src/text/span.ts";

/** One syntactic word of a treebank, placed in its document's text (UTF-16 units). */
export interface TreebankToken extends Span {
  readonly form: string;
  readonly lemma: string;
  readonly upos: string;
  readonly xpos: string;
  /** The number of the head in the document; −1 for the root of a sentence. */
  readonly head: number;
  readonly relation: string;
  /** Where the written token lies that this word is a part of ("don't" of "do"); `null` when it is one by itself. */
  readonly within: Span | null;
  /** The column `Entity=` of GUM. */
  readonly entity: string | null;
}

/** One document. */
export interface Treebank {
  readonly id: string;
  /** The sentences' texts, joined by an empty line before a paragraph and by a space elsewhere. */
  readonly text: string;
  readonly tokens: readonly TreebankToken[];
  readonly sentences: readonly TreebankSentence[];
}

/** Tokens `first` to `end` (exclusive) of the document. */
export interface TreebankSentence {
  readonly id: string;
  readonly first: number;
  readonly end: number;
}

/**
 * The documents of a CoNLL-U file, with exact offsets into a text that is put together from their words.
 *
 * Empty nodes are left out. Parts of a contraction share its characters out in order.
 */
export function readTreebank(conllu: string): Treebank[] {
  const documents: Draft[] = [];
  for (const block of conllu.split(/\n\n+/u)) {
    const lines = block.split("\n").filter((line) => line !== "");
    const comments = new Map(lines.filter((line) => line.startsWith("#")).map(commentOf));
    const rows = lines.filter((line) => !line.startsWith("#")).map((line) => line.split("\t"));
    if (rows.length === 0) continue;
    const opening = [...comments].find(([key]) => key.startsWith("newdoc"));
    if (opening !== undefined || documents.length === 0)
      documents.push({ id: opening?.[1] ?? "document", text: "", tokens: [], sentences: [] });
    addSentence(documents.at(-1) as Draft, rows, comments);
  }
  return documents;
}

interface Draft {
  readonly id: string;
  text: string;
  readonly tokens: TreebankToken[];
  readonly sentences: TreebankSentence[];
}

type Row = readonly string[];

function commentOf(line: string): [string, string] {
  const [key = "", ...value] = line.slice(1).trim().split(" = ");
  return [key.trim(), value.join(" = ")];
}

function addSentence(document: Draft, rows: readonly Row[], comments: ReadonlyMap<string, string>): void {
  const starts = [...comments.keys()].some((key) => key.startsWith("newpar"));
  if (document.text !== "") document.text += starts ? "\n\n" : " ";
  const [base, first] = [document.text.length, document.tokens.length];
  const { text, places } = place(rows, base);
  const words = rows.filter(([number = ""]) => /^\d+$/u.test(number));
  for (const [i, row] of words.entries()) {
    const head = Number(row[6]);
    const { own, within } = places[i] as Place;
    document.tokens.push({
      start: own.start,
      end: own.end,
      form: row[1] ?? "",
      lemma: row[2] ?? "",
      upos: row[3] ?? "",
      xpos: row[4] ?? "",
      head: head > 0 ? head - 1 + first : -1,
      relation: row[7] ?? "",
      within,
      entity: /(?:^|\|)Entity=([^|]*)/u.exec(row[9] ?? "")?.[1] ?? null,
    });
  }
  document.text += text;
  document.sentences.push({ id: comments.get("sent_id") ?? "", first, end: document.tokens.length });
}

interface Place {
  readonly own: Span;
  readonly within: Span | null;
}

/** A sentence's text, and the place of each of its syntactic words when it begins at `base`. */
function place(rows: readonly Row[], base: number): { text: string; places: Place[] } {
  const places: Place[] = [];
  let text = "";
  let insideUpTo = 0;
  for (const [i, row] of rows.entries()) {
    const [number = "", form = ""] = row;
    const start = base + text.length;
    if (number.includes(".")) continue;
    if (number.includes("-")) {
      const [low = 0, high = 0] = number.split("-").map(Number);
      const parts = rows.slice(i + 1).filter(([n = ""]) => /^\d+$/u.test(n) && Number(n) >= low && Number(n) <= high);
      const within = { start, end: start + form.length };
      places.push(
        ...share(
          within,
          parts.map((part) => part[1] ?? ""),
          form,
        ).map((own) => ({ own, within })),
      );
      insideUpTo = high;
    } else if (Number(number) > insideUpTo) places.push({ own: { start, end: start + form.length }, within: null });
    else continue;
    text += form;
    if (!(row[9] ?? "").includes("SpaceAfter=No")) text += " ";
  }
  return { text: text.replace(/ +$/u, ""), places };
}

/** The characters of a written token, shared out; parts that do not spell it leave to the first what the others do not need. */
function share(whole: Span, parts: readonly string[], form: string): Span[] {
  const rest = parts.slice(1).reduce((total, part) => total + part.length, 0);
  const spelt = parts.join("") === form;
  let at = whole.start;
  return parts.map((part, i) => {
    const length = i === 0 && !spelt ? Math.max(0, form.length - rest) : part.length;
    const start = at;
    at = Math.min(at + length, whole.end);
    return { start, end: at };
  });
}
