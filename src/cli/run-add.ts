import type { AddedKind } from "../desk/add-kinds.ts";
import { inputsBeside } from "../desk/add-sources.ts";
import { diskResources } from "../desk/disk-resources.ts";
import { expandFolders } from "../desk/folders.ts";
import { ingest, type Receipt } from "../desk/ingest.ts";
import { SaysoError } from "../errors.ts";
import { type Column, listText } from "../export/list.ts";
import { createFeedReader } from "../feed/reader.ts";
import { KEEPS } from "../record/kept-page.ts";
import { listFormatOf, numberOf, openDataFor, textOf, writeList } from "./data-options.ts";
import { onInterrupt } from "./interrupt.ts";
import { openOutput } from "./output.ts";
import { plain } from "./plain.ts";
import { openRemarks } from "./remarks.ts";
import type { Options, Setting } from "./setting.ts";
import { allowedBy, settingsOf } from "./source-options.ts";

const COLUMNS: readonly Column<Receipt>[] = [
  { name: "id", value: ({ id }) => id },
  { name: "status", value: ({ status }) => status },
  { name: "article", value: ({ article }) => article?.slice(0, 16) ?? null },
  { name: "reason", value: ({ reason }) => reason ?? null },
  { name: "url", value: ({ url }) => url },
];

/** `sayso add`: a line for each input, once what it says is on the disk. */
export async function runAdd(names: readonly string[], options: Options, setting: Setting): Promise<number> {
  if (names.includes("-") && process.stdin.isTTY)
    throw new SaysoError("E_USAGE", "standard input is a terminal", {
      hint: "Give an input to -, as in: cat articles.ndjson | sayso add -",
    });
  const remarks = await openRemarks({ color: options["color"] !== false, quiet: options["quiet"] === true });
  const data = await openDataFor(options, { creates: true });
  const desk = await setting.openDesk({
    workers: numberOf(options, "workers", [1, 64]) ?? 1,
    readable: true,
    ...(await allowedBy(options)),
  });
  const stop = onInterrupt(remarks);
  const format = listFormatOf(options);
  const receipts: Receipt[] = [];
  const counts = { done: 0, refused: 0, sources: 0 };
  try {
    const output = openOutput(format === "ndjson" ? textOf(options, "output") : undefined);
    const resources = diskResources();
    const inputs = inputsBeside(expandFolders(names), {
      desk,
      data,
      resources,
      feeds: await createFeedReader(resources),
      kind: options["from"] as AddedKind | undefined,
      stdin: process.stdin,
      settings: settingsOf(options),
      onSource: (source, isNew) => {
        counts.sources++;
        remarks.note(`${isNew ? "new source" : "source"} ${source.url}${source.title === null ? "" : ` (${plain(source.title)})`}`);
      },
      onFeeds: (name, found) => {
        if (found.length > 0) remarks.note(`${name} names feeds: ${found.slice(0, 5).join(" ")}`);
      },
    });
    const keep = KEEPS.find((one) => one === options["keep"]) ?? "text";
    const onThrown = (thrown: unknown): void => {
      if (options["debug"] === true && thrown instanceof Error) remarks.note(thrown.stack ?? thrown.message);
    };
    for await (const receipt of ingest(inputs, desk, data, {
      keep,
      reads: options["later"] === true ? "later" : "now",
      again: options["again"] === true,
      onThrown,
    })) {
      counts[receipt.status === "refused" ? "refused" : "done"]++;
      remarks.progress(`${counts.done} stored, ${counts.refused} refused`);
      if (format !== "ndjson") receipts.push(receipt);
      else await remarks.aside(() => output.write(listText({ schema: "receipts/1", items: [receipt], next: null }, "ndjson", COLUMNS)));
    }
    await output.end();
    if (format !== "ndjson") await writeList({ schema: "receipts/1", items: receipts, next: null }, COLUMNS, options);
  } finally {
    remarks.end();
    await desk.close();
    await data.close();
    stop();
  }
  if (counts.sources > 0) remarks.note("`sayso watch` asks them");
  if (counts.refused === 0) return 0;
  return counts.done + counts.sources > 0 ? 3 : 1;
}
