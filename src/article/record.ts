import type { Failure } from "../errors.ts";
import type { Addressee, Channel, SaidAt, StatementContext } from "../record/context.ts";
import type { Entity, EntityMention } from "../record/entity.ts";
import type { Speaker } from "../record/speaker.ts";
import type { Statement } from "../record/statement.ts";
import { type Span, slice } from "../text/span.ts";
import type { Article, Mention, MentionForm, MentionType, Omission, OriginRun } from "./article.ts";
import type { BlockKind } from "./block.ts";
import type { Metadata, Provenance } from "./meta.ts";
import type { Time } from "./time.ts";

/** A span with its characters, so that a reader of the record can check it. */
export interface RecordSpan extends Span {
  readonly exact: string;
}

/** A statement with the characters of its spans. */
export interface RecordStatement extends Omit<Statement, "source" | "cue" | "content" | "speakers" | keyof StatementContext> {
  readonly channel?: (RecordSpan & Channel) | null;
  readonly addressee?: (RecordSpan & Addressee) | null;
  readonly saidAt?: (RecordSpan & SaidAt) | null;
  readonly source: readonly RecordSpan[];
  readonly cue: readonly RecordSpan[];
  readonly content: readonly RecordSpan[];
  /** Who makes the statement, with the characters of the evidence. */
  readonly speakers?: readonly RecordSpeaker[];
}

/** A speaker with the characters of the mentions that lead from the source to the name. */
export interface RecordSpeaker extends Omit<Speaker, "evidence"> {
  readonly evidence: readonly RecordSpan[];
}

/** An entity with the characters of its mentions and roles. */
export interface RecordEntity extends Omit<Entity, "mentions" | "roles"> {
  readonly mentions: readonly (RecordSpan & EntityMention)[];
  readonly roles: readonly RecordSpan[];
}

/** A mention with its characters; its score stays in the layer. */
export interface RecordMention extends RecordSpan {
  readonly type: MentionType;
  readonly form: MentionForm;
}

/** A time expression with its characters. */
export interface RecordTime extends RecordSpan, Time {}

export interface RecordBlock extends Span {
  readonly kind: BlockKind;
  readonly repeats?: number;
}

/**
 * The record that leaves the house: one JSON object an article, `article/1`. Fields are added, never
 * changed in meaning. Offsets are UTF-16 units of `text`; those of `origin` and `omitted` also of the decoded page.
 */
export interface ArticleRecord {
  readonly schema: "article/1";
  /** The id that came in, or the digest. */
  readonly id: string;
  /** SHA-256 of canonical address and text. */
  readonly digest: string;
  readonly unit: "utf16";
  readonly text: string;
  readonly meta: Metadata;
  /** Where each value of `meta` was read, and what disagreed. */
  readonly provenance: Provenance;
  readonly blocks: readonly RecordBlock[];
  /** Only for HTML: what of the page is not in the text. */
  readonly omitted?: readonly Omission[];
  /** Only for HTML: how the text follows from the decoded page. */
  readonly origin?: readonly OriginRun[];
  /** Only for HTML: digest of the page's bytes and the charset that they were decoded with. */
  readonly page?: { readonly sha256: string; readonly charset: string };
  /** Only from `extract`: the running text as a reader would copy it. */
  readonly body?: string;
  readonly statements?: readonly RecordStatement[];
  /** What names, describes or stands for a person, place and so on; by start, the longer first. */
  readonly mentions?: readonly RecordMention[];
  /** What tells a time, and the days that it means; in order, side by side. */
  readonly times?: readonly RecordTime[];
  /** Persons, organisations and so on of this article, each with all its mentions; by first mention. */
  readonly entities?: readonly RecordEntity[];
  readonly made: Readonly<Record<string, string>>;
}

/** What takes a record's place when an input fails. */
export interface ErrorRecord {
  readonly schema: "error/1";
  readonly id: string;
  readonly error: Failure;
}

/** The article as it leaves the house; `id` is what came in, or the digest when nothing did. */
export function toRecord(article: Article, id: string | null): ArticleRecord {
  const shown = (spans: readonly Span[]): RecordSpan[] =>
    spans.map(({ start, end }) => ({ start, end, exact: slice(article.text, { start, end }) }));
  const shownOne = <Found extends Span>(span: Found): Found & RecordSpan => ({ ...span, exact: slice(article.text, span) });
  return {
    schema: "article/1",
    id: id ?? article.digest,
    digest: article.digest,
    unit: "utf16",
    text: article.text,
    meta: article.meta,
    provenance: article.provenance,
    blocks: article.blocks,
    ...(article.page === undefined ? {} : { page: article.page, omitted: article.omitted, origin: article.origin }),
    ...(article.layers.statements === undefined
      ? {}
      : {
          statements: article.layers.statements.map(({ speakers, channel, addressee, saidAt, ...s }) => ({
            ...s,
            source: shown(s.source),
            cue: shown(s.cue),
            content: shown(s.content),
            ...(channel === undefined ? {} : { channel: channel && shownOne(channel) }),
            ...(addressee === undefined ? {} : { addressee: addressee && shownOne(addressee) }),
            ...(saidAt === undefined ? {} : { saidAt: saidAt && shownOne(saidAt) }),
            ...(speakers === undefined ? {} : { speakers: speakers.map((one) => ({ ...one, evidence: shown(one.evidence) })) }),
          })),
        }),
    ...(article.layers.mentions === undefined
      ? {}
      : { mentions: article.layers.mentions.map((mention) => shownMention(mention, article)) }),
    ...(article.layers.times === undefined ? {} : { times: article.layers.times.map(shownOne) }),
    ...(article.layers.entities === undefined ? {} : { entities: article.layers.entities.map((entity) => shownEntity(entity, article)) }),
    made: article.made,
  };
}

const shownMention = ({ start, end, type, form }: Mention, { text }: Article): RecordMention => ({
  start,
  end,
  exact: slice(text, { start, end }),
  type,
  form,
});

const shownEntity = ({ mentions, roles, ...entity }: Entity, { text }: Article): RecordEntity => ({
  ...entity,
  mentions: mentions.map(({ start, end, form }) => ({ start, end, exact: slice(text, { start, end }), form })),
  roles: roles.map(({ start, end }) => ({ start, end, exact: slice(text, { start, end }) })),
});

/** The failure of the input that is called `id`, as it leaves the house. */
export const toErrorRecord = (id: string, { code, message, hint }: Failure): ErrorRecord => ({
  schema: "error/1",
  id,
  error: { code, message, hint },
});
