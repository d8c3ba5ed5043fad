import type { Block } from "../article/block.ts";
import type { Rules } from "./rules.ts";

/** A dateline at a paragraph's beginning; offsets in the paragraph. */
export interface Dateline {
  readonly end: number;
  readonly agency: string | null;
}

/** The place and agency that open a report, as in "PORT HALLAM (Reuters) - "; without the dash. */
export function findDateline(paragraph: string, rules: Rules): Dateline | undefined {
  for (const pattern of rules.datelines) {
    const match = pattern.exec(paragraph.slice(0, LONGEST_DATELINE));
    if (match === null) continue;
    const agency = match.groups?.["agency"] ?? null;
    const place = match.groups?.["place"] ?? "";
    if (place === "" && (agency === null || !rules.agencies.has(agency))) continue;
    return {
      end: match[0]
        .trimEnd()
        .replace(/(?:[—–:]|-{1,2})$/u, "")
        .trimEnd().length,
      agency,
    };
  }
  return undefined;
}

const LONGEST_DATELINE = 110;

/** A caption, and the credit that ends it as a block of its own; `start` is where the caption begins in the article's text. */
export function captionBlocks(caption: string, start: number, rules: Rules): readonly Block[] {
  for (const pattern of rules.creditEnds) {
    const match = pattern.exec(caption);
    const credit = match?.[1];
    if (match === null || credit === undefined) continue;
    const at = match.index + match[0].indexOf(credit);
    const end = caption.slice(0, match.index).trimEnd().length;
    const block: Block = { kind: "credit", start: start + at, end: start + at + credit.length };
    return end === 0 ? [block] : [{ kind: "caption", start, end: start + end }, block];
  }
  return [{ kind: "caption", start, end: start + caption.length }];
}
