import { checkGiven, type Given } from "../article/given.ts";
import { type ArticleRecord, type ErrorRecord, toErrorRecord, toRecord } from "../article/record.ts";
import { failure, toFailure } from "../errors.ts";
import { createExtractor, type Extractor } from "../extract/extractor.ts";
import type { ModelRuntime } from "../model/runtime.ts";
import type { Resources } from "../resource/resources.ts";
import { createEnglishPipeline } from "./english.ts";

/** An article as text, or as the HTML of its page, with what is known beside it. */
export type TextOrHtml = Given & { readonly id?: string } & ({ readonly text: string } | { readonly html: string | Uint8Array });

/** Reads articles in this thread, in Node or in a browser. */
export interface Reader {
  /** One record or error for each input, in order; never throws for one of them. */
  readAll(inputs: readonly TextOrHtml[]): Promise<readonly (ArticleRecord | ErrorRecord)[]>;
  read(input: TextOrHtml): Promise<ArticleRecord | ErrorRecord>;
}

/**
 * A reader from parts that are passed in: where lexicons and model lie, and what runs the model. Nothing of Node is
 * needed. Pages that nobody has looked at are safer in a worker with limits, as the command line has it.
 *
 * @throws SaysoError E_RESOURCE, E_LEXICON, E_MANIFEST, E_DIGEST or E_MODEL.
 */
export async function createReader(parts: { resources: Resources; runtime: ModelRuntime }): Promise<Reader> {
  const [extractor, english] = await Promise.all([createExtractor(parts.resources, { languages: ["en"] }), createEnglishPipeline(parts)]);
  const readAll: Reader["readAll"] = async (inputs) => {
    const extractions = inputs.map((input) => extract(input, extractor));
    const articles = extractions.flatMap((extraction) => (extraction.ok ? [extraction.article] : []));
    const outcomes = await english.run(articles);
    let next = 0;
    return extractions.map((extraction, index) => {
      const id = inputs[index]?.id ?? null;
      if (!extraction.ok) return toErrorRecord(id ?? `input:${index + 1}`, extraction.error);
      const outcome = outcomes[next++] ?? { ok: false, error: failure("E_INTERNAL", "the pipeline gave no answer") };
      return outcome.ok ? toRecord(outcome.article, id) : toErrorRecord(id ?? `input:${index + 1}`, outcome.error);
    });
  };
  return {
    readAll,
    read: async (input) => {
      const [record] = await readAll([input]);
      return record ?? toErrorRecord(input.id ?? "input:1", failure("E_INTERNAL", "the reader gave no answer"));
    },
  };
}

function extract(input: TextOrHtml, extractor: Extractor) {
  try {
    const given = checkGiven(input.url, input.publishedAt);
    const extraction = "text" in input ? extractor.text(input.text, given) : extractor.html(pageOf(input.html), given);
    return extraction.ok ? extraction : { ok: false as const, error: failure(extraction.reason, extraction.message) };
  } catch (thrown) {
    return { ok: false as const, error: toFailure(thrown) };
  }
}

function pageOf(html: string | Uint8Array) {
  const isText = typeof html === "string";
  const headers: Record<string, string> = isText ? { "content-type": "text/html; charset=utf-8" } : {};
  return { bytes: isText ? new TextEncoder().encode(html) : html, url: null, headers, fetchedAt: null };
}
