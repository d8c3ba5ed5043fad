import { promises as dns, type LookupAddress } from "node:dns";
import { isIP, type LookupFunction, type Socket } from "node:net";
import { callbackify } from "node:util";
import ipaddr from "ipaddr.js";
import { buildConnector } from "undici";
import { SaysoError } from "../errors.ts";
import type { AddressRule } from "./address.ts";
import { checkAddress, shown } from "./target.ts";

/** Every address of a name, as the network answers. */
export type Resolve = (name: string) => Promise<readonly string[]>;

/** Asks the machine's own resolver, its hosts file included. */
export const systemResolve: Resolve = async (name) => (await dns.lookup(name, { all: true })).map(({ address }) => address);

/**
 * Opens connections to checked addresses only.
 *
 * A name is looked up once for each connection, every record is checked, and the connection goes to these very
 * records: between check and connection nothing is asked again, so a name that changes its answer gains nothing.
 */
export function guardedConnector(
  { rule, ports, resolve }: { rule: AddressRule; ports: ReadonlySet<string>; resolve: Resolve },
  connectTimeoutMs: number,
): buildConnector.connector {
  return (options, callback) => {
    callbackify(connect)(options, (error: Error | null, socket: Socket) =>
      error === null ? callback(null, socket) : callback(error, null),
    );
  };

  async function connect(options: buildConnector.Options): Promise<Socket> {
    const host = options.hostname.replace(/^\[|\]$/g, "");
    const port = options.port || (options.protocol === "https:" ? "443" : "80");
    const addresses = await checkedAddresses(host, port, { rule, ports, resolve });
    const open = buildConnector({
      allowH2: false,
      maxCachedSessions: 0,
      rejectUnauthorized: true,
      timeout: connectTimeoutMs,
      lookup: answering(addresses),
    });
    const socket = await new Promise<Socket>((done, fail) => {
      open({ ...options, hostname: host }, (error, opened) => (error === null ? done(opened) : fail(error)));
    });
    const reached = socket.remoteAddress;
    if (reached !== undefined && !addresses.some((address) => sameAddress(address, reached))) {
      socket.destroy();
      throw new SaysoError("E_ADDRESS", `the connection reached ${shown(reached)}, which was not checked`);
    }
    return socket;
  }
}

/**
 * The addresses of a host, each of them checked.
 *
 * @throws SaysoError E_ADDRESS or E_PORT when any one is refused, E_DNS when there is none.
 */
export async function checkedAddresses(
  host: string,
  port: string,
  { rule, ports, resolve }: { rule: AddressRule; ports: ReadonlySet<string>; resolve: Resolve },
): Promise<readonly string[]> {
  const name = host.replace(/\.$/, "").toLowerCase();
  const addresses = isIP(name) === 0 ? await addressesOf(name, rule, resolve) : [name];
  for (const address of addresses) checkAddress(rule, address, port, ports);
  return addresses;
}

/** The two addresses that `localhost` and every name below it stand for, by RFC 6761 section 6.3. */
const LOOPBACK = ["127.0.0.1", "::1"] as const;

async function addressesOf(name: string, rule: AddressRule, resolve: Resolve): Promise<readonly string[]> {
  if (name === "localhost" || name.endsWith(".localhost")) {
    const opened = LOOPBACK.filter((address) => rule(address).open !== false);
    return opened.length > 0 ? opened : LOOPBACK;
  }
  try {
    const addresses = await resolve(name);
    if (addresses.length > 0) return addresses;
  } catch (cause) {
    throw new SaysoError("E_DNS", `the name ${shown(name)} could not be resolved (${shown(reasonOf(cause))})`, { cause });
  }
  throw new SaysoError("E_DNS", `the name ${shown(name)} has no address`);
}

const sameAddress = (one: string, other: string): boolean =>
  ipaddr.parse(one).toNormalizedString() === ipaddr.parse(other).toNormalizedString();

const reasonOf = (thrown: unknown): string => (thrown instanceof Error ? thrown.message : String(thrown));

/** A look-up that has only one answer. */
function answering(addresses: readonly string[]): LookupFunction {
  const records = addresses.map((address): LookupAddress => ({ address, family: isIP(address) }));
  return (_name, options, callback) => {
    const [first] = records;
    if (options.all || first === undefined) callback(null, records);
    else callback(null, first.address, first.family);
  };
}
