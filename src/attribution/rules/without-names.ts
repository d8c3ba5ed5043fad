import { slice } from "../../text/span.ts";
import type { Draft, Rule, Scene } from "../draft.ts";
import { inFrame } from "../knowledge.ts";

/** More words are an utterance rather than a name. */
const MOST_NAME_WORDS = 4;

/** Quotation marks around a nickname, a title or a name ("a man known as “Rook”") are no statement. */
export const withoutNames: Rule = (drafts, scene) => drafts.filter((draft) => !isNaming(draft, scene));

function isNaming({ cue, content }: Draft, { text, knowledge, quotations }: Scene): boolean {
  const words = cue.map((span) => slice(text, span)).join(" ");
  if (!inFrame(knowledge, "title", words.replace(/^(?:is|was|are|were|be|been|also|better|widely|popularly)\s+/gi, "").trim()))
    return false;
  const last = content.at(-1);
  const quotation = quotations.find((other) => last !== undefined && other.start < last.end && last.start < other.end);
  return quotation !== undefined && slice(text, quotation.inner).split(/\s+/).length <= MOST_NAME_WORDS;
}
