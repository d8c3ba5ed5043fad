import type { Span } from "../text/span.ts";
import type { ReadToken } from "./decode-trees.ts";
import type { ReaderManifest } from "./manifest.ts";
import { agreedTypes } from "./same-types.ts";
import { bestLabels, type LabelledRun, runsOf } from "./viterbi.ts";

/** A flat name, with the type as role. */
export interface NamedRun extends LabelledRun {
  /** How likely its words are in a name of this type, by the mean over its tokens; in [0, 1]. */
  readonly score: number;
}

/** What is read of a text before its names are. */
interface Read {
  readonly words: readonly Span[];
  readonly sentences: readonly Span[];
  readonly tokens: readonly ReadToken[];
}

/** A token, or what of it has words of its own. */
interface Unit {
  /** Words, `end` exclusive. */
  readonly first: number;
  readonly end: number;
  readonly form: string;
  readonly upos: string;
}

/** Types that people look for; how the model's corpus calls them. Others are told apart with less care. */
const MAIN_TYPES: ReadonlySet<string> = new Set(["person", "organization", "place"]);
/** What no name of several tokens begins or ends with. */
const NOT_FIRST: ReadonlySet<string> = new Set(["PUNCT", "ADP", "CCONJ", "SCONJ", "AUX", "PRON", "DET"]);
const NOT_LAST: ReadonlySet<string> = new Set([...NOT_FIRST, "VERB"]);
/** Points that may end an abbreviation or a firm's name. */
const LAST_POINTS: ReadonlySet<string> = new Set([".", "!"]);

/**
 * The flat names of a text: the likeliest labels of its tokens, sentence by sentence; "Springfield, Ohio" is two places, a
 * person ends at a comma, and what is written alike is likely of one type.
 *
 * @param scores words × labels of names, row-major
 */
export function decodeNames(
  text: string,
  { words, sentences, tokens }: Read,
  scores: Float32Array,
  { labels: { names: labels }, decoding }: Pick<ReaderManifest, "labels" | "decoding">,
): NamedRun[] {
  const types = labels.flatMap((label) => (label.startsWith("B-") ? [label.slice(2)] : []));
  const biases = labels.map((label) => (label === "O" ? decoding.noNameBias : MAIN_TYPES.has(label.slice(2)) ? 0 : decoding.otherNameBias));
  const found: { readonly first: number; readonly end: number; readonly chances: Float64Array }[] = [];
  let token = 0;
  let word = 0;
  for (const sentence of sentences) {
    const units: Unit[] = [];
    for (; token < tokens.length && (tokens[token] as ReadToken).start < sentence.end; token++) {
      const { start, end, upos } = tokens[token] as ReadToken;
      const first = word;
      while (word < words.length && (words[word] as Span).start < end) word++;
      if (word > first) units.push({ first, end: word, form: text.slice(start, end), upos });
    }
    const own = Float64Array.from(units.flatMap((unit) => scoresOf(unit, scores, labels, biases)));
    for (const run of runsOf(bestLabels(own, labels), labels))
      for (const { first, end } of trimmed(run, units)) {
        const chances = chancesOf(own, first, end, labels.length, types.length);
        found.push({ first: (units[first] as Unit).first, end: (units[end - 1] as Unit).end, chances });
      }
  }
  const written = found.map(({ first, end }) => text.slice((words[first] as Span).start, (words[end - 1] as Span).end).toLowerCase());
  const agreed = agreedTypes(found.map(({ chances }, at) => ({ key: written[at], chances })));
  return found.map(({ first, end, chances }, at) => {
    const type = agreed[at] as number;
    return { first, end, role: types[type] as string, score: chances[type] as number };
  });
}

/** The scores of a token: the mean of its words', of which all but the first go on with what it begins. */
function scoresOf({ first, end }: Unit, scores: Float32Array, labels: readonly string[], biases: readonly number[]): number[] {
  return labels.map((label, at) => {
    let sum = 0;
    for (let word = first; word < end; word++) {
      const goesOn = word > first && label.startsWith("B-") ? 1 : 0;
      sum += scores[word * labels.length + at + goesOn] as number;
    }
    return sum / (end - first) + (biases[at] as number);
  });
}

/** The parts of a run of tokens that are names. */
function trimmed({ role, first, end }: LabelledRun, units: readonly Unit[]): { first: number; end: number }[] {
  const parts: { first: number; end: number }[] = [];
  let from = first;
  for (let at = first; at <= end; at++) {
    if (at < end && !(units[at]?.form === "," && (role === "place" || role === "person"))) continue;
    if (at > from && (role === "place" || parts.length === 0)) parts.push({ first: from, end: at });
    from = at + 1;
  }
  return parts.map((part) => {
    let [start, stop] = [part.first, part.end];
    const unit = (at: number): Unit => units[at] as Unit;
    while (stop - start > 1 && NOT_LAST.has(unit(stop - 1).upos) && !LAST_POINTS.has(unit(stop - 1).form)) stop--;
    while (stop - start > 1 && NOT_FIRST.has(unit(start).upos)) start++;
    return { first: start, end: stop };
  });
}

/** How likely some tokens are in a name of each type, by the mean over them. */
function chancesOf(scores: Float64Array, first: number, end: number, labels: number, types: number): Float64Array {
  const chances = new Float64Array(types);
  for (let unit = first; unit < end; unit++) {
    const row = scores.subarray(unit * labels, (unit + 1) * labels);
    const highest = row.reduce((a, b) => Math.max(a, b));
    const all = row.reduce((sum, score) => sum + Math.exp(score - highest), 0);
    for (let type = 0; type < types; type++) {
      const [begins, goesOn] = [row[1 + 2 * type] as number, row[2 + 2 * type] as number];
      chances[type] = (chances[type] as number) + (Math.exp(begins - highest) + Math.exp(goesOn - highest)) / all / (end - first);
    }
  }
  return chances;
}
