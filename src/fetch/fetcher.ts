import { Agent, type Dispatcher } from "undici";
import type { Page } from "../article/page.ts";
import { SaysoError } from "../errors.ts";
import { type AddressRule, addressRule, publicPorts } from "./address.ts";
import { ACCEPTED, type Answer, type AskedKind, type AskOptions, type Validators } from "./asked.ts";
import { ACCEPTED_ENCODINGS, decode, encodingsOf, readAll } from "./body.ts";
import { guardedConnector, type Resolve, systemResolve } from "./connector.ts";
import { withDeadline } from "./deadline.ts";
import { fetchFailure } from "./failure.ts";
import { DEFAULT_LIMITS, type Limits, MAX_HEADER_BYTES } from "./limits.ts";
import { checkTarget, shown } from "./target.ts";
import { USER_AGENT } from "./user-agent.ts";

export interface FetchOptions extends Partial<Limits> {
  /** Ranges of addresses that are opened on purpose, with all their ports, such as `127.0.0.0/8`. */
  readonly allowAddresses?: readonly string[];
  /** Ports of public addresses that are asked beside 80 and 443. */
  readonly allowPorts?: readonly number[];
  /** What servers are told; should name a page where their owners find who asks and why. */
  readonly userAgent?: string;
  /** Every address of a name; by default the machine's own resolver is asked. */
  readonly resolve?: Resolve;
  /** The time as RFC 3339. */
  readonly now: () => string;
}

/** Fetches from public addresses, under limits; docs/fetching.md lists the rules. */
export interface Fetcher {
  /**
   * What an address answers, its body decompressed, after redirects. An answer without a body that could be read (404,
   * 304, 429, …) is an answer too.
   *
   * @throws SaysoError E_URL, E_ADDRESS, E_PORT, E_DNS, E_CONNECTION, E_TLS, E_REDIRECTS, E_CONTENT_TYPE, E_TOO_LARGE,
   * E_TIMEOUT or E_DECODE; what `admit` throws; the signal's own reason when `signal` ends it.
   */
  ask(url: string, options?: AskOptions): Promise<Answer>;
  /**
   * One page, under its address after redirects.
   *
   * @throws SaysoError as for `ask`, and E_HTTP_STATUS for every status but 200 and 203.
   */
  page(url: string, signal?: AbortSignal): Promise<Page>;
  /** Closes every connection; what is under way fails with E_CONNECTION. */
  close(): Promise<void>;
}

/**
 * The one way by which this project asks the network for anything.
 *
 * @throws SaysoError E_USAGE when `allowAddresses`, `allowPorts` or `userAgent` are malformed.
 */
export function createFetcher(fetchOptions: FetchOptions): Fetcher {
  const limits = limitsOf(fetchOptions);
  const rule = addressRule(fetchOptions.allowAddresses ?? []);
  const ports = publicPorts(fetchOptions.allowPorts ?? []);
  const userAgent = fetchOptions.userAgent ?? USER_AGENT;
  if (!/^[\x20-\x7e]+$/.test(userAgent)) throw new SaysoError("E_USAGE", "the user agent must be one line of printable ASCII");
  const idleMs = Math.ceil(limits.idleLimitSeconds * 1000);
  const agent = new Agent({
    connect: guardedConnector({ rule, ports, resolve: fetchOptions.resolve ?? systemResolve }, idleMs),
    allowH2: false,
    pipelining: 1,
    maxHeaderSize: MAX_HEADER_BYTES,
    headersTimeout: idleMs,
    bodyTimeout: idleMs,
  });
  const ask = async (address: string, options: AskOptions = {}): Promise<Answer> => {
    const hops: string[] = [];
    try {
      return await follow(address, hops, { agent, rule, ports, limits, userAgent, options, now: fetchOptions.now });
    } catch (thrown) {
      if (options.signal?.aborted === true) throw options.signal.reason;
      const via = hops.length > 1 ? ` (redirected to ${shown(hops.at(-1) ?? "")})` : "";
      throw fetchFailure(thrown, `${shown(address)}${via}`);
    }
  };
  return {
    ask,
    page: async (address, signal) => {
      const answer = await ask(address, signal === undefined ? {} : { signal });
      if (answer.page !== null) return answer.page;
      const via = answer.url === address ? "" : ` (redirected to ${shown(answer.url)})`;
      throw new SaysoError(
        "E_HTTP_STATUS",
        `${shown(address)}${via}: the server answered ${answer.status} ${shown(answer.statusText)}`.trimEnd(),
      );
    },
    close: () => agent.destroy(),
  };
}

interface Asking {
  readonly agent: Agent;
  readonly rule: AddressRule;
  readonly ports: ReadonlySet<string>;
  readonly limits: Limits;
  readonly userAgent: string;
  readonly options: AskOptions;
  readonly now: () => string;
}

/**
 * Follows redirects, each checked and admitted like the first address; nothing of one hop (no cookie, no referrer) is
 * told to the next. The time that `admit` takes is not the server's.
 */
