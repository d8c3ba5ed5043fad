import { contains, type Span } from "../../text/span.ts";
import type { Draft, Rule, Scene } from "../draft.ts";
import { paragraphAt, paragraphsOver, quotationsOver } from "../places.ts";

/**
 * Cuts contents at the ends of paragraphs. What goes on in the next paragraph stays only where it is in
 * quotation marks, since indirect speech does not cross a paragraph's end.
 */
export const cutAtParagraphs: Rule = (drafts, scene) =>
  drafts.map((draft) => ({ ...draft, source: atHome(draft, scene), content: draft.content.flatMap((span) => cut(span, draft, scene)) }));

/** A headline's verb has its source in the headline. */
function atHome({ source, cue }: Draft, scene: Scene): readonly Span[] {
  const first = scene.paragraphs[0];
  return first !== undefined && cue.some((span) => contains(first, span)) ? source.filter((span) => contains(first, span)) : source;
}

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
