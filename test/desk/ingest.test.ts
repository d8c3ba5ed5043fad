import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { pageInput, textInput } from "../support/inputs.ts";
import { NOW, useDataFolder } from "./data-folder.ts";

const FERRY = "“It broke,” said Ana Lind.";
const URL_OF_FERRY = "https://hallam.example/ferry";
const home = useDataFolder();
const take: typeof home.take = (inputs, options) => home.take(inputs, options);
const problems: typeof home.problems = () => home.problems();
const sizeOfPages = (): number =>
  readdirSync(join(home.folder, "pages"))
    .filter((name) => name.endsWith(".gz"))
    .reduce((sum, name) => sum + statSync(join(home.folder, "pages", name)).size, 0);

describe("taking in", () => {
  test("answers each input in order, the refused and the broken too", async () => {
    const receipts = await take([
      textInput(FERRY, URL_OF_FERRY, "one"),
      textInput("REFUSE", undefined, "two"),
      textInput("CRASH", undefined, "three"),
      textInput(FERRY),
    ]);
    expect(receipts).toMatchObject([
      { id: "one", url: URL_OF_FERRY, status: "stored" },
      { id: "two", status: "refused", reason: "E_PAYWALL" },
      { id: "three", status: "refused", reason: "E_INTERNAL" },
      { url: null, status: "stored" },
    ]);
    expect((await home.data.store.find({ words: "broke" })).items.map(({ source }) => source)).toEqual(["Ana Lind", "Ana Lind"]);
    expect(await problems()).toEqual([]);
  });
  test("changes nothing when it is done again, in this process or another", async () => {
    const inputs = [textInput(FERRY, URL_OF_FERRY), pageInput(`<p>${FERRY}</p>`, "https://nordholm.example/", NOW)];
    await take(inputs);
    const before = sizeOfPages();
    expect((await take(inputs)).map(({ status }) => status)).toEqual(["unchanged", "unchanged"]);
    await home.reopen();
    expect((await take(inputs)).map(({ status }) => status)).toEqual(["unchanged", "unchanged"]);
    expect(sizeOfPages()).toBe(before);
  });
  test("keeps the bytes of a fetched page once, and each time that it was fetched", async () => {
    const html = `<p>${FERRY}</p>`;
    await take([pageInput(html, URL_OF_FERRY, NOW), pageInput(html, URL_OF_FERRY, "2026-01-03T00:00:00Z")]);
    const pages = await Array.fromAsync(home.data.store.pages());
    expect(pages.map(({ sameAs }) => sameAs)).toEqual([null, pages[0]?.id]);
    expect(pages.map(({ address }) => (address === null ? "" : home.data.archive.read(address).type))).toEqual(["response", "revisit"]);
    expect(await problems()).toEqual([]);
  });
  test("keeps a fetched page that gave no article", async () => {
    expect(await take([pageInput("<p>REFUSE</p>", URL_OF_FERRY, NOW)])).toMatchObject([
      { status: "refused", reason: "E_PAYWALL", url: URL_OF_FERRY },
    ]);
    expect(await Array.fromAsync(home.data.store.pages())).toHaveLength(1);
  });
  test("notices that an address shows something else", async () => {
    const edited = pageInput("<p>“It sank,” said Ana Lind.</p>", URL_OF_FERRY, "2026-01-03T00:00:00Z");
    const statuses = (await take([pageInput(`<p>${FERRY}</p>`, URL_OF_FERRY, NOW), edited])).map(({ status }) => status);
    expect(statuses).toEqual(["stored", "revision"]);
    expect(await home.data.store.revisions(URL_OF_FERRY)).toHaveLength(2);
  });
  test("by policy keeps no bytes", async () => {
    await take([pageInput(`<p>${FERRY}</p>`, URL_OF_FERRY, NOW)], { keep: "hash" });
    expect(await Array.fromAsync(home.data.store.pages())).toMatchObject([{ address: null }]);
    expect(readdirSync(home.folder)).not.toContain("pages");
    expect(await problems()).toEqual([]);
  });
  test("keeps names of the whole text only with the text", async () => {
    const text = `Otto Quill watched. ${FERRY}`;
    const [receipt] = await take([textInput(text, URL_OF_FERRY)], { keep: "snippet" });
    const snippet = (await home.data.store.article(receipt?.article ?? ""))?.record;
    expect([snippet?.statements?.length, snippet?.mentions]).toEqual([1, undefined]);
    const [whole] = await take([textInput(text)]);
    const mentions = (await home.data.store.article(whole?.article ?? ""))?.record?.mentions ?? [];
    expect(mentions.map(({ exact }) => exact)).toEqual(["Otto Quill", "It", "Ana Lind"]);
  });
  test.each([
    ["now", "given"],
    ["later", undefined],
  ] as const)("keeps the text of CoNLL-U; its tokens only help who reads it %s", async (reads, tokens) => {
    const source =
      "1\tBoats\tboat\tNOUN\t_\t_\t2\tnsubj\t_\t_\n2\twait\twait\tVERB\t_\t_\t0\troot\t_\tSpaceAfter=No\n3\t.\t.\tPUNCT\t_\t_\t2\tpunct\t_\t_\n";
    const [receipt] = await take([{ id: "boats", name: "boats", given: {}, from: { kind: "conllu", source, line: 1 } }], { reads });
    expect(receipt).toMatchObject({ id: "boats", status: "stored" });
    const record = (await home.data.store.article(receipt?.article ?? ""))?.record;
    expect([record?.text, record?.made["tokens"]]).toEqual(["Boats wait.", tokens]);
    expect(await problems()).toEqual([]);
  });
  test("does not bring back what was taken away", async () => {
    const [receipt] = await take([textInput(FERRY, URL_OF_FERRY)]);
    await home.data.store.redact(receipt?.article ?? "", "asked for", NOW);
    expect(await take([pageInput(FERRY, URL_OF_FERRY, NOW)])).toMatchObject([{ status: "refused", reason: "E_REDACTED" }]);
    expect((await home.data.store.coverage()).articles).toBe(0);
    expect((await Array.fromAsync(home.data.store.pages())).map(({ address }) => address)).toEqual([null, null]);
  });
  test("leaves statements to whoever works later", async () => {
    const [receipt] = await take([textInput(FERRY)], { reads: "later" });
    expect((await home.data.store.article(receipt?.article ?? ""))?.record?.statements).toBeUndefined();
    expect(await home.data.store.jobs.counts(NOW)).toMatchObject({ waiting: 1 });
    expect((await take([textInput(FERRY)])).map(({ status }) => status)).toEqual(["unchanged"]);
    expect((await home.data.store.coverage()).statements).toBe(1);
  });
});

describe("verifying notices", () => {
  test("a page whose bytes changed", async () => {
    await take([textInput(FERRY)]);
    const [name = ""] = readdirSync(join(home.folder, "pages")).filter((one) => one.endsWith(".gz"));
    const path = join(home.folder, "pages", name);
    const bytes = readFileSync(path);
    bytes.writeUInt8((bytes.at(-9) ?? 0) ^ 0xff, bytes.length - 9);
    writeFileSync(path, bytes);
    expect((await problems()).length).toBeGreaterThanOrEqual(2);
  });
  test("a page that is gone", async () => {
    await take([textInput(FERRY)]);
    rmSync(join(home.folder, "pages"), { recursive: true });
    await home.reopen();
    expect((await problems()).some((message) => message.includes("no such file"))).toBe(true);
  });
});
