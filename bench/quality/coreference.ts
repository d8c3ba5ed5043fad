/**
 * Which mentions are found to mean the same, end to end from plain text, on GUM's news and interviews, in full:
 * `node bench/quality/coreference.ts [--json] [--peer]`. `--peer` also runs CoreNLP's statistical coreference on the same texts (Java and
 * Maven are needed). Chains of one mention count on neither side. `run.ts` measures the same figure by head and holds its floor.
 */
import { join } from "node:path";
import { parseArgs } from "node:util";
import { answersOf } from "../peers/answers.ts";
import { installJava } from "../peers/install.ts";
import { coreNlpCoreference } from "../peers/programs.ts";
import { type Chains, coreferenceDocuments, measureCoreference, scoreDocuments } from "./coreference/measure.ts";
import type { ChainScores } from "./coreference/score.ts";
import { missingFiles } from "./folder.ts";
import { openHouse } from "./house.ts";

const { values } = parseArgs({ options: { json: { type: "boolean" }, peer: { type: "boolean" } } });
const missing = missingFiles(["gum-dev"]);
if (missing.length > 0) {
  console.log(`skipped: no ${missing.join(", no ")}. Set SAYSO_CORPORA and SAYSO_EVAL to their folders (docs/evaluation.md).`);
  process.exit(0);
}
const documents = coreferenceDocuments();
const house = await openHouse();
const found: Record<string, ReturnType<typeof scoreDocuments>> = { Sayso: await measureCoreference(house) };
await house.close();
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
