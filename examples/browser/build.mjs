// Bundles the example into examples/browser/dist: node examples/browser/build.mjs
import { cpSync, mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { build } from "esbuild";

const here = import.meta.dirname;
const root = join(here, "..", "..");
const out = process.argv[2] ?? join(here, "dist");

mkdirSync(out, { recursive: true });
await build({
  entryPoints: [join(here, "main.js")],
  outfile: join(out, "main.bundle.js"),
  bundle: true,
  format: "esm",
  platform: "browser",
  target: "es2024",
  minify: true,
});
cpSync(join(here, "index.html"), join(out, "index.html"));
for (const folder of ["data", "models"]) cpSync(join(root, folder), join(out, "resources", folder), { recursive: true });

const runtime = dirname(createRequire(import.meta.url).resolve("onnxruntime-web/wasm"));
for (const file of ["ort-wasm-simd-threaded.mjs", "ort-wasm-simd-threaded.wasm"]) cpSync(join(runtime, file), join(out, "runtime", file));
