/** What is known about an article beside its text; `null` and empty lists where nothing is known. */
export interface Metadata {
  /** Canonical address. */
  readonly url: string | null;
  /** The publication that carries it, by name. */
  readonly outlet: string | null;
  /** The wire service credited. */
  readonly agency: string | null;
  readonly authors: readonly string[];
  /** BCP 47, such as `en` or `en-GB`. */
  readonly language: string | null;
  readonly section: string | null;
  /** RFC 3339 with offset where the page gives one; a date alone where it gives only that. */
  readonly publishedAt: string | null;
  readonly modifiedAt: string | null;
  readonly fetchedAt: string | null;
}

export type MetadataField = keyof Metadata;

export const NO_METADATA: Metadata = {
  url: null,
  outlet: null,
  agency: null,
  authors: [],
  language: null,
  section: null,
  publishedAt: null,
  modifiedAt: null,
  fetchedAt: null,
};

/** Where a value of the metadata was read. `given` is what the caller said beside the input. */
export const METADATA_ORIGINS = ["given", "headers", "json-ld", "meta", "visible", "url", "detected"] as const;
export type MetadataOrigin = (typeof METADATA_ORIGINS)[number];

/** One reading of a metadata field. */
export interface MetadataReading {
  readonly from: MetadataOrigin;
  /** Where exactly: a JSON-LD path, a meta tag's name, a selector, a header's name. */
  readonly at: string;
  readonly value: string;
}

/** Why a field has its value, and which readings said something else. */
export interface MetadataProvenance {
  readonly chosen: MetadataReading;
  readonly disagreed: readonly MetadataReading[];
}

export type Provenance = Readonly<Partial<Record<MetadataField, MetadataProvenance>>>;
