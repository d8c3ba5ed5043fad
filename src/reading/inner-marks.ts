import type { Mark, MarkGroup } from "../article/article.ts";
import { contains, type Span } from "../text/span.ts";
import { SpanIndex } from "../text/span-index.ts";

/**
 * The groups that were marked inside contents, each under the outer group in whose content its cue lies, the shortest such
 * content; what lies outside that content is cut off. A group without a cue or content, or in no content, is left out.
 */
export function nestGroups(outer: readonly MarkGroup[], inner: readonly MarkGroup[]): MarkGroup[] {
  const index = new SpanIndex();
  const contents = outer.flatMap(({ content }, parent) => content.map((span) => ({ span, parent })));
  for (const [number, { span }] of contents.entries()) index.add(span, number);
  return inner.flatMap((group) => {
    const [cue] = group.cue;
    if (cue === undefined) return [];
    const [around] = index
      .touching(cue)
      .flatMap((number) => contents[number] ?? [])
      .filter(({ span }) => contains(span, cue))
      .sort((a, b) => lengthOf(a.span) - lengthOf(b.span));
    if (around === undefined) return [];
    const within = (marks: readonly Mark[]): Mark[] => marks.flatMap((mark) => cutTo(mark, around.span));
    const content = within(group.content);
    return content.length === 0 ? [] : [{ source: within(group.source), cue: group.cue, content, parent: around.parent }];
  });
}

const lengthOf = ({ start, end }: Span): number => end - start;

function cutTo(mark: Mark, around: Span): Mark[] {
  const [start, end] = [Math.max(mark.start, around.start), Math.min(mark.end, around.end)];
  return start < end ? [{ ...mark, start, end }] : [];
}
