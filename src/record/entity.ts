import type { Span } from "../text/span.ts";

/**
 * What an entity of an article is; the two unnamed ones are people whom the article does not name. Events and other things
 * are listed only where the text comes back to them.
 */
export const ENTITY_TYPES = [
  "person",
  "group",
  "organisation",
  "place",
  "document",
  "unnamed-person",
  "unnamed-group",
  "event",
  "other",
] as const;
export type EntityType = (typeof ENTITY_TYPES)[number];

/** How an entity is referred to; docs/record.md has examples. */
export const REFERENCE_FORMS = ["name", "description", "pronoun"] as const;
export type ReferenceForm = (typeof REFERENCE_FORMS)[number];

/** A span of the text that refers to an entity. */
export interface EntityMention extends Span {
  readonly form: ReferenceForm;
}

/** What all mentions of one person, group, organisation, place or document in one article have in common. */
export interface Entity {
  /** Unique within the article. */
  readonly id: string;
  readonly type: EntityType;
  /** The fullest name, or, for what has none, the words of the first description. */
  readonly name: string;
  /** Other names in the article, in order of their first use. */
  readonly aliases: readonly string[];
  /** In order of the text. */
  readonly mentions: readonly EntityMention[];
  /** Words that tell an office or standing of the holder, as of the article's date; in order of the text. */
  readonly roles: readonly Span[];
}
