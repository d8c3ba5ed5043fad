/** Takes in numbered articles until it is ended, and says each receipt: `node ingest-child.ts FOLDER FIRST COUNT [DATABASE]`. */
import { openData } from "../../src/desk/data.ts";
import { ingest } from "../../src/desk/ingest.ts";
import { fakeDesk } from "../support/fake-desk.ts";
import { numbered } from "./numbered.ts";

const [folder = "", first = "0", count = "0", database] = process.argv.slice(2);
const data = await openData({ folder, creates: true, ...(database === undefined ? {} : { database }) });
const inputs = numbered(Number(first), Number(count));
for await (const { id, status, article } of ingest(inputs, fakeDesk(), data, { reads: "now" }))
  process.stdout.write(`${JSON.stringify({ id, status, article })}\n`);
await data.close();
