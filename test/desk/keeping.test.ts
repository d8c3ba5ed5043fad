import { createHash } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync, zstdCompressSync, zstdDecompressSync } from "node:zlib";
import Sqlite from "better-sqlite3";
import { beforeEach, describe, expect, test } from "vitest";
import { backup, MANIFEST } from "../../src/desk/backup.ts";
import { type Data, dataFolder, openData } from "../../src/desk/data.ts";
import { examine } from "../../src/desk/doctor.ts";
import { expire, expiries } from "../../src/desk/expire.ts";
import { redact } from "../../src/desk/redact.ts";
import { restore } from "../../src/desk/restore.ts";
import { newSource } from "../../src/desk/sources.ts";
import { padding, readTarHeader, TAR_END, tarHeader } from "../../src/desk/tar.ts";
import { verifyData } from "../../src/desk/verify-data.ts";
import { work } from "../../src/desk/work.ts";
import { SaysoError } from "../../src/errors.ts";
import { fakeDesk } from "../support/fake-desk.ts";
import { pageInput, streamOf, textInput } from "../support/inputs.ts";
import { NOW, useDataFolder } from "./data-folder.ts";

const FERRY = "“It broke,” said Ana Lind.";
const home = useDataFolder();
const inFolder = async <Answer>(folder: string, use: (data: Data) => Promise<Answer>): Promise<Answer> => {
  const data = await openData({ folder, creates: false, now: () => NOW });
  try {
    return await use(data);
  } finally {
    await data.close();
  }
};

describe("the data folder", () => {
  test.each([
    ["as asked", "/a", { SAYSO_DATA: "/b", XDG_DATA_HOME: "/c" }, "/a"],
    ["of the environment", undefined, { SAYSO_DATA: "/b", XDG_DATA_HOME: "/c" }, "/b"],
    ["by the XDG convention", undefined, { SAYSO_DATA: "", XDG_DATA_HOME: "/c" }, "/c/sayso"],
  ])("is that %s", (_, asked, env, expected) => expect(dataFolder(asked, env)).toBe(expected));
  test("is its owner's alone", () => expect(statSync(home.folder).mode & 0o077).toBe(0));
  test("is not made by asking", async () => {
    await expect(openData({ folder: home.path("none"), creates: false })).rejects.toMatchObject({ code: "E_INPUT_MISSING" });
    expect(existsSync(home.path("none"))).toBe(false);
  });
  test("of a newer version is left alone", async () => {
    await home.data.store.close();
    const { default: Sqlite } = await import("better-sqlite3");
    const database = new Sqlite(join(home.folder, "sayso.db"));
    database.exec("insert into migrations values (99, 'from the future', '')");
    database.close();
    await expect(openData({ folder: home.folder, creates: false })).rejects.toMatchObject({ code: "E_STORE_VERSION" });
  });
  test("that is no database is told so", async () => {
    mkdirSync(home.path("broken"));
    writeFileSync(join(home.path("broken"), "sayso.db"), "this is no database".repeat(100));
    await expect(openData({ folder: home.path("broken"), creates: false })).rejects.toMatchObject({ code: "E_STORE" });
  });
});

