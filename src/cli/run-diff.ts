import { diff, type Edit } from "../desk/diff.ts";
import { SaysoError } from "../errors.ts";
import type { Column } from "../export/list.ts";
import { type Difference, MINOR_KINDS } from "../link/revision/difference.ts";
import { openDataFor, writeList } from "./data-options.ts";
import { openRemarks } from "./remarks.ts";
import type { Options } from "./setting.ts";

/** A difference with the revisions that it lies between. */
type Row = Omit<Edit, "differences"> & Difference;

const COLUMNS: readonly Column<Row>[] = [
  { name: "at", value: ({ at }) => at?.slice(0, 16) ?? null },
  { name: "kinds", value: ({ kinds }) => kinds.join(" ") },
  { name: "change", value: ({ change }) => change },
  { name: "block", value: ({ block }) => block },
  { name: "before", value: ({ before }) => before?.exact ?? null },
  { name: "after", value: ({ after }) => after?.exact ?? null },
  { name: "beforeSpan", value: ({ before }) => (before === null ? null : `${before.start}:${before.end}`) },
  { name: "afterSpan", value: ({ after }) => (after === null ? null : `${after.start}:${after.end}`) },
];

/** `sayso diff`: a line for each edit; typos and moves only with --all. */
export async function runDiff(ids: readonly string[], options: Options): Promise<number> {
  const [first, second, ...more] = ids;
  if (first === undefined || more.length > 0) throw new SaysoError("E_USAGE", "diff takes one article, or two to compare");
  const remarks = await openRemarks({ color: options["color"] !== false, quiet: options["quiet"] === true });
  const data = await openDataFor(options);
  try {
    const edits = await diff(second === undefined ? [first] : [first, second], data);
    const rows = edits.flatMap(({ differences, ...edit }) => differences.map((one): Row => ({ ...edit, ...one })));
    const shown = options["all"] === true ? rows : rows.filter(({ kinds }) => !kinds.every((kind) => MINOR_KINDS.has(kind)));
    await writeList({ schema: "differences/1", items: shown, next: null }, COLUMNS, options);
    remarks.note(edits.length === 0 ? "only one revision is kept" : `${edits.length + 1} revisions, ${shown.length} edits`);
    if (shown.length < rows.length) remarks.note(`${rows.length - shown.length} typos and moves are left out; --all shows them`);
    if (edits.some(({ extractorChanged }) => extractorChanged))
      remarks.note("the extractor changed between revisions; some differences may be its doing");
    return 0;
  } finally {
    await data.close();
  }
}
