import type { LayerName } from "../article/article.ts";
import { createAttribution } from "../attribution/attribution.ts";
import { createEntities } from "../entity/entities.ts";
import { loadReader } from "../model/reader.ts";
import type { ModelRuntime } from "../model/runtime.ts";
import { createReading } from "../reading/reading.ts";
import type { Resources } from "../resource/resources.ts";
import { type Pipeline, pipeline } from "./pipeline.ts";

/** What the English pipeline gives. */
export type EnglishLayer = Extract<
  LayerName,
  "words" | "tokens" | "sentences" | "trees" | "mentions" | "marks" | "statements" | "entities"
>;

/** Where the English reading model lies among the resources. */
export const ENGLISH_READER = "models/en/reader";

/**
 * The standard pipeline for English: reading, attribution, then entities and speakers.
 *
 * @throws SaysoError E_RESOURCE, E_LEXICON, E_MANIFEST, E_DIGEST or E_MODEL
 */
export async function createEnglishPipeline(parts: { resources: Resources; runtime: ModelRuntime }): Promise<Pipeline<EnglishLayer>> {
  const { resources, runtime } = parts;
  const reader = await loadReader(resources, runtime, ENGLISH_READER);
  const [reading, attribution, entities] = await Promise.all([
    createReading(reader, resources),
    createAttribution(resources),
    createEntities(resources),
  ]);
  return pipeline().add(reading).add(attribution).add(entities);
}
