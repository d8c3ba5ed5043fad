import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Metadata } from "../../src/article/meta.ts";
import type { ArticleRecord } from "../../src/article/record.ts";
import { failure } from "../../src/errors.ts";
import { type KeptPage, keptPageId } from "../../src/record/kept-page.ts";
import { NEVER_TRIED, type Source } from "../../src/record/source.ts";
import type { FindQuery } from "../../src/store/find.ts";
import type { Keeping, Store } from "../../src/store/store.ts";
import { recordFrom, type Said } from "../support/marked-record.ts";
import { KINDS, later, NOW, storeOver } from "./stores.ts";

const keeping = (record: ArticleRecord | null, more: Partial<Keeping> = {}): Keeping => ({
  page: null,
  record,
  keep: "text",
  sourceId: null,
  ...more,
});
const page = (sha: string, more: Partial<KeptPage> = {}): KeptPage => {
  const known = { url: "https://hallam.example/ferry", fetchedAt: NOW, sha256: sha.repeat(64), ...more };
  return {
    id: keptPageId(known.url, known.fetchedAt, known.sha256),
    contentType: "text/html",
    address: { file: "1-000001.warc.gz", offset: 0, length: 100 },
    sameAs: null,
    ...known,
  };
};

const FERRY = recordFrom(
  `headline:: Ferry will not sail
{1c|“The night ferry will not sail before spring,”} {1s|Ana Lind} {1q|said}.
{2s|The harbour master} {2q|denied} {2c|that anyone had sailed to Nordholm’s café quay}.`,
  { 1: { kind: "direct" }, 2: { kind: "indirect", polarity: "denied" } },
  { url: "https://hallam.example/ferry", outlet: "The Hallam Courier", publishedAt: "2025-11-14T09:00:00+01:00" },
);
const BRIDGE = recordFrom(
  `headline:: Bridge toll to rise
{1s|Mayor Lind} {1q|said} {1c|the toll would rise to 12,000 crowns}.`,
  {},
  { url: "https://nordholm.example/toll", outlet: "Nordholm Post", publishedAt: "2025-12-01" },
);
const EDITED = recordFrom(`{1c|“The night ferry will not sail before summer,”} {1s|Ana Lind} {1q|said}.`, {}, { ...FERRY.meta });