describe("what may be kept for a time only", () => {
  const source = newSource("https://hallam.example/rss", "feed", { retain: "30d" }, NOW);
  const muchLater = (): Data => ({ ...home.data, now: () => "2026-03-01T00:00:00.000Z" });
  beforeEach(async () => {
    await home.data.store.sources.put(source);
    await home.take([textInput(FERRY)], { sourceId: source.id });
    await home.take([textInput(`${FERRY} It sank.`)]);
  });
  test("is taken away for good when its source's time is over, and nothing else", async () => {
    expect(await expiries(home.data)).toEqual([]);
    const expired = await expiries(muchLater());
    expect(expired).toMatchObject([{ source: { id: source.id }, before: "2026-01-30T00:00:00.000Z", digests: [expect.any(String)] }]);
    expect(await expire(expired, muchLater())).toBe(1);
    expect(await home.data.store.coverage()).toMatchObject({ articles: 1 });
    expect(await home.data.store.tombstones()).toMatchObject([{ reason: "kept for 30 days, as its source says" }]);
    expect(await home.take([textInput(FERRY)])).toMatchObject([{ status: "refused", reason: "E_REDACTED" }]);
    expect(await home.data.store.coverage()).toMatchObject({ articles: 1 });
    expect(await home.problems()).toEqual([]);
  });
  test("or when it is older than is asked for, whoever brought it", async () => {
    expect(await expire(await expiries(muchLater(), 365 * 86_400), muchLater())).toBe(0);
    expect(await expire(await expiries(muchLater(), 86_400), muchLater())).toBe(2);
    expect(await home.data.store.coverage()).toMatchObject({ articles: 0 });
  });
});

test("verifying finds what would be found but is not in the record", async () => {
  const [receipt] = await home.take([textInput(FERRY)]);
  expect(await home.problems()).toEqual([]);
  const database = new Sqlite(join(home.folder, "sayso.db"));
  const [{ id }] = database.prepare("select id from statements").all() as [{ id: string }];
  database.exec("update statements set content = '“It held,”'");
  expect(await home.problems()).toEqual([`statement ${id} is not as its record has it`]);
  database.exec(
    "update statements set content = '“It broke,”'; update articles set at = '2031-01-01T00:00:00.000Z', outletKey = 'courier'",
  );
  database.close();
  expect(receipt?.status).toBe("stored");
  expect(await home.problems()).toEqual(["its outletKey is not that of its record", "its at is not that of its record"]);
});

describe("working", () => {
  const worker = { worker: "one", signal: new AbortController().signal, untilIdle: true };
  test("finds the statements that were left for later", async () => {
    await home.take([textInput(FERRY), textInput(`${FERRY} It sank.`)], { reads: "later" });
    expect(await work(home.data, fakeDesk(), worker)).toBe(2);
    expect(await home.data.store.coverage()).toMatchObject({ articles: 2, statements: 2 });
    expect(await home.data.store.jobs.counts(NOW)).toEqual({ waiting: 0, running: 0, dead: 0 });
    expect(await home.problems()).toEqual([]);
  });
  test("keeps what failed, with the reason, for another try", async () => {
    await home.take([textInput(FERRY)], { reads: "later" });
    const attribute = async () => Promise.reject(new SaysoError("E_MODEL", "the thread ended"));
    const told: (string | null)[] = [];
    expect(await work(home.data, { ...fakeDesk(), attribute }, { ...worker, onDone: (_, failure) => told.push(failure) })).toBe(0);
    expect(told).toEqual(["E_MODEL: the thread ended"]);
    expect(await home.data.store.jobs.counts(NOW)).toEqual({ waiting: 1, running: 0, dead: 0 });
  });
  test("does not wait for what was taken away", async () => {
    const [receipt] = await home.take([textInput(FERRY)], { reads: "later" });
    await redact(receipt?.article ?? "", "asked for", home.data);
    expect(await work(home.data, fakeDesk(), worker)).toBe(1);
  });
});

describe("taking away", () => {
  const bytes = (): string =>
    readdirSync(join(home.folder, "pages"))
      .filter((name) => name.endsWith(".gz"))
      .map((name) => gunzipSync(readFileSync(join(home.folder, "pages", name))).toString())
      .join("");
  test("leaves no byte of the article in the folder, and all else as it was", async () => {
    const [receipt] = await home.take([
      pageInput(`<p>${FERRY} Marker Quillfeather.</p>`, "https://hallam.example/", NOW),
      textInput("“No,” said Ida."),
    ]);
    expect(bytes()).toContain("Quillfeather");
    await redact(receipt?.article ?? "", "asked for", home.data);
    expect(bytes()).not.toContain("Quillfeather");
    for (const name of ["sayso.db", "sayso.db-wal"]) expect(readFileSync(join(home.folder, name)).includes("uillfeather")).toBe(false);
    expect(await home.problems()).toEqual([]);
    expect(await home.data.store.coverage()).toMatchObject({ articles: 1 });
  });
});

