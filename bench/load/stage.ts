/**
 * One stage of one side in a process of its own, so that its memory is its own too; prints what it measured as JSON:
 * `node stage.ts take|ask sqlite|postgres|fts5 STATEMENTS FOLDER`. A stage that was ended goes on where it stood.
 */
import { mkdirSync } from "node:fs";
import { openBare } from "./bare.ts";
import type { Side } from "./side.ts";
import { STATEMENTS_PER_ARTICLE } from "./synthetic.ts";
import { openWhole } from "./whole.ts";

const [what = "ask", side = "sqlite", statements = "10000", folder = "."] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const opened = await open(side);
try {
  const measured = what === "take" ? await taken(opened) : await asked(opened);
  console.log(JSON.stringify({ what, side, statements: Number(statements), ...measured }));
} finally {
  await opened.close();
}

function open(name: string): Promise<Side> {
  if (name === "fts5") return openBare(folder);
  return openWhole(name === "postgres" ? "postgres" : "sqlite", folder);
}

async function taken(one: Side): Promise<object> {
  const first = await one.count();
  const articles = Number(statements) / STATEMENTS_PER_ARTICLE;
  const begun = performance.now();
  await one.takeIn(articles);
  const seconds = (performance.now() - begun) / 1000;
  return { perSecond: ((articles - first) * STATEMENTS_PER_ARTICLE) / seconds, takingMB: memoryMB() + one.serverMB() };
}

async function asked(one: Side): Promise<object> {
  return { ...(await one.ask()), diskMB: one.diskMB(), askingMB: memoryMB() + one.serverMB() };
}

/** The most memory that this process ever had, in 10^6 bytes. */
function memoryMB(): number {
  return (process.resourceUsage().maxRSS * 1024) / 1e6;
}
