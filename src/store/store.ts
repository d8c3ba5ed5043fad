import type { ArticleRecord } from "../article/record.ts";
import type { Keep, KeptPage } from "../record/kept-page.ts";
import type { ArticleFound, Coverage, FindQuery, Found, MonthCount, StatementFound } from "./find.ts";
import type { JobStore } from "./jobs.ts";
import type { DatabaseKind } from "./migrations.ts";
import type { NoteStore } from "./notes.ts";
import type { SourceStore } from "./sources.ts";

/**
 * Everything that is kept across articles, in SQLite or PostgreSQL. The bytes of pages lie in the archive; the store
 * knows where. Every write is idempotent: the same thing stored twice changes nothing. Clocks are passed in, as RFC 3339 in UTC.
 *
 * Every method may throw SaysoError E_STORE (the database failed), E_STORE_BUSY (another process holds it) or E_DISK_FULL.
 */
export interface Store {
  /** Stores pages and articles in one transaction; when it resolves, they are on the disk. One status each, in order. */
  keep(batch: readonly Keeping[], now: string): Promise<readonly KeptStatus[]>;
  page(id: string): Promise<KeptPage | undefined>;
  /** A page whose bytes are in the archive and have this digest. */
  pageWithBytes(sha256: string): Promise<KeptPage | undefined>;
  /** Every page in the order of the archive. */
  pages(): AsyncIterable<KeptPage>;
  /** By digest or by the first digits of it, at least 8. @throws SaysoError E_AMBIGUOUS when several begin so. */
  article(digest: string): Promise<KeptArticle | undefined>;
  articles(): AsyncIterable<KeptArticle>;
  /** The article of a statement, and the statement's id within its record. */
  statement(id: string): Promise<{ readonly article: KeptArticle; readonly statement: string } | undefined>;
  /** What one address has shown, oldest first. */
  revisions(url: string): Promise<readonly Revision[]>;
  find(query: FindQuery): Promise<Found<StatementFound>>;
  findArticles(query: FindQuery): Promise<Found<ArticleFound>>;
  /** How many statements a query finds in each month. */
  months(query: FindQuery): Promise<readonly MonthCount[]>;
  coverage(): Promise<Coverage>;
  /** Digests of the articles that were stored before a time, by one source or by any, the oldest first. */
  storedBefore(time: string, sourceId?: string): Promise<readonly string[]>;
  /** Takes an article's text, statements and record away and leaves a tombstone. False when there is no such article. */
  redact(digest: string, reason: string, now: string): Promise<boolean>;
  tombstones(): Promise<readonly Tombstone[]>;
  /** Of these digests those that were taken away and may not come back. */
  redacted(digests: readonly string[]): Promise<ReadonlySet<string>>;
  /** Where the last known page of each archive file ends, by file. */
  archiveEnds(): Promise<ReadonlyMap<string, number>>;
  /** Everything in the database that contradicts itself, as sentences. */
  check(): Promise<readonly string[]>;
  /** Where what `find` goes by is not what an article's record says, as sentences. */
  disagreements(article: KeptArticle): Promise<readonly string[]>;
  /** Copies the whole database to a new file while it is used; `undefined` where the database has its own tools for that. */
  readonly copyTo: ((path: string) => Promise<void>) | undefined;
  readonly kind: DatabaseKind;
  readonly sources: SourceStore;
  readonly jobs: JobStore;
  readonly notes: NoteStore;
  close(): Promise<void>;
}

/** One page, and the article that was made of it, where one was. */
export interface Keeping {
  readonly page: KeptPage | null;
  readonly record: ArticleRecord | null;
  /** What of the article is kept; the page's bytes were kept or not by whoever wrote the archive. */
  readonly keep: Keep;
  /** The source that brought it. */
  readonly sourceId: string | null;
}

/** `stored`: new; `revision`: its address showed something else before; `unchanged`: it was there; `none`: a page without article. */
export type KeptStatus = "stored" | "revision" | "unchanged" | "none";

/** An article as it is kept. */
export interface KeptArticle {
  readonly digest: string;
  /** `null` when only digests are kept. */
  readonly record: ArticleRecord | null;
  readonly keep: Keep;
  /** The page that it was first made of. */
  readonly pageId: string | null;
  /** When it was stored first; RFC 3339 in UTC. */
  readonly storedAt: string;
}

/** One state of an address. */
export interface Revision {
  readonly url: string;
  /** When it was seen so first; RFC 3339 in UTC. */
  readonly at: string;
  readonly digest: string;
  /** The extractor's version, so that a difference can be laid at its door. */
  readonly extractor: string | null;
}

/** What is left of something that was taken away. */
export interface Tombstone {
  readonly digest: string;
  readonly url: string | null;
  readonly reason: string;
  readonly at: string;
}
