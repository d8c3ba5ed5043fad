import { unescapeSpaces, withoutControls } from "../../text/escapes.ts";
import type { Span } from "../../text/span.ts";
import type { ConlluSentence } from "./sentences.ts";
import { type Surface, shown, wrongConllu } from "./tokens.ts";

/** The text of some sentences, and where in it each written word stands. */
export interface Rebuilt {
  readonly text: string;
  /** For each sentence its written words, multiword tokens whole, in order. */
  readonly places: readonly (readonly Span[])[];
}

/**
 * The text that sentences were made from: exactly, where `TokenRange` (in UTF-16 units or in code points) or
 * `SpacesAfter` tell, as Sayso and UDPipe write them; else with the spaces of `# text` and `SpaceAfter`, one space
 * between sentences and an empty line between paragraphs.
 *
 * @throws SaysoError E_CONLLU when `# text` shows other characters than the forms
 */
export function rebuild(sentences: readonly ConlluSentence[], sourceUnits: number): Rebuilt {
  const written = sentences.flatMap((sentence, index) => writtenWords(sentence, sentences[index + 1]));
  const lengths = betweenByRanges(written, sourceUnits);
  const places: Span[] = [];
  const parts: string[] = [lengths === undefined ? leading(written[0], 0) : leading(written[0], lengths.before)];
  let at = parts[0]?.length ?? 0;
  written.forEach((word, index) => {
    const between = spacesAfter(word, lengths?.after[index], index === written.length - 1);
    places.push({ start: at, end: at + word.characters.length });
    parts.push(word.characters, between);
    at += word.characters.length + between.length;
  });
  let next = 0;
  const bySentence = sentences.map((sentence) => {
    const first = next;
    next += surfacesOf(sentence).length;
    return places.slice(first, next);
  });
  return { text: parts.join(""), places: bySentence };
}

/** What stands in the text: multiword tokens, and the words that are in none. */
export function surfacesOf({ words, ranges }: ConlluSentence): readonly (Surface & { readonly first: number; readonly last: number })[] {
  const byFirst = new Map(ranges.map((range) => [range.first, range]));
  const surfaces: (Surface & { first: number; last: number })[] = [];
  for (let id = 1; id <= words.length; id = (surfaces.at(-1)?.last ?? id) + 1) {
    const word = words[id - 1];
    const range = byFirst.get(id);
    if (range !== undefined) surfaces.push(range);
    else if (word !== undefined) surfaces.push({ ...word, first: id, last: id });
  }
  return surfaces;
}

interface Written {
  /** As they stand in the text. */
  readonly characters: string;
  readonly misc: ReadonlyMap<string, string>;
  /** What `# text` shows behind the word; `undefined` without it and at a sentence's end. */
  readonly shownAfter: string | undefined;
  /** What the word's sentence ends before, if it ends with it. */
  readonly endsBefore: "sentence" | "paragraph" | undefined;
}

function writtenWords(sentence: ConlluSentence, next: ConlluSentence | undefined): readonly Written[] {
  const surfaces = surfacesOf(sentence);
  const shownBetween = alignText(sentence, surfaces);
  return surfaces.map((surface, index) => ({
    characters: charactersOf(surface),
    misc: surface.misc,
    shownAfter: shownBetween?.[index],
    endsBefore: index < surfaces.length - 1 ? undefined : next?.opensParagraph === true ? "paragraph" : "sentence",
  }));
}

/** The form, or what `SpacesInToken` says it stands for. */
export function charactersOf({ form, misc }: Surface): string {
  const told = misc.get("SpacesInToken");
  if (told === undefined) return form;
  const characters = unescapeSpaces(told);
  const isSame = (a: string, b: string): boolean => a.replace(/\s+/gu, "") === b.replace(/\s+/gu, "");
  return isSame(withoutControls(characters), form) || isSame(characters, form) ? characters : form;
}

/** The white space that `# text` shows behind each form but the last. */
function alignText({ text }: ConlluSentence, surfaces: readonly Surface[]): readonly string[] | undefined {
  if (text === undefined) return undefined;
  let rest = text.value.trim();
  const between: string[] = [];
  for (const [index, { form }] of surfaces.entries()) {
    if (!rest.startsWith(form.trim())) throw wrongConllu(text.line, `# text does not agree with the forms from ${shown(form)} on`);
    rest = rest.slice(form.trim().length);
    const space = /^\s*/u.exec(rest)?.[0] ?? "";
    rest = rest.slice(space.length);
    if (index < surfaces.length - 1) between.push(space);
  }
  if (rest !== "") throw wrongConllu(text.line, `# text goes on with ${shown(rest)} behind the last form`);
  return between;
}

interface Lengths {
  readonly before: number;
  /** Units behind each word; `undefined` for the last. */
  readonly after: readonly (number | undefined)[];
}

/** Units between words as `TokenRange` tells them; `undefined` where a word has none, or they contradict the rest. */
function betweenByRanges(written: readonly Written[], sourceUnits: number): Lengths | undefined {
  const ranges = written.map(({ misc }) => rangeOf(misc.get("TokenRange")));
  const after: (number | undefined)[] = [];
  for (const [index, { characters, misc, endsBefore }] of written.entries()) {
    const [range, next] = [ranges[index], ranges[index + 1]];
    if (range === undefined) return undefined;
    const length = range.end - range.start;
    if (length !== characters.length && length !== Array.from(characters).length) return undefined;
    if (index === written.length - 1) {
      // The spaces of a text need fewer characters than the lines of its words; a range beyond that is a mistake or an attack.
      if (range.end > sourceUnits) return undefined;
      after.push(undefined);
      break;
    }
    if (next === undefined || next.start < range.end) return undefined;
    const told = toldAfter(misc);
    if (told !== undefined && told.length !== next.start - range.end && (endsBefore === undefined || told !== "")) return undefined;
    after.push(next.start - range.end);
  }
  return { before: ranges[0]?.start ?? 0, after };
}

function rangeOf(told: string | undefined): Span | undefined {
  const [, start, end] = /^(\d{1,9}):(\d{1,9})$/.exec(told ?? "")?.map(Number) ?? [];
  return start === undefined || end === undefined || end <= start ? undefined : { start, end };
}

function leading(first: Written | undefined, units: number): string {
  const told = first?.misc.get("SpacesBefore");
  return told === undefined ? " ".repeat(units) : unescapeSpaces(told);
}

/** What MISC says of the characters behind a word. */
function toldAfter(misc: ReadonlyMap<string, string>): string | undefined {
  const spaces = misc.get("SpacesAfter");
  if (spaces !== undefined) return unescapeSpaces(spaces);
  return misc.get("SpaceAfter") === "No" ? "" : undefined;
}

function spacesAfter({ misc, shownAfter, endsBefore }: Written, units: number | undefined, isLast: boolean): string {
  const told = misc.has("SpacesAfter") ? toldAfter(misc) : undefined;
  if (told !== undefined) return told;
  if (isLast) return "";
  if (units !== undefined) {
    if (shownAfter?.length === units) return shownAfter;
    return (endsBefore === "paragraph" ? "\n" : " ").repeat(units);
  }
  if (endsBefore === "paragraph") return "\n\n";
  return shownAfter ?? toldAfter(misc) ?? " ";
}
