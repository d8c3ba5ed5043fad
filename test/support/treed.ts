import type { Arc, Article, Token } from "../../src/article/article.ts";
import { NO_METADATA } from "../../src/article/meta.ts";
import type { Read } from "../../src/entity/scene.ts";
import type { Statement } from "../../src/record/statement.ts";

/**
 * An article with trees made by hand: a sentence a line, its words as `form/UPOS/head/relation`, the head counted
 * from 1 within the line and 0 for the root. Where `sources` are given, each is the source of one statement; `#2`
 * behind one means its second place in the text.
 */
export function parsed(lines: readonly string[], sources: readonly string[] = [], authors: readonly string[] = []): Article<Read> {
  const tokens: Token[] = [];
  const trees: Arc[] = [];
  const sentences: { start: number; end: number }[] = [];
  let text = "";
  for (const line of lines) {
    const first = tokens.length;
    const start = text.length;
    for (const word of line.split(" ")) {
      const [form = "", upos = "X", head = "0", relation = "dep"] = word.split("/");
      const isJoined = /^(?:[.,:;!?”)]|['’]s?)$/.test(form);
      if (text.length > start && !isJoined && !text.endsWith("“")) text += " ";
      tokens.push({
        start: text.length,
        end: text.length + form.length,
        upos,
        xpos: xposOf(form, upos),
        lemma: lemmaOf(form, upos),
        feats: "",
      });
      text += form;
      trees.push({ head: head === "0" ? -1 : first + Number(head) - 1, relation });
    }
    sentences.push({ start, end: text.length });
    text += "\n";
  }
  const statements = sources.map((source, index): Statement => statementOf(text, source, index));
  const layers = { tokens, trees, sentences, mentions: [], statements };
  const blocks = sentences.map((span) => ({ kind: "paragraph" as const, ...span }));
  return { digest: "", text, blocks, meta: { ...NO_METADATA, authors }, provenance: {}, omitted: [], origin: [], layers, made: {} };
}

function statementOf(text: string, source: string, index: number): Statement {
  const [, words = "", which = "1"] = /^(.*?)(?:#(\d))?$/.exec(source) ?? [];
  let start = -1;
  for (let nth = 0; nth < Number(which); nth++) start = text.indexOf(words, start + 1);
  const spans = words === "" ? [] : [{ start, end: start + words.length }];
  return { ...bareStatement(index), source: spans };
}

function xposOf(form: string, upos: string): string {
  if (upos === "PROPN") return form.endsWith("s") && form.length > 6 ? "NNPS" : "NNP";
  if (upos === "NOUN") return form.endsWith("s") ? "NNS" : "NN";
  return { PART: /^['’]/.test(form) ? "POS" : "TO", PRON: "PRP", DET: "DT" }[upos] ?? upos;
}

const lemmaOf = (form: string, upos: string): string =>
  upos === "NOUN" && form.endsWith("s") ? form.slice(0, -1).toLowerCase() : upos === "PROPN" ? form : form.toLowerCase();

/** A statement without a word: what a test is not about. */
export const bareStatement = (index: number): Statement => ({
  id: `s${index + 1}`,
  kind: "indirect",
  polarity: "asserted",
  parent: null,
  flags: [],
  score: 1,
  source: [],
  cue: [],
  content: [],
});
