/** The two databases that a store may lie in. */
export type DatabaseKind = "sqlite" | "postgres";

/** One step from an older form of the database to a newer; a step that was released is never changed. */
export interface Migration {
  readonly number: number;
  readonly name: string;
  readonly statements: Readonly<Record<DatabaseKind, readonly string[]>>;
}

/** DDL for both databases: where they differ in the name of a type, `{number}`, `{bytes}`, `{text}` stand for it. */
const both = (ddl: string): Readonly<Record<DatabaseKind, string>> => ({
  sqlite: ddl
    .replaceAll("{number}", "integer primary key autoincrement")
    .replaceAll("{bytes}", "blob")
    .replaceAll("{big}", "integer")
    .replaceAll("{text}", "text"),
  postgres: ddl
    .replaceAll("{number}", "bigint generated always as identity primary key")
    .replaceAll("{bytes}", "bytea")
    .replaceAll("{big}", "bigint")
    .replaceAll("{text}", 'text collate "C"'),
});

const TABLES = [
  `create table pages (number {number}, id {text} not null unique, sha256 {text} not null, url {text}, "fetchedAt" {text},
    "contentType" {text}, file {text}, "offset" {big}, length {big}, "sameAs" {text})`,
  "create index pages_sha256 on pages (sha256)",
  'create index pages_file on pages (file, "offset")',
  `create table articles (number {number}, digest {text} not null unique, url {text}, outlet {text}, "outletKey" {text}, "publishedAt" {text}, at {text} not null,
    headline {text} not null, text {text} not null, keep {text} not null, "pageId" {text}, "sourceId" {text}, "storedAt" {text} not null,
    made {text} not null, statements {big} not null, record {bytes})`,
  "create index articles_at on articles (at, number)",
  "create index articles_url on articles (url)",
  'create index articles_outlet on articles ("outletKey", at)',
  `create table statements (number {number}, id {text} not null unique, article {big} not null references articles (number) on delete cascade,
    name {text} not null, at {text} not null, "outletKey" {text}, kind {text} not null, polarity {text} not null, source {text} not null,
    cue {text} not null, content {text} not null)`,
  "create index statements_article on statements (article)",
  "create index statements_at on statements (at, number)",
  'create index statements_outlet on statements ("outletKey", at, number)',
  "create table revisions (number {number}, url {text} not null, at {text} not null, digest {text} not null, extractor {text}, unique (url, at, digest))",
  "create table tombstones (digest {text} primary key, url {text}, reason {text} not null, at {text} not null)",
  `create table sources (id {text} primary key, kind {text} not null, url {text} not null unique, title {text}, "isActive" integer not null,
    keep {text} not null, settings {text} not null, "addedAt" {text} not null, "nextTryAt" {text} not null, health {text} not null)`,
  'create index sources_due on sources ("isActive", "nextTryAt")',
  'create table entries (source {text} not null, key {text} not null, "seenAt" {text} not null, primary key (source, key))',
  `create table jobs (id {number}, kind {text} not null, key {text} not null, payload {text} not null, "dueAt" {text} not null, worker {text},
    attempts integer not null, "maxAttempts" integer not null, failure {text}, "diedAt" {text}, unique (kind, key))`,
  'create index jobs_due on jobs ("diedAt", "dueAt", id)',
  "create table notes (kind {text} not null, key {text} not null, value {text} not null, primary key (kind, key))",
].map(both);

/** Words by their stems, without case and accents; each table of words follows its table by triggers and keeps no text of its own. */
const SQLITE_WORDS = (
  [
    ["statementWords", "statements", ["source", "content"]],
    ["articleWords", "articles", ["headline", "text"]],
  ] as const
).flatMap(([words, table, columns]) => {
  const list = columns.join(", ");
  const of = (row: "new" | "old"): string => columns.map((column) => `${row}.${column}`).join(", ");
  const forget = `insert into "${words}" ("${words}", rowid, ${list}) values ('delete', old.number, ${of("old")});`;
  const learn = `insert into "${words}" (rowid, ${list}) values (new.number, ${of("new")});`;
  return [
    `create virtual table "${words}" using fts5 (${list}, content = '${table}', content_rowid = 'number', tokenize = 'porter unicode61 remove_diacritics 2')`,
    `insert into "${words}" ("${words}", rank) values ('secure-delete', 1)`,
    `create trigger ${table}_learn after insert on ${table} begin ${learn} end`,
    `create trigger ${table}_forget after delete on ${table} begin ${forget} end`,
    `create trigger ${table}_relearn after update of ${list} on ${table} begin ${forget} ${learn} end`,
  ];
});

/**
 * Characters that PostgreSQL's parser reads as parts of numbers, hosts, paths, tags and compounds. Each counts as a space,
 * as in FTS5, so that both databases see the same words at the same places.
 */
export const POSTGRES_SPACES = "-‐‑‒–—/.,_@:'’<>&?=+~#%\\";

/** SQL for a column's text with those characters as spaces; no offset moves. */
export const spacedOut = (column: string): string =>
  `translate(${column}, '${POSTGRES_SPACES.replace("'", "''")}', '${" ".repeat(POSTGRES_SPACES.length)}')`;

/** The same in PostgreSQL: English stems without a list of stop words, so that every word can be found. */
const POSTGRES_WORDS = [
  "create extension if not exists unaccent with schema public",
  "create text search dictionary sayso_stem (template = snowball, language = english)",
  "create text search configuration sayso (copy = english)",
  `alter text search configuration sayso alter mapping for asciiword, asciihword, hword_asciipart, word, hword, hword_part
    with public.unaccent, sayso_stem`,
  `alter table statements add column words tsvector generated always as
    (setweight(to_tsvector('sayso', ${spacedOut("source")}), 'A') || setweight(to_tsvector('sayso', ${spacedOut("content")}), 'B')) stored`,
  "create index statements_words on statements using gin (words)",
  `alter table articles add column words tsvector generated always as
    (setweight(to_tsvector('sayso', ${spacedOut("headline")}), 'A') || setweight(to_tsvector('sayso', ${spacedOut("text")}), 'B')) stored`,
  "create index articles_words on articles using gin (words)",
];

/** What counts need of articles, without their texts. */
const FACTS = [
  'create index articles_facts on articles (at, "outletKey", statements)',
  'create index articles_stored on articles ("storedAt", digest, "sourceId")',
].map(both);

/** What counts need of statements, by number: a quarter of the pages that the whole rows take. */
const STATEMENT_FACTS = 'create index statements_facts on statements (number, at, article, "outletKey")';

/** All of them, in order. */
export const MIGRATIONS: readonly Migration[] = [
  {
    number: 1,
    name: "pages, articles, statements, revisions, sources, jobs",
    statements: {
      sqlite: [...TABLES.map(({ sqlite }) => sqlite), ...SQLITE_WORDS],
      postgres: [...TABLES.map(({ postgres }) => postgres), ...POSTGRES_WORDS],
    },
  },
  {
    number: 2,
    name: "counts by month, and what was stored when, from indexes alone",
    statements: {
      sqlite: [...FACTS.map(({ sqlite }) => sqlite), STATEMENT_FACTS],
      postgres: FACTS.map(({ postgres }) => postgres),
    },
  },
];
