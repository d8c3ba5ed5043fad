import type { Generated } from "kysely";

/**
 * The tables as Kysely sees them; `migrations.ts` makes them. Values that JSON holds are kept as text. Times are
 * RFC 3339 in UTC, so that they sort as text; an unknown time is the empty string where it must sort.
 */
export interface Tables {
  readonly pages: PageRow;
  readonly articles: ArticleRow;
  readonly statements: StatementRow;
  readonly revisions: RevisionRow;
  readonly tombstones: TombstoneRow;
  readonly sources: SourceRow;
  readonly entries: EntryRow;
  readonly jobs: JobRow;
  readonly notes: NoteRow;
  readonly migrations: MigrationRow;
}

interface PageRow {
  readonly number: Generated<number>;
  readonly id: string;
  readonly sha256: string;
  readonly url: string | null;
  readonly fetchedAt: string | null;
  readonly contentType: string | null;
  readonly file: string | null;
  readonly offset: number | null;
  readonly length: number | null;
  readonly sameAs: string | null;
}

interface ArticleRow {
  readonly number: Generated<number>;
  readonly digest: string;
  readonly url: string | null;
  readonly outlet: string | null;
  /** In lower case; the host of the address where no outlet is named. */
  readonly outletKey: string | null;
  /** As the record has it. */
  readonly publishedAt: string | null;
  /** `publishedAt` in UTC; empty when unknown. */
  readonly at: string;
  readonly headline: string;
  readonly text: string;
  readonly keep: string;
  readonly pageId: string | null;
  readonly sourceId: string | null;
  readonly storedAt: string;
  /** `made` of the record as JSON. */
  readonly made: string;
  readonly statements: number;
  /** The record without its text, as JSON in Zstandard; `null` when only digests are kept. */
  readonly record: Uint8Array | null;
}

interface StatementRow {
  readonly number: Generated<number>;
  readonly id: string;
  readonly article: number;
  /** The statement's id within its record. */
  readonly name: string;
  readonly at: string;
  readonly outletKey: string | null;
  readonly kind: string;
  readonly polarity: string;
  readonly source: string;
  readonly cue: string;
  readonly content: string;
}

interface RevisionRow {
  readonly number: Generated<number>;
  readonly url: string;
  readonly at: string;
  readonly digest: string;
  readonly extractor: string | null;
}

interface TombstoneRow {
  readonly digest: string;
  readonly url: string | null;
  readonly reason: string;
  readonly at: string;
}

interface SourceRow {
  readonly id: string;
  readonly kind: string;
  readonly url: string;
  readonly title: string | null;
  readonly isActive: number;
  readonly keep: string;
  readonly settings: string;
  readonly addedAt: string;
  /** Empty when it was never tried, so that it is due at once. */
  readonly nextTryAt: string;
  readonly health: string;
}

interface EntryRow {
  readonly source: string;
  readonly key: string;
  readonly seenAt: string;
}

interface JobRow {
  readonly id: Generated<number>;
  readonly kind: string;
  readonly key: string;
  readonly payload: string;
  /** When it may be taken; the end of its lease while it runs. */
  readonly dueAt: string;
  /** `null` while nobody holds it. */
  readonly worker: string | null;
  readonly attempts: number;
  readonly maxAttempts: number;
  /** JSON of the last failure. */
  readonly failure: string | null;
  /** Set when it is a dead letter. */
  readonly diedAt: string | null;
}

interface NoteRow {
  readonly kind: string;
  readonly key: string;
  readonly value: string;
}

interface MigrationRow {
  readonly number: number;
  readonly name: string;
  readonly at: string;
}
