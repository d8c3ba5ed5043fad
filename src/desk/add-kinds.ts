import { INPUT_KINDS } from "./inputs.ts";

/** What the names of `add` can be: the inputs of `read`, and what is asked again and again. */
export const ADDED_KINDS = [...INPUT_KINDS, "feed", "sitemap", "opml", "page"] as const;
export type AddedKind = (typeof ADDED_KINDS)[number];
