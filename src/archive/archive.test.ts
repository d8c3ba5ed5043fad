import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { WARCParser } from "warcio";
import { keptPageId } from "../record/kept-page.ts";
import { sha256Hex } from "../text/digest.ts";
import { type Archive, type ArchiveOptions, openArchive } from "./archive.ts";
import { nodeDisk } from "./disk.ts";
import type { PageToArchive } from "./warc.ts";

const NOW = "2026-01-02T03:04:05.000Z";
let folder: string;
const opened: Archive[] = [];
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), "sayso-archive-")), "pages");
});
afterEach(() => {
  for (const archive of opened.splice(0)) archive.close();
  rmSync(join(folder, ".."), { recursive: true });
});

function open(options: Partial<ArchiveOptions> = {}): Archive {
  const archive = openArchive(folder, { software: "sayso test", now: () => NOW, ...options });
  opened.push(archive);
  return archive;
}

function page(text: string, more: Partial<PageToArchive> = {}): PageToArchive {
  const bytes = new TextEncoder().encode(text);
  const [sha256, url] = [sha256Hex(bytes), "https://hallam.example/ferry"];
  const headers = { "content-type": "text/html; charset=utf-8", "content-encoding": "gzip", etag: '"x"' };
  return { id: keptPageId(url, NOW, sha256), bytes, sha256, url, date: NOW, isFetched: true, headers, sameAs: null, ...more };
}

const FERRY = page("<p>“It broke,” Ana Lind said.</p>");

describe("a page comes back as it went in", () => {
  test("with the server's answer", () => {
    const archive = open();
    const back = archive.read(archive.append(FERRY));
    expect(back).toMatchObject({ type: "response", url: FERRY.url, date: NOW, headers: FERRY.headers, sha256: FERRY.sha256 });
    expect(Buffer.from(back.payload).equals(FERRY.bytes)).toBe(true);
  });
  test("when it was given by hand, with and without an address", () => {
    const archive = open();
    const given = page("plain", { isFetched: false, url: null, headers: { "content-type": "text/plain; charset=utf-8" } });
    expect(archive.read(archive.append(given))).toMatchObject({ type: "resource", url: null, headers: given.headers });
    expect(archive.read(archive.append({ ...given, url: "https://hallam.example/" }))).toMatchObject({ url: "https://hallam.example/" });
  });
  test("when its bytes are empty, binary or look like headers", () => {
    const archive = open();
    for (const text of ["", "\r\n\r\nWARC/1.1\r\n\r\n", "\0\u0001\uFFFF".repeat(999)]) {
      const one = page(text);
      expect(Buffer.from(archive.read(archive.append(one)).payload).equals(one.bytes)).toBe(true);
    }
  });
  test("and no header of a server breaks out of its line", () => {
    const archive = open();
    const evil = page("x", {
      headers: { "x-a": "1\r\nWARC-Type: response\r\n\r\nbody", "b ad\r\n": "2" },
      url: "https://a.example/\r\nX: 1",
    });
    const back = archive.read(archive.append(evil));
    expect(Object.keys(back.headers)).toEqual(["x-a", "b_ad__"]);
    expect(new TextDecoder().decode(back.payload)).toBe("x");
  });
});

describe("another program reads the files", () => {
  test("every record, with revisits and given pages", async () => {
    const archive = open();
    archive.append(FERRY);
    const again = { ...FERRY, id: keptPageId(FERRY.url, "2026-01-03T00:00:00.000Z", FERRY.sha256), date: "2026-01-03T00:00:00.000Z" };
    archive.append({ ...again, sameAs: { id: FERRY.id, url: FERRY.url, date: NOW } });
    archive.append(page("plain", { isFetched: false, headers: { "content-type": "text/plain" } }));
    const [name = ""] = readdirSync(folder).filter((one) => one.endsWith(".warc.gz"));
    const records: [string, string | null, string][] = [];
    for await (const record of new WARCParser([readFileSync(join(folder, name))]))
      records.push([record.warcType ?? "", record.warcTargetURI ?? null, await record.contentText()]);
    expect(records).toEqual([
      ["warcinfo", null, expect.stringContaining("software: sayso test")],
      ["response", FERRY.url, new TextDecoder().decode(FERRY.bytes)],
      ["revisit", FERRY.url, ""],
      ["resource", FERRY.url, "plain"],
    ]);
  });
});

