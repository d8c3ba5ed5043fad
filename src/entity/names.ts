import type { MentionType } from "../article/article.ts";
import type { Span } from "../text/span.ts";
import type { Gender } from "./knowledge.ts";
import { headIn, type Node, type Scene, tokensIn } from "./scene.ts";

/** What a name is of, as far as its own place in the text tells. */
export type NameType = "person" | "organisation" | "place" | "group";

/** Numbers of tokens beside each other: the first, and one after the last. */
export interface Run {
  readonly first: number;
  readonly end: number;
}

/** A name in the text, without title, article and mark of the genitive. */
export interface Name extends Span {
  readonly run: Run;
  /** Number of the token that the others hang on. */
  readonly head: number;
  /** In lower case, without quotation marks and full stops. */
  readonly words: readonly string[];
  readonly type: NameType | undefined;
  /** From a title before it. */
  readonly gender: Gender | undefined;
  /** Whether it is a title or role noun alone, which may be somebody's surname ("Dean", "King"). */
  readonly isLone: boolean;
}

/** Every name of an article, in order of the text; none overlaps another. */
export function namesOf(scene: Scene): readonly Name[] {
  const labels = labelsOf(scene);
  const found = runsOf(scene, labels).flatMap((run) => {
    const name = nameOf(run, scene, labels);
    return name === undefined ? [] : [name];
  });
  return agreed(found);
}

/** The same words are of the same type throughout: of the one that most places tell. */
function agreed(names: readonly Name[]): readonly Name[] {
  const byWords = Map.groupBy(names, ({ words }) => words.join(" "));
  const types = new Map(
    Array.from(byWords, ([key, same]) => [key, mostOf(same.flatMap(({ type }) => (type === undefined ? [] : [type])))]),
  );
  return names.map((name) => (name.gender === undefined ? { ...name, type: types.get(name.words.join(" ")) } : name));
}

function mostOf(types: readonly NameType[]): NameType | undefined {
  const counts = Map.groupBy(types, (type) => type);
  return [...counts].toSorted(([, a], [, b]) => b.length - a.length)[0]?.[0];
}

interface Label {
  readonly type: MentionType;
  readonly run: Run;
}

/** What the reader's mentions by name say of each token; the longer mention is overwritten by the shorter in it. */
function labelsOf(scene: Scene): readonly (Label | undefined)[] {
  const labels: (Label | undefined)[] = [];
  for (const mention of scene.mentions) {
    if (mention.form !== "name" && mention.type !== "time") continue;
    const run = tokensIn(scene, mention);
    for (let at = run.first; at < run.end; at++) labels[at] = { type: mention.type, run };
  }
  return labels;
}

