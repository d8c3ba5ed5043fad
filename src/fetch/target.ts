import { isIP } from "node:net";
import { SaysoError } from "../errors.ts";
import { type AddressRule, PUBLIC_PORTS } from "./address.ts";

/** Characters of an address; RFC 9110 section 4.1 asks that at least 8,000 be supported. */
const MAX_URL_LENGTH = 8192;

/**
 * The one parse of an address to fetch, with everything refused that needs no look-up: other schemes, user names,
 * backslashes and control characters (two parsers read them differently), numeric hosts that are not public.
 * `base` is the page that redirects here. The fragment is dropped, since it is never sent.
 *
 * @throws SaysoError E_URL, E_ADDRESS or E_PORT.
 */
export function checkTarget(address: string, rule: AddressRule, base?: URL, ports: ReadonlySet<string> = PUBLIC_PORTS): URL {
  const url = parse(address, base);
  const host = hostOf(url);
  if (isIP(host) !== 0) checkAddress(rule, host, portOf(url), ports);
  return url;
}

/**
 * Refuses an address, or its port.
 *
 * @throws SaysoError E_ADDRESS or E_PORT.
 */
export function checkAddress(rule: AddressRule, address: string, port: string, ports: ReadonlySet<string>): void {
  const verdict = rule(address);
  if (verdict.open === false) throw new SaysoError("E_ADDRESS", `the address ${shown(address)} is not public (${verdict.reason})`);
  if (verdict.open === "public" && !ports.has(port))
    throw new SaysoError("E_PORT", `port ${port} of ${shown(address)} is not asked, only ${[...ports].join(", ")}`);
}

/** The host without the brackets of IPv6 and without the dot that may end a full name. */
export const hostOf = (url: URL): string => url.hostname.replace(/^\[|\]$/g, "").replace(/\.$/, "");

export const portOf = (url: URL): string => url.port || (url.protocol === "https:" ? "443" : "80");

/** An address or other foreign text as a message may carry it: one line, printable, no password, not too long. */
export const shown = (text: string): string => {
  const printable = text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, "\uFFFD").replace(/(:\/\/)[^/?#]*@/, "$1…@");
  return printable.length > 300 ? `${printable.slice(0, 300)}…` : printable;
};

function parse(address: string, base: URL | undefined): URL {
  const refuse = (why: string): never => {
    throw new SaysoError("E_URL", `the address ${why}`);
  };
  if (address.length > MAX_URL_LENGTH) return refuse(`longer than ${MAX_URL_LENGTH} characters`);
  if (/\p{Cc}/u.test(address)) return refuse("has control characters");
  if (address.includes("\\")) return refuse("has a backslash");
  if (/^\s*(?:https?:)?\/\/[^/?#]*@/i.test(address)) return refuse("has a user name or password");
  const url = URL.parse(address, base?.href);
  if (url === null) return refuse("is not one");
  if (url.protocol !== "http:" && url.protocol !== "https:") return refuse(`has the scheme ${shown(url.protocol)}, not http or https`);
  if (url.username !== "" || url.password !== "") return refuse("has a user name or password");
  if (hostOf(url) === "") return refuse("names no host");
  url.hash = "";
  return url;
}
