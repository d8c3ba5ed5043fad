import type { MentionType } from "../article/article.ts";
import type { Node, Scene } from "./scene.ts";
import { tokensIn } from "./scene.ts";

/** Numbers of tokens beside each other: the first, and one after the last. */
export interface Run {
  readonly first: number;
  readonly end: number;
}

/** What the reader calls a token that stands in a name or in a time. */
export interface Label {
  readonly type: MentionType;
  readonly run: Run;
}

/** What the reader's mentions by name say of each token; the longer mention is overwritten by the shorter in it. */
export function labelsOf(scene: Scene): readonly (Label | undefined)[] {
  const labels: (Label | undefined)[] = [];
  for (const mention of scene.mentions) {
    if (mention.form !== "name" && mention.type !== "time") continue;
    const run = tokensIn(scene, mention);
    const last = scene.nodes[run.end - 1];
    if (mention.type === "person" && last?.upos === "NOUN" && /^\p{Ll}/u.test(last.form) && !isHyphened(run.end - 1, scene.nodes)) continue;
    const label = { type: mention.type, run };
    for (let at = run.first; at < run.end; at++) labels[at] = label;
  }
  return labels;
}

/** Runs of tokens that are capital and proper; in headlines, only those that the reader calls a name. */
export function runsOf({ nodes, knowledge }: Scene, labels: readonly (Label | undefined)[]): readonly Run[] {
  const isPart = (at: number): boolean => {
    const node = nodes[at];
    if (node === undefined || labels[at]?.type === "time") return false;
    if (node.inHeadline && labels[at] === undefined) return false;
    const isNamed = labels[at] !== undefined && labels[at] === labels[at - 1] && node.upos === "NOUN" && !node.inHeadline;
    const isProper = node.upos === "PROPN" || /^NNPS?$/.test(node.xpos) || isNamed;
    const isJoined = nodes[at - 1]?.end === node.start && /^[-’']/.test(nodes[at - 1]?.form ?? "") && node.upos === "PROPN";
    if (labels[at]?.type === "person" && labels[at] === labels[at - 1] && isHyphened(at, nodes)) return true;
    if (isTailOfName(at, nodes) || isParticle(at, nodes, knowledge.particles, labels)) return true;
    return (isJoined || /^['’]?[\p{Lu}\p{Lt}\d]/u.test(node.form)) && (isProper || knowledge.titles.has(bare(node.lower)));
  };
  const together = (a: number, b: number): boolean => nodes[a]?.sentence === nodes[b]?.sentence;
  const runs: Run[] = [];
  for (let at = 0; at < nodes.length; at++) {
    if (!isPart(at) || nodes[at]?.upos === "NUM") continue;
    let end = at + 1;
    for (;;) {
      const link = isPart(end) ? 0 : linkLength(nodes, end, labels, knowledge.titles);
      if (!isPart(end + link) || !together(at, end + link)) break;
      end += link + 1;
    }
    runs.push({ first: at, end });
    at = end - 1;
  }
  return runs;
}

/** How many tokens at a place only join what stands on either side into one name: hyphens, nicknames' marks, particles, "of". */
function linkLength(nodes: readonly Node[], at: number, labels: readonly (Label | undefined)[], titles: ReadonlySet<string>): number {
  const [before, here, next] = [nodes[at - 1], nodes[at], nodes[at + 1]];
  if (before === undefined || here === undefined || next === undefined) return 0;
  if (/^[-–/&]$/.test(here.form)) return before.end === here.start || here.form === "&" ? 1 : 0;
  if (/^['’]$/.test(here.form)) return before.end === here.start && here.end === next.start && before.form.length === 1 ? 1 : 0;
  if (here.form === "." && (before.form.length === 1 || titles.has(before.lower))) return 1;
  if (/^["“”]$/.test(here.form)) return isNicknamesMark(at, nodes) ? 1 : 0;
  if (/^\p{Ll}/u.test(here.form) && here.relation === "flat" && next.relation === "flat") return 1;
  if (here.upos === "PROPN" && (here.relation === "flat" || next.relation === "flat")) return 1;
  const label = labels[at];
  const isInside = label !== undefined && label === labels[at - 1] && label.type !== "person";
  if (!isInside && !isOffice(before, here, next, nodes)) return 0;
  if (/^(of|for|on|to|and|at|in|against)$/.test(here.lower)) return /^(the|a|our)$/.test(next.lower) ? 2 : 1;
  return /^(the|our)$/.test(here.lower) ? 1 : 0;
}

/** "Department of Justice", "Center for Policy": a body's own noun before "of" and a name that hangs on it. */
function isOffice(before: Node, here: Node, next: Node, nodes: readonly Node[]): boolean {
  if (!/^(of|for|on|to)$/.test(here.lower)) return false;
  const inner = nodes[here.head];
  return (
    (inner?.head === before.number || nodes[next.head]?.head === before.number) && /^NNPS?$/.test(before.xpos) && OFFICE.test(before.form)
  );
}
const OFFICE =
  /^(?:Department|Ministry|Bank|Center|Centre|Institute|University|Office|Bureau|Commission|Committee|Council|Board|Association|Alliance|Coalition|Campaign|Fund|Society)$/;

/** A small word that a hyphen joins to what stands before it, the hyphen being a token or a part of this one. */
function isHyphened(at: number, nodes: readonly Node[]): boolean {
  const [hyphen, here] = [nodes[at - 1], nodes[at]];
  if (hyphen === undefined || here === undefined || hyphen.end !== here.start) return false;
  if (/^[-‐‑]\p{Ll}/u.test(here.form)) return true;
  return /^[-‐‑]$/.test(hyphen.form) && nodes[at - 2]?.end === hyphen.start && /^\p{Ll}/u.test(here.form);
}

/** "Ban Ki-moon", "Ana Lind II": what belongs to a name though it is no capital word, or not called one. */
function isTailOfName(at: number, nodes: readonly Node[]): boolean {
  const [first, hyphen, here] = [nodes[at - 2], nodes[at - 1], nodes[at]];
  if (here === undefined || hyphen === undefined) return false;
  if (/^\p{Lu}.*[-‐‑]$/u.test(hyphen.form)) return hyphen.end === here.start && hyphen.upos === "PROPN" && here.relation === "flat";
  if (/^(?:II|III|IV|Jr|Sr)\.?$/.test(here.form)) return hyphen.upos === "PROPN" && hyphen.sentence === here.sentence;
  return (
    /^[-‐‑]$/.test(hyphen.form) &&
    first?.upos === "PROPN" &&
    first.end === hyphen.start &&
    hyphen.end === here.start &&
    /^\p{Ll}+$/u.test(here.form) &&
    here.relation === "flat"
  );
}

/** "al-Rashid", "bin Nasser": what stands in small letters before the rest of somebody's name. */
function isParticle(at: number, nodes: readonly Node[], particles: ReadonlySet<string>, labels: readonly (Label | undefined)[]): boolean {
  const [here, next, after] = [nodes[at], nodes[at + 1], nodes[at + 2]];
  const whole = here?.upos === "PROPN" ? /^(\p{Ll}+)[-‐‑]\p{Lu}/u.exec(here.form) : null;
  if (whole?.[1] !== undefined) return particles.has(whole[1]);
  if (here === undefined || next === undefined || !particles.has(here.form)) return false;
  const isCapital = (node: Node | undefined): boolean => node?.upos === "PROPN" && /^\p{Lu}/u.test(node.form);
  if (/^[-‐‑]$/.test(next.form) && here.end === next.start) return next.end === after?.start && isCapital(after);
  return labels[at]?.type === "person" && isCapital(next) && next.relation === "flat";
}

/** Tokens of a nickname, at most. */
const LONGEST_NICKNAME = 2;

/** `Ana "Nan" Lind`: either mark around one or two capital words, with a name on both sides. */
function isNicknamesMark(at: number, nodes: readonly Node[]): boolean {
  const isCapital = (place: number): boolean =>
    nodes[place]?.sentence === nodes[at]?.sentence && nodes[place]?.upos === "PROPN" && /^\p{Lu}/u.test(nodes[place]?.form ?? "");
  const isMark = (place: number): boolean => /^["“”]$/.test(nodes[place]?.form ?? "");
  for (let length = 1; length <= LONGEST_NICKNAME; length++)
    for (const open of [at, at - length - 1]) {
      const close = open + length + 1;
      const inside = Array.from({ length }, (_, i) => open + 1 + i);
      if (isMark(open) && isMark(close) && [open - 1, ...inside, close + 1].every(isNameWord)) return true;
    }
  return false;

  function isNameWord(place: number): boolean {
    return isCapital(place) || (nodes[place]?.form === "." && isCapital(place - 1));
  }
}

const bare = (word: string): string => word.replace(/\.$/, "");
