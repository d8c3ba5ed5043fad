import { slice } from "../../text/span.ts";
import type { Draft, Rule, Scene } from "../draft.ts";
import { inFrame } from "../knowledge.ts";
import { quotationsOver } from "../places.ts";

/** More words are an utterance rather than a name. */
const MOST_NAME_WORDS = 4;

/** Quotation marks around a nickname, a title or a name ("a man known as “Rook”") are no statement. */
export const withoutNames: Rule = (drafts, scene) => drafts.filter((draft) => !isNaming(draft, scene));

function isNaming({ cue, content }: Draft, scene: Scene): boolean {
  const { text, knowledge } = scene;
  const words = cue.map((span) => slice(text, span)).join(" ");
  if (!inFrame(knowledge, "title", words.replace(/^(?:is|was|are|were|be|been|also|better|widely|popularly)\s+/gi, "").trim()))
    return false;
  const last = content.at(-1);
  const quotation = last === undefined ? undefined : quotationsOver(scene, [last])[0];
  if (quotation === undefined && last !== undefined) return /\bas$/.test(words) && slice(text, last).split(/\s+/).length <= MOST_NAME_WORDS;
  return quotation !== undefined && slice(text, quotation.inner).split(/\s+/).length <= MOST_NAME_WORDS;
}
