import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openData } from "../../src/desk/data.ts";
import { ingest, type Receipt } from "../../src/desk/ingest.ts";
import { verifyData } from "../../src/desk/verify-data.ts";
import { fakeDesk } from "../support/fake-desk.ts";
import { numbered } from "./numbered.ts";

/** A file system in memory that can be filled and made read-only; only root may make one. */
function mount(folder: string, options: string): boolean {
  return spawnSync("mount", ["-t", "tmpfs", "-o", options, "tmpfs", folder], { stdio: "ignore" }).status === 0;
}
const canMount = ((): boolean => {
  const folder = mkdtempSync(join(tmpdir(), "sayso-mount-"));
  const isMounted = mount(folder, "size=64k");
  if (isMounted) spawnSync("umount", [folder]);
  rmSync(folder, { recursive: true });
  return isMounted;
})();
const skipReason = canMount ? "" : " (skipped: this user may not mount a file system)";

describe.skipIf(!canMount)(`a small disk${skipReason}`, () => {
  let disk: string;
  beforeEach(() => {
    disk = mkdtempSync(join(tmpdir(), "sayso-disk-"));
    mount(disk, "size=1m");
  });
  afterEach(() => {
    if (spawnSync("umount", [disk]).status !== 0) throw new Error(`${disk} is still used: a file was not closed`);
    rmSync(disk, { recursive: true });
  });

  /** Takes in until it fails; gives what was acknowledged and how it failed. */
  async function fill(folder: string): Promise<{ receipts: readonly Receipt[]; code: unknown }> {
    const data = await openData({ folder, creates: true });
    const receipts: Receipt[] = [];
    try {
      for await (const receipt of ingest(numbered(0, 100_000), fakeDesk(), data, { reads: "now" })) receipts.push(receipt);
      return { receipts, code: undefined };
    } catch (thrown) {
      return { receipts, code: thrown instanceof Error && "code" in thrown ? thrown.code : thrown };
    } finally {
      await data.close();
    }
  }

  test("that is full loses nothing that was acknowledged, and goes on when there is room", { timeout: 120_000 }, async () => {
    const folder = join(disk, "data");
    const { receipts, code } = await fill(folder);
    expect(code).toBe("E_DISK_FULL");
    expect(receipts.length).toBeGreaterThan(5);
    spawnSync("mount", ["-o", "remount,size=8m", disk]);
    const data = await openData({ folder, creates: false });
    try {
      expect((await Array.fromAsync(verifyData(data, fakeDesk()))).map(({ message }) => message)).toEqual([]);
      for (const { article } of receipts) expect((await data.store.article(article ?? ""))?.digest).toBe(article);
      const again = await Array.fromAsync(ingest(numbered(0, receipts.length + 20), fakeDesk(), data, { reads: "now" }));
      expect(again.slice(0, receipts.length).map(({ status }) => status)).toEqual(receipts.map(() => "unchanged"));
      expect((await data.store.coverage()).articles).toBe(receipts.length + 20);
      expect((await Array.fromAsync(verifyData(data, fakeDesk()))).map(({ message }) => message)).toEqual([]);
    } finally {
      await data.close();
    }
  });
  test("that is read-only is told so", async () => {
    const folder = join(disk, "data");
    const data = await openData({ folder, creates: true });
    await data.close();
    spawnSync("mount", ["-o", "remount,ro", disk]);
    await expect(fill(folder)).rejects.toMatchObject({ code: "E_READ_ONLY" });
    await expect(openData({ folder: join(disk, "other"), creates: true })).rejects.toMatchObject({ code: "E_READ_ONLY" });
  });
});
