import { Agent, type Dispatcher } from "undici";
import type { Page } from "../article/page.ts";
import { SaysoError } from "../errors.ts";
import { type AddressRule, addressRule } from "./address.ts";
import { ACCEPTED_ENCODINGS, decode, encodingsOf, readAll } from "./body.ts";
import { guardedConnector, type Resolve, systemResolve } from "./connector.ts";
import { withDeadline } from "./deadline.ts";
import { fetchFailure } from "./failure.ts";
import { DEFAULT_LIMITS, type Limits, MAX_HEADER_BYTES } from "./limits.ts";
import { checkTarget, shown } from "./target.ts";

export interface FetchOptions extends Partial<Limits> {
  /** Ranges of addresses that are opened on purpose, with all their ports, such as `127.0.0.0/8`. */
  readonly allowAddresses?: readonly string[];
  /** What servers are told; should name a page where their owners find who asks and why. */
  readonly userAgent?: string;
  /** Every address of a name; by default the machine's own resolver is asked. */
  readonly resolve?: Resolve;
  /** The time as RFC 3339. */
  readonly now: () => string;
}

/** Fetches pages from public addresses, under limits; docs/fetching.md lists the rules. */
export interface Fetcher {
  /**
   * One page, its body decompressed, under its address after redirects.
   *
   * @throws SaysoError E_URL, E_ADDRESS, E_PORT, E_DNS, E_CONNECTION, E_TLS, E_REDIRECTS, E_HTTP_STATUS, E_CONTENT_TYPE,
   * E_TOO_LARGE, E_TIMEOUT or E_DECODE; the signal's own reason when `signal` ends it.
   */
  page(url: string, signal?: AbortSignal): Promise<Page>;
  /** Closes every connection; what is under way fails with E_CONNECTION. */
  close(): Promise<void>;
}

/** Name, version and where to ask: the address is reserved by RFC 2606 until the project has one of its own. */
export const USER_AGENT = "Sayso/0.1.0 (+https://sayso.example/fetching)";

/**
 * The one way by which this project asks the network for anything.
 *
 * @throws SaysoError E_USAGE when `allowAddresses` or `userAgent` are malformed.
 */
export function createFetcher(options: FetchOptions): Fetcher {
  const limits = limitsOf(options);
  const rule = addressRule(options.allowAddresses ?? []);
  const userAgent = options.userAgent ?? USER_AGENT;
  if (!/^[\x20-\x7e]+$/.test(userAgent)) throw new SaysoError("E_USAGE", "the user agent must be one line of printable ASCII");
  const idleMs = Math.ceil(limits.idleLimitSeconds * 1000);
  const agent = new Agent({
    connect: guardedConnector(rule, options.resolve ?? systemResolve, idleMs),
    allowH2: false,
    pipelining: 1,
    maxHeaderSize: MAX_HEADER_BYTES,
    headersTimeout: idleMs,
    bodyTimeout: idleMs,
  });
  return {
    page: async (address, signal) => {
      const hops: string[] = [];
      try {
        return await withDeadline(limits.timeLimitSeconds, signal, async (ended) => {
          const { url, answer } = await follow(address, hops, { agent, rule, limits, userAgent, ended });
          const fetchedAt = options.now();
          return { bytes: await bodyOf(answer, limits, ended), url: url.href, headers: headersOf(answer), fetchedAt };
        });
      } catch (thrown) {
        if (signal?.aborted === true) throw signal.reason;
        const via = hops.length > 1 ? ` (redirected to ${shown(hops.at(-1) ?? "")})` : "";
        throw fetchFailure(thrown, `${shown(address)}${via}`);
      }
    },
    close: () => agent.destroy(),
  };
}

interface Asking {
  readonly agent: Agent;
  readonly rule: AddressRule;
  readonly limits: Limits;
  readonly userAgent: string;
  readonly ended: AbortSignal;
}

