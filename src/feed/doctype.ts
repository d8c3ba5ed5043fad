/**
 * The source without its document type, internal subset included: what it would define stays undefined, and a reference
 * to it stays as it is written. A document type that never ends takes the rest of the source with it.
 */
export function withoutDoctype(source: string): string {
  const found = /<!doctype/i.exec(source);
  if (found === null) return source;
  const first = /<[a-z_]/i.exec(source);
  if (first !== null && first.index < found.index) return source;
  return source.slice(0, found.index) + source.slice(endOf(source, found.index));
}

/** Where the document type that begins at `from` ends: at its `>` outside brackets, quotation marks and comments. */
function endOf(source: string, from: number): number {
  let brackets = 0;
  for (let at = from; at < source.length; at++) {
    const character = source[at];
    if (source.startsWith("<!--", at)) at = upTo(source, "-->", at + 4) - 1;
    else if (character === '"' || character === "'") at = upTo(source, character, at + 1) - 1;
    else if (character === "[") brackets++;
    else if (character === "]") brackets--;
    else if (character === ">" && brackets <= 0) return at + 1;
  }
  return source.length;
}

/** Where `mark` ends, sought from `from`; the source's end when it does not come. */
function upTo(source: string, mark: string, from: number): number {
  const at = source.indexOf(mark, from);
  return at < 0 ? source.length : at + mark.length;
}
