import type { Article, LayerName, Layers, Step } from "../article/article.ts";
import { GIVEN } from "../article/given.ts";
import { type Failure, SaysoError, toFailure } from "../errors.ts";

/** One article with its new layers, or why there are none. */
export type Outcome<Has extends LayerName> =
  | { readonly ok: true; readonly article: Article<Has> }
  | { readonly ok: false; readonly error: Failure };

/**
 * Steps in order. `add` accepts only a step whose needs are already given, so a wrong order does not
 * compile; the same is checked at run time for callers without types.
 */
export interface Pipeline<Has extends LayerName> {
  add<Needs extends Has, Gives extends LayerName>(step: Step<Needs, Gives>): Pipeline<Has | Gives>;
  /**
   * One outcome an article, in order. A step that throws on a batch is asked again article by article,
   * so that one bad article never stops the others. `clock` (seconds) is asked only when timings are wanted.
   */
  run(
    articles: readonly Article[],
    timing?: { clock: () => number; add: (step: string, seconds: number) => void },
  ): Promise<readonly Outcome<Has>[]>;
}

type AnyStep = Step<never, LayerName>;

/** An empty pipeline. */
export const pipeline = (): Pipeline<never> => withSteps<never>([]);

function withSteps<Has extends LayerName>(steps: readonly AnyStep[]): Pipeline<Has> {
  return {
    add: (step) => {
      const given = new Set(steps.flatMap((s) => s.gives));
      const missing = step.needs.filter((need) => !given.has(need));
      if (missing.length > 0)
        throw new SaysoError("E_STEP_ORDER", `step ${step.name} needs ${missing.join(", ")}, which no earlier step gives`);
      return withSteps([...steps, step as unknown as AnyStep]);
    },
    run: async (articles, timing) => {
      let outcomes: Outcome<LayerName>[] = articles.map((article) => ({ ok: true, article }) as Outcome<LayerName>);
      for (const step of steps) {
        const begun = timing?.clock() ?? 0;
        outcomes = await runStep(step, outcomes);
        timing?.add(step.name, timing.clock() - begun);
      }
      return outcomes;
    },
  };
}

async function runStep(step: AnyStep, outcomes: readonly Outcome<LayerName>[]): Promise<Outcome<LayerName>[]> {
  const alive = outcomes.flatMap((outcome, index) => (outcome.ok ? [{ index, article: outcome.article }] : []));
  const answers = await answersOf(
    step,
    alive.map(({ article }) => article),
  );
  const next = [...outcomes];
  alive.forEach(({ index, article }, i) => {
    const answer = answers[i] ?? new Error(`step ${step.name} gave no answer for an article`);
    next[index] =
      answer instanceof Error ? { ok: false, error: toFailure(answer) } : { ok: true, article: withLayers(article, answer, step) };
  });
  return next;
}

async function answersOf(step: AnyStep, articles: readonly Article[]): Promise<readonly (Partial<Layers> | Error)[]> {
  try {
    return await step.run(articles);
  } catch (thrown) {
    if (articles.length <= 1) return [thrown instanceof Error ? thrown : new Error(String(thrown))];
    const single: (Partial<Layers> | Error)[] = [];
    for (const article of articles) single.push(...(await answersOf(step, [article])));
    return single;
  }
}

/** The article with a step's layers; those that came with the article stay as they are. A layer that a later step completes names both. */
function withLayers(article: Article, layers: Partial<Layers>, step: AnyStep): Article<LayerName> {
  const names = step.gives.filter((name) => article.made[name] !== GIVEN);
  const by = `${step.name} ${step.version}`;
  const made = Object.fromEntries(names.map((name) => [name, article.made[name] === undefined ? by : `${article.made[name]}, ${by}`]));
  const added = Object.fromEntries(names.map((name) => [name, layers[name]]));
  return { ...article, layers: { ...article.layers, ...added } as Article<LayerName>["layers"], made: { ...article.made, ...made } };
}
