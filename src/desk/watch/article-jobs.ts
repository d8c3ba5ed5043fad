import type { Validators } from "../../fetch/asked.ts";
import type { Job, NewJob } from "../../record/job.ts";
import type { Json } from "../../record/source.ts";
import { validatorsFrom } from "./health.ts";

/** The kind of job that asks for one article. */
export const FETCH_JOB = "fetch";
/** Tries of one article after which it waits for a person. */
const MOST_ATTEMPTS = 6;

/** An article that is to be asked for. */
export interface ArticleJob {
  readonly url: string;
  readonly sourceId: string;
  /** How often it was asked for before: 0 for the first time. */
  readonly visit: number;
  /** What it said of itself at the last visit. */
  readonly validators: Validators | null;
}

export const jobFor = (article: ArticleJob, notBefore: string): NewJob => ({
  kind: FETCH_JOB,
  key: article.visit === 0 ? article.url : `${article.url} ${article.visit}`,
  payload: JSON.parse(JSON.stringify(article)) as Json,
  notBefore,
  maxAttempts: MOST_ATTEMPTS,
});

/** What a job asks for; `undefined` when it is none of this version's. */
export function articleOf({ payload }: Pick<Job, "payload">): ArticleJob | undefined {
  if (typeof payload !== "object" || payload === null || Array.isArray(payload)) return undefined;
  const { url, sourceId, visit, validators } = payload as Readonly<Record<string, Json | undefined>>;
  if (typeof url !== "string" || typeof sourceId !== "string" || typeof visit !== "number") return undefined;
  return { url, sourceId, visit, validators: validatorsFrom(validators) };
}