describe("files", () => {
  const names = (): readonly string[] =>
    readdirSync(folder)
      .filter((one) => one.endsWith(".warc.gz"))
      .sort();
  test("are not made before the first page", () => {
    open().close();
    expect(nodeDisk.names(folder)).toEqual([]);
  });
  test("go on where they were closed", () => {
    for (const text of ["a", "b"]) {
      const archive = open();
      archive.append(page(text));
      archive.close();
    }
    expect(names()).toEqual(["1-000001.warc.gz"]);
  });
  test("that were not closed are never touched again", () => {
    const first = open();
    first.append(page("a"));
    first.close();
    appendFileSync(join(folder, "1-000001.warc.gz"), "torn");
    const second = open();
    expect(second.append(page("b")).file).toBe("1-000002.warc.gz");
  });
  test("are one for each writer at a time", () => {
    const [first, second] = [open(), open()];
    expect([first.append(page("a")).file, second.append(page("b")).file]).toEqual(["1-000001.warc.gz", "2-000001.warc.gz"]);
    first.close();
    expect(open().append(page("c")).file).toBe("1-000001.warc.gz");
  });
  test("are ended when they are full", async () => {
    const archive = open({ fileMostBytes: 1000 });
    for (const text of ["a", "b", "c", "d", "e"]) {
      archive.append(page(text.repeat(9)));
      await archive.sync();
    }
    expect(names().length).toBeGreaterThan(2);
    expect(archive.read(archive.append(page("f"))).type).toBe("response");
  });
});

describe("what is damaged is noticed", () => {
  test.each([
    ["a byte that was changed", (bytes: Buffer) => bytes.writeUInt8((bytes.at(-30) ?? 0) ^ 1, bytes.length - 30)],
    ["an end that was cut off", (bytes: Buffer) => bytes.fill(0, bytes.length - 20)],
  ])("%s", (_, damage) => {
    const archive = open();
    const address = archive.append(FERRY);
    const path = join(folder, address.file);
    const bytes = readFileSync(path);
    damage(bytes);
    writeFileSync(path, bytes);
    expect(() => archive.read(address)).toThrow(expect.objectContaining({ code: "E_ARCHIVE" }));
  });
  test.each([["../outside.warc.gz"], ["/etc/passwd"], ["1-000001.warc.gz/../x"]])("no address leads out of the folder: %s", (file) => {
    const archive = open();
    archive.append(FERRY);
    expect(() => archive.read({ file, offset: 0, length: 10 })).toThrow(expect.objectContaining({ code: "E_ARCHIVE" }));
  });
  test("a torn end at whatever byte, and records that nobody refers to", () => {
    const archive = open();
    const first = archive.append(page("a"));
    const second = archive.append(page("b"));
    archive.close();
    const path = join(folder, first.file);
    const known = new Map([[first.file, first.offset + first.length]]);
    expect(archive.tails(known)).toEqual([{ file: first.file, records: 1, tornBytes: 0 }]);
    expect(archive.tails(new Map())).toEqual([{ file: first.file, records: 3, tornBytes: 0 }]);
    for (const left of [second.length - 1, 100, 17, 9, 1]) {
      truncateSync(path, second.offset + left);
      expect(archive.tails(known)).toEqual([{ file: first.file, records: 0, tornBytes: left }]);
    }
  });
});

describe("a disk that fails", () => {
  const full = Object.assign(new Error("no space left on device"), { code: "ENOSPC" });
  test("leaves no half record behind, and the archive goes on when there is room", () => {
    let room = true;
    const disk = {
      ...nodeDisk,
      write: (file: number, bytes: Uint8Array, offset: number) => {
        nodeDisk.write(file, room ? bytes : bytes.subarray(0, 5), offset);
        if (!room) throw full;
      },
    };
    const archive = open({ disk });
    const first = archive.append(page("a"));
    room = false;
    expect(() => archive.append(page("b"))).toThrow(expect.objectContaining({ code: "E_DISK_FULL" }));
    expect(statSync(join(folder, first.file)).size).toBe(first.offset + first.length);
    room = true;
    const third = archive.append(page("c"));
    expect(third.offset).toBe(first.offset + first.length);
    expect(archive.read(third).type).toBe("response");
  });
  test("says when a sync failed", async () => {
    const archive = open({ disk: { ...nodeDisk, sync: async () => Promise.reject(full) } });
    archive.append(FERRY);
    await expect(archive.sync()).rejects.toMatchObject({ code: "E_DISK_FULL" });
  });
  test("or will not be written", () => {
    const denied = Object.assign(new Error("read-only file system"), { code: "EROFS" });
    const makeFolder = (): void => {
      throw denied;
    };
    expect(() => open({ disk: { ...nodeDisk, makeFolder } }).append(FERRY)).toThrow(expect.objectContaining({ code: "E_READ_ONLY" }));
  });
});

describe("a page that is taken away", () => {
  test("leaves nothing of its bytes, and the others where they are, for any reader", async () => {
    const archive = open();
    const [first, secret, last] = [archive.append(page("a")), archive.append(page("secret ".repeat(99))), archive.append(page("c"))];
    await archive.remove("ab".repeat(32), secret, NOW);
    expect(archive.read(secret)).toMatchObject({ type: "metadata", sha256: "" });
    expect([archive.read(first).type, archive.read(last).type]).toEqual(["response", "response"]);
    expect(gunzipSync(readFileSync(join(folder, first.file))).toString()).not.toContain("secret");
    expect(archive.tails(new Map())).toMatchObject([{ records: 4, tornBytes: 0 }]);
    let count = 0;
    for await (const record of new WARCParser([readFileSync(join(folder, first.file))])) if (record.warcType) count++;
    expect(count).toBe(4);
  });
});
