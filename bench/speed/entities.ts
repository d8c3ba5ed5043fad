/**
 * Times the entity step alone on articles made of one report repeated, beside the bare model's rate:
 * `node bench/speed/entities.ts [--json]`. CPU seconds for 12,500, 25,000 and 50,000 words in short sentences, for 10,000
 * words in sentences of 2,000, and for 100,000 mentions; where the step is linear, the seconds per word stay the same.
 */
import { parseArgs } from "node:util";
import type { Article } from "../../src/article/article.ts";
import { NO_METADATA } from "../../src/article/meta.ts";
import { diskResources } from "../../src/desk/disk-resources.ts";
import { createEntities } from "../../src/entity/entities.ts";

type Read = Parameters<Awaited<ReturnType<typeof createEntities>>["run"]>[0][number];

/** A sentence: form, tag, head (from 1), relation. */
const SENTENCE = [
  ["Ana", "PROPN", 4, "nsubj"],
  ["Lind", "PROPN", 1, "flat"],
  ["then", "ADV", 4, "advmod"],
  ["told", "VERB", 0, "root"],
  ["the", "DET", 6, "det"],
  ["mayor", "NOUN", 4, "obj"],
  ["she", "PRON", 9, "nsubj"],
  ["had", "AUX", 9, "aux"],
  ["seen", "VERB", 4, "ccomp"],
  ["it", "PRON", 9, "obj"],
  ["in", "ADP", 13, "case"],
  ["the", "DET", 13, "det"],
  ["harbour", "NOUN", 9, "obl"],
] as const;

/** Every so many sentences another person is named, so that there are many to choose from. */
const NAMES = ["Reyk", "Fell", "Holm", "Seld", "Aldous", "Brandt", "Oduya", "Penn"];

const { values } = parseArgs({ options: { json: { type: "boolean" } } });
const step = await createEntities(diskResources());
const cases = [
  ["12,500 words", article(12_500, 1)],
  ["25,000 words", article(25_000, 1)],
  ["50,000 words", article(50_000, 1)],
  ["10,000 words in sentences of 2,000", article(10_000, Math.floor(2_000 / SENTENCE.length))],
  ["100,000 mentions", article(Math.ceil((100_000 / 6) * SENTENCE.length), 1)],
] as const;
await step.run([article(5_000, 1)]);
const rows = [];
for (const [name, given] of cases) {
  const before = process.cpuUsage();
  await step.run([given]);
  const seconds = (process.cpuUsage(before).user + process.cpuUsage(before).system) / 1e6;
  rows.push({ name, seconds, microsecondsPerWord: (seconds * 1e6) / given.layers.tokens.length });
}
if (values.json) console.log(JSON.stringify(rows));
else
  for (const { name, seconds, microsecondsPerWord } of rows)
    console.log(`${name.padEnd(38)}${seconds.toFixed(2).padStart(8)} s${microsecondsPerWord.toFixed(1).padStart(8)} µs a word`);

/** An article of so many words, with so many repetitions of the pattern in each sentence. */
function article(words: number, repetitions: number): Read {
  const [tokens, trees, sentences, mentions]: [
    Read["layers"]["tokens"][number][],
    Read["layers"]["trees"][number][],
    { start: number; end: number }[],
    Read["layers"]["mentions"][number][],
  ] = [[], [], [], []];
  let text = "";
  for (let round = 0; tokens.length < words; round++) {
    const [start, root] = [text.length, tokens.length + 3];
    for (let again = 0; again < repetitions; again++) {
      const base = tokens.length;
      for (const [written, upos, head, relation] of SENTENCE) {
        const form = written === "Lind" ? `${NAMES[(round + again) % NAMES.length]}` : written;
        const span = { start: text.length, end: text.length + form.length };
        tokens.push({
          ...span,
          upos,
          xpos: upos === "PROPN" ? "NNP" : upos === "NOUN" ? "NN" : upos,
          lemma: form.toLowerCase(),
          feats: "",
        });
        trees.push(
          head === 0 ? { head: again === 0 ? -1 : root, relation: again === 0 ? "root" : "conj" } : { head: base + head - 1, relation },
        );
        if (/^(?:NOUN|PRON)$/.test(upos))
          mentions.push({
            ...span,
            type: upos === "NOUN" ? "other" : "person",
            form: upos === "NOUN" ? "description" : "pronoun",
            score: 1,
          });
        text += `${form} `;
      }
    }
    sentences.push({ start, end: text.length - 1 });
    text += "\n";
  }
  const blocks = [{ kind: "paragraph" as const, start: 0, end: text.length }];
  const layers = { tokens, trees, sentences, mentions, statements: [] };
  const made: Article["made"] = {};
  return { digest: "", text, blocks, meta: NO_METADATA, provenance: {}, omitted: [], origin: [], layers, made };
}
