import type { Span } from "../../text/span.ts";
import type { Draft, Rule, Scene } from "../draft.ts";
import { DraftSet } from "../draft-set.ts";
import { groupSpan, paragraphAt, spansOf } from "../places.ts";
import { ruled } from "../ruled.ts";

/** `Ana Lind (@analind): “Wrong.”` */
const NAME_FIRST = /^(?<source>[^\n:“”"]{2,60}?\(@\w{2,30}\))(?<cue>:|\s+[—–-])\s*(?<content>\S[\s\S]*)$/du;
/** `Wrong. — Ana Lind (@analind) May 3, 2031`, or the signature in a paragraph of its own. */
const NAME_LAST = /(?:^|\s)(?<cue>—|–|--|―|-)\s*(?<source>[^\n:“”"—]{2,60}?\(@\w{2,30}\))(?:[^\n]{0,40})?$/du;

/** Embedded posts of social networks, printed with the account's name and handle. */
export const posts: Rule = (drafts, scene) => {
  const found = new DraftSet(drafts);
  for (const [index, paragraph] of scene.paragraphs.entries()) {
    const made = named(paragraph, scene) ?? signed(paragraph, scene.paragraphs[index - 1], scene);
    if (made === undefined) continue;
    for (const span of spansOf(made)) for (const draft of found.touching(span)) found.remove(draft);
    found.add(made);
  }
  return found.all();
};

const post = (source: Span, cue: Span, content: Span): Draft => ({ ...ruled("post", [source], cue, [content]), verbatim: true });

function named(paragraph: Span, { text }: Scene): Draft | undefined {
  const match = NAME_FIRST.exec(text.slice(paragraph.start, paragraph.end));
  if (match === null) return undefined;
  const [source, cue, content] = ["source", "cue", "content"].map((name) => groupSpan(match, name, paragraph.start));
  return source === undefined || cue === undefined || content === undefined ? undefined : post(source, cue, content);
}

function signed(paragraph: Span, above: Span | undefined, scene: Scene): Draft | undefined {
  const text = scene.text.slice(paragraph.start, paragraph.end);
  const match = NAME_LAST.exec(text);
  if (match === null) return undefined;
  const [source, cue] = ["source", "cue"].map((name) => groupSpan(match, name, paragraph.start));
  if (source === undefined || cue === undefined) return undefined;
  const own = { start: paragraph.start, end: paragraph.start + scene.text.slice(paragraph.start, cue.start).trimEnd().length };
  const content = own.end > own.start ? own : above;
  return content === undefined || paragraphAt(scene, content.start) === undefined ? undefined : post(source, cue, content);
}
