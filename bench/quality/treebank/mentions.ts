import type { Span } from "../../../src/text/span.ts";
import type { Treebank } from "./conllu.ts";
import { type Count, countKeys } from "./count.ts";
import { solidOffsets } from "./parse.ts";

/** A span with its type in the words of the annotation it comes from (GUM's `organization`, UNER's `ORG`). */
export interface TypedSpan extends Span {
  readonly type: string;
}

/** Brackets of GUM's `Entity=`: one that opens (and may close at once), or one that closes. */
const BRACKET = /\((?<opening>[^()]+)(?<atOnce>\))?|(?<closing>[^()]+)\)/gu;

/** The nested mentions of a GUM document, with GUM's own types and extents; those in several pieces are left out. */
export function gumMentions({ tokens }: Treebank): TypedSpan[] {
  const found: TypedSpan[] = [];
  const opened = new Map<string, { readonly start: number; readonly type: string }[]>();
  for (const { start, end, entity } of tokens)
    for (const { groups } of (entity ?? "").matchAll(BRACKET)) {
      const { opening, atOnce, closing } = groups ?? {};
      const [key = "", type = ""] = (opening ?? closing ?? "").split("-");
      if (opening !== undefined) opened.set(key, [...(opened.get(key) ?? []), { start, type }]);
      if (atOnce === undefined && closing === undefined) continue;
      const begun = opened.get(key)?.pop();
      if (begun !== undefined && begun.type !== "" && !key.includes("[")) found.push({ start: begun.start, end, type: begun.type });
    }
  return found;
}

/** The names of a document from rows that mark them in its sentences (IOB2: number, form, `B-PER` …), by sentence id. */
export function namesOf(document: Treebank, rows: IobSentences): TypedSpan[] {
  return document.sentences.flatMap(({ id, first }) =>
    (rows.get(id) ?? []).flatMap((name) => {
      const [from, last] = [document.tokens[first + name.first], document.tokens[first + name.end - 1]];
      return from === undefined || last === undefined ? [] : [{ start: from.start, end: last.end, type: name.type }];
    }),
  );
}

/** For each sentence its names: tokens `first` to `end` (exclusive) of the sentence. */
export type IobSentences = ReadonlyMap<string, readonly { readonly first: number; readonly end: number; readonly type: string }[]>;

/** Reads a file of Universal NER. */
export function readIob(iob: string): IobSentences {
  const sentences = new Map<string, { first: number; end: number; type: string }[]>();
  let names: { first: number; end: number; type: string }[] = [];
  for (const line of iob.split("\n")) {
    const id = /^# sent_id = (.*)$/u.exec(line)?.[1];
    if (id !== undefined) {
      names = [];
      sentences.set(id, names);
    }
    const [number = "", , tag = ""] = line.split("\t");
    if (!/^\d+$/u.test(number)) continue;
    const at = Number(number) - 1;
    const last = names.at(-1);
    if (tag.startsWith("B-")) names.push({ first: at, end: at + 1, type: tag.slice(2) });
    else if (tag.startsWith("I-") && last !== undefined) last.end = at + 1;
  }
  return sentences;
}

/** Spans that are the same, with the same type, places counted without white space. */
export function scoreSpans(text: string, gold: readonly TypedSpan[], ours: readonly TypedSpan[]): Count {
  const solid = solidOffsets(text);
  const keys = (spans: readonly TypedSpan[]): string[] => spans.map(({ start, end, type }) => `${solid[start]} ${solid[end]} ${type}`);
  return countKeys(keys(gold), keys(ours));
}
