/**
 * A document with the text between `<!-- NAME: begin -->` and `<!-- NAME: end -->` replaced.
 *
 * @throws Error when the document does not have both markers
 */
export function withSection(document: string, name: string, text: string): string {
  const [start, end] = [`<!-- ${name}: begin -->`, `<!-- ${name}: end -->`];
  const [from, to] = [document.indexOf(start), document.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`the document has no section between ${start} and ${end}`);
  return `${document.slice(0, from + start.length)}\n${text}\n${document.slice(to)}`;
}
