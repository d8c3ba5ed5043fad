import { z } from "zod";
import { MENTION_FORMS, MENTION_TYPES } from "../article/article.ts";
import { BLOCK_KINDS } from "../article/block.ts";
import { METADATA_ORIGINS, type MetadataField, NO_METADATA } from "../article/meta.ts";
import { DAY_PARTS, TIME_PRECISIONS } from "../article/time.ts";
import { ERRORS, type ErrorCode } from "../errors.ts";
import { CHANNEL_KINDS } from "../record/context.ts";
import { ENTITY_TYPES, REFERENCE_FORMS } from "../record/entity.ts";
import { RESOLUTIONS, SPEAKER_TYPES } from "../record/speaker.ts";
import { FLAGS, POLARITIES, STATEMENT_KINDS } from "../record/statement.ts";

const keysOf = <Key extends string>(value: Readonly<Record<Key, unknown>>): [Key, ...Key[]] => Object.keys(value) as [Key, ...Key[]];

const offset = z.int().min(0);
const span = { start: offset.describe("First UTF-16 unit."), end: offset.describe("One past the last UTF-16 unit.") };
const shown = z.object({ ...span, exact: z.string().describe("The characters of the text from start to end.") });
const known = z.string().nullable();
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

const metadata = z.object({
  url: known.describe("Canonical address."),
  outlet: known.describe("The publication that carries the article, by name."),
  agency: known.describe("The wire service credited."),
  authors: z.array(z.string()),
  language: known.describe("BCP 47, such as en or en-GB."),
  section: known,
  publishedAt: known.describe("RFC 3339 with offset where the page gives one; a date alone where it gives only that."),
  modifiedAt: known,
  fetchedAt: known,
});
const reading = z.object({ from: z.enum(METADATA_ORIGINS), at: z.string(), value: z.string() });
const provenance = z.partialRecord(z.enum(keysOf<MetadataField>(NO_METADATA)), z.object({ chosen: reading, disagreed: z.array(reading) }));

const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .nullable();
const days = {
  precision: z.enum(TIME_PRECISIONS).describe("How closely the words tell when; unclear when they lean on something else."),
  date: day.describe("Only where the words mean one day, and it is known."),
  from: day.describe("The first day that the words may mean."),
  to: day.describe("The last day that the words may mean."),
};
const speaker = z.object({
  entity: known.describe("Id of an entity of this record; null for the article's author."),
  name: z.string(),
  evidence: z.array(shown).describe("Mentions from the source to the name, the source's own first."),
});
const candidate = z.object({ entity: z.string(), name: z.string(), score: z.number().min(0).max(1) });

const statement = z.object({
  id: z.string().describe("Unique within the record."),
  kind: z.enum(STATEMENT_KINDS).describe("Content wholly in quotation marks, not at all, or partly."),
  polarity: z.enum(POLARITIES).describe("How the source stands to the content."),
  parent: known.describe("Id of the statement inside whose content this one lies."),
  flags: z.array(z.enum(FLAGS)).describe("How faithfully the words are carried."),
  score: z.number().min(0).max(1).describe("In [0, 1]; not calibrated."),
  source: z.array(shown).describe("Who is named as responsible; several spans where interrupted, none where unnamed."),
  cue: z.array(shown).describe("The words or signs that signal the attribution."),
  content: z.array(shown).describe("What is attributed."),
  channel: z
    .object({ kind: z.enum(CHANNEL_KINDS), ...shown.shape })
    .nullable()
    .exactOptional()
    .describe("Through what it was said; null where the text does not tell."),
  addressee: z
    .object({ ...shown.shape, entity: known.describe("Id of an entity of this record; null where they are none.") })
    .nullable()
    .exactOptional()
    .describe("To whom it was said."),
  saidAt: z
    .object({ ...shown.shape, ...days })
    .nullable()
    .exactOptional()
    .describe("When it was said."),
  speakers: z.array(speaker).exactOptional().describe("Who makes the statement, by name; empty unless resolved."),
  speakerType: z.enum(SPEAKER_TYPES).exactOptional().describe("What stands behind the statement."),
  resolution: z.enum(RESOLUTIONS).exactOptional().describe("How far the source leads to somebody."),
  candidates: z.array(candidate).exactOptional().describe("Who may be meant where it is not resolved, likeliest first."),
  same: z.array(z.string()).exactOptional().describe("Ids of this record's statements that tell the same saying."),
});

