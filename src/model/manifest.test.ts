import { describe, expect, test } from "vitest";
import { resourcesOf } from "../../test/support/resources.ts";
import { diskResources } from "../desk/disk-resources.ts";
import { sha256Hex } from "../text/digest.ts";
import { LABELS, type ReaderManifest, readManifest, readModelFile } from "./manifest.ts";
import { readPairHead } from "./pair-head.ts";

const read = (manifest: string) => readManifest(resourcesOf({ "m/manifest.json": manifest }), "m");

describe("a manifest is refused when", () => {
  test.each([
    ["it is no JSON", "{", /manifest\.json: not valid JSON/],
    ["it is nothing", "null", /format undefined is not reader\/1/],
    ["it is of another format", JSON.stringify({ format: "reader/2", labels: LABELS }), /format reader\/2 is not reader\/1/],
    ["it has no labels", JSON.stringify({ format: "reader/1" }), /the labels {2}are not O, B-source/],
    ["its labels are others", JSON.stringify({ format: "reader/1", labels: ["O", "B-cue"] }), /the labels O, B-cue are not O, B-source/],
  ])("%s", async (_, manifest, message) => {
    await expect(read(manifest)).rejects.toMatchObject({ code: "E_MANIFEST", message: expect.stringMatching(message) });
  });
  test("there is none", async () => {
    await expect(readManifest(resourcesOf({}), "m")).rejects.toMatchObject({ code: "E_RESOURCE" });
  });
});

describe("a model's file", () => {
  const manifest = (sha256: string): ReaderManifest => {
    const file = { path: "v.txt", sha256 };
    return { files: { model: file, vocabulary: file, pairHead: file } } as unknown as ReaderManifest;
  };
  test("is given when its digest fits", async () => {
    const bytes = await readModelFile(resourcesOf({ "m/v.txt": "abc" }), "m", manifest(sha256Hex("abc")), "vocabulary");
    expect(new TextDecoder().decode(bytes)).toBe("abc");
  });
  test("is refused when it has changed, with both digests", async () => {
    const reading = readModelFile(resourcesOf({ "m/v.txt": "abd" }), "m", manifest(sha256Hex("abc")), "vocabulary");
    await expect(reading).rejects.toMatchObject({
      code: "E_DIGEST",
      message: `m/v.txt: expected sha256 ${sha256Hex("abc")}, found ${sha256Hex("abd")}`,
    });
  });
});

describe("a pair head is refused when", () => {
  test.each([
    ["it is no JSON", "{"],
    ["it has the wrong shape", JSON.stringify({ distance: { shape: [2, 1], data: [0, 0] }, out: { shape: [5, 1], weight: [], bias: [] } })],
  ])("%s", (_, json) => expect(() => readPairHead(json)).toThrow(expect.objectContaining({ code: "E_MANIFEST" })));
});

test("the English reader's manifest is one that this version reads", async () => {
  expect((await readManifest(diskResources(), "models/en/reader")).name).toBe("en/reader");
});
