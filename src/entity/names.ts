import { contains, type Span } from "../text/span.ts";
import type { Gender } from "./knowledge.ts";
import { type Label, labelsOf, type Run, runsOf } from "./runs.ts";
import { headIn, type Node, type Scene } from "./scene.ts";

/** What a name is of, as far as its own place in the text tells. */
export type NameType = "person" | "organisation" | "place" | "group";

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
  /** From a noun beside it: "his wife, Ana Lind". */
  readonly hint: Gender | undefined;
  /** Whether it is a title or role noun alone, which may be somebody's surname ("Dean", "King"). */
  readonly isLone: boolean;
}

/** Every name of an article, in order of the text; none overlaps another but a person's inside another thing's ("the Ana Lind Prize"). */
export function namesOf(scene: Scene): readonly Name[] {
  const labels = labelsOf(scene);
  const found = runsOf(scene, labels).flatMap((run) => {
    const name = nameOf(run, scene, labels);
    return name === undefined ? [] : [name];
  });
  const last = new Set(found.flatMap(({ words }) => (words.length > 1 ? [words.at(-1)] : [])));
  const all = agreed(found.filter((name) => !isTime(name, scene) || last.has(name.words[0])));
  const surnames = new Set(all.flatMap(({ type, words }) => (type === "person" && words.length === 1 ? words : [])));
  return all.flatMap((name) => [name, ...innerName(name, surnames, scene)]);
}

/** A month, a weekday or a holiday alone, of which nothing says that it is somebody's or a place's name. */
const isTime = ({ words, type, gender }: Name, { knowledge }: Scene): boolean =>
  type === undefined && gender === undefined && words.length === 1 && knowledge.days.has(words[0] as string);

/** A person's full name that a longer name begins with, where the text calls somebody by its last word alone. */
function innerName(name: Name, surnames: ReadonlySet<string>, { nodes, text }: Scene): readonly Name[] {
  const { first, end } = name.run;
  let last = first + 1;
  while (last < end && nodes[last]?.relation === "flat" && nodes[last]?.head === first) last++;
  const [from, to] = [nodes[first], nodes[last - 1]];
  if (name.type === "person" || last - first < 2 || last === end || from === undefined || to === undefined) return [];
  const words = wordsOf(text.slice(from.start, to.end));
  if (!surnames.has(words.at(-1) ?? "")) return [];
  return [{ ...name, start: from.start, end: to.end, run: { first, end: last }, head: first, words, type: "person", isLone: false }];
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

const bare = (word: string): string => word.replace(/\.$/, "");

function nameOf(run: Run, scene: Scene, labels: readonly (Label | undefined)[]): Name | undefined {
  const { nodes, knowledge } = scene;
  let { end } = run;
  let first = behindPortfolio(run, scene);
  const label = labelOver({ first, end }, labels);
  const isTitle = (at: number): boolean => {
    const word = bare(nodes[at]?.lower ?? "");
    return knowledge.titles.has(word) || (knowledge.roles.has(word) && !knowledge.peoples.has(word));
  };
  const flat = flatStart(nodes, { first, end });
  const isHonoured = knowledge.titleGender.has(bare(nodes[first]?.lower ?? "")) && nodes[first]?.form.endsWith(".") === true;
  const isBody = !isHonoured && (label === "organisation" || label === "place" || label === "group");
  // An office behind the body that it is in: "Hamas Chief" names Hamas.
  if (isBody) while (end - first > 1 && isTitle(end - 1) && labels[first] !== undefined && labels[end - 1] !== labels[first]) end--;
  let gender: Gender | undefined;
  let isTitled = first > run.first;
  let isLone = false;
  if (flat !== undefined || !isBody || isTitled) {
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
    if (flat !== undefined && flat > first && !nodes.slice(first, flat).some(({ form }) => /^["“”]$/.test(form))) first = flat;
    if (end - first > 1 && isRoleBefore(first, scene)) isTitled = true;
    const isPerson = isTitled || flat !== undefined || label === "person";
    if (isPerson) while (end - first > 1 && knowledge.peoples.has(nodes[first]?.lower ?? "")) first++;
  }
  const [from, to, head] = [nodes[first], nodes[end - 1], headIn(scene, first, end)];
  if (from === undefined || to === undefined || head === undefined) return undefined;
  const words = wordsOf(scene.text.slice(from.start, to.end));
  if (words.length === 0 || isSeat(first, end, scene)) return undefined;
  if (end - first === 1 && isPluralNoun(from, knowledge)) return undefined;
  const isPeople = end - first === 1 && knowledge.peoples.has(singular(from.lower)) && (from.xpos.endsWith("S") || from.lower === "gop");
  if (!isPeople && end - first === 1 && knowledge.peoples.has(from.lower)) return undefined;
  const isFlatPerson =
    end - first > 1 && (isBody ? label === "place" && isSigned(from, scene) : flat !== undefined || isSigned(from, scene));
  const type = isPeople ? "group" : isTitled || isFlatPerson ? "person" : label;
  const hint = hintFor({ first, end }, head, scene);
  return { start: from.start, end: to.end, run: { first, end }, head: head.number, words, type, gender, hint, isLone };
}

/** "Speaker of the House Ana Lind": where the name begins behind what the office is of. */
function behindPortfolio({ first, end }: Run, { nodes, knowledge }: Scene): number {
  const link = nodes[first - 1]?.lower === "the" ? first - 2 : first - 1;
  const office = nodes[link - 1];
  if (nodes[link]?.lower !== "of" || office === undefined || nodes[first]?.sentence !== office.sentence) return first;
  const noun = office.lemma.toLowerCase();
  if (!knowledge.roles.has(noun) && !knowledge.titles.has(noun)) return first;
  for (let length = Math.min(2, end - first - 1); length > 0; length--) {
    const words = nodes.slice(first, first + length).map(({ lower }) => lower);
    if (knowledge.portfolios.has(words.join(" "))) return first + length;
  }
  return first;
}

/** Whether a name stands where an author or photographer signs. */
const isSigned = (span: Span, { article }: Scene): boolean =>
  article.blocks.some((block) => (block.kind === "byline" || block.kind === "credit") && contains(block, span));

/** "campaign manager Ana Lind": a noun for a person right before a name of several words makes it a person's. */
function isRoleBefore(first: number, { nodes, knowledge }: Scene): boolean {
  const before = nodes[first - 1];
  if (before === undefined || before.sentence !== nodes[first]?.sentence || before.xpos.endsWith("S")) return false;
  return before.upos === "NOUN" && knowledge.roles.has(before.lemma.toLowerCase());
}

/** "(R-Ohio)": a party and a seat behind the name of their holder. */
const isSeat = (first: number, end: number, { nodes, text }: Scene): boolean =>
  nodes[first - 1]?.form === "(" && /^\p{Lu}[-–—]\p{Lu}/u.test(text.slice(nodes[first]?.start, nodes[end - 1]?.end));

/** The pronoun that a noun right before the name gives, or one in apposition to it. */
function hintFor({ first }: Run, head: Node, { nodes, knowledge }: Scene): Gender | undefined {
  const beside = [
    nodes[first - 1]?.form === "," ? nodes[first - 2] : nodes[first - 1],
    ...head.children.map((child) => nodes[child]).filter((child) => child?.relation === "appos"),
    head.relation === "appos" ? nodes[head.head] : undefined,
  ];
  for (const node of beside)
    if (node?.upos === "NOUN" && node.sentence === head.sentence) {
      const gender = knowledge.roles.get(node.lemma.toLowerCase());
      if (gender !== undefined) return gender;
    }
  return undefined;
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
