import type { Writer } from "./writer.ts";

/**
 * JSON whose strings hold nothing that a terminal obeys or that splits a line for some reader: control characters beyond
 * ASCII, line and paragraph separators and marks that turn the direction of writing are written as escapes.
 */
export const toJson = (value: unknown, indent?: number): string =>
  JSON.stringify(value, null, indent).replace(
    /[\u007F-\u009F\u2028\u2029\u202A-\u202E\u2066-\u2069]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );

/** One JSON object a line. */
export const ndjsonWriter = (): Writer => ({ add: (record) => `${toJson(record)}\n`, end: () => "" });

/** One indented object when `single`, else an array with a record an element; `[]` when there is none. */
export function jsonWriter(options: { single: boolean }): Writer {
  let count = 0;
  const indent = options.single ? "" : "  ";
  return {
    add: (record) => {
      const lines = toJson(record, 2).replaceAll("\n", `\n${indent}`);
      if (options.single) return `${lines}\n`;
      return `${count++ === 0 ? "[\n" : ",\n"}${indent}${lines}`;
    },
    end: () => {
      if (options.single) return "";
      return count === 0 ? "[]\n" : "\n]\n";
    },
  };
}
