import type { Data } from "../desk/data.ts";
import { findSource, reportSources, type SourceReport } from "../desk/sources.ts";
import { SaysoError } from "../errors.ts";
import type { Column } from "../export/list.ts";
import type { Listed } from "../store/sources.ts";
import { openDataFor, textOf, writeList } from "./data-options.ts";
import { openOutput } from "./output.ts";
import { openRemarks } from "./remarks.ts";
import type { Options } from "./setting.ts";

const LIST_COLUMNS: readonly Column<SourceReport>[] = [
  { name: "id", value: ({ id }) => id },
  { name: "kind", value: ({ kind }) => kind },
  { name: "state", value: ({ state }) => state },
  { name: "title", value: ({ title }) => title },
  { name: "url", value: ({ url }) => url },
];

const HEALTH_COLUMNS: readonly Column<SourceReport>[] = [
  { name: "state", value: ({ state }) => state },
  { name: "reason", value: ({ reason }) => reason },
  { name: "url", value: ({ url }) => url },
  { name: "why", value: ({ why }) => why },
  { name: "new", value: ({ lastNewAt }) => minutes(lastNewAt) },
  { name: "next", value: ({ nextTryAt }) => minutes(nextTryAt) },
  {
    name: "missed",
    value: ({ missed }) =>
      Object.entries(missed)
        .map(([reason, count]) => `${reason} ${count}`)
        .join(", "),
  },
];

/** A time without its seconds, in UTC. */
const minutes = (time: string | null): string | null => (time === null ? null : `${time.slice(0, 10)} ${time.slice(11, 16)}`);

/** `sayso sources [list|health|export|remove|pause|resume]`. */
export async function runSources(names: readonly string[], options: Options): Promise<number> {
  const [what = "list", ...wanted] = names;
  const action = ACTIONS.get(what);
  if (action === undefined)
    throw new SaysoError("E_USAGE", `sources cannot ${what}`, { hint: `What it can: ${[...ACTIONS.keys()].join(", ")}.` });
  const changes = CHANGES.has(what);
  if (changes !== wanted.length > 0)
    throw new SaysoError("E_USAGE", changes ? `sources ${what} takes ids or addresses of sources` : `sources ${what} takes nothing else`);
  const data = await openDataFor(options);
  try {
    return await action(data, wanted, options);
  } finally {
    await data.close();
  }
}

type Action = (data: Data, wanted: readonly string[], options: Options) => Promise<number>;

const listed =
  (columns: readonly Column<SourceReport>[]): Action =>
  async ({ store }, _, options) => {
    const items = await reportSources(store.sources, Date.now());
    await writeList({ schema: "sources/1", items, next: null }, columns, options);
    return 0;
  };

const exported: Action = async ({ store }, _, options) => {
  const [{ listOf }, { writeOpml }] = await Promise.all([import("../desk/sources.ts"), import("../feed/opml.ts")]);
  const output = openOutput(textOf(options, "output"));
  await output.write(writeOpml(listOf((await store.sources.all()).map(({ source }) => source))));
  await output.end();
  return 0;
};

/** Does something to each source that is wanted, and tells on standard error what was done. */
const changed =
  (done: string, change: (data: Data, listed: Listed) => Promise<unknown>): Action =>
  async (data, wanted, options) => {
    const remarks = await openRemarks({ color: options["color"] !== false, quiet: options["quiet"] === true });
    for (const name of wanted) {
      const found = await findSource(name, data.store.sources);
      if (found === undefined) throw new SaysoError("E_NOT_FOUND", `there is no source ${name}`, { hint: "`sayso sources` lists them." });
      await change(data, found);
      remarks.note(`${done} ${found.source.url}`);
    }
    return 0;
  };

const active =
  (isActive: boolean) =>
  async ({ store }: Data, { source, health }: Listed): Promise<void> => {
    await store.sources.put({ ...source, isActive });
    if (isActive) await store.sources.setHealth(source.id, { ...health, nextTryAt: null, failures: 0 });
  };

const ACTIONS: ReadonlyMap<string, Action> = new Map([
  ["list", listed(LIST_COLUMNS)],
  ["health", listed(HEALTH_COLUMNS)],
  ["export", exported],
  ["remove", changed("removed", ({ store }, { source }) => store.sources.remove(source.id))],
  ["pause", changed("paused", active(false))],
  ["resume", changed("resumed", active(true))],
]);
const CHANGES = new Set(["remove", "pause", "resume"]);
