import { failure } from "../errors.ts";
import { INPUT_LIMIT_BYTES } from "./desk.ts";
import type { Input } from "./input.ts";
import { type Line, linesOf } from "./lines.ts";

/**
 * The documents of a CoNLL-U stream as inputs, one for each `# newdoc`. A document is called by the id that `# newdoc`
 * gives it; what stands before the first one by `id`, the stream's own name. One that is too large fails alone.
 */
export async function* conlluDocuments(chunks: AsyncIterable<Uint8Array>, name: string, id: string | null): AsyncGenerator<Input> {
  let document: Document = { id, name, line: 1, parts: [], bytes: 0, isThere: false };
  let comments: string[] = [];
  let held = 0;
  for await (const line of linesOf(chunks, INPUT_LIMIT_BYTES)) {
    const text = decoded(line);
    const newdoc = /^#\s*newdoc\b(?:\s+id\s*=\s*(.*))?/.exec(text ?? "");
    if (newdoc !== null) {
      if (document.isThere) yield inputOf(document);
      const told = newdoc[1]?.trim() || null;
      const first = line.number - comments.length;
      document = { id: told, name: told ?? `line:${line.number}`, line: first, parts: [], bytes: 0, isThere: true };
    }
    held += line.bytes.length;
    // Comments belong to the sentence that follows, and with it perhaps to the next document.
    if (text?.startsWith("#") === true && held <= INPUT_LIMIT_BYTES) comments.push(text);
    else {
      add(document, [...comments, text ?? ""], line, text === undefined);
      comments = [];
      held = 0;
    }
  }
  yield inputOf(document);
}

interface Document extends Pick<Input, "id" | "name"> {
  /** The number of its first line. */
  readonly line: number;
  readonly parts: string[];
  bytes: number;
  /** Whether it has been announced or has a line that is neither blank nor a comment. */
  isThere: boolean;
  /** The number of the first line that is not UTF-8. */
  broken?: number;
}

const decoded = (line: Line): string | undefined => {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(line.bytes).replace(/\r$/, "");
  } catch {
    return undefined;
  }
};

/** Keeps lines as long as their document is not too large. */
function add(document: Document, lines: readonly string[], { bytes, isCut, number }: Line, isBroken: boolean): void {
  document.bytes += isCut ? INPUT_LIMIT_BYTES + 1 : bytes.length + lines.slice(0, -1).join("\n").length;
  if (isBroken) document.broken ??= number;
  document.isThere ||= isBroken || /\S/.test(lines.at(-1) ?? "");
  if (document.bytes > INPUT_LIMIT_BYTES) document.parts.length = 0;
  else document.parts.push(...lines);
}

function inputOf({ id, name, line, parts, bytes, broken }: Document): Input {
  const failed =
    bytes > INPUT_LIMIT_BYTES
      ? failure("E_TOO_LARGE", `line ${line}: the document is larger than ${INPUT_LIMIT_BYTES / 1024 / 1024} MiB`)
      : broken === undefined
        ? undefined
        : failure("E_CONLLU", `line ${broken}: not valid UTF-8`);
  return {
    id,
    name,
    given: {},
    from: failed === undefined ? { kind: "conllu", source: parts.join("\n"), line } : { kind: "failed", error: failed },
  };
}
