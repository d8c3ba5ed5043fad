import type { Article, Step } from "../article/article.ts";
import type { Time } from "../article/time.ts";
import { treeView } from "../article/tree-view.ts";
import type { Resources } from "../resource/resources.ts";
import type { Span } from "../text/span.ts";
import { isoDay } from "./calendar.ts";
import { directionAt } from "./direction.ts";
import { findExpressions } from "./find.ts";
import { referenceDay } from "./reference.ts";
import { resolve } from "./resolve.ts";
import { readTimeWords, type TimeWords } from "./words.ts";
import { readZones, type Zones } from "./zones.ts";

/**
 * The time step: the time expressions of an article and the days that they mean.
 *
 * @throws SaysoError E_RESOURCE, E_LEXICON
 */
export async function createTime(resources: Resources): Promise<Step<"tokens" | "trees", "times">> {
  const [words, zones] = await Promise.all([readTimeWords(resources), readZones(resources)]);
  return {
    name: "time",
    version: 1,
    needs: ["tokens", "trees"],
    gives: ["times"],
    run: async (articles) => articles.map((article) => ({ times: timesOf(article, words, zones) })),
  };
}

function timesOf(article: Article<"tokens" | "trees">, words: TimeWords, zones: Zones): readonly Time[] {
  const { text } = article;
  const reference = referenceDay(article, words, zones);
  const trees = treeView(article);
  const spoken = spokenParts(text);
  return findExpressions(text, words).map((expression): Time => {
    const { start, end, kind } = expression;
    const leans = LEANING.has(kind) && spoken.some((part) => part.start < start && end <= part.end);
    const { precision, days, part } = resolve(expression, leans ? undefined : reference, directionAt(expression, trees), words);
    const [from, to] = days === undefined ? [null, null] : [isoDay(days.from), isoDay(days.to)];
    return { start, end, precision, date: from === to ? from : null, from, to, part };
  });
}

/** Kinds that are counted from the day of speaking: inside quotation marks that need not be the day of the report. */
const LEANING = new Set(["deictic", "part", "unit", "ago"]);

/** Stretches between double quotation marks, each within its line; a mark left open reaches to the line's end. */
const spokenParts = (text: string): readonly Span[] =>
  Array.from(text.matchAll(/[“"„](?:[^”"\n]*)/gu), ({ index, 0: part }) => ({ start: index, end: index + part.length }));
