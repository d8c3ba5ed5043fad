import type { TextPiece } from "./tree.ts";

/** A run of text and where in the source it was read, in UTF-16 units of each. */
export interface Run {
  readonly start: number;
  readonly end: number;
  readonly from: number;
  readonly to: number;
}

/** Text under construction, with the origin of every character. */
export interface TextWriter {
  /** Adds a piece of the source; white space collapses to one space, control characters are dropped. */
  piece(piece: TextPiece): void;
  /** A line break that the source's `[from, to)` asks for. */
  lineBreak(from: number, to: number): void;
  /** A space that the source's `[from, to)` asks for, such as the edge of a table's cell. */
  space(from: number, to: number): void;
  /** What was written, without white space at its ends. */
  finish(): { readonly text: string; readonly runs: readonly Run[] };
}

/**
 * A run of equal length repeats the source with every white-space character as a space; a longer source is one
 * character reference, or a tag that breaks the line. `rebuildText` reads the runs back.
 */
export function textWriter(): TextWriter {
  const parts: string[] = [];
  const runs: Run[] = [];
  let length = 0;
  /** White space seen since the last character: the space or line break to write before the next one. */
  let gap: { value: string; from: number; to: number } | undefined;

  const write = (value: string, from: number, to: number): void => {
    const last = runs.at(-1);
    const end = length + value.length;
    if (last !== undefined && last.to === from && last.end - last.start === last.to - last.from && value.length === to - from)
      runs[runs.length - 1] = { ...last, end, to };
    else runs.push({ start: length, end, from, to });
    parts.push(value);
    length = end;
  };
  const visible = (value: string, from: number, to: number): void => {
    if (gap !== undefined && length > 0) write(gap.value, gap.from, gap.to);
    gap = undefined;
    write(value, from, to);
  };

  return {
    piece({ value, from, to }) {
      if (value.length !== to - from) {
        const clean = value.replace(CONTROL, "");
        if (clean === "") return;
        if (isBlank(clean)) gap ??= { value: " ", from, to };
        else visible(clean, from, to);
        return;
      }
      for (const match of value.matchAll(SEGMENT)) {
        const [segment] = match;
        const at = from + match.index;
        if (SPACE.test(segment)) gap ??= { value: " ", from: at, to: at + 1 };
        else if (!CONTROL_ONLY.test(segment)) visible(segment, at, at + segment.length);
      }
    },
    lineBreak(from, to) {
      gap = { value: "\n", from, to };
    },
    space(from, to) {
      gap ??= { value: " ", from, to };
    },
    finish: () => ({ text: parts.join(""), runs }),
  };
}

/** The source's characters as the text shows them: white space as spaces. */
export const asShown = (source: string): string => source.replace(EACH_SPACE, " ");

/** A resolved character reference as the text shows it. */
export function referenceAsShown(value: string): string {
  const clean = value.replace(CONTROL, "");
  return isBlank(clean) ? " " : clean;
}

/** Nothing but white space; a no-break space counts as a character, since writers set it on purpose. */
const isBlank = (value: string): boolean => value.trim() === "" && !value.includes("\u00A0");

/** Control characters, the byte-order mark, zero-width and soft hyphens: nothing that a reader sees. */
const UNSEEN = "\\u0000-\\u0008\\u000E-\\u001F\\u007F-\\u009F\\u00AD\\u200B-\\u200F\\u2060\\uFEFF";
const WHITE = "\\t\\n\\f\\r \\u000B\\u2028\\u2029";
const CONTROL = new RegExp(`[${UNSEEN}]`, "gu");
const CONTROL_ONLY = new RegExp(`^[${UNSEEN}]+$`, "u");
const EACH_SPACE = new RegExp(`[${WHITE}]`, "gu");
const SPACE = new RegExp(`^[${WHITE}]`, "u");
const SEGMENT = new RegExp(`[${WHITE}]+|[${UNSEEN}]+|[^${WHITE}${UNSEEN}]+`, "gu");
