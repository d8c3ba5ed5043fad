import { describe, expect, test } from "vitest";
import { checkQuotation } from "../../src/desk/check-quotation.ts";
import { diff } from "../../src/desk/diff.ts";
import { recordOfStatement, showById } from "../../src/desk/show.ts";
import { recordFrom } from "../support/marked-record.ts";
import { NOW, useDataFolder } from "./data-folder.ts";

const home = useDataFolder();
const article = (marked: string, url: string, publishedAt: string, outlet: string) => recordFrom(marked, {}, { url, publishedAt, outlet });
const FERRY = article(
  "headline:: Ferry ends\n{1c|“We will never close the night ferry,”} {1s|Ana Lind} {1q|said}.",
  "https://hallam.example/a",
  "2025-11-14",
  "Hallam Courier",
);
const COPY = article(
  "{1s|Lind} {1q|told}: {1c|“We will never close the night ferry”}, twice.",
  "https://nordholm.example/b",
  "2025-11-13",
  "Nordholm Post",
);
const ALTERED = article(
  "{1c|“We may never close the old night ferry,”} {1s|she} {1q|said}.",
  "https://velling.example/c",
  "2025-12-01",
  "Velling Echo",
);
const keep = async (...records: readonly ReturnType<typeof article>[]): Promise<void> => {
  for (const record of records) await home.data.store.keep([{ page: null, record, keep: "text", sourceId: null }], NOW);
};

describe("a quotation is", () => {
  test("found verbatim, the oldest first, whatever its marks", async () => {
    await keep(FERRY, COPY, ALTERED);
    const { answer, instances, coverage } = await checkQuotation("we will never close the night ferry!", home.data);
    expect([answer, instances.map(({ outlet, source }) => [outlet, source])]).toEqual([
      "verbatim",
      [
        ["Nordholm Post", "Lind"],
        ["Hallam Courier", "Ana Lind"],
      ],
    ]);
    expect(instances.map(({ exact }) => exact)).toEqual(["We will never close the night ferry", "We will never close the night ferry"]);
    expect(coverage).toMatchObject({ outlets: 3, articles: 3 });
    const [first] = instances;
    expect((await home.data.store.statement(first?.statement ?? ""))?.article.digest).toBe(COPY.digest);
  });
  test("found changed, with the words", async () => {
    await keep(ALTERED);
    const { answer, instances } = await checkQuotation("We will never close the night ferry", home.data);
    expect([answer, instances[0]?.changes.map(({ asked, found }) => [asked, found])]).toEqual([
      "changed",
      [
        ["will", "may"],
        ["", "old"],
      ],
    ]);
    for (const { changes, start, end, exact } of instances) {
      expect(ALTERED.text.slice(start, end)).toBe(exact);
      for (const { span, found } of changes) expect(ALTERED.text.slice(span.start, span.end)).toBe(found);
    }
  });
  test("not found, and where it was looked for", async () => {
    await keep(FERRY, ALTERED);
    expect(await checkQuotation("Nobody has ever seen such a storm", home.data)).toEqual({
      answer: "not-found",
      instances: [],
      coverage: { articles: 2, statements: 2, outlets: 2, earliest: "2025-11-14T00:00:00.000Z", latest: "2025-12-01T00:00:00.000Z" },
    });
  });
  test("something, at least", async () => expect(checkQuotation("…", home.data)).rejects.toMatchObject({ code: "E_USAGE" }));
});

describe("showing", () => {
  test("finds an article by its digest, the beginning of it and its address, and a statement by its id", async () => {
    await keep(FERRY);
    const [statement] = (await home.data.store.find({ words: "ferry" })).items;
    for (const id of [FERRY.digest, FERRY.digest.slice(0, 10), "https://hallam.example/a", statement?.id ?? ""])
      expect((await showById(id, home.data)).article.digest).toBe(FERRY.digest);
    expect((await showById(statement?.id ?? "", home.data)).statement?.id).toBe("s1");
    await expect(showById("0123456789", home.data)).rejects.toMatchObject({ code: "E_NOT_FOUND" });
    await expect(showById("https://nowhere.example/", home.data)).rejects.toMatchObject({ code: "E_NOT_FOUND" });
  });
  test("one statement brings those in whose words it stands", () => {
    const record = recordFrom("{1s|A} {1q|said} {1c|{2s|B} {2q|said} {2c|{3s|C} {3q|left}}}. {4s|D} {4q|slept}.", {
      2: { parent: "s1" },
      3: { parent: "s2" },
    });
    const third = record.statements?.[2];
    expect(third === undefined ? [] : recordOfStatement(record, third).statements?.map(({ id }) => id)).toEqual(["s1", "s2", "s3"]);
  });
});

test("the edits of an address are told, from each revision to the next", async () => {
  const second = article(FERRY.text.replace("never", "not"), "https://hallam.example/a", "2025-11-14", "Hallam Courier");
  await keep(FERRY, second);
  const edits = await diff(["https://hallam.example/a"], home.data);
  expect(edits).toMatchObject([{ from: FERRY.digest, to: second.digest, at: NOW }]);
  const words = edits[0]?.differences.find(({ kinds }) => kinds.includes("quotation"));
  expect([words?.before?.exact, words?.after?.exact]).toEqual(["never", "not"]);
  expect(await diff([FERRY.digest, second.digest.slice(0, 12)], home.data)).toMatchObject([
    { at: null, differences: edits[0]?.differences },
  ]);
});
