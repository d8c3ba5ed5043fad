/**
 * One text's offsets in three units: UTF-16 code units (used everywhere in sayso), Unicode code points
 * (wanted by Web Annotation and by Python) and UTF-8 bytes.
 */
export interface Offsets {
  /** An offset that lies inside a surrogate pair counts as the pair's start. @throws RangeError outside the text. */
  toCodePoints(utf16: number): number;
  /** @throws RangeError outside the text. */
  fromCodePoints(codePoints: number): number;
  /** A lone surrogate counts as the three bytes of U+FFFD, which is what encoders write for it. @throws RangeError outside the text. */
  toUtf8(utf16: number): number;
  /** An offset inside a character's bytes counts as the character's start. @throws RangeError outside the text. */
  fromUtf8(bytes: number): number;
}

/** The offsets of `text`; each unit's table is made when it is first asked for. */
export function createOffsets(text: string): Offsets {
  let codePoints: Uint32Array | undefined;
  let utf8: Uint32Array | undefined;
  const inCodePoints = (): Uint32Array => {
    codePoints ??= tableOf(text, () => 1);
    return codePoints;
  };
  const inUtf8 = (): Uint32Array => {
    utf8 ??= tableOf(text, utf8Length);
    return utf8;
  };
  return {
    toCodePoints: (offset) => lookUp(inCodePoints(), offset),
    fromCodePoints: (offset) => firstReaching(inCodePoints(), offset),
    toUtf8: (offset) => lookUp(inUtf8(), offset),
    fromUtf8: (offset) => firstReaching(inUtf8(), offset),
  };
}

/** For each UTF-16 offset, how many units of the other kind lie before the character that it is in. */
function tableOf(text: string, lengthOf: (codePoint: number) => number): Uint32Array {
  const table = new Uint32Array(text.length + 1);
  let total = 0;
  let offset = 0;
  while (offset < text.length) {
    const codePoint = text.codePointAt(offset) ?? 0;
    const width = codePoint > 0xffff ? 2 : 1;
    table.fill(total, offset, offset + width);
    total += lengthOf(codePoint);
    offset += width;
  }
  table[text.length] = total;
  return table;
}

function utf8Length(codePoint: number): number {
  if (codePoint < 0x80) return 1;
  if (codePoint < 0x800) return 2;
  return codePoint < 0x10000 ? 3 : 4;
}

function lookUp(table: Uint32Array, offset: number): number {
  const value = Number.isInteger(offset) ? table[offset] : undefined;
  if (value === undefined) throw new RangeError(`offset ${offset} is outside 0 to ${table.length - 1}`);
  return value;
}

/** The UTF-16 offset of the character that holds `value`: the first entry equal to the largest one not above it. */
function firstReaching(table: Uint32Array, value: number): number {
  const last = table[table.length - 1] ?? 0;
  if (!Number.isInteger(value) || value < 0 || value > last) throw new RangeError(`offset ${value} is outside 0 to ${last}`);
  let low = 0;
  let high = table.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((table[middle] ?? 0) >= value) high = middle;
    else low = middle + 1;
  }
  const found = table[low] ?? 0;
  if (found === value || low === 0) return low;
  return firstReaching(table, table[low - 1] ?? 0);
}