describe("a backup", () => {
  const made = async (): Promise<string> => {
    await home.take([textInput(FERRY), pageInput("<p>“Yes,” said Ida.</p>", "https://hallam.example/", NOW)]);
    await backup(home.data, home.path("b.tar.zst"));
    return home.path("b.tar.zst");
  };
  test("made while more is taken in is whole, and comes back as it was", async () => {
    const path = await made();
    const more = home.take(Array.from({ length: 60 }, (_, index) => textInput(`“Number ${index},” said Ida.`)));
    await backup(home.data, home.path("second.tar.zst"));
    await more;
    await restore(path, home.path("first"));
    await restore(home.path("second.tar.zst"), home.path("second"));
    expect(await inFolder(home.path("first"), (data) => data.store.coverage())).toMatchObject({ articles: 2, statements: 2 });
    for (const name of ["first", "second"])
      expect(await inFolder(home.path(name), (data) => Array.fromAsync(verifyData(data, fakeDesk())))).toEqual([]);
    expect(readdirSync(home.path("first")).sort()).toEqual(expect.arrayContaining(["pages", "sayso.db"]));
  });
  test("never replaces a file, and leaves nothing behind when it fails", async () => {
    const path = await made();
    await expect(backup(home.data, path)).rejects.toMatchObject({ code: "E_OUTPUT" });
    await expect(backup(home.data, home.path("no/such/folder.tar.zst"))).rejects.toMatchObject({ code: "E_OUTPUT" });
    expect(readdirSync(home.folder).filter((name) => name.startsWith("backup-"))).toEqual([]);
  });
  test("is restored only to an empty folder", async () => {
    const path = await made();
    await expect(restore(path, home.folder)).rejects.toMatchObject({ code: "E_OUTPUT" });
    mkdirSync(home.path("empty"));
    expect(await restore(path, home.path("empty"))).toHaveLength(2);
  });

  const file = (name: string, text: string): Buffer =>
    Buffer.concat([tarHeader(name, Buffer.byteLength(text)), Buffer.from(text), padding(Buffer.byteLength(text))]);
  const manifest = (files: readonly object[]): Buffer => file(MANIFEST, JSON.stringify({ schema: "backup/1", files }));
  const entry = (name: string, text: string): object => ({
    name,
    bytes: text.length,
    sha256: createHash("sha256").update(text).digest("hex"),
  });
  const good = entry("sayso.db", "x");
  test.each<readonly [string, readonly Uint8Array[]]>([
    ["a path out of the folder", [file("../evil", "x"), manifest([entry("../evil", "x")]), TAR_END]],
    ["an absolute path", [file("/tmp/evil", "x"), TAR_END]],
    ["a path with a detour", [file("pages/../../evil", "x"), TAR_END]],
    ["another file", [file("sayso.db", "x"), file("pages/run.sh", "x"), TAR_END]],
    ["a file twice", [file("sayso.db", "x"), file("sayso.db", "y"), manifest([good]), TAR_END]],
    ["other bytes than its manifest says", [file("sayso.db", "y"), manifest([good]), TAR_END]],
    ["less than its manifest says", [file("sayso.db", "x"), manifest([good, entry("pages/1-000001.warc.gz", "z")]), TAR_END]],
    ["more than its manifest says", [file("sayso.db", "x"), file("pages/1-000001.warc.gz", "z"), manifest([good]), TAR_END]],
    ["no manifest", [file("sayso.db", "x"), TAR_END]],
    ["no end", [file("sayso.db", "x"), manifest([good])]],
    ["a symbolic link", [link(), TAR_END]],
    ["no tar", [Buffer.from("x".repeat(1024))]],
  ])("with %s is refused, and nothing is made", async (_, parts) => {
    writeFileSync(home.path("evil.tar.zst"), zstdCompressSync(Buffer.concat(parts)));
    await expect(restore(home.path("evil.tar.zst"), home.path("out"))).rejects.toMatchObject({ code: "E_ARCHIVE" });
    expect(readdirSync(home.path(".")).filter((name) => !["data", "evil.tar.zst"].includes(name))).toEqual([]);
  });
  test("that is cut off or flipped anywhere is refused", async () => {
    const path = await made();
    const whole = readFileSync(path);
    for (const length of [0, 10, 0.5, 0.9].map((one) => (one < 1 ? Math.floor(one * whole.length) : one))) {
      writeFileSync(home.path("cut"), whole.subarray(0, length));
      await expect(restore(home.path("cut"), home.path("out"))).rejects.toMatchObject({ code: "E_ARCHIVE" });
    }
    const unpacked = zstdDecompressSync(whole);
    for (let at = 100; at < unpacked.length - 1024; at += Math.floor(unpacked.length / 7)) {
      const flipped = Buffer.from(unpacked);
      flipped.writeUInt8((flipped[at] ?? 0) ^ 1, at);
      writeFileSync(home.path("flipped"), zstdCompressSync(flipped));
      await expect(restore(home.path("flipped"), home.path("out"))).rejects.toMatchObject({ code: "E_ARCHIVE" });
    }
    expect(existsSync(home.path("out"))).toBe(false);
  });

  function link(): Uint8Array {
    const header = Buffer.from(tarHeader("sayso.db", 0));
    header.write("2", 156);
    header.write("        ", 148);
    header.write(
      `${header
        .reduce((sum, byte) => sum + byte, 0)
        .toString(8)
        .padStart(6, "0")}\0 `,
      148,
    );
    return header;
  }
  test("knows sizes beyond eight gigabytes", () => {
    expect(readTarHeader(tarHeader("pages/1-000001.warc.gz", 9 * 1024 ** 3))).toEqual({
      name: "pages/1-000001.warc.gz",
      size: 9 * 1024 ** 3,
    });
  });
});

