import type { Writer } from "./writer.ts";

/** One JSON object a line. */
export const ndjsonWriter = (): Writer => ({ add: (record) => `${JSON.stringify(record)}\n`, end: () => "" });

/** One indented object when `single`, else an array with a record an element; `[]` when there is none. */
export function jsonWriter(options: { single: boolean }): Writer {
  let count = 0;
  const indent = options.single ? "" : "  ";
  return {
    add: (record) => {
      const lines = JSON.stringify(record, null, 2).replaceAll("\n", `\n${indent}`);
      if (options.single) return `${lines}\n`;
      return `${count++ === 0 ? "[\n" : ",\n"}${indent}${lines}`;
    },
    end: () => {
      if (options.single) return "";
      return count === 0 ? "[]\n" : "\n]\n";
    },
  };
}
