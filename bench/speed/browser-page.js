// What bench/speed/browser.ts runs in a page: reads texts one after the other and tells how long each took.
import * as onnx from "onnxruntime-web/wasm";
import { createReader, onnxRuntime } from "sayso/browser";

onnx.env.wasm.wasmPaths = new URL("./runtime/", location.href).href;
onnx.env.wasm.numThreads = 1;

globalThis.openReader = async () => {
  const bytes = async (name) => new Uint8Array(await (await fetch(new URL(`./resources/${name}`, location.href))).arrayBuffer());
  const runtime = onnxRuntime(onnx, { executionProviders: ["wasm"] });
  globalThis.reader = await createReader({ resources: { bytes }, runtime });
};

/** Milliseconds, and how many statements, of one text. */
globalThis.timeOne = async (text) => {
  const begun = performance.now();
  const record = await globalThis.reader.read({ text });
  return { milliseconds: performance.now() - begun, statements: record.statements.length };
};
