// Who said what in a text, in ten lines: node examples/library/read-text.mjs
import { read } from "sayso";

const record = await read({
  text: "“It broke,” Ana Lind told reporters on Thursday. She denied that the company had known of the damage since the summer.",
  publishedAt: "2025-11-14",
});

if (record.schema === "error/1") throw new Error(`${record.error.code}: ${record.error.message}`);

const words = (spans) => spans.map((span) => span.exact).join(" … ");
for (const { source, cue, content, kind, polarity } of record.statements)
  console.log(`${words(source)} | ${words(cue)} | ${words(content)} | ${kind}, ${polarity}`);

// Every piece is tied to the characters that prove it.
for (const { content } of record.statements)
  for (const { start, end, exact } of content) console.assert(record.text.slice(start, end) === exact);
