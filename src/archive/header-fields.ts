/** Fields of a header by name in lower case, folded lines joined; of a name that comes twice the values, with a comma between. */
export function headerFields(lines: readonly string[]): Readonly<Record<string, string>> {
  const fields = new Map<string, string>();
  let last: string | undefined;
  for (const line of lines) {
    const colon = line.indexOf(":");
    if (/^[ \t]/.test(line) && last !== undefined) fields.set(last, `${fields.get(last) ?? ""} ${line.trim()}`);
    else if (colon > 0) {
      last = line.slice(0, colon).trim().toLowerCase();
      const [before, value] = [fields.get(last), line.slice(colon + 1).trim()];
      fields.set(last, before === undefined ? value : `${before}, ${value}`);
    }
  }
  return Object.fromEntries(fields);
}
