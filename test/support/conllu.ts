import type { Article, Mention, MentionForm, MentionType } from "../../src/article/article.ts";
import type { Block } from "../../src/article/block.ts";
import { NO_METADATA } from "../../src/article/meta.ts";
import { readConllu } from "../../src/extract/conllu/conllu.ts";

/** An article from CoNLL-U, with the mentions that `Entity` tells: layers made by hand, for tests without a model. */
export function articleFromConllu(source: string, blocks: readonly Block[] = []): Article<"tokens" | "sentences"> {
  const { text, layers } = readConllu(source);
  const { tokens = [], sentences = [], trees = [] } = layers;
  const mentions = mentionsIn(source).map(({ first, end, type, form }): Mention => {
    const [start, stop] = [tokens[first]?.start ?? 0, tokens[end - 1]?.end ?? 0];
    return { start, end: stop, type, form, score: 1 };
  });
  return bareArticle(text, { tokens, sentences, trees, ...(mentions.length === 0 ? {} : { mentions }) }, blocks);
}

/** An article of a text with layers and nothing else. */
export const bareArticle = <Layers extends Article["layers"]>(text: string, layers: Layers, blocks: readonly Block[] = []) => ({
  digest: "",
  text,
  blocks,
  meta: NO_METADATA,
  provenance: {},
  omitted: [],
  origin: [],
  layers,
  made: {},
});

/** A mention by the places of its tokens, counted through the file. */
export interface EntityRun {
  readonly first: number;
  readonly end: number;
  readonly type: MentionType;
  /** Which of its tokens is the head, from 1. */
  readonly head: number;
  readonly form: MentionForm;
}

/** Reads the brackets of `Entity` by the letter: `(1-person-2-name` opens, `1)` closes the one that was opened last. */
export function mentionsIn(source: string): readonly EntityRun[] {
  const open = new Map<string, Omit<EntityRun, "end">[]>();
  const closed: EntityRun[] = [];
  const words = source.split("\n").filter((line) => /^\d+\t/.test(line));
  words.forEach((line, token) => {
    const value = /(?:^|\|)Entity=([^|]*)/.exec(line.split("\t")[9] ?? "")?.[1] ?? "";
    const chunks = value.match(/\([^()]+\)?|[^()]+\)/g) ?? [];
    if (chunks.join("") !== value) throw new Error(`not brackets: ${value}`);
    for (const chunk of chunks) {
      const [number = "", type, head, form] = chunk.replace(/[()]/g, "").split("-");
      const waiting = open.get(number) ?? [];
      if (chunk.startsWith("(")) waiting.push({ first: token, type: type as MentionType, head: Number(head), form: form as MentionForm });
      open.set(number, waiting);
      if (!chunk.endsWith(")")) continue;
      const last = waiting.pop();
      if (last === undefined) throw new Error(`${chunk} closes nothing`);
      closed.push({ ...last, end: token + 1 });
    }
  });
  if ([...open.values()].some((waiting) => waiting.length > 0)) throw new Error("an entity is never closed");
  return closed.sort((a, b) => a.first - b.first || b.end - a.end);
}