/** Runs of tokens that are capital and proper; in headlines, only those that the reader calls a name. */
function runsOf({ nodes, knowledge }: Scene, labels: readonly (Label | undefined)[]): readonly Run[] {
  const isPart = (at: number): boolean => {
    const node = nodes[at];
    if (node === undefined || labels[at]?.type === "time") return false;
    if (node.inHeadline && labels[at] === undefined) return false;
    const isProper = node.upos === "PROPN" || /^NNPS?$/.test(node.xpos);
    const isJoined = nodes[at - 1]?.end === node.start && /^[-’']/.test(nodes[at - 1]?.form ?? "") && node.upos === "PROPN";
    return (isJoined || /^['’]?[\p{Lu}\p{Lt}\d]/u.test(node.form)) && (isProper || knowledge.titles.has(bare(node.lower)));
  };
  const together = (a: number, b: number): boolean => nodes[a]?.sentence === nodes[b]?.sentence;
  const runs: Run[] = [];
  for (let at = 0; at < nodes.length; at++) {
    if (!isPart(at) || nodes[at]?.upos === "NUM") continue;
    let end = at + 1;
    for (;;) {
      const link = isPart(end) ? 0 : linkLength(nodes, end, labels);
      if (!isPart(end + link) || !together(at, end + link)) break;
      end += link + 1;
    }
    runs.push({ first: at, end });
    at = end - 1;
  }
  return runs;
}

/** How many tokens at a place only join what stands on either side into one name: hyphens, nicknames' marks, particles, "of". */
function linkLength(nodes: readonly Node[], at: number, labels: readonly (Label | undefined)[]): number {
  const [before, here, next] = [nodes[at - 1], nodes[at], nodes[at + 1]];
  if (before === undefined || here === undefined || next === undefined) return 0;
  if (/^[-–/&]$/.test(here.form)) return before.end === here.start || here.form === "&" ? 1 : 0;
  if (/^['’]$/.test(here.form)) return before.end === here.start && here.end === next.start && before.form.length === 1 ? 1 : 0;
  if (here.form === "." && before.form.length === 1) return 1;
  if (/^["“”]$/.test(here.form)) return here.relation === "punct" && (next.relation === "flat" || before.relation === "flat") ? 1 : 0;
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

const bare = (word: string): string => word.replace(/\.$/, "");

function nameOf(run: Run, scene: Scene, labels: readonly (Label | undefined)[]): Name | undefined {
  const { nodes, knowledge } = scene;
  const label = labelOver(run, labels);
  let { first } = run;
  const { end } = run;
  const isTitle = (at: number): boolean => {
    const word = bare(nodes[at]?.lower ?? "");
    return knowledge.titles.has(word) || (knowledge.roles.has(word) && !knowledge.peoples.has(word));
  };
  const flat = flatStart(nodes, run);
  const isHonoured = knowledge.titleGender.has(bare(nodes[first]?.lower ?? "")) && nodes[first]?.form.endsWith(".") === true;
  const isBody = !isHonoured && (label === "organisation" || label === "place" || label === "group");
  let gender: Gender | undefined;
  let isTitled = false;
  let isLone = false;
  if (flat !== undefined || !isBody) {
    for (let at = end - 1; at >= first; at--) {
      if (!isTitle(at) || isMidName(at, run, nodes)) continue;
      if (at === end - 1) {
        if (nodes[at]?.relation === "flat" && at > first) continue;
        if (at === first || isTitle(at - 1) || nodes[at - 1]?.form === ".") {
          isLone = at === first;
          continue;
        }
        return undefined;
      }
      gender = knowledge.titleGender.get(bare(nodes[at]?.lower ?? ""));
      isTitled = true;
      first = at + 1;
      while (first < end - 1 && !/[\p{L}\d]/u.test(nodes[first]?.form ?? "")) first++;
      break;
    }
    if (flat !== undefined && flat > first) first = flat;
    const isPerson = isTitled || flat !== undefined || label === "person";
    if (isPerson) while (end - first > 1 && knowledge.peoples.has(nodes[first]?.lower ?? "")) first++;
  }
  const [from, to, head] = [nodes[first], nodes[end - 1], headIn(scene, first, end)];
  if (from === undefined || to === undefined || head === undefined) return undefined;
  const words = wordsOf(scene.text.slice(from.start, to.end));
  if (words.length === 0) return undefined;
  if (end - first === 1 && isPluralNoun(from, knowledge)) return undefined;
  const isPeople = end - first === 1 && knowledge.peoples.has(singular(from.lower)) && (from.xpos.endsWith("S") || from.lower === "gop");
  if (!isPeople && end - first === 1 && knowledge.peoples.has(from.lower)) return undefined;
  const isFlatPerson = flat !== undefined && end - first > 1 && !isBody;
  const type = isPeople ? "group" : isTitled || isFlatPerson ? "person" : label;
  return { start: from.start, end: to.end, run: { first, end }, head: head.number, words, type, gender, isLone };
}

/** What the reader calls most of the run, when it calls it a kind of name. */
function labelOver({ first, end }: Run, labels: readonly (Label | undefined)[]): NameType | undefined {
  const type = labels[end - 1]?.type ?? labels[first]?.type;
  return type === "person" || type === "organisation" || type === "place" || type === "group" ? type : undefined;
}

/** Where the flat name begins that the run ends with: a person's names hang flat on the first. */
function flatStart(nodes: readonly Node[], { first, end }: Run): number | undefined {
  const last = nodes[end - 1];
  if (last === undefined || last.relation !== "flat") return undefined;
  let start = last.head;
  for (let steps = 0; nodes[start]?.relation === "flat" && steps < end - first; steps++) start = nodes[start]?.head ?? start;
  return start >= first && start < end ? start : undefined;
}

/** "Gov. Earl Tomblin": behind an abbreviated title, a word that is a title too is a first name, unless it is abbreviated. */
function isMidName(at: number, { first, end }: Run, nodes: readonly Node[]): boolean {
  if (at === first || at >= end - 1) return false;
  const isShort = (place: number): boolean => nodes[place]?.form.endsWith(".") === true;
  return isShort(at - 1) && !isShort(at) && !isShort(at + 1);
}

/** "Officials", "Readers": a common noun in the plural that only stands at the beginning of its sentence. */
function isPluralNoun({ lower, xpos }: Node, { roles, kinds, peoples }: Scene["knowledge"]): boolean {
  const noun = singular(lower);
  return xpos.endsWith("S") && !peoples.has(noun) && (roles.has(noun) || kinds.get(noun) === "group" || kinds.get(lower) === "group");
}

const singular = (word: string): string => word.replace(/s$/, "");

/** The words of a name as they are compared. */
export function wordsOf(name: string): readonly string[] {
  return name
    .toLowerCase()
    .replaceAll("’", "'")
    .split(/[\s"“”/]+/u)
    .map((word) => (/^(?:\p{L}\.)+\p{L}?$/u.test(word) ? word.replaceAll(".", "") : word.replace(/[.,]$/, "")))
    .filter(Boolean);
}