/** Follows redirects, each checked like the first address; nothing of one hop (no cookie, no referrer) is told to the next. */
async function follow(
  address: string,
  hops: string[],
  asking: Asking,
): Promise<{ readonly url: URL; readonly answer: Dispatcher.ResponseData }> {
  let url = checkTarget(address, asking.rule);
  for (;;) {
    if (hops.includes(url.href)) throw new SaysoError("E_REDIRECTS", "the redirects run in a circle");
    if (hops.length > asking.limits.maxRedirects) throw new SaysoError("E_REDIRECTS", `more than ${asking.limits.maxRedirects} redirects`);
    hops.push(url.href);
    const answer = await ask(url, asking);
    if (!REDIRECTS.has(answer.statusCode)) return { url, answer };
    discard(answer);
    const { location } = answer.headers;
    if (typeof location !== "string" || location === "") throw new SaysoError("E_REDIRECTS", `status ${answer.statusCode} leads nowhere`);
    url = checkTarget(location, asking.rule, url);
  }
}

const REDIRECTS = new Set([301, 302, 303, 307, 308]);

const ask = (url: URL, { agent, userAgent, ended }: Asking): Promise<Dispatcher.ResponseData> =>
  agent.request({
    origin: url.origin,
    path: `${url.pathname}${url.search}`,
    method: "GET",
    signal: ended,
    headers: {
      "user-agent": userAgent,
      accept: "text/html, application/xhtml+xml, text/plain;q=0.9, application/xml;q=0.8",
      "accept-language": "en",
      "accept-encoding": ACCEPTED_ENCODINGS,
    },
  });

/** Ends an answer whose body is not wanted, and its connection with it, so that no server can make us read. */
function discard(answer: Dispatcher.ResponseData): void {
  answer.body.on("error", () => {});
  answer.body.destroy();
}

async function bodyOf(answer: Dispatcher.ResponseData, limits: Limits, ended: AbortSignal): Promise<Uint8Array> {
  try {
    checkStatus(answer);
    checkType(lastOf(answer.headers["content-type"]));
    const encodings = encodingsOf(joined(answer.headers["content-encoding"]));
    if (Number(answer.headers["content-length"] ?? 0) > limits.maxWireBytes)
      throw new SaysoError("E_TOO_LARGE", `the server announces more than ${limits.maxWireBytes} bytes`);
    const wire = await readAll(answer.body, limits.maxWireBytes, "as sent");
    return await decode(wire, encodings, limits, ended);
  } finally {
    discard(answer);
  }
}

/** Only these carry the whole page. */
const WHOLE = new Set([200, 203]);

function checkStatus({ statusCode, statusText }: Dispatcher.ResponseData): void {
  if (!WHOLE.has(statusCode)) throw new SaysoError("E_HTTP_STATUS", `the server answered ${statusCode} ${shown(statusText)}`.trimEnd());
}

const PAGE_TYPES = /^(?:text\/(?:html|plain|xml)|application\/(?:xhtml\+xml|xml))$/;

/** A missing or malformed type says nothing, and `extract` decides by the bytes. */
function checkType(header: string | undefined): void {
  const type = header?.split(";")[0]?.trim().toLowerCase() ?? "";
  if (type.includes("/") && !PAGE_TYPES.test(type)) throw new SaysoError("E_CONTENT_TYPE", `the server sent ${shown(type)}, not a page`);
}

const headersOf = (answer: Dispatcher.ResponseData): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(answer.headers).map(([name, value]) => [name.toLowerCase(), joined(value) ?? ""]));

type HeaderValue = string | string[] | undefined;
const joined = (value: HeaderValue): string | undefined => (Array.isArray(value) ? value.join(", ") : value);
const lastOf = (value: HeaderValue): string | undefined => (Array.isArray(value) ? value.at(-1) : value);

function limitsOf(options: FetchOptions): Limits {
  return {
    maxWireBytes: options.maxWireBytes ?? DEFAULT_LIMITS.maxWireBytes,
    maxBodyBytes: options.maxBodyBytes ?? DEFAULT_LIMITS.maxBodyBytes,
    timeLimitSeconds: options.timeLimitSeconds ?? DEFAULT_LIMITS.timeLimitSeconds,
    idleLimitSeconds: options.idleLimitSeconds ?? DEFAULT_LIMITS.idleLimitSeconds,
    maxRedirects: options.maxRedirects ?? DEFAULT_LIMITS.maxRedirects,
  };
}
