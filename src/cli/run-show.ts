import { recordOfStatement, type Shown, showById } from "../desk/show.ts";
import { SaysoError } from "../errors.ts";
import { jsonWriter, ndjsonWriter } from "../export/json.ts";
import type { Writer } from "../export/writer.ts";
import { openDataFor, textOf } from "./data-options.ts";
import { openOutput } from "./output.ts";
import { openRemarks } from "./remarks.ts";
import type { Options } from "./setting.ts";
import { colorsFor, widthFor } from "./terminal.ts";

/** `sayso show`: an article or one statement as it is kept, and where it came from. */
export async function runShow(id: string, options: Options): Promise<number> {
  const remarks = await openRemarks({ color: options["color"] !== false, quiet: options["quiet"] === true });
  const data = await openDataFor(options);
  try {
    const shown = await showById(id, data);
    const { article, statement } = shown;
    if (article.record === null)
      throw new SaysoError("E_NOT_FOUND", `only the digest of article ${article.digest.slice(0, 16)} is kept, by its source's policy`);
    const record = statement === null ? article.record : recordOfStatement(article.record, statement);
    const writer = await writerFor(options);
    const output = openOutput(textOf(options, "output"));
    await output.write(writer.add(record) + writer.end());
    await output.end();
    for (const line of originOf(shown)) remarks.note(line);
    return 0;
  } finally {
    await data.close();
  }
}

async function writerFor(options: Options): Promise<Writer> {
  const isTerminal = textOf(options, "output") === undefined && process.stdout.isTTY;
  switch (textOf(options, "format") ?? (isTerminal ? "text" : "ndjson")) {
    case "json":
      return jsonWriter({ single: true });
    case "csv":
      return (await import("../export/csv.ts")).csvWriter();
    case "html":
      return (await import("../export/html/page.ts")).htmlWriter({ single: true });
    case "webannotation":
      return (await import("../export/webannotation.ts")).webAnnotationWriter();
    case "text": {
      const colors = colorsFor({ color: options["color"] !== false, env: process.env, isTerminal });
      const width = widthFor(undefined, process.env, isTerminal ? process.stdout.columns : undefined);
      return (await import("./view.ts")).viewWriter({ width, colors, asArticle: options["article"] === true, bySpeaker: false });
    }
    default:
      return ndjsonWriter();
  }
}

/** Where it came from: article, page, digest, and what the address has shown. */
function originOf({ article, page, revisions }: Shown): readonly string[] {
  const bytes =
    page === null
      ? []
      : [`page ${page.id.slice(0, 16)}: SHA-256 ${page.sha256}${page.fetchedAt === null ? "" : `, fetched ${page.fetchedAt}`}`];
  const edits = revisions.length > 1 ? [`${revisions.length} revisions: sayso diff ${article.digest.slice(0, 16)}`] : [];
  return [`article ${article.digest}, stored ${article.storedAt}`, ...bytes, ...edits];
}
