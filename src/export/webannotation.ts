import type { ArticleRecord, RecordStatement } from "../article/record.ts";
import { createSelectors, type Selectors } from "../article/selectors.ts";
import { sha256Hex } from "../text/digest.ts";
import type { Span } from "../text/span.ts";
import { toJson } from "./json.ts";
import { isArticle, type Writer } from "./writer.ts";

/** The terms that the W3C's context lacks; the names are ours and only need to be unique. */
const CONTEXT = ["http://www.w3.org/ns/anno.jsonld", { sayso: "urn:sayso:" }] as const;

/**
 * W3C Web Annotation: one `AnnotationPage` (JSON-LD) a line and an article, with one `Annotation` a statement. Its
 * targets are the content (the cue, then the source, where there is none); its bodies are source and cue as
 * selected spans, each speaker by name, channel, addressee and time where the text tells them, and kind, polarity and flags as classifying text. An input that failed is an `error/1` line.
 */
export const webAnnotationWriter = (): Writer => ({
  add: (record) => `${toJson(isArticle(record) ? annotationPage(record) : record)}\n`,
  end: () => "",
});

/** One article's statements as an `AnnotationPage`. */
export function annotationPage(record: ArticleRecord): object {
  const selectors = createSelectors(record.text);
  const items = (record.statements ?? []).map((statement) => annotation(record, statement, selectors));
  return { "@context": CONTEXT, id: `urn:sayso:${record.digest}`, type: "AnnotationPage", startIndex: 0, items };
}

function annotation(record: ArticleRecord, statement: RecordStatement, selectors: Selectors): object {
  const select = (span: Span, rest: object): object => ({
    type: "SpecificResource",
    ...rest,
    source: sourceOf(record),
    selector: selectors(span),
    ...stateOf(record),
  });
  const targets = [statement.content, statement.cue, statement.source].find((spans) => spans.length > 0) ?? [];
  return {
    id: `urn:sayso:${record.digest}:${encodeURIComponent(statement.id)}`,
    type: "Annotation",
    motivation: "identifying",
    generator: { id: "urn:sayso:software", type: "Software", name: `sayso, ${record.made["statements"] ?? "unknown step"}` },
    body: [
      ...statement.source.map((span) => select(span, { purpose: "identifying", "sayso:part": "source" })),
      ...statement.cue.map((span) => select(span, { purpose: "describing", "sayso:part": "cue" })),
      ...(statement.speakers ?? []).map(({ entity, name }) => ({
        ...textual(name, "identifying"),
        "sayso:part": "speaker",
        ...(entity === null ? {} : { "sayso:entity": entity }),
      })),
      ...contextOf(statement).map(([part, span, told]) => select(span, { purpose: "describing", "sayso:part": part, ...told })),
      ...[statement.kind, statement.polarity, ...statement.flags].map((value) => textual(value, "classifying")),
    ],
    target: targets.map((span) => select(span, {})),
    ...(statement.parent === null ? {} : { "sayso:parent": { id: `urn:sayso:${record.digest}:${encodeURIComponent(statement.parent)}` } }),
    "sayso:score": statement.score,
  };
}

/** The words of channel, addressee and time, with what they mean. */
function contextOf({ channel, addressee, saidAt }: RecordStatement): readonly (readonly [string, Span, object])[] {
  return [
    ...(channel ? [["channel", channel, { "sayso:kind": channel.kind }] as const] : []),
    ...(addressee ? [["addressee", addressee, {}] as const] : []),
    ...(saidAt ? [["saidAt", saidAt, saidAt.date === null ? {} : { "sayso:date": saidAt.date }] as const] : []),
  ];
}

const textual = (value: string, purpose: "classifying" | "identifying"): object => ({
  type: "TextualBody",
  purpose,
  format: "text/plain",
  language: "en",
  value,
});

/** The canonical address, or the name by digest (RFC 6920) of a text that has none. */
function sourceOf({ meta, text }: ArticleRecord): string {
  if (meta.url !== null && URL.canParse(meta.url)) return meta.url;
  const bytes = Uint8Array.from(sha256Hex(text).match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  return `ni:///sha-256;${btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "")}`;
}

/** When the page was fetched, in UTC as the model asks, where that is known. */
function stateOf({ meta }: ArticleRecord): object {
  const fetched = meta.fetchedAt === null ? Number.NaN : Date.parse(meta.fetchedAt);
  if (Number.isNaN(fetched)) return {};
  return { state: { type: "TimeState", sourceDate: new Date(fetched).toISOString().replace(".000Z", "Z") } };
}
