import type { Article, Extraction } from "../article/article.ts";
import type { Block, BlockKind } from "../article/block.ts";
import { articleDigest } from "../article/digest.ts";
import type { Metadata, MetadataReading } from "../article/meta.ts";
import { slice } from "../text/span.ts";
import { dateValue } from "./date-value.ts";
import type { LanguageDetector } from "./language.ts";
import { AUTHOR_SEPARATOR, settle } from "./metadata.ts";
import { namesInByline } from "./names.ts";
import { findDateline } from "./parts.ts";
import type { Rules } from "./rules.ts";
import { blocksOfUnits } from "./text-kinds.ts";
import { unitsOf } from "./text-lines.ts";

/** An article of a text given as text, kept character for character. */
export function extractText(text: string, given: Partial<Metadata>, rules: Rules, detector: LanguageDetector, made: string): Extraction {
  const units = unitsOf(text);
  if (units.length === 0) return { ok: false, reason: "E_EMPTY", message: "the text is empty" };
  const blocks = blocksOfUnits(units, rules);
  const { meta, provenance } = settle(visibleReadings(text, blocks, rules, detector), given);
  const article: Article = {
    digest: articleDigest(meta.url, text),
    text,
    blocks,
    meta,
    provenance,
    omitted: [],
    origin: [],
    layers: {},
    made: { text: made },
  };
  return { ok: true, article };
}

function visibleReadings(
  text: string,
  blocks: readonly Block[],
  rules: Rules,
  detector: LanguageDetector,
): Partial<Record<"authors" | "agency" | "publishedAt" | "language", readonly MetadataReading[]>> {
  const textsOf = (kind: BlockKind): readonly string[] => blocks.filter((block) => block.kind === kind).map((block) => slice(text, block));
  const visible = (at: string, value: string | undefined): MetadataReading[] =>
    value === undefined || value === "" ? [] : [{ from: "visible", at, value }];
  const names = textsOf("byline").flatMap((line) => namesInByline(line, rules));
  const people = names.filter((name) => !rules.agencies.has(name));
  const dateline = textsOf("dateline")
    .map((line) => findDateline(`${line} — x`, rules)?.agency)
    .find((agency) => agency !== null && agency !== undefined);
  const agencies = [dateline, ...names]
    .map((name) => (name == null ? undefined : rules.agencies.get(name)))
    .filter((name) => name !== undefined);
  const dates = textsOf("boilerplate").filter((line) => rules.dateWhole.test(line));
  const detected = detector.detect(text);
  return {
    authors: visible("byline", people.join(AUTHOR_SEPARATOR)),
    agency: visible("dateline or byline", agencies[0]),
    publishedAt: dates.slice(0, 1).flatMap((line) => visible("date", dateValue(line, rules.dateWords))),
    language: detected === null ? [] : [{ from: "detected", at: "text", value: detected.language }],
  };
}
