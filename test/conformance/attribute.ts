import { diskResources } from "../../src/desk/disk-resources.ts";
import { nodeRuntime } from "../../src/desk/onnx-node.ts";
import { createExtractor } from "../../src/extract/extract.ts";
import { createEnglishPipeline } from "../../src/pipeline/english.ts";
import type { Attribute } from "./suite.ts";

/** The statements that the standard English pipeline finds, each text read as an article of its own. */
export const attribute: Attribute = async (texts) => {
  const resources = diskResources();
  const extractor = await createExtractor(resources);
  const pipeline = await createEnglishPipeline({ resources, runtime: nodeRuntime({ threads: 1 }) });
  const articles = texts.map((text) => {
    const extraction = extractor.text(text);
    if (!extraction.ok) throw new Error(`${extraction.reason}: ${text}`);
    return extraction.article;
  });
  const outcomes = await pipeline.run(articles);
  return outcomes.map((outcome) => {
    if (!outcome.ok) throw new Error(`${outcome.error.code}: ${outcome.error.message}`);
    return outcome.article.layers.statements;
  });
};
