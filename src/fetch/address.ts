import { isIP } from "node:net";
import ipaddr from "ipaddr.js";
import { SaysoError } from "../errors.ts";

/** What may be done with an address: `public` is asked on the public ports, `opened` on all ports, any other not at all. */
export type AddressVerdict = { readonly open: "public" | "opened" } | { readonly open: false; readonly reason: string };

export type AddressRule = (address: string) => AddressVerdict;

/** Ports of public addresses: those that the two schemes name. */
export const PUBLIC_PORTS: ReadonlySet<string> = new Set(["80", "443"]);

/** The public ports with those that are listed on purpose. @throws SaysoError E_USAGE for what is no port. */
export function publicPorts(listed: readonly number[]): ReadonlySet<string> {
  const wrong = listed.find((port) => !Number.isInteger(port) || port < 1 || port > 65_535);
  if (wrong !== undefined) throw new SaysoError("E_USAGE", `a port is a whole number from 1 to 65535, not ${wrong}`);
  return new Set([...PUBLIC_PORTS, ...listed.map(String)]);
}

/**
 * The rule by which addresses are asked: global unicast addresses, and those in `opened` (CIDR such as `127.0.0.0/8`).
 *
 * An IPv4 address inside an IPv6 one (mapped, compatible, 6to4, Teredo, NAT64) is never public, even when the IPv4
 * address is: where a translator sends it is decided elsewhere. It is opened by its own IPv6 range only.
 *
 * @throws SaysoError E_USAGE when an entry of `opened` is not a CIDR range.
 */
export function addressRule(opened: readonly string[]): AddressRule {
  const ranges = opened.map(parseRange);
  return (address) => {
    if (isIP(address) === 0 || address.includes("%")) return { open: false, reason: "not an address" };
    const parsed = ipaddr.parse(address);
    if (ranges.some(([network, bits]) => network.kind() === parsed.kind() && parsed.match(network, bits))) return { open: "opened" };
    const special = specialRange(parsed);
    return special === null ? { open: "public" } : { open: false, reason: special };
  };
}

/** All addresses that IANA hands out as IPv6 global unicast; the rest is reserved, assigned to special purposes, or not assigned. */
const GLOBAL_UNICAST_V6 = ipaddr.IPv6.parseCIDR("2000::/3");

/** Why an address is not global unicast, or null when it is. */
function specialRange(address: ipaddr.IPv4 | ipaddr.IPv6): string | null {
  const range = address.range();
  if (range !== "unicast") return range;
  if (address.kind() === "ipv6" && !address.match(GLOBAL_UNICAST_V6)) return "outside global unicast";
  return null;
}

function parseRange(range: string): [ipaddr.IPv4 | ipaddr.IPv6, number] {
  const [address = "", bits] = range.split("/");
  if (bits === undefined || isIP(address) === 0 || !ipaddr.isValidCIDR(range))
    throw new SaysoError("E_USAGE", `not a range of addresses: ${JSON.stringify(range)}; expected CIDR such as 127.0.0.0/8`);
  return ipaddr.parseCIDR(range);
}
