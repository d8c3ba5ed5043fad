/** Takes lines and runs of bytes from a stream of chunks, holding no more than it is asked for. */
export interface ByteReader {
  /** The next line without its line end; `undefined` at the end, or when it is longer than the limit. */
  line(limitBytes: number): Promise<Uint8Array | undefined>;
  /** Exactly so many bytes; `undefined` when the stream ends before. */
  bytes(count: number): Promise<Uint8Array | undefined>;
  /** Passes over bytes; false when the stream ends before. */
  skip(count: number): Promise<boolean>;
  /** Bytes taken so far. */
  readonly position: number;
}

const [LINE_FEED, CARRIAGE_RETURN] = [0x0a, 0x0d];

/** Whatever the stream throws is thrown by the call that comes upon it. */
export function byteReader(chunks: AsyncIterable<Uint8Array>): ByteReader {
  const iterator = chunks[Symbol.asyncIterator]();
  let held: Uint8Array = new Uint8Array();
  let position = 0;

  const more = async (): Promise<boolean> => {
    const next = await iterator.next();
    if (next.done === true) return false;
    held = held.length === 0 ? next.value : Buffer.concat([held, next.value]);
    return true;
  };
  const take = (count: number): Uint8Array => {
    const taken = held.subarray(0, count);
    held = held.subarray(count);
    position += taken.length;
    return taken;
  };

  return {
    line: async (limitBytes) => {
      for (let from = 0; ; ) {
        const end = held.indexOf(LINE_FEED, from);
        if (end >= 0 && end <= limitBytes) {
          const line = take(end + 1);
          return line.subarray(0, line[end - 1] === CARRIAGE_RETURN ? end - 1 : end);
        }
        from = held.length;
        if (from > limitBytes || !(await more())) return undefined;
      }
    },
    bytes: async (count) => {
      const parts: Uint8Array[] = [];
      for (let left = count; left > 0; ) {
        if (held.length === 0 && !(await more())) return undefined;
        const part = take(left);
        parts.push(part);
        left -= part.length;
      }
      return parts.length === 1 ? parts[0] : Buffer.concat(parts, count);
    },
    skip: async (count) => {
      for (let left = count; left > 0; ) {
        if (held.length === 0 && !(await more())) return false;
        left -= take(left).length;
      }
      return true;
    },
    get position() {
      return position;
    },
  };
}
