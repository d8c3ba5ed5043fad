/** Writes docs/schema/article-1.json from the schemas in src/export/schema.ts; a test fails while it is stale. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { jsonSchema } from "../src/export/schema.ts";

const folder = join(import.meta.dirname, "..", "docs", "schema");
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, "article-1.json"), `${JSON.stringify(jsonSchema(), null, 2)}\n`);
