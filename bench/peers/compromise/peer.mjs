// compromise as a pipe: lines {"id", "text"} in, one JSON object a line out, with the quotations that it finds. It names no speakers.
import { createInterface } from "node:readline";
import nlp from "compromise";

for await (const line of createInterface({ input: process.stdin })) {
  const { id, text } = JSON.parse(line);
  const found = nlp(text).quotations().json({ offset: true });
  const attributions = found.map(({ offset }) => ({ source: [], cue: [], content: [[offset.start, offset.start + offset.length]] }));
  process.stdout.write(`${JSON.stringify({ id, attributions })}\n`);
}
