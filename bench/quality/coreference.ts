/**
 * Measures which mentions are found to mean the same, end to end from plain text, on GUM's news and interviews:
 * `node bench/quality/coreference.ts [--json] [--peer] [--floors] [--pin]`. `--peer` also runs CoreNLP's statistical coreference on the same
 * texts (Java and Maven are needed). Chains of one mention count on neither side; files lie below SAYSO_CORPORA.
 */
import { join } from "node:path";
import { parseArgs } from "node:util";
import { diskResources } from "../../src/desk/disk-resources.ts";
import { nodeRuntime } from "../../src/desk/onnx-node.ts";
import { createExtractor } from "../../src/extract/extractor.ts";
import { createEnglishPipeline } from "../../src/pipeline/english.ts";
import { answersOf } from "../peers/answers.ts";
import { installJava } from "../peers/install.ts";
import { coreNlpCoreference } from "../peers/programs.ts";
import { type Chains, coreferenceDocuments, scoreDocuments } from "./coreference/measure.ts";
import type { ChainScores } from "./coreference/score.ts";
import { needFiles, places } from "./corpora.ts";
import { holdFloors } from "./own-floors.ts";

const { values } = parseArgs({
  options: { json: { type: "boolean" }, peer: { type: "boolean" }, floors: { type: "boolean" }, pin: { type: "boolean" } },
});
needFiles([join(places.corpora, "treebank/gum-dev.conllu.gz")], values.json === true);
const documents = coreferenceDocuments();
const found: Record<string, ReturnType<typeof scoreDocuments>> = { Sayso: await ours() };
const isHeld = holdFloors("coreference", "gum-dev", { "CoNLL by head": found["Sayso"]?.head.conll ?? 0 }, values.pin === true);
if (values.floors && !isHeld) process.exitCode = 1;
if (values.peer) found["CoreNLP 4.5.10, statistical"] = await peers();
if (values.json) console.log(JSON.stringify(found));
else {
  console.log(`${"gum-dev, news and interviews".padEnd(44)}   MUC    B³  CEAF  CoNLL`);
  for (const [name, scores] of Object.entries(found))
    for (const [matching, { muc, b3, ceafe, conll }] of Object.entries<ChainScores>(scores))
      console.log(
        `${`${name}, by ${matching === "head" ? "head" : "the same characters"}`.padEnd(44)}${[muc.f1, b3.f1, ceafe.f1, conll].map((value) => (100 * value).toFixed(1).padStart(6)).join("")}`,
      );
}

async function ours() {
  const resources = diskResources();
  const extractor = await createExtractor(resources);
  const pipeline = await createEnglishPipeline({ resources, runtime: nodeRuntime({ threads: 1 }) });
  const chains = new Map<string, Chains>();
  for (const { id, text } of documents) {
    const extraction = extractor.text(text);
    const [outcome] = extraction.ok ? await pipeline.run([extraction.article]) : [];
    chains.set(id, outcome?.ok === true ? outcome.article.layers.entities.map(({ mentions }) => mentions) : []);
  }
  return scoreDocuments(documents, ({ id }) => chains.get(id) ?? []);
}

async function peers() {
  const cache = join(import.meta.dirname, "../../.cache/peers");
  const installed = installJava(join(cache, "corenlp"));
  if (!installed.ok) throw new Error(installed.reason);
  const keeping = { folder: join(cache, "answers"), onlyKept: false, say: (remark: string) => process.stderr.write(`${remark}\n`) };
  const { answers } = await answersOf<{ readonly id: string; readonly chains?: Chains }>(
    coreNlpCoreference(installed.folder),
    documents,
    keeping,
  );
  const chains = new Map(answers.map((answer) => [answer.id, answer.chains ?? []]));
  return scoreDocuments(documents, ({ id }) => chains.get(id) ?? []);
}
