import type { Page } from "../article/page.ts";
import { SaysoError, toFailure } from "../errors.ts";
import { feedsNamedIn } from "../feed/discover.ts";
import { readOpml } from "../feed/opml.ts";
import type { FeedReader } from "../feed/reader.ts";
import { decodeFeed, decodePage } from "../html/charset.ts";
import type { Source, SourceKind } from "../record/source.ts";
import type { Resources } from "../resource/resources.ts";
import { REASONS, reasonOfStatus } from "../watch/reason.ts";
import type { AddedKind } from "./add-kinds.ts";
import type { Data } from "./data.ts";
import type { Desk } from "./desk.ts";
import { gather } from "./disk.ts";
import type { Input } from "./input.ts";
import { INPUT_KINDS, type InputKind, inputsOf, type Naming } from "./inputs.ts";
import { newSource, sourcesOf } from "./sources.ts";

export interface Adding {
  readonly desk: Desk;
  readonly data: Data;
  readonly feeds: FeedReader;
  readonly resources: Resources;
  /** `undefined` to tell it from each name and from what is behind it. */
  readonly kind: AddedKind | undefined;
  readonly stdin: Naming["stdin"];
  /** Policy and other settings of the sources that are added. */
  readonly settings: Readonly<Record<string, string>>;
  /** Called for each source once it is stored. */
  readonly onSource: (source: Source, isNew: boolean) => void;
  /** Called for a page that names feeds, before it is read. */
  readonly onFeeds: (name: string, feeds: readonly string[]) => void;
}

/**
 * Goes through names: what is asked again and again (feeds, sitemaps, lists of feeds) becomes a source, all else an input
 * to be taken in now. What can be neither is an input that failed, so that the others go on.
 */
export async function* inputsBeside(names: readonly string[], adding: Adding): AsyncGenerator<Input> {
  for (const name of names) {
    try {
      yield* behind(name, adding);
    } catch (thrown) {
      yield { id: name, name, given: {}, from: { kind: "failed", error: toFailure(thrown) } };
    }
  }
}

async function* behind(name: string, adding: Adding): AsyncGenerator<Input> {
  const { kind, desk, stdin, settings, data } = adding;
  const isAddress = /^https?:\/\//i.test(name);
  if (isAddress && kind === "page") await put(newSource(name, "page", settings, data.now()), adding);
  else if (isAddress && kind !== "url" && !isInputKind(kind)) yield* behindAddress(name, adding);
  else if (kind === "opml" || (kind === undefined && /\.opml$/i.test(name))) {
    const bytes = name === "-" ? await gather(stdin, name) : await desk.file(name);
    await addList({ bytes, url: null, headers: {}, fetchedAt: null }, adding);
  } else if (kind === undefined || isInputKind(kind)) yield* inputsOf([name], desk, { kind, given: {}, stdin });
  else throw new SaysoError("E_USAGE", `--from ${kind} takes addresses, and ${name} is none`);
}

const isInputKind = (kind: AddedKind | undefined): kind is InputKind => INPUT_KINDS.some((one) => one === kind);

async function* behindAddress(name: string, adding: Adding): AsyncGenerator<Input> {
  const { kind, desk, feeds, settings, data } = adding;
  const { page, status, headers } = await desk.ask(name, { kind: "feed" });
  if (page === null)
    throw new SaysoError("E_HTTP_STATUS", `${name}: ${REASONS[reasonOfStatus(status, headers)]}: the server answered ${status}`);
  const reading = feeds.read(page);
  if (reading.ok) {
    const { format, title } = reading.feed;
    const told: SourceKind = format === "sitemap" || format === "index" ? "sitemap" : "feed";
    await put(newSource(name, told, settings, data.now(), title), adding);
  } else if (kind === "opml" || /<opml\b/i.test(decodeFeed(page).text.slice(0, 4096))) await addList(page, adding);
  else if (kind !== undefined) throw new SaysoError("E_FEED", `${name}: ${reading.message}`);
  else {
    adding.onFeeds(name, feedsNamedIn(decodePage(page).text, page.url));
    yield { id: name, name, given: {}, from: { kind: "page", page } };
  }
}

async function addList(page: Page, adding: Adding): Promise<void> {
  const list = await readOpml(page, adding.resources);
  for (const source of sourcesOf(list, adding.settings, adding.data.now())) await put(source, adding);
}

async function put(source: Source, { data, onSource }: Adding): Promise<void> {
  onSource(source, await data.store.sources.put(source));
}
