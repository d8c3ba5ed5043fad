import { SaysoError } from "../errors.ts";
import { type Resources, readText } from "./resources.ts";

/**
 * Reads a tab-separated lexicon: `#` lines are remarks, the first other line names the columns, and
 * every row has a value (maybe empty) for each.
 *
 * @throws SaysoError E_LEXICON when the columns are missing or differ, or a row has more or fewer values.
 */
export async function readLexicon<Column extends string>(
  resources: Resources,
  name: string,
  columns: readonly Column[],
): Promise<readonly Readonly<Record<Column, string>>[]> {
  const lines = (await readText(resources, name)).split("\n");
  const rows: Record<Column, string>[] = [];
  let header = false;
  lines.forEach((line, index) => {
    if (line === "" || line.startsWith("#")) return;
    const values = line.split("\t");
    if (!header) {
      header = true;
      if (values.join("\t") !== columns.join("\t"))
        throw new SaysoError("E_LEXICON", `${name}: expected the columns ${columns.join(", ")}, found ${values.join(", ")}`);
      return;
    }
    if (values.length !== columns.length)
      throw new SaysoError("E_LEXICON", `${name}:${index + 1}: expected ${columns.length} values, found ${values.length}`);
    rows.push(Object.fromEntries(columns.map((column, i) => [column, values[i] ?? ""])) as Record<Column, string>);
  });
  if (!header) throw new SaysoError("E_LEXICON", `${name}: expected the columns ${columns.join(", ")}, found none`);
  return rows;
}
