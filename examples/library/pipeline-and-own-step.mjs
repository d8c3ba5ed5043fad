// @ts-check
// The standard pipeline with a step of one's own after it: node examples/library/pipeline-and-own-step.mjs
import { readFile } from "node:fs/promises";
import * as onnx from "onnxruntime-node";
import { createEnglishPipeline, createExtractor, diskResources, onnxRuntime } from "sayso";

/**
 * Keeps what somebody denied or would not say. `needs` and `gives` are checked by the compiler and, for callers without
 * types, when the step is added: a pipeline that has no statements yet does not take it.
 *
 * @type {import("sayso").Step<"statements", "statements">}
 */
const withheld = {
  name: "withheld",
  version: 1,
  needs: ["statements"],
  gives: ["statements"],
  run: async (articles) =>
    articles.map(({ layers }) => ({
      statements: layers.statements.filter(({ polarity }) => ["denied", "refused", "not-said"].includes(polarity)),
    })),
};

const resources = diskResources();
const extractor = await createExtractor(resources);
const english = await createEnglishPipeline({ resources, runtime: onnxRuntime(onnx) });

const extraction = extractor.text(await readFile(new URL("../ferry.txt", import.meta.url), "utf8"));
if (!extraction.ok) throw new Error(extraction.message);

const [outcome] = await english.add(withheld).run([extraction.article]);
if (!outcome?.ok) throw new Error(outcome?.error.message);

const { text, layers, made } = outcome.article;
/** @param {readonly import("sayso").Span[]} spans */
const words = (spans) => spans.map(({ start, end }) => text.slice(start, end)).join(" … ");
for (const { polarity, source, content } of layers.statements) console.log(`${polarity}: ${words(source)}: ${words(content)}`);
console.log(`made by ${made.statements}`);
