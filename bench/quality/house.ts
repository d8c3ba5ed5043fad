import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Article, Mention } from "../../src/article/article.ts";
import { type ArticleRecord, type RecordStatement, toRecord } from "../../src/article/record.ts";
import { diskResources } from "../../src/desk/disk-resources.ts";
import { nodeRuntime } from "../../src/desk/onnx-node.ts";
import { createTextExtractor } from "../../src/extract/text-extractor.ts";
import type { ReadText } from "../../src/model/read-text.ts";
import { loadReader, type Reader } from "../../src/model/reader.ts";
import { createEnglishPipeline, ENGLISH_READER } from "../../src/pipeline/english.ts";
import { createReading } from "../../src/reading/reading.ts";
import type { Resources } from "../../src/resource/resources.ts";
import type { Chains } from "./coreference/measure.ts";
import type { TypedSpan } from "./treebank/mentions.ts";
import type { Parse } from "./treebank/parse.ts";

/** What is measured: the whole pipeline, and its reading step alone with what the model gave beneath it. */
export interface House {
  /** The statements of a text published on a day; none when it is refused or fails, and that counts as such. Each text is read once. */
  statements(text: string, publishedAt: string | null): Promise<readonly RecordStatement[]>;
  /** The mentions of each entity of a text, with the same reading. */
  chains(text: string): Promise<Chains>;
  reading(text: string): Promise<ReadingOf>;
  close(): Promise<void>;
}

/** What the reading step gives for a text, and the mentions and names as the model has them, with its corpora's types and extents. */
export interface ReadingOf {
  readonly parse: Parse;
  readonly mentions: readonly TypedSpan[];
  readonly names: readonly TypedSpan[];
  /** What a record calls by name, the outermost, with the record's types. */
  readonly named: readonly TypedSpan[];
}

/** Opens everything on one thread; `model` is a folder with another reading model than the one that ships. */
export async function openHouse(model?: string): Promise<House> {
  const resources = model === undefined ? diskResources() : withModel(model);
  const runtime = nodeRuntime({ threads: 1 });
  const extractor = await createTextExtractor(resources);
  const english = await createEnglishPipeline({ resources, runtime });
  const reader = await loadReader(resources, runtime, ENGLISH_READER);
  const parts: { readonly length: number; readonly found: ReadText }[] = [];
  const reading = await createReading(noting(reader, parts), resources);
  const read = new Map<string, Pick<ArticleRecord, "statements" | "entities">>();
  const articleOf = (text: string, publishedAt: string | null = null): Article | undefined => {
    const extraction = extractor.text(text, publishedAt === null ? {} : { publishedAt });
    return extraction.ok ? extraction.article : undefined;
  };
  const recordOf = async (text: string, publishedAt: string | null): Promise<Pick<ArticleRecord, "statements" | "entities">> => {
    const key = `${publishedAt} ${text}`;
    const known = read.get(key);
    if (known !== undefined) return known;
    const article = articleOf(text, publishedAt);
    const [outcome] = article === undefined ? [] : await english.run([article]);
    const { statements = [], entities = [] } = outcome?.ok === true ? toRecord(outcome.article, null) : {};
    const found = { statements, entities };
    read.set(key, found);
    return found;
  };
  return {
    statements: async (text, publishedAt) => (await recordOf(text, publishedAt)).statements ?? [],
    chains: async (text) => ((await recordOf(text, null)).entities ?? []).map(({ mentions }) => mentions),
    reading: async (text) => {
      parts.length = 0;
      const article = articleOf(text);
      const [layers] = article === undefined ? [] : await reading.run([article]);
      if (layers === undefined) return { parse: { words: [], sentenceEnds: [] }, mentions: [], names: [], named: [] };
      const words = layers.tokens.map((token, i) => ({
        ...token,
        form: text.slice(token.start, token.end),
        head: layers.trees[i]?.head ?? -1,
        relation: layers.trees[i]?.relation ?? "",
      }));
      return {
        parse: { words, sentenceEnds: layers.sentences.map(({ end }) => end) },
        named: outermostNames(layers.mentions),
        ...inText(parts),
      };
    },
    close: () => reader.close(),
  };
}

/** The resources that ship, but for the reading model. */
function withModel(folder: string): Resources {
  const shipped = diskResources();
  const own = `${ENGLISH_READER}/`;
  return { bytes: (name) => (name.startsWith(own) ? readFile(join(folder, name.slice(own.length))) : shipped.bytes(name)) };
}

/** Mentions by name that lie in no other; they come by start, the longer first. */
function outermostNames(mentions: readonly Mention[]): TypedSpan[] {
  const found: TypedSpan[] = [];
  for (const { start, end, type, form } of mentions)
    if (form === "name" && start >= (found.at(-1)?.end ?? 0)) found.push({ start, end, type });
  return found;
}

/** The same reader; what it read, part by part, is noted. */
const noting = (reader: Reader, read: { length: number; found: ReadText }[]): Reader => ({
  ...reader,
  read: async (text, ends) => {
    const found = await reader.read(text, ends);
    read.push({ length: text.length, found });
    return found;
  },
});

/** Runs of words as spans of the whole text; the parts stand side by side. */
function inText(parts: readonly { readonly length: number; readonly found: ReadText }[]): Pick<ReadingOf, "mentions" | "names"> {
  let before = 0;
  const mentions: TypedSpan[] = [];
  const names: TypedSpan[] = [];
  for (const { length, found } of parts) {
    const span = (first: number, end: number, type: string): TypedSpan => ({
      start: before + (found.words[first]?.start ?? 0),
      end: before + (found.words[end - 1]?.end ?? 0),
      type,
    });
    mentions.push(...found.mentions.map(({ first, end, type }) => span(first, end, type)));
    names.push(...found.names.map(({ first, end, role }) => span(first, end, role)));
    before += length;
  }
  return { mentions, names };
}
