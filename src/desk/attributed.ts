import type { Article, LayerName } from "../article/article.ts";
import { toFailure } from "../errors.ts";
import type { Desk } from "./desk.ts";

/** The layers that a record shows beside its statements. */
export const RECORD_LAYERS: readonly LayerName[] = ["mentions", "times", "entities"];

/** What the desk's pipeline gives for each article; when it fails as a whole, that failure for each. Never throws. */
export async function attributed(articles: readonly Article[], desk: Desk, layers: readonly LayerName[]): ReturnType<Desk["attribute"]> {
  try {
    return await desk.attribute(articles, layers);
  } catch (thrown) {
    const error = toFailure(thrown);
    return articles.map(() => ({ ok: false, error }));
  }
}
