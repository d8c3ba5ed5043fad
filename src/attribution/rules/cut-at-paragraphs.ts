import { contains, type Span } from "../../text/span.ts";
import type { Draft, Rule, Scene } from "../draft.ts";
import { paragraphAt, paragraphsOver, quotationsOver } from "../places.ts";

/**
 * Cuts contents at the ends of paragraphs. What goes on in the next paragraph stays only where it is in
 * quotation marks, since indirect speech does not cross a paragraph's end.
 */
export const cutAtParagraphs: Rule = (drafts, scene) =>
  drafts.map((draft) => {
    const home = paragraphAt(scene, draft.cue[0]?.start ?? -1);
    if (home === undefined) return draft;
    const content = draft.content.flatMap((span) => cut(span, draft, scene));
    const near = content.filter((span) => contains(home, span) || isQuoted(span, scene));
    return { ...draft, source: atHome(draft, home, scene), content: near.some((span) => contains(home, span)) ? near : content };
  });

/** What of a source lies in the paragraph of its cue; a headline's verb has its source in the headline. */
function atHome({ source }: Draft, home: Span, scene: Scene): readonly Span[] {
  const inHeadline = home === scene.paragraphs[0];
  return source.flatMap((span) => {
    const own = { start: Math.max(span.start, home.start), end: Math.min(span.end, home.end) };
    if (own.end > own.start) return [own];
    return inHeadline ? [] : [span];
  });
}

const isQuoted = (span: Span, scene: Scene): boolean => quotationsOver(scene, [span]).some(({ depth }) => depth === 0);

function cut(content: Span, draft: Draft, scene: Scene): Span[] {
  const crossed = paragraphsOver(scene, content);
  if (crossed.length <= 1) return [content];
  const home = paragraphAt(scene, draft.cue[0]?.start ?? content.start);
  const pieces = crossed.map((paragraph) => ({
    start: Math.max(paragraph.start, content.start),
    end: Math.min(paragraph.end, content.end),
  }));
  const first = pieces[0] as Span;
  return pieces.filter((piece, index) => {
    if (paragraphAt(scene, piece.start) === home) return true;
    const quoted = quotationsOver(scene, [piece]).some(({ depth }) => depth === 0);
    return quoted || (index === 0 && pieces.length > 1 && paragraphAt(scene, first.start) === home);
  });
}
