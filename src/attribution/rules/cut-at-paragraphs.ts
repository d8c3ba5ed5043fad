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
    const pieces = draft.content.flatMap((span) => cut(span, scene));
    const near = pieces.filter((piece) => contains(home, piece) || isQuoted(piece, scene));
    return { ...draft, source: atHome(draft, home, scene), content: near.some((piece) => contains(home, piece)) ? near : pieces };
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

/** A span's pieces, one a paragraph. */
const cut = (content: Span, scene: Scene): Span[] =>
  paragraphsOver(scene, content).map((paragraph) => ({
    start: Math.max(paragraph.start, content.start),
    end: Math.min(paragraph.end, content.end),
  }));
