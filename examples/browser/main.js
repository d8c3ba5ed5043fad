// Reads in the page itself: the model comes from an address, the text goes nowhere.
import * as onnx from "onnxruntime-web/wasm";
import { createReader, onnxRuntime } from "sayso/browser";

/** The folder that holds `data/` and `models/`, and the one that holds ONNX Runtime's own files. */
const RESOURCES = new URL("./resources/", location.href);
const RUNTIME = new URL("./runtime/", location.href);

/** @type {import("sayso/browser").Resources} */
const resources = {
  bytes: async (name) => {
    const answer = await fetch(new URL(name, RESOURCES));
    if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
    return new Uint8Array(await answer.arrayBuffer());
  },
};

onnx.env.wasm.wasmPaths = RUNTIME.href;
onnx.env.wasm.numThreads = 1;

const [form, list, state] = ["form", "list", "state"].map((id) => document.getElementById(id));
const reader = await createReader({ resources, runtime: onnxRuntime(onnx, { executionProviders: ["wasm"] }) });
state.textContent = "Ready.";

form.addEventListener("submit", (event) => {
  event.preventDefault();
  void readForm();
});

async function readForm() {
  state.textContent = "Reading …";
  const record = await reader.read({ text: new FormData(form).get("text") });
  list.replaceChildren(...(record.statements ?? []).map(shown));
  state.textContent = record.schema === "error/1" ? record.error.message : `${record.statements.length} statements`;
}

const words = (spans) => spans.map(({ exact }) => exact).join(" … ");

function shown({ source, content, kind, polarity }) {
  const item = document.createElement("li");
  item.textContent = `${words(source) || "source not named"}: ${words(content)} (${kind}, ${polarity})`;
  return item;
}
