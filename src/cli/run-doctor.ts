import { type Examined, examine } from "../desk/doctor.ts";
import type { Column } from "../export/list.ts";
import { openDataFor, writeList } from "./data-options.ts";
import type { Options } from "./setting.ts";

const COLUMNS: readonly Column<Examined>[] = [
  { name: "check", value: ({ check }) => check },
  { name: "state", value: ({ state }) => state },
  { name: "detail", value: ({ detail }) => detail },
];

/** `sayso doctor`: a line for each thing that was looked at; 1 when one failed. */
export async function runDoctor(options: Options): Promise<number> {
  const data = await openDataFor(options, { migrates: options["migrate"] === true });
  try {
    const items = await Array.fromAsync(examine(data));
    await writeList({ schema: "examined/1", items, next: null }, COLUMNS, options);
    return items.some(({ state }) => state === "failed") ? 1 : 0;
  } finally {
    await data.close();
  }
}
