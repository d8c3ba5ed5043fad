import type { LayerName } from "../article/article.ts";
import { createAttribution } from "../attribution/attribution.ts";
import { createContext } from "../attribution/context.ts";
import { createEntities } from "../entity/entities.ts";
import { loadReader } from "../model/reader.ts";
import type { ModelRuntime } from "../model/runtime.ts";
import { createReading } from "../reading/reading.ts";
import type { Resources } from "../resource/resources.ts";
import { createTime } from "../time/time.ts";
import { type Pipeline, pipeline } from "./pipeline.ts";

/** What the English pipeline gives. */
export type EnglishLayer = Extract<
  LayerName,
  "words" | "tokens" | "sentences" | "trees" | "mentions" | "marks" | "statements" | "times" | "entities"
>;

/** Where the English reading model lies among the resources. */
export const ENGLISH_READER = "models/en/reader";

/**
 * The standard pipeline for English: reading, attribution, times, entities with the speakers, and the context of the statements.
 *
 * @throws SaysoError E_RESOURCE, E_LEXICON, E_MANIFEST, E_DIGEST or E_MODEL
 */
export async function createEnglishPipeline(parts: { resources: Resources; runtime: ModelRuntime }): Promise<Pipeline<EnglishLayer>> {
  const { resources, runtime } = parts;
  const reader = await loadReader(resources, runtime, ENGLISH_READER);
  const [reading, attribution, time, entities, context] = await Promise.all([
    createReading(reader, resources),
    createAttribution(resources),
    createTime(resources),
    createEntities(resources),
    createContext(resources),
  ]);
  return pipeline().add(reading).add(attribution).add(time).add(entities).add(context);
}
