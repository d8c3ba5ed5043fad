import { diskResources } from "../../src/desk/disk-resources.ts";
import { nodeRuntime } from "../../src/desk/onnx-node.ts";
import { createExtractor } from "../../src/extract/extractor.ts";
import { createEnglishPipeline } from "../../src/pipeline/english.ts";
import type { Attribute } from "./suite.ts";

/** The statements that the standard English pipeline finds, each text read as an article of its own; `undefined` where it is refused. */
export const attribute: Attribute = async (texts) => {
  parts ??= loadParts();
  const { extractor, pipeline } = await parts;
  const extractions = texts.map((text) => extractor.text(text));
  const outcomes = await pipeline.run(extractions.flatMap((extraction) => (extraction.ok ? [extraction.article] : [])));
  let next = 0;
  return extractions.map((extraction) => {
    const outcome = extraction.ok ? outcomes[next++] : undefined;
    if (outcome?.ok === false) throw new Error(`${outcome.error.code}: ${outcome.error.message}`);
    return outcome?.article.layers.statements;
  });
};

let parts: ReturnType<typeof loadParts> | undefined;

async function loadParts() {
  const resources = diskResources();
  const extractor = await createExtractor(resources);
  const pipeline = await createEnglishPipeline({ resources, runtime: nodeRuntime({ threads: 1 }) });
  return { extractor, pipeline };
}