describe("the doctor", () => {
  const states = async (): Promise<Readonly<Record<string, string>>> =>
    Object.fromEntries((await Array.fromAsync(examine(home.data))).map(({ check, state }) => [check, state]));
  test("finds nothing wrong with a sound folder", async () => {
    await home.take([textInput(FERRY)]);
    expect(new Set(Object.values(await states()))).toEqual(new Set(["ok"]));
  });
  test("notices a torn end, lost pages, dead jobs and other readers", async () => {
    await home.take([textInput(FERRY)]);
    const pages = join(home.folder, "pages", "1-000001.warc.gz");
    writeFileSync(pages, Buffer.concat([readFileSync(pages), Buffer.from("torn")]));
    await home.data.store.jobs.add([{ kind: "read", key: "k", payload: null, maxAttempts: 1 }], NOW);
    const [job] = await home.data.store.jobs.lease({ worker: "w", kinds: ["read"], count: 1, now: NOW, until: NOW });
    await home.data.store.jobs.fail(job?.id ?? 0, "w", { code: "E_MODEL", message: "ended", hint: "" }, null, NOW);
    chmodSync(home.folder, 0o755);
    expect(await states()).toMatchObject({ archive: "warning", jobs: "warning", folder: "warning" });
    writeFileSync(join(home.folder, "pages", "gone"), "");
    home.data.archive.close();
    const { rmSync } = await import("node:fs");
    rmSync(pages);
    expect(await states()).toMatchObject({ archive: "failed" });
  });
});

test("nothing that a stream brings stops it", async () => {
  const { ingest } = await import("../../src/desk/ingest.ts");
  const inputs = streamOf([textInput(FERRY), textInput("CRASH"), textInput(FERRY)]);
  const statuses = (await Array.fromAsync(ingest(inputs, fakeDesk(), home.data, { reads: "now" }))).map(({ status }) => status);
  expect(statuses).toEqual(["stored", "refused", "unchanged"]);
});
