import type { Draft, Rule, Scene } from "../draft.ts";
import { DraftSet } from "../draft-set.ts";
import { paragraphAt, paragraphNumber } from "../places.ts";
import type { Quotation } from "../quotation.ts";
import { ruled } from "../ruled.ts";

/** A dash and a name behind a quotation, to the end of its paragraph: `“A true expert.” —Commissioner Idris Vale` */
const DASH = /^\s*(?<dash>—|–|--|―|- )\s*(?<name>\p{Lu}[^\n.!?]{1,80}?)\.?\s*$/u;
/** The same as a paragraph of its own below the quotation. */
const DASH_BELOW = /^(?<dash>—|–|--|―|-)\s*(?<name>\p{Lu}[^\n.!?]{1,80}?)\.?\s*$/u;

/** Quotations signed with a dash, as in press releases and pull quotes. */
export const dashAttributions: Rule = (drafts, scene) => {
  const found = new DraftSet(drafts);
  for (const quotation of scene.quotations) {
    if (quotation.depth > 0 || !quotation.closed) continue;
    const made = signed(quotation, scene);
    if (made === undefined) continue;
    for (const place of [quotation, ...made.source]) for (const draft of found.touching(place)) found.remove(draft);
    found.add(made);
  }
  return found.all();
};

function signed(quotation: Quotation, scene: Scene): Draft | undefined {
  const { text, paragraphs } = scene;
  const paragraph = paragraphAt(scene, quotation.start);
  if (paragraph === undefined || text.slice(paragraph.start, quotation.start).trim() !== "") return undefined;
  const rest = text.slice(quotation.end, paragraph.end);
  const below = rest.trim() === "" ? paragraphs[paragraphNumber(scene, quotation.start) + 1] : undefined;
  const from = below?.start ?? quotation.end;
  const match = (below === undefined ? DASH : DASH_BELOW).exec(text.slice(from, below?.end ?? paragraph.end));
  const dash = match?.groups?.["dash"];
  const name = match?.groups?.["name"]?.replace(/(?<=\)).*$/su, "");
  if (match === null || dash === undefined || name === undefined) return undefined;
  const dashAt = from + match[0].indexOf(dash);
  const nameAt = from + match[0].lastIndexOf(name);
  const source = { start: nameAt, end: nameAt + name.length };
  const cue = { start: dashAt, end: dashAt + dash.trimEnd().length };
  return ruled("dash", [source], cue, [{ start: quotation.start, end: quotation.end }]);
}