async function follow(address: string, hops: string[], asking: Asking): Promise<Answer> {
  const { limits, options } = asking;
  let url = checkTarget(address, asking.rule, undefined, asking.ports);
  let movedTo: string | undefined;
  let isMoving = true;
  let secondsLeft = limits.timeLimitSeconds;
  for (;;) {
    if (hops.includes(url.href)) throw new SaysoError("E_REDIRECTS", "the redirects run in a circle");
    if (hops.length > limits.maxRedirects) throw new SaysoError("E_REDIRECTS", `more than ${limits.maxRedirects} redirects`);
    const release = await options.admit?.(url);
    hops.push(url.href);
    const begun = performance.now();
    try {
      const hop = url;
      const outcome = await withDeadline(secondsLeft, options.signal, (ended) => askOnce(hop, asking, ended));
      if (!("location" in outcome)) return movedTo === undefined ? outcome : { ...outcome, movedTo };
      url = checkTarget(outcome.location, asking.rule, url, asking.ports);
      isMoving &&= outcome.isForGood;
      if (isMoving) movedTo = url.href;
    } finally {
      release?.();
    }
    secondsLeft = Math.max(0.001, secondsLeft - (performance.now() - begun) / 1000);
  }
}

/** One request: its answer, or where it leads. */
async function askOnce(url: URL, asking: Asking, ended: AbortSignal): Promise<Answer | Leading> {
  const { kind = "page" } = asking.options;
  const answer = await request(url, asking, ended);
  try {
    if (REDIRECTS.has(answer.statusCode)) {
      const { location } = answer.headers;
      if (typeof location !== "string" || location === "") throw new SaysoError("E_REDIRECTS", `status ${answer.statusCode} leads nowhere`);
      return { location, isForGood: FOR_GOOD.has(answer.statusCode) };
    }
    const headers = headersOf(answer);
    const said = { url: url.href, status: answer.statusCode, statusText: answer.statusText, headers };
    if (!WHOLE.has(answer.statusCode)) return { ...said, page: null };
    const fetchedAt = asking.now();
    checkType(lastOf(answer.headers["content-type"]), kind);
    return { ...said, page: { bytes: await bodyOf(answer, kind, asking.limits, ended), url: url.href, headers, fetchedAt } };
  } finally {
    discard(answer);
  }
}

/** An answer that leads elsewhere. */
interface Leading {
  readonly location: string;
  readonly isForGood: boolean;
}

const REDIRECTS = new Set([301, 302, 303, 307, 308]);
const FOR_GOOD = new Set([301, 308]);

const request = (url: URL, { agent, userAgent, options }: Asking, ended: AbortSignal): Promise<Dispatcher.ResponseData> =>
  agent.request({
    origin: url.origin,
    path: `${url.pathname}${url.search}`,
    method: "GET",
    signal: ended,
    headers: {
      "user-agent": userAgent,
      accept: ACCEPTED[options.kind ?? "page"],
      "accept-language": "en",
      "accept-encoding": ACCEPTED_ENCODINGS,
      ...conditions(url, options.validators),
    },
  });

/** The validators of an earlier answer, as they are sent back to the address that they came from, and to no other. */
function conditions(url: URL, validators: Validators | undefined): Readonly<Record<string, string>> {
  if (validators === undefined || validators.url !== url.href) return {};
  const { etag, lastModified } = validators;
  return {
    ...(etag !== null && SENDABLE.test(etag) ? { "if-none-match": etag } : {}),
    ...(lastModified !== null && SENDABLE.test(lastModified) ? { "if-modified-since": lastModified } : {}),
  };
}

/** What a header may hold of what a server once said. */
const SENDABLE = /^[\x20-\x7e]{1,1024}$/;

/** Ends an answer whose body is not wanted, and its connection with it, so that no server can make us read. */
function discard(answer: Dispatcher.ResponseData): void {
  answer.body.on("error", () => {});
  answer.body.destroy();
}

async function bodyOf(answer: Dispatcher.ResponseData, kind: AskedKind, limits: Limits, ended: AbortSignal): Promise<Uint8Array> {
  const encodings = encodingsOf(joined(answer.headers["content-encoding"]));
  if (Number(answer.headers["content-length"] ?? 0) > limits.maxWireBytes)
    throw new SaysoError("E_TOO_LARGE", `the server announces more than ${limits.maxWireBytes} bytes`);
  const wire = await readAll(answer.body, limits.maxWireBytes, "as sent");
  const body = await decode(wire, encodings, limits, ended);
  const isPacked = kind === "feed" && body[0] === GZIP_MAGIC[0] && body[1] === GZIP_MAGIC[1];
  return isPacked ? decode(body, ["gzip"], limits, ended) : body;
}

/** How a gzip file begins (RFC 1952); sitemaps are kept in such files. */
const GZIP_MAGIC = [0x1f, 0x8b] as const;

/** Only these carry the whole page. */
const WHOLE = new Set([200, 203]);

/** Types that a page may have; a feed comes as anything but pictures and sound, a robots.txt as whatever the server calls it. */
const TYPES: Readonly<Record<AskedKind, RegExp>> = {
  page: /^(?:text\/(?:html|plain|xml)|application\/(?:xhtml\+xml|xml))$/,
  feed: /^(?!(?:image|audio|video|font)\/)/,
  robots: /^/,
};

/** A missing or malformed type says nothing, and the reader decides by the bytes. */
function checkType(header: string | undefined, kind: AskedKind): void {
  const type = header?.split(";")[0]?.trim().toLowerCase() ?? "";
  if (type.includes("/") && !TYPES[kind].test(type))
    throw new SaysoError("E_CONTENT_TYPE", `the server sent ${shown(type)}, not a ${kind}`);
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
