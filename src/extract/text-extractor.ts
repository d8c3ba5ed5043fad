import type { Extraction } from "../article/article.ts";
import type { Metadata } from "../article/meta.ts";
import type { Resources } from "../resource/resources.ts";
import { bodyOf } from "./body.ts";
import { createLanguageDetector, type LanguageDetector, refuseLanguage } from "./language.ts";
import { EXTRACTOR_VERSION, refuseTooLarge } from "./limits.ts";
import { type Rules, readRules } from "./rules.ts";
import { extractText } from "./text-input.ts";

export interface ExtractorOptions {
  /** BCP 47 primary languages to accept; every language when absent. A short or mixed text is never refused. */
  readonly languages?: readonly string[];
}

/** Makes articles of texts; see `Extractor`, which makes them of pages too and takes ten times as long to load. */
export interface TextExtractor {
  /** Text given as text: kept character for character (`article.text === text`), blocks recognised in it. */
  text(text: string, given?: Partial<Metadata>): Extraction;
}

/** What extraction of texts and of pages shares. */
export interface ExtractionTools {
  readonly rules: Rules;
  readonly detector: LanguageDetector;
  /** The extraction, or a refusal when its language is none of those wanted. */
  readonly inLanguage: (extraction: Extraction) => Extraction;
}

/**
 * An extractor of texts alone.
 *
 * @throws SaysoError E_RESOURCE, E_LEXICON when a table is missing or broken.
 */
export const createTextExtractor = async (resources: Resources, options: ExtractorOptions = {}): Promise<TextExtractor> =>
  textExtractorOf(await readTools(resources, options));

/** Reads the tables of `data/extract/`. */
export async function readTools(resources: Resources, options: ExtractorOptions): Promise<ExtractionTools> {
  const [rules, detector] = await Promise.all([readRules(resources), createLanguageDetector(resources)]);
  return {
    rules,
    detector,
    inLanguage: (extraction) =>
      extraction.ok && options.languages !== undefined
        ? (refuseLanguage(bodyOf(extraction.article), options.languages, detector) ?? extraction)
        : extraction,
  };
}

/** An extractor of texts with tables already read. */
export const textExtractorOf = ({ rules, detector, inLanguage }: ExtractionTools): TextExtractor => ({
  text: (text, given = {}) =>
    refuseTooLarge(text.length) ?? inLanguage(extractText(text, given, rules, detector, `extract ${EXTRACTOR_VERSION}`)),
});
