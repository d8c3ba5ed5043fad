import type { Token } from "../../article/article.ts";
import type { Statement } from "../../record/statement.ts";
import { overlaps, type Span } from "../../text/span.ts";
import { nounSpan } from "./noun-span.ts";
import { type Saying, type Setting, sayingOf } from "./setting.ts";

/**
 * Sentences that tell of somebody's appearance without quoting anything ("Lind spoke to deputies on Monday"), as sayings
 * without content: what follows may have been said there.
 */
export function scenesOf(setting: Setting): readonly Saying[] {
  const { sentences, statements } = setting.article.layers;
  const outer = statements.filter(({ parent }) => parent === null);
  const taken = outer.flatMap(({ cue, source, content }) => [...cue, ...source, ...content]).sort((a, b) => a.start - b.start);
  let next = 0;
  return sentences.flatMap((sentence) => {
    while ((taken[next]?.end ?? Number.POSITIVE_INFINITY) <= sentence.start) next++;
    const first = taken[next];
    return first !== undefined && overlaps(first, sentence) ? [] : (sceneOf(sentence, setting) ?? []);
  });
}

function sceneOf(sentence: Span, setting: Setting): Saying | undefined {
  const { view } = setting;
  const tokens = view.over(sentence);
  const root = tokens.find((index) => view.trees[index]?.relation === "root" && view.tokens[index]?.upos === "VERB");
  const subject = root === undefined ? undefined : (view.children[root] ?? []).find((child) => view.trees[child]?.relation === "nsubj");
  if (root === undefined || subject === undefined) return undefined;
  const { start, end } = view.tokens[root] as Token;
  const statement: Statement = {
    id: "",
    kind: "indirect",
    polarity: "asserted",
    parent: null,
    flags: [],
    score: 1,
    source: [nameSpan(subject, setting, new Set(tokens))],
    cue: [{ start, end }],
    content: [],
  };
  return sayingOf(statement, setting);
}

/** The subject with the names that follow it flat. */
function nameSpan(subject: number, { view }: Setting, within: ReadonlySet<number>): Span {
  const { start, end } = nounSpan(subject, view, within);
  const flat = (view.children[subject] ?? []).filter((child) => view.trees[child]?.relation === "flat").at(-1);
  return { start, end: Math.max(end, view.tokens[flat ?? subject]?.end ?? end) };
}