const time = z.object({ ...shown.shape, ...days, part: z.enum(DAY_PARTS).nullable().describe("The part of the day that the words name.") });

const mention = z.object({
  ...shown.shape,
  type: z.enum(MENTION_TYPES).describe("What is referred to."),
  form: z.enum(MENTION_FORMS).describe("Named, described, or a pronoun."),
});

const entity = z.object({
  id: z.string().describe("Unique within the record."),
  type: z.enum(ENTITY_TYPES),
  name: z.string().describe("The fullest name, or the words of the first description."),
  aliases: z.array(z.string()).describe("Other names in the article."),
  mentions: z.array(z.object({ ...shown.shape, form: z.enum(REFERENCE_FORMS) })),
  roles: z.array(shown).describe("Words that tell an office or standing, as of the article's date."),
});

/** `article/1`: one article with its statements. Unknown fields are allowed, since later versions add some. */
export const articleSchema = z.object({
  schema: z.literal("article/1"),
  id: z.string().describe("The id that came in, or the digest."),
  digest: sha256.describe("SHA-256 of meta.url (empty when null), a line feed, and text, as UTF-8."),
  unit: z.literal("utf16").describe("The unit of every offset in this record."),
  text: z.string(),
  meta: metadata,
  provenance: provenance.describe("Where each value of meta was read, and what disagreed."),
  blocks: z.array(
    z.object({ kind: z.enum(BLOCK_KINDS), ...span, repeats: offset.exactOptional().describe("Index of the block printed again.") }),
  ),
  omitted: z
    .array(z.object({ reason: z.string(), ...span, excerpt: z.string() }))
    .exactOptional()
    .describe("Only for HTML: what of the decoded page is not in the text; start and end are units of the page."),
  origin: z
    .array(z.object({ ...span, from: offset, to: offset }))
    .exactOptional()
    .describe("Only for HTML: text from start to end comes from the decoded page from `from` to `to`."),
  page: z
    .object({ sha256, charset: z.string() })
    .exactOptional()
    .describe("Only for HTML: digest of the page's bytes and the charset they were decoded with."),
  body: z.string().exactOptional().describe("Only from extract: the running text as a reader would copy it."),
  statements: z.array(statement).exactOptional(),
  mentions: z
    .array(mention)
    .exactOptional()
    .describe("What names, describes or stands for a person, place and so on; by start, the longer first; may lie in each other."),
  times: z.array(time).exactOptional().describe("What tells a time, and the days that it means; in order, side by side."),
  entities: z
    .array(entity)
    .exactOptional()
    .describe(
      "Persons, groups, organisations, places, documents and what else the text comes back to, each with all its mentions; by first mention.",
    ),
  made: z.record(z.string(), z.string()).describe("Step and version behind the text and each layer."),
});

/** `error/1`: what takes a record's place when an input fails. */
export const errorSchema = z.object({
  schema: z.literal("error/1"),
  id: z.string().describe("The id that came in, or the input's name or line."),
  error: z.object({ code: z.enum(keysOf<ErrorCode>(ERRORS)), message: z.string(), hint: z.string() }),
});

/** Either record. */
export const recordSchema = z.discriminatedUnion("schema", [articleSchema, errorSchema]);

/** The JSON Schema (draft 2020-12) of a line of output: `article/1` or `error/1`. */
export const jsonSchema = (): object => ({
  ...z.toJSONSchema(recordSchema, { io: "input", target: "draft-2020-12" }),
  title: "sayso record: article/1 or error/1",
});
