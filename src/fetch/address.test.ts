import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import ipaddr from "ipaddr.js";
import { describe, expect, test } from "vitest";
import { readLexicon } from "../resource/lexicon.ts";
import { addressRule } from "./address.ts";

const disk = { bytes: async (name: string) => readFileSync(new URL(`../../${name}`, import.meta.url)) };
const ranges = await readLexicon(disk, "data/fetch/special-ranges.tsv", ["range", "purpose", "document", "reachable"]);
const rule = addressRule([]);

describe("every range of the IANA registries is refused", () => {
  test.each(ranges)("$range $purpose", ({ range }) => {
    const [network, bits] = ipaddr.parseCIDR(range);
    const some = [network, withBits(network, bits, () => true), withBits(network, bits, (bit) => bit % 3 === 0)].map(String);
    expect(some.filter((address) => rule(address).open !== false)).toEqual([]);
  });
  test.each(ranges)("any address of $range", ({ range }) => {
    const [network, bits] = ipaddr.parseCIDR(range);
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 128, maxLength: 128 }), (random) => {
        expect(rule(withBits(network, bits, (bit) => random[bit] === true).toString()).open).toBe(false);
      }),
      { numRuns: 20 },
    );
  });
});

describe("just outside the ranges lie public addresses", () => {
  test.each([
    ["1.0.0.0"],
    ["9.255.255.255"],
    ["11.0.0.0"],
    ["100.63.255.255"],
    ["100.128.0.0"],
    ["126.255.255.255"],
    ["128.0.0.0"],
    ["169.253.255.255"],
    ["172.15.255.255"],
    ["172.32.0.0"],
    ["192.0.1.0"],
    ["192.0.3.0"],
    ["192.167.255.255"],
    ["192.169.0.0"],
    ["198.17.255.255"],
    ["198.20.0.0"],
    ["198.51.99.255"],
    ["203.0.114.0"],
    ["223.255.255.255"],
    ["2001:200::1"],
    ["2001:db7:ffff::1"],
    ["2001:db9::1"],
    ["2003::1"],
    ["2606:4700::1111"],
    ["3ffe:ffff::1"],
    ["3fff:1000::1"],
  ])("%s", (address) => expect(rule(address)).toEqual({ open: "public" }));
});

describe("an address inside another is refused, whatever it is", () => {
  test.each([
    ["mapped", "::ffff:8.8.8.8"],
    ["mapped, in hexadecimal", "::ffff:7f00:1"],
    ["compatible", "::8.8.8.8"],
    ["translated", "::ffff:0:8.8.8.8"],
    ["NAT64", "64:ff9b::808:808"],
    ["6to4", "2002:808:808::1"],
    ["Teredo", "2001:0:808:808::1"],
  ])("%s %s", (_, address) => expect(rule(address)).toMatchObject({ open: false }));
});

describe("what is not an address is refused", () => {
  test.each([[""], ["localhost"], ["8.8.8"], ["0x8.8.8.8"], ["010.8.8.8"], ["fe80::1%eth0"], ["2606:4700::1%eth0"], ["8.8.8.8/8"]])(
    "%j",
    (address) => expect(rule(address)).toEqual({ open: false, reason: "not an address" }),
  );
});

describe("ranges are opened on purpose", () => {
  const opened = addressRule(["127.0.0.0/8", "fd00:aa::/32"]);
  test.each([
    ["127.0.0.1", "opened"],
    ["127.255.0.9", "opened"],
    ["fd00:aa::7", "opened"],
    ["8.8.8.8", "public"],
    ["10.0.0.1", false],
    ["::1", false],
    ["::ffff:127.0.0.1", false],
    ["fd00:ab::7", false],
  ])("%s is %s", (address, open) => expect(opened(address).open).toBe(open));

  test.each([["127.0.0.1"], ["127.0.0.0/33"], ["::/129"], ["localhost/8"], [""], ["/8"], ["127/8"], ["0x7f.0.0.0/8"]])(
    "%j is no range",
    (range) => expect(() => addressRule([range])).toThrow(expect.objectContaining({ code: "E_USAGE" })),
  );
});

/** The address of a network whose host bits are as told. */
function withBits(network: ipaddr.IPv4 | ipaddr.IPv6, bits: number, set: (bit: number) => boolean): ipaddr.IPv4 | ipaddr.IPv6 {
  const bytes = network.toByteArray();
  for (let bit = bits; bit < bytes.length * 8; bit++) {
    const index = Math.floor(bit / 8);
    if (set(bit)) bytes[index] = (bytes[index] ?? 0) | (0x80 >> (bit % 8));
  }
  return ipaddr.fromByteArray(bytes);
}
