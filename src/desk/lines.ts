/** One line of a stream, without its line end; `number` counts from 1, blank lines included. */
export interface Line {
  readonly number: number;
  /** The line's bytes, or its first ones where it is longer than the limit. */
  readonly bytes: Uint8Array;
  readonly isCut: boolean;
}

/** Bytes of an over-long line that are kept, enough to find its id. */
const KEPT_OF_CUT_LINE_BYTES = 4096;
const LINE_FEED = 0x0a;

/**
 * The lines of a byte stream, each as soon as its end has come; the last needs none. Of a line longer than
 * `limitBytes` only the beginning is kept, so that memory stays bounded.
 */
export async function* linesOf(chunks: AsyncIterable<Uint8Array>, limitBytes: number): AsyncGenerator<Line> {
  let number = 1;
  let parts: Uint8Array[] = [];
  let length = 0;
  const add = (part: Uint8Array): void => {
    length += part.length;
    if (length <= limitBytes) parts.push(part);
    else if (length - part.length <= limitBytes) parts = [joined([...parts, part]).slice(0, KEPT_OF_CUT_LINE_BYTES)];
  };
  const line = (): Line => {
    const made = { number, bytes: joined(parts), isCut: length > limitBytes };
    number++;
    parts = [];
    length = 0;
    return made;
  };
  for await (const chunk of chunks) {
    let from = 0;
    for (let at = chunk.indexOf(LINE_FEED); at >= 0; at = chunk.indexOf(LINE_FEED, from)) {
      add(chunk.subarray(from, at));
      yield line();
      from = at + 1;
    }
    if (from < chunk.length) add(chunk.subarray(from));
  }
  if (length > 0) yield line();
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const [only] = parts;
  if (only !== undefined && parts.length === 1) return only;
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
