import type { RecordStatement } from "../article/record.ts";

/** The names of whoever makes a statement, as people read them; `undefined` where nobody is resolved. */
export function speakerOf({ speakers = [] }: Pick<RecordStatement, "speakers">): string | undefined {
  const names = speakers.map(({ name }) => name);
  if (names.length < 2) return names[0];
  return `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}