for (const kind of KINDS)
  describe.skipIf(!kind.isThere)(`a store in ${kind.name}`, () => {
    let store: Store;
    beforeAll(() => kind.begin());
    afterAll(() => kind.end());
    beforeEach(async () => {
      store = await storeOver(await kind.open());
    });
    afterEach(async () => {
      const wrong = await store.check();
      await store.close();
      if (wrong.length > 0) throw new Error(wrong.join("; "));
    });
    const found = async (query: FindQuery): Promise<readonly string[]> =>
      (await store.find(query)).items.map(({ content }) => content.slice(0, 20));

    describe("keeps articles", () => {
      test("as they came, whole or by the first digits of their digest", async () => {
        expect(await store.keep([keeping(FERRY, { page: page("a") })], NOW)).toEqual(["stored"]);
        const kept = await store.article(FERRY.digest);
        expect(kept).toEqual({ digest: FERRY.digest, record: FERRY, keep: "text", pageId: page("a").id, storedAt: NOW });
        expect(JSON.stringify(kept?.record)).toBe(JSON.stringify(FERRY));
        expect(await store.article(FERRY.digest.slice(0, 8))).toEqual(kept);
        expect(await store.article(FERRY.digest.slice(0, 7))).toBeUndefined();
        expect(await store.article("0000000000")).toBeUndefined();
      });
      test("once, however often they come", async () => {
        const batch = [keeping(FERRY, { page: page("a") }), keeping(BRIDGE), keeping(FERRY, { page: page("a") })];
        expect(await store.keep(batch, NOW)).toEqual(["stored", "stored", "unchanged"]);
        expect(await store.keep(batch, later(5))).toEqual(["unchanged", "unchanged", "unchanged"]);
        expect(await store.coverage()).toEqual({
          articles: 2,
          statements: 3,
          outlets: 2,
          earliest: "2025-11-14T08:00:00.000Z",
          latest: "2025-12-01T00:00:00.000Z",
        });
        expect(await Array.fromAsync(store.pages())).toEqual([page("a")]);
        expect((await Array.fromAsync(store.articles())).map(({ digest }) => digest)).toEqual([FERRY.digest, BRIDGE.digest]);
      });
      test("with characters that a database may stumble over", async () => {
        const odd = recordFrom("{1s|Ana} {1q|said} {1c|“naïve 'quotes' \\ % _ 👩‍🚀 \u2028 end”}.");
        await store.keep([keeping(odd)], NOW);
        expect((await store.article(odd.digest))?.record).toEqual(odd);
        expect((await store.find({ words: "naïve" })).items[0]?.content).toBe(odd.statements?.[0]?.content[0]?.exact);
      });
      test("and replaces what another model read, but never with what was not read", async () => {
        const { statements: _, ...unread } = { ...FERRY, made: { text: "extract 1" } };
        expect(await store.keep([keeping(unread)], NOW)).toEqual(["stored"]);
        expect((await store.coverage()).statements).toBe(0);
        const read = { ...FERRY, made: { text: "extract 1", statements: "attribution 1" } };
        expect(await store.keep([keeping(read)], NOW)).toEqual(["unchanged"]);
        expect((await store.coverage()).statements).toBe(2);
        expect(await store.keep([keeping(unread)], NOW)).toEqual(["unchanged"]);
        expect((await store.article(FERRY.digest))?.record).toEqual(read);
        const [first] = (await store.find({ words: "spring" })).items;
        const again = { ...read, statements: read.statements?.slice(0, 1) ?? [], made: { ...read.made, statements: "attribution 2" } };
        await store.keep([keeping(again)], NOW);
        expect((await store.find({ words: "spring" })).items.map(({ id }) => id)).toEqual([first?.id]);
        expect(await found({ words: "Nordholm" })).toEqual([]);
      });
      test("by policy: snippets without text, or digests alone", async () => {
        await store.keep([keeping(FERRY, { keep: "snippet" }), keeping(BRIDGE, { keep: "hash" })], NOW);
        const ferry = await store.article(FERRY.digest);
        expect(ferry?.record).toMatchObject({ text: "", statements: FERRY.statements });
        expect(await found({ words: "spring" })).toEqual(["“The night ferry wil"]);
        expect(await store.article(BRIDGE.digest)).toMatchObject({ keep: "hash", record: null });
        expect(await found({ words: "toll" })).toEqual([]);
      });
      test("a batch whole or not at all", async () => {
        const broken = { ...BRIDGE, digest: null as unknown as string };
        await expect(store.keep([keeping(FERRY), keeping(broken)], NOW)).rejects.toThrow();
        expect((await store.coverage()).articles).toBe(0);
      });
    });

    describe("notices edits", () => {
      const at = (sha: string, minutes: number): Partial<Keeping> => ({ page: page(sha, { fetchedAt: later(minutes) }) });
      const history = async (): Promise<readonly (readonly [string, string])[]> =>
        (await store.revisions("https://hallam.example/ferry")).map(
          (one) => [one.at, one.digest === FERRY.digest ? "first" : "edited"] as const,
        );
      test("and edits taken back", async () => {
        const batch = [keeping(FERRY, at("a", 0)), keeping(FERRY, at("b", 5)), keeping(EDITED, at("c", 10)), keeping(FERRY, at("a", 20))];
        expect(await store.keep(batch, NOW)).toEqual(["stored", "unchanged", "revision", "revision"]);
        expect(await history()).toEqual([
          [later(0), "first"],
          [later(10), "edited"],
          [later(20), "first"],
        ]);
        expect(await store.keep(batch, later(60))).toEqual(["unchanged", "unchanged", "unchanged", "unchanged"]);
        expect(await history()).toHaveLength(3);
      });
      test("in whatever order they come in", async () => {
        const batch = [keeping(EDITED, at("c", 10)), keeping(FERRY, at("a", 0)), keeping(EDITED, at("d", 5)), keeping(FERRY, at("b", 2))];
        expect(await store.keep(batch, NOW)).toEqual(["stored", "revision", "revision", "unchanged"]);
        expect(await history()).toEqual([
          [later(0), "first"],
          [later(5), "edited"],
        ]);
      });
      test("in files that say no time, once", async () => {
        const batch = [keeping(FERRY), keeping(EDITED)];
        expect(await store.keep(batch, NOW)).toEqual(["stored", "revision"]);
        expect(await store.keep(batch, later(9))).toEqual(["unchanged", "unchanged"]);
        expect(await history()).toEqual([
          [NOW, "first"],
          [NOW, "edited"],
        ]);
      });
    });

    describe("keeps pages", () => {
      test("that gave no article, and finds bytes by their digest", async () => {
        const again = page("a", {
          fetchedAt: later(5),
          sameAs: page("a").id,
          address: { file: "1-000001.warc.gz", offset: 100, length: 50 },
        });
        const bare = page("b", { address: null });
        expect(
          await store.keep([keeping(null, { page: again }), keeping(null, { page: page("a") }), keeping(null, { page: bare })], NOW),
        ).toEqual(["none", "none", "none"]);
        expect(await store.pageWithBytes("a".repeat(64))).toEqual(page("a"));
        expect(await store.pageWithBytes("b".repeat(64))).toBeUndefined();
        expect(await store.page(bare.id)).toEqual(bare);
        expect(await Array.fromAsync(store.pages())).toEqual([page("a"), again, bare]);
      });
    });

    describe("finds statements", () => {
      const said = (number: number): Said => ({ kind: number % 2 === 0 ? "direct" : "indirect" });
      const many = (count: number): readonly ArticleRecord[] =>
        Array.from({ length: count }, (_, index) => {
          const meta: Partial<Metadata> = {
            outlet: index % 3 === 0 ? "Nordholm Post" : "The Hallam Courier",
            publishedAt: `2025-1${index % 3}-0${1 + (index % 9)}`,
          };
          return recordFrom(`{1s|Speaker ${index}} {1q|said} {1c|the tide number${index} was high}.`, { 1: said(index) }, meta);
        });
      beforeEach(async () => {
        await store.keep([keeping(FERRY), keeping(BRIDGE)], NOW);
      });
      const FERRY_SAID = "“The night ferry wil";
      const QUAY = "that anyone had sail";
      const TOLL = "the toll would rise ";
      test.each<readonly [string, FindQuery, readonly string[]]>([
        ["a word", { words: "spring" }, [FERRY_SAID]],
        ["a word in another form and case", { words: "Sailing FERRIES" }, [FERRY_SAID]],
        ["a word with or without its accent", { words: "cafe" }, [QUAY]],
        ["words that all must occur", { words: "ferry toll" }, []],
        ["words that are everywhere", { words: "the" }, [FERRY_SAID, QUAY, TOLL]],
        ["words next to each other", { words: '"night ferry"' }, [FERRY_SAID]],
        ["words that are not next to each other", { words: '"ferry night"' }, []],
        ["the beginning of a word", { words: "harb*" }, [QUAY]],
        ["a word but not another", { words: "sail -spring" }, [QUAY]],
        ["a number", { words: "12,000" }, [TOLL]],
        ["a hyphened word", { words: "night-ferry" }, [FERRY_SAID]],
        ["a speaker", { speaker: "Lind" }, [FERRY_SAID, TOLL]],
        ["a speaker by a full name", { speaker: '"Ana Lind"' }, [FERRY_SAID]],
        ["a speaker who is only spoken of", { speaker: "ferry" }, []],
        ["what it is about", { about: "toll" }, [TOLL]],
        ["what it is about, not who says it", { about: "Lind" }, []],
        ["a speaker and a word", { speaker: "Lind", words: "crowns" }, [TOLL]],
        ["an outlet in any case", { outlet: "nordholm post" }, [TOLL]],
        ["from a day on", { since: "2025-11-15" }, [TOLL]],
        ["until a day, that day included", { until: "2025-11-14" }, [FERRY_SAID, QUAY]],
        ["before a moment, in another zone", { until: "2025-11-14T08:30:00Z", words: "ferry" }, [FERRY_SAID]],
        ["a kind", { kind: "direct" }, [FERRY_SAID]],
        ["a polarity", { polarity: "denied" }, [QUAY]],
        ["what no word forbids: operators and quotes", { words: 'ferry AND" OR (NEAR' }, []],
        ["what looks like a column", { words: "source:ferry" }, []],
        ["what looks like a question of the other database", { words: "ferry & !toll:* <-> spring" }, []],
        ["a backslash and a quote", { words: "ferry\\' night" }, [FERRY_SAID]],
        ["a null byte", { words: "ferry\0" }, [FERRY_SAID]],
      ])("by %s", async (_, query, expected) => expect([...(await found(query))].sort()).toEqual([...expected].sort()));
      test("with all that is shown of them, and where the words are", async () => {
        const [hit] = (await store.find({ words: "ferries springs" })).items;
        expect(hit).toMatchObject({
          article: FERRY.digest,
          url: "https://hallam.example/ferry",
          outlet: "The Hallam Courier",
          publishedAt: "2025-11-14T09:00:00+01:00",
          headline: "Ferry will not sail",
          kind: "direct",
          polarity: "asserted",
          source: "Ana Lind",
          cue: "said",
        });
        expect(hit?.highlights.map(({ start, end }) => hit.content.slice(start, end))).toEqual(["ferry", "spring"]);
        const held = await store.statement(hit?.id ?? "");
        expect([held?.article.digest, held?.statement]).toEqual([FERRY.digest, "s1"]);
      });
      test("the better first", async () => {
        await store.keep(
          [
            keeping(recordFrom("{1s|A} {1q|said} {1c|ferry ferry ferry}.")),
            keeping(recordFrom(`{1s|B} {1q|said} {1c|ferry ${"and a long list of other things ".repeat(9)}}.`)),
          ],
          NOW,
        );
        expect((await store.find({ words: "ferry" })).items.map(({ source }) => source)).toEqual(["A", "Ana Lind", "B"]);
      });
      test.each([
        ["by rank", { words: "tide" }],
        ["the newest first", { words: "tide", order: "newest" }],
        ["the oldest first", { order: "oldest", kind: "indirect" }],
      ] as const)("page by page, %s: each once, in the same order as at once", async (_, query) => {
        const records = many(23);
        await store.keep(
          records.slice(0, 20).map((record) => keeping(record)),
          NOW,
        );
        const all = (await store.find({ ...query, limit: 1000 })).items.map(({ id }) => id);
        const pages: string[] = [];
        let cursor: string | null | undefined;
        do {
          const answer = await store.find({ ...query, limit: 4, ...(cursor == null ? {} : { cursor }) });
          pages.push(...answer.items.map(({ id }) => id));
          cursor = answer.next;
        } while (cursor !== null);
        expect(pages).toEqual(all);
        expect(all.length).toBeGreaterThanOrEqual(10);
      });
      test("by time, where thousands fit, as where few do: the latest and those of long ago", async () => {
        const records = many(3300).map((record, index) =>
          recordFrom(
            `{1s|Speaker ${index}} {1q|said} {1c|the ${index % 7 === 0 ? "ebb" : "tide"} was ${index < 2200 ? "low" : "high"} in ${index}}.`,
            {},
            { ...record.meta, publishedAt: new Date(Date.parse(NOW) + index * 60_000).toISOString() },
          ),
        );
        for (let first = 0; first < records.length; first += 300)
          await store.keep(
            records.slice(first, first + 300).map((record) => keeping(record)),
            NOW,
          );
        const numbers = async (query: FindQuery): Promise<readonly number[]> =>
          (await store.find({ ...query, limit: 5 })).items.map(({ content }) => Number(/\d+$/.exec(content)?.[0]));
        expect(await numbers({ words: "tide", order: "newest" })).toEqual([3299, 3298, 3296, 3295, 3294]);
        expect(await numbers({ words: "low", order: "newest" })).toEqual([2199, 2198, 2197, 2196, 2195]);
        expect(await numbers({ words: "tide", order: "oldest" })).toEqual([1, 2, 3, 4, 5]);
        expect(await numbers({ words: "tide", order: "oldest", since: later(2203) })).toEqual([2203, 2204, 2206, 2207, 2208]);
        expect(await numbers({ words: "ebb low", order: "newest" })).toEqual([2198, 2191, 2184, 2177, 2170]);
        const { next } = await store.find({ words: "low", order: "newest", limit: 1000 });
        expect(await numbers({ words: "low", order: "newest", cursor: next ?? "" })).toEqual([1199, 1198, 1197, 1196, 1195]);
        expect((await store.months({ words: "tide" })).reduce((sum, { statements }) => sum + statements, 0)).toBe(2828);
      }, 120_000);
      test("and what came later does not shift the pages of a question", async () => {
        const records = many(12);
        await store.keep(
          records.slice(0, 8).map((record) => keeping(record)),
          NOW,
        );
        const first = await store.find({ words: "tide", limit: 5 });
        await store.keep(
          records.slice(8).map((record) => keeping(record)),
          NOW,
        );
        const second = await store.find({ words: "tide", limit: 5, cursor: first.next ?? "" });
        expect(new Set([...first.items, ...second.items].map(({ id }) => id)).size).toBe(8);
      });
      test.each<readonly [string, FindQuery, string]>([
        ["a cursor of another question", { words: "ferry", cursor: "WyJ4Iiwx" }, "E_CURSOR"],
        ["a cursor that is none", { cursor: "%%%" }, "E_CURSOR"],
        ["only excluded words", { words: "-ferry" }, "E_USAGE"],
        ["a time that is none", { since: "soon" }, "E_USAGE"],
        ["no limit", { limit: 0 }, "E_USAGE"],
      ])("but refuses %s", async (_, query, code) => expect(store.find(query)).rejects.toMatchObject({ code }));
      test("articles too, with an excerpt", async () => {
        const { items } = await store.findArticles({ words: "harbour" });
        expect(items.map(({ article, headline }) => [article, headline])).toEqual([[FERRY.digest, "Ferry will not sail"]]);
        expect(items[0]?.highlights.map(({ start, end }) => items[0]?.excerpt.slice(start, end))).toEqual(["harbour"]);
        expect((await store.findArticles({ words: "toll" })).items.map(({ article }) => article)).toEqual([BRIDGE.digest]);
        expect((await store.findArticles({ outlet: "Nordholm Post" })).items.map(({ article }) => article)).toEqual([BRIDGE.digest]);
      });
      test("and counts them by month", async () => {
        expect(await store.months({})).toEqual([
          { month: "2025-11", statements: 2, articles: 1, outlets: 1 },
          { month: "2025-12", statements: 1, articles: 1, outlets: 1 },
        ]);
        expect(await store.months({ speaker: "Lind" })).toEqual([
          { month: "2025-11", statements: 1, articles: 1, outlets: 1 },
          { month: "2025-12", statements: 1, articles: 1, outlets: 1 },
        ]);
        expect(await store.months({ polarity: "denied" })).toEqual([{ month: "2025-11", statements: 1, articles: 1, outlets: 1 }]);
      });
    });

    describe("takes away", () => {
      test("what was stored before a time, of one source or of any", async () => {
        await store.keep([keeping(FERRY, { sourceId: "aaaa" })], NOW);
        await store.keep([keeping(BRIDGE, { sourceId: "bbbb" })], later(1));
        await store.keep([keeping(EDITED, { sourceId: "aaaa" })], later(2));
        expect(await store.storedBefore(later(2))).toEqual([FERRY.digest, BRIDGE.digest]);
        expect(await store.storedBefore(later(9), "aaaa")).toEqual([FERRY.digest, EDITED.digest]);
        expect(await store.storedBefore(NOW)).toEqual([]);
      });
      test("an article with its words and bytes, for good", async () => {
        await store.keep([keeping(FERRY, { page: page("a") }), keeping(BRIDGE)], NOW);
        expect(await store.redact(FERRY.digest, "asked for by the person named", later(1))).toBe(true);
        expect(await store.redact(FERRY.digest, "twice", later(2))).toBe(false);
        expect(await store.article(FERRY.digest)).toBeUndefined();
        expect(await found({ words: "ferry" })).toEqual([]);
        expect(await store.page(page("a").id)).toEqual({ ...page("a"), address: null });
        expect(await store.keep([keeping(FERRY, { page: page("a") })], later(3))).toEqual(["unchanged"]);
        expect(await store.article(FERRY.digest)).toBeUndefined();
        expect(await store.tombstones()).toEqual([
          { digest: FERRY.digest, url: FERRY.meta.url, reason: "asked for by the person named", at: later(1) },
        ]);
      });
    });

    describe("keeps jobs", () => {
      const job = (key: string, more: object = {}) => ({ kind: "read", key, payload: { digest: key }, ...more });
      const ask = (worker: string, minutes: number, count = 1) => ({
        worker,
        kinds: ["read"],
        count,
        now: later(minutes),
        until: later(minutes + 10),
      });
      test("each once, and gives each to one worker", async () => {
        expect(await store.jobs.add([job("a"), job("b"), job("a")], NOW)).toBe(2);
        expect(await store.jobs.add([job("a")], NOW)).toBe(0);
        const [first] = await store.jobs.lease(ask("one", 0));
        expect(first).toMatchObject({ kind: "read", key: "a", payload: { digest: "a" }, attempts: 0, leaseUntil: later(10) });
        expect(await store.jobs.lease(ask("two", 0, 5))).toMatchObject([{ key: "b" }]);
        expect(await store.jobs.lease(ask("three", 0))).toEqual([]);
        expect(await store.jobs.counts(later(1))).toEqual({ waiting: 0, running: 2, dead: 0 });
        expect(await store.jobs.finish(first?.id ?? 0, "two")).toBe(false);
        expect(await store.jobs.finish(first?.id ?? 0, "one")).toBe(true);
        expect(await store.jobs.counts(later(1))).toEqual({ waiting: 0, running: 1, dead: 0 });
      });
      test("only when they are due, and only of the kinds asked for", async () => {
        await store.jobs.add([job("a", { notBefore: later(30) }), { kind: "fetch", key: "f", payload: null }], NOW);
        expect(await store.jobs.lease(ask("one", 0, 5))).toEqual([]);
        expect(await store.jobs.lease(ask("one", 30, 5))).toMatchObject([{ key: "a" }]);
      });
      test("and gives away what a worker left when its lease ran out", async () => {
        await store.jobs.add([job("a")], NOW);
        const [mine] = await store.jobs.lease(ask("one", 0));
        const id = mine?.id ?? 0;
        expect(await store.jobs.extend(id, "one", later(20))).toBe(true);
        expect(await store.jobs.lease(ask("two", 15))).toEqual([]);
        expect(await store.jobs.lease(ask("two", 20))).toMatchObject([{ id, attempts: 0 }]);
        expect(await store.jobs.begin(id, "one")).toBeUndefined();
        expect(await store.jobs.begin(id, "two")).toBe(1);
        expect(await store.jobs.extend(id, "one", later(60))).toBe(false);
        expect(await store.jobs.finish(id, "one")).toBe(false);
      });
      test("until they failed as often as they may", async () => {
        const why = failure("E_MODEL", "the thread ended");
        await store.jobs.add([job("a", { maxAttempts: 2 })], NOW);
        const [first] = await store.jobs.lease(ask("one", 0));
        const id = first?.id ?? 0;
        expect(await store.jobs.begin(id, "one")).toBe(1);
        expect(await store.jobs.fail(id, "two", why, later(5), later(1))).toBe(false);
        expect(await store.jobs.fail(id, "one", why, later(5), later(1))).toBe(true);
        expect(await store.jobs.lease(ask("one", 4))).toEqual([]);
        await store.jobs.lease(ask("one", 5));
        expect(await store.jobs.begin(id, "one")).toBe(2);
        await store.jobs.fail(id, "one", why, later(9), later(6));
        expect(await store.jobs.lease(ask("one", 60))).toEqual([]);
        expect(await store.jobs.dead()).toEqual([
          { id, kind: "read", key: "a", payload: { digest: "a" }, attempts: 2, failure: why, diedAt: later(6) },
        ]);
        expect(await store.jobs.revive(id, later(70))).toBe(true);
        expect(await store.jobs.lease(ask("one", 70))).toMatchObject([{ id, attempts: 0 }]);
      });
      test("and buries what killed every worker that tried it", async () => {
        await store.jobs.add([job("a", { maxAttempts: 2 })], NOW);
        for (const [worker, minutes] of [
          ["one", 0],
          ["two", 10],
        ] as const) {
          const [taken] = await store.jobs.lease(ask(worker, minutes));
          await store.jobs.begin(taken?.id ?? 0, worker);
        }
        expect(await store.jobs.lease(ask("three", 20))).toEqual([]);
        expect(await store.jobs.dead()).toMatchObject([{ key: "a", attempts: 2, failure: { code: "E_TIMEOUT" } }]);
      });
      test("and counts no try that was not begun: left twenty times, it is still done", async () => {
        await store.jobs.add([job("a", { maxAttempts: 2 })], NOW);
        for (let left = 0; left < 20; left++)
          expect(await store.jobs.lease(ask(`w${left}`, 10 * left))).toMatchObject([{ key: "a", attempts: 0 }]);
        const [last] = await store.jobs.lease(ask("last", 200));
        expect(await store.jobs.begin(last?.id ?? 0, "last")).toBe(1);
        expect(await store.jobs.finish(last?.id ?? 0, "last")).toBe(true);
        expect(await store.jobs.counts(later(300))).toEqual({ waiting: 0, running: 0, dead: 0 });
        expect(await store.jobs.dead()).toEqual([]);
      });
      test("that several workers take at the same time: none is taken twice", async () => {
        await store.jobs.add(
          Array.from({ length: 60 }, (_, index) => job(`k${index}`)),
          NOW,
        );
        const taken = await Promise.all(Array.from({ length: 12 }, (_, index) => store.jobs.lease(ask(`w${index}`, 0, 5))));
        expect(new Set(taken.flat().map(({ key }) => key)).size).toBe(taken.flat().length);
        const rest = await store.jobs.lease(ask("last", 0, 60));
        expect(taken.flat().length + rest.length).toBe(60);
      });
    });

    describe("keeps sources", () => {
      test("that move, under the same id; none takes the address of another", async () => {
        await store.sources.put(source("a"));
        await store.sources.put(source("b"));
        const [a, b] = [source("a").url, source("b").url];
        expect(await store.sources.move("aaaa", b)).toBe(false);
        expect(await store.sources.move("aaaa", `${a}/new`)).toBe(true);
        expect(await store.sources.put(source("a", { title: "Again" }))).toBe(false);
        expect(await store.sources.put({ ...source("c"), url: `${a}/new` })).toBe(false);
        expect((await store.sources.all()).map(({ source: { id, url } }) => `${id} ${url}`).sort()).toEqual([`aaaa ${a}/new`, `bbbb ${b}`]);
      });
      const source = (name: string, more: Partial<Source> = {}): Source => ({
        id: name.repeat(4),
        kind: "feed",
        url: `https://${name}.example/feed`,
        title: null,
        isActive: true,
        keep: "text",
        settings: { minutes: 15 },
        addedAt: NOW,
        ...more,
      });
      test("with their settings and their health", async () => {
        expect(await store.sources.put(source("a"))).toBe(true);
        const health = {
          ...NEVER_TRIED,
          nextTryAt: later(15),
          failures: 1,
          lastFailure: failure("E_DNS", "no such host"),
          state: { etag: '"x"' },
        };
        await store.sources.setHealth("aaaa", health);
        expect(await store.sources.put(source("a", { title: "Courier", addedAt: later(9) }))).toBe(false);
        expect(await store.sources.get("aaaa")).toEqual({ source: source("a", { title: "Courier" }), health });
        expect(await store.sources.remove("aaaa")).toBe(true);
        expect(await store.sources.remove("aaaa")).toBe(false);
        expect(await store.sources.get("aaaa")).toBeUndefined();
      });
      test("and says which are due, the longest overdue first", async () => {
        for (const name of ["b", "c", "a"]) await store.sources.put(source(name));
        await store.sources.put(source("d", { isActive: false }));
        await store.sources.setHealth("aaaa", { ...NEVER_TRIED, nextTryAt: later(15) });
        await store.sources.setHealth("bbbb", { ...NEVER_TRIED, nextTryAt: later(5) });
        const due = async (minutes: number, count = 9) => (await store.sources.due(later(minutes), count)).map(({ source: { id } }) => id);
        expect(await due(0)).toEqual(["cccc"]);
        expect(await due(15)).toEqual(["cccc", "bbbb", "aaaa"]);
        expect(await due(15, 2)).toEqual(["cccc", "bbbb"]);
        expect((await store.sources.all()).map(({ source: { id } }) => id)).toEqual(["aaaa", "bbbb", "cccc", "dddd"]);
      });
      test("and what they have shown", async () => {
        await store.sources.put(source("a"));
        const keys = Array.from({ length: 2500 }, (_, index) => `k${index}`);
        await store.sources.noteSeen("aaaa", keys, NOW);
        await store.sources.noteSeen("aaaa", ["k1", "new"], NOW);
        expect(await store.sources.unseen("aaaa", [...keys, "other", "new", "other"])).toEqual(["other"]);
        expect(await store.sources.unseen("bbbb", ["k1"])).toEqual(["k1"]);
      });
    });

    test("keeps notes", async () => {
      expect(await store.notes.get("robots", "hallam.example")).toBeUndefined();
      await store.notes.put("robots", "hallam.example", { text: "User-agent: *" });
      await store.notes.put("robots", "hallam.example", ["second"]);
      expect(await store.notes.get("robots", "hallam.example")).toEqual(["second"]);
      await store.notes.remove("robots", "hallam.example");
      expect(await store.notes.get("robots", "hallam.example")).toBeUndefined();
    });
  });
