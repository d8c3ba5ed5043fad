import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { SaysoError } from "../errors.ts";
import { addressRule, publicPorts } from "./address.ts";
import { checkTarget, shown } from "./target.ts";

const closed = addressRule([]);
const codeOf = (address: string, base?: string): string => {
  try {
    return checkTarget(address, closed, base === undefined ? undefined : new URL(base)).href;
  } catch (thrown) {
    return thrown instanceof SaysoError ? thrown.code : "other";
  }
};

describe("an address to fetch", () => {
  test.each([
    ["http", "http://harbour.example/a?b=c", "http://harbour.example/a?b=c"],
    ["https", "https://harbour.example", "https://harbour.example/"],
    ["without its fragment", "http://harbour.example/a#part", "http://harbour.example/a"],
    ["with an at sign in its path", "http://harbour.example/@ana?to=a@b", "http://harbour.example/@ana?to=a@b"],
    ["of a name in other letters", "http://häfen.example/ä", "http://xn--hfen-loa.example/%C3%A4"],
    ["of a public number", "http://8.8.8.8/", "http://8.8.8.8/"],
    ["of a public IPv6 number", "http://[2606:4700::1111]/", "http://[2606:4700::1111]/"],
    ["on a port that the look-up decides about", "http://harbour.example:8080/", "http://harbour.example:8080/"],
  ])("%s is taken", (_, address, href) => expect(codeOf(address)).toBe(href));

  test.each([
    ["another scheme", "ftp://harbour.example/", "E_URL"],
    ["a file", "file:///etc/passwd", "E_URL"],
    ["data", "data:text/html,hello", "E_URL"],
    ["a script", "javascript:alert(1)", "E_URL"],
    ["a socket", "ws://harbour.example/", "E_URL"],
    ["no scheme", "harbour.example/a", "E_URL"],
    ["nothing", "", "E_URL"],
    ["no host", "http://", "E_URL"],
    ["a user name", "http://ana@harbour.example/", "E_URL"],
    ["a password", "http://ana:secret@harbour.example/", "E_URL"],
    ["an empty user name", "http://@harbour.example/", "E_URL"],
    ["a user name that looks like the host", "http://harbour.example@10.0.0.1/", "E_URL"],
    ["a user name after one slash", "http:/ana@harbour.example/", "E_URL"],
    ["a backslash", "http://harbour.example\\@10.0.0.1/", "E_URL"],
    ["a backslash in the path", "http://harbour.example/a\\b", "E_URL"],
    ["a line end", "http://harbour.example/a\r\nX-Evil: 1", "E_URL"],
    ["a tab inside the scheme", "ht\ttp://harbour.example/", "E_URL"],
    ["NUL", "http://harbour.example/\0", "E_URL"],
    ["a port that is none", "http://harbour.example:99999/", "E_URL"],
    ["a space in the host", "http://har bour.example/", "E_URL"],
    ["more than 8,192 characters", `http://harbour.example/${"a".repeat(8192)}`, "E_URL"],
    ["a private number", "http://10.0.0.1/", "E_ADDRESS"],
    ["loopback", "http://127.0.0.1/", "E_ADDRESS"],
    ["the metadata service of clouds", "http://169.254.169.254/latest/meta-data/", "E_ADDRESS"],
    ["loopback with a dot at its end", "http://127.0.0.1./", "E_ADDRESS"],
    ["loopback in octal", "http://0177.0.0.1/", "E_ADDRESS"],
    ["loopback in hexadecimal", "http://0x7f.0.0.1/", "E_ADDRESS"],
    ["loopback as one hexadecimal number", "http://0x7f000001/", "E_ADDRESS"],
    ["loopback as one decimal number", "http://2130706433/", "E_ADDRESS"],
    ["loopback, short", "http://127.1/", "E_ADDRESS"],
    ["zero", "http://0/", "E_ADDRESS"],
    ["loopback in full-width digits", "http://１２７.０.０.１/", "E_ADDRESS"],
    ["loopback with ideographic dots", "http://127。0。0。1/", "E_ADDRESS"],
    ["loopback, percent-encoded", "http://%31%32%37.0.0.1/", "E_ADDRESS"],
    ["IPv6 loopback", "http://[::1]/", "E_ADDRESS"],
    ["IPv6 loopback in full", "http://[0:0:0:0:0:0:0:1]/", "E_ADDRESS"],
    ["mapped loopback", "http://[::ffff:127.0.0.1]/", "E_ADDRESS"],
    ["mapped loopback in hexadecimal", "http://[::ffff:7f00:1]/", "E_ADDRESS"],
    ["a public number on another port", "http://8.8.8.8:8080/", "E_PORT"],
    ["https of a public number on 8443", "https://8.8.8.8:8443/", "E_PORT"],
  ])("%s is refused", (_, address, code) => expect(codeOf(address)).toBe(code));

  test.each([
    ["/b", "http://harbour.example/b"],
    ["//other.example/", "http://other.example/"],
    ["?p=2", "http://harbour.example/a?p=2"],
    ["mail@harbour.example", "http://harbour.example/mail@harbour.example"],
    ["//ana@other.example/", "E_URL"],
    ["//10.0.0.1/", "E_ADDRESS"],
    ["gopher://harbour.example/", "E_URL"],
  ])("redirected to %s", (location, expected) => expect(codeOf(location, "http://harbour.example/a")).toBe(expected));
});

test("no address makes the check throw anything but its own codes", () => {
  const pieces = fc.array(
    fc.oneof(
      fc.constantFrom("http:", "https://", "//", "@", ":", "[", "]", "::", "127.0.0.1", "0x7f", ".", "%", "?", "#", "\\", "\ud800", "xn--"),
      fc.string({ unit: "binary", maxLength: 6 }),
    ),
    { maxLength: 8 },
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.webUrl(),
        pieces.map((all) => all.join("")),
      ),
      fc.boolean(),
      (address, relative) => {
        const result = codeOf(address, relative ? "http://harbour.example/a" : undefined);
        expect(/^(?:https?:\/\/.|E_(?:URL|ADDRESS|PORT)$)/.test(result)).toBe(true);
      },
    ),
    { numRuns: 2000 },
  );
});

test("a message shows no password, no control character, and not everything", () => {
  expect(shown("http://ana:secret@harbour.example/\u001b[2J")).toBe("http://…@harbour.example/\uFFFD[2J");
  expect(shown("x".repeat(1000))).toHaveLength(301);
});

test("a port that is listed on purpose is asked of public addresses, and no other", () => {
  const ports = publicPorts([8080]);
  expect(checkTarget("http://8.8.8.8:8080/", closed, undefined, ports).href).toBe("http://8.8.8.8:8080/");
  expect(() => checkTarget("http://8.8.8.8:8081/", closed, undefined, ports)).toThrow(expect.objectContaining({ code: "E_PORT" }));
  expect(() => checkTarget("http://10.0.0.1:8080/", closed, undefined, ports)).toThrow(expect.objectContaining({ code: "E_ADDRESS" }));
  for (const wrong of [0, 65_536, 80.5, Number.NaN])
    expect(() => publicPorts([wrong])).toThrow(expect.objectContaining({ code: "E_USAGE" }));
});
