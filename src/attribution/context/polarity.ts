import type { Polarity } from "../../record/statement.ts";
import { slice } from "../../text/span.ts";
import type { Saying, Setting } from "./setting.ts";

/** How the source stands to the content where the cue alone looks asserted but its sentence says otherwise. */
export function polarityInContext(saying: Saying, setting: Setting): Polarity {
  const { polarity, content } = saying.statement;
  if (polarity !== "asserted") return polarity;
  const first = content[0] === undefined ? "" : slice(setting.text, content[0]);
  if (speaks(saying, setting) && (holds(NOBODY, before(saying, setting)) || holds(NOTHING_SAID, first))) return "not-said";
  if (asks(saying, setting)) return "question";
  return isSupposed(saying, setting) ? "hypothetical" : "asserted";
}

const holds = (pattern: RegExp, text: string): boolean => pattern.test(text);
/** "Not everyone", "few of them" right before what was marked. */
const NOBODY = /\b(?:not|hardly|nor)\s+$/iu;
/** "offered no proof", "said nothing of it". */
const NOTHING_SAID = /^(?:nothing|no)\s/iu;

/** Characters before a saying that are looked at. */
const LOOK_BACK_UNITS = 40;

function before({ statement, sentence, anchor }: Saying, { text }: Setting): string {
  const start = Math.min(anchor, ...statement.source.map((span) => span.start));
  return text.slice(Math.max(sentence.start, start - LOOK_BACK_UNITS), Math.max(sentence.start, start));
}

function cueClasses({ head }: Saying, { view, text, words }: Setting): readonly string[] {
  const token = head === undefined ? undefined : view.tokens[head];
  return token === undefined ? [] : (words.cues.get(slice(text, token).toLowerCase())?.flatMap(({ classes }) => classes) ?? []);
}

const speaks = (saying: Saying, setting: Setting): boolean => cueClasses(saying, setting).some((one) => one === "say" || one === "manner" || one === "show");

/** "Asked about the dam", "wanted to know". */
function asks({ statement }: Saying, { text }: Setting): boolean {
  const cue = statement.cue.map((span) => slice(text, span)).join(" ");
  return /\b(?:ask|wonder|question|inquir|enquir|quer)\p{L}*\s(?:\S+\s)?about$|\bwant(?:s|ed)? to know$/iu.test(cue);
}

/** A condition, a doubt or a modal hangs on the cue's verb, or on the verb that it is joined to. */
function isSupposed({ head }: Saying, { view, text }: Setting): boolean {
  if (head === undefined) return false;
  const children = view.children[head] ?? [];
  const form = (index: number): string => {
    const token = view.tokens[index];
    return token === undefined ? "" : slice(text, token).toLowerCase();
  };
  return children.some((child) => {
    const relation = view.trees[child]?.relation ?? "";
    if (relation === "mark") return /^(?:if|unless|lest)$/.test(form(child));
    if (relation === "advmod") return child < head && /^(?:perhaps|maybe)$/.test(form(child));
    return relation === "aux" && /^(?:would|could|might|may|['’]d)$/.test(form(child)) && !children.some((one) => form(one) === "have");
  });
}
