import type { Article, Mention } from "../../article/article.ts";
import type { Block } from "../../article/block.ts";
import { withoutControls } from "../../text/escapes.ts";
import { bySpan, type Span } from "../../text/span.ts";
import { firstEndingAfter, spanAt } from "../../text/span-search.ts";
import { ENTITY_PARTS, entitiesOf, type TokenRun, tokensOver } from "./entities.ts";
import { sentenceText, type TokenNotes, tokenLines } from "./sentence.ts";

/**
 * One article as CoNLL-U, in the form of Universal Dependencies' English treebanks; docs/conllu.md describes it.
 *
 * The text can be rebuilt from it exactly: `TokenRange` tells each token's offsets in UTF-16 units, `SpaceAfter`,
 * `SpacesAfter` and `SpacesBefore` what stands between tokens. An article without tokens gives nothing.
 */
export function toConllu(article: Article<"tokens" | "sentences">, id: string): string {
  const { layers, blocks } = article;
  const sentences = sentencesOf(layers.tokens, layers.sentences);
  const numbered = (layers.mentions ?? []).map((mention, index) => ({ ...mention, number: index + 1 })).toSorted(bySpan);
  const mentions = bySentence(numbered, layers.tokens, sentences);
  const attributed = attributions(article, sentences);
  const name = nameOf(id);
  const outer = outermost(blocks);
  const around = sentences.map(({ first }) => spanAt(outer, layers.tokens[first]?.start ?? 0));
  const opens = (index: number): boolean => index === 0 || index === sentences.length || around[index] !== around[index - 1];
  return sentences
    .map((sentence, index) => {
      const block = around[index];
      const entities = entitiesOf(mentions.get(index) ?? [], layers.tokens, layers.trees, sentence);
      return [
        ...(index === 0
          ? [`# newdoc id = ${withoutControls(id).trim()}`, ...(numbered.length > 0 ? [`# global.Entity = ${ENTITY_PARTS}`] : [])]
          : []),
        ...(opens(index) ? ["# newpar", ...(block === undefined ? [] : [`# block = ${block.kind}`])] : []),
        `# sent_id = ${name}-${index + 1}`,
        `# text = ${sentenceText(article, sentence)}`,
        ...tokenLines(article, sentence, { notes: notesOf(sentence, entities, attributed), endsParagraph: opens(index + 1) }),
        "\n",
      ].join("\n");
    })
    .join("");
}

/** Whether an article has what CoNLL-U needs. */
export const hasTokens = (article: Article): article is Article<"tokens" | "sentences"> =>
  article.layers.tokens !== undefined && article.layers.sentences !== undefined;

/** An id as part of a sentence's, which has neither white space nor a slash. */
const nameOf = (id: string): string => withoutControls(id).replace(/[\s/]+/gu, "_") || "_";

/** The tokens of each sentence; tokens that lie in none stand by themselves. */
function sentencesOf(tokens: readonly Span[], sentences: readonly Span[]): readonly TokenRun[] {
  const runs: { first: number; end: number }[] = [];
  let last: number | undefined;
  tokens.forEach((token, index) => {
    const number = firstEndingAfter(sentences, token.start);
    const place = (sentences[number]?.start ?? Number.POSITIVE_INFINITY) <= token.start ? number : -1 - number;
    const run = runs.at(-1);
    if (run !== undefined && place === last) run.end = index + 1;
    else runs.push({ first: index, end: index + 1 });
    last = place;
  });
  return runs;
}

type Numbered = Mention & { readonly number: number };

/** The mentions of each sentence, by the sentence in which they begin. */
function bySentence(
  mentions: readonly Numbered[],
  tokens: readonly Span[],
  sentences: readonly TokenRun[],
): ReadonlyMap<number, readonly Numbered[]> {
  const ends = sentences.map(({ first, end }) => ({ start: tokens[first]?.start ?? 0, end: tokens[end - 1]?.end ?? 0 }));
  return Map.groupBy(mentions, ({ start }) => firstEndingAfter(ends, start));
}

/** The blocks that lie in no other, in order. */
function outermost(blocks: readonly Block[]): readonly Block[] {
  let reached = 0;
  return blocks.toSorted(bySpan).filter(({ end }) => {
    const isOuter = end > reached;
    reached = Math.max(reached, end);
    return isOuter;
  });
}

/** For each token the parts of statements that it is in: `s1:content,s2:cue`. */
function attributions({ layers }: Article<"tokens">, sentences: readonly TokenRun[]): ReadonlyMap<number, readonly string[]> {
  const parts = new Map<number, string[]>();
  const whole = { first: 0, end: sentences.at(-1)?.end ?? 0 };
  for (const statement of layers.statements ?? [])
    for (const part of ["source", "cue", "content"] as const)
      for (const span of statement[part]) {
        const run = tokensOver(span, layers.tokens, whole);
        for (let token = run?.first ?? 0; token < (run?.end ?? 0); token++) {
          const known = parts.get(token);
          const told = `${statement.id}:${part}`;
          if (known === undefined) parts.set(token, [told]);
          else if (!known.includes(told)) known.push(told);
        }
      }
  return parts;
}

function notesOf(
  { first, end }: TokenRun,
  entities: ReadonlyMap<number, string>,
  attributed: ReadonlyMap<number, readonly string[]>,
): TokenNotes {
  return new Map(
    Array.from({ length: end - first }, (_, index) => {
      const [entity, parts] = [entities.get(first + index), attributed.get(first + index)];
      return [
        first + index,
        { ...(parts === undefined ? {} : { Attribution: parts.join(",") }), ...(entity === undefined ? {} : { Entity: entity }) },
      ];
    }),
  );
}
