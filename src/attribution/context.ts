import type { Article, Step } from "../article/article.ts";
import type { Statement } from "../record/statement.ts";
import type { Resources } from "../resource/resources.ts";
import { addresseeOf } from "./context/addressee.ts";
import { carried, NOTHING, type OwnContext } from "./context/carry.ts";
import { audienceOf, channelOf } from "./context/channel.ts";
import { postOf } from "./context/embedded-post.ts";
import { polarityInContext } from "./context/polarity.ts";
import { saidAtOf } from "./context/said-at.ts";
import { scenesOf } from "./context/scenes.ts";
import { type ContextLayer, type Saying, type Setting, sayingOf, settingOf } from "./context/setting.ts";
import { type ContextWords, readContextWords } from "./context/words.ts";

/**
 * The context step: through what, to whom and when each statement was made.
 *
 * @throws SaysoError E_RESOURCE, E_LEXICON
 */
export async function createContext(resources: Resources): Promise<Step<ContextLayer, "statements">> {
  const words = await readContextWords(resources);
  return {
    name: "context",
    version: 1,
    needs: ["tokens", "sentences", "trees", "mentions", "times", "entities", "statements"],
    gives: ["statements"],
    run: async (articles) => articles.map((article) => ({ statements: withContexts(article, words) })),
  };
}

function withContexts(article: Article<ContextLayer>, words: ContextWords): readonly Statement[] {
  const setting = settingOf(article, words);
  const sayings = [...article.layers.statements.flatMap((statement) => sayingOf(statement, setting) ?? []), ...scenesOf(setting)]
    .sort((a, b) => a.anchor - b.anchor)
    .map((saying) => ({ saying, own: ownContext(saying, setting) }))
    .filter(({ saying, own }) => saying.statement.id !== "" || own.channel !== null || own.addressee !== null);
  const contexts = carried(sayings, setting);
  const byId = new Map(
    sayings.map(({ saying }, index) => [saying.statement.id, { ...contexts[index], polarity: polarityInContext(saying, setting) }]),
  );
  return article.layers.statements.map((statement) => ({ ...statement, ...NOTHING, ...byId.get(statement.id) }));
}

function ownContext(saying: Saying, setting: Setting): OwnContext {
  const post = postOf(saying, setting);
  const channel = post?.channel ?? channelOf(saying, setting);
  const hearer = addresseeOf(saying, channel, setting);
  const addressee = hearer === null ? null : { ...hearer, entity: setting.entities.of(hearer)?.id ?? null };
  const saidAt = post === null ? saidAtOf(saying, setting) : (post.saidAt ?? null);
  return { channel: channel ?? (hearer === null ? null : audienceOf(hearer, setting)), addressee, saidAt };
}
