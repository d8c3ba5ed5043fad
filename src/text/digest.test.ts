import { expect, test } from "vitest";
import { sha256Hex } from "./digest.ts";

test.each([
  ["nothing", "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"],
  ["three letters", "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"],
])("the digest of %s is the one that FIPS 180 gives", (_, text, digest) => {
  expect(sha256Hex(text)).toBe(digest);
  expect(sha256Hex(new TextEncoder().encode(text))).toBe(digest);
});
