import type { ErrorCode } from "../errors.ts";

/** Why nothing came, by name; docs/taking-in.md has a row for each. */
export const REASONS = {
  unauthorised: "the server wants to know who asks (401)",
  forbidden: "the server forbids it (403)",
  "not-found": "there is nothing at the address (404)",
  gone: "the address was given up for good (410)",
  "rate-limited": "the server is asked too often (429)",
  "server-error": "the server failed (5xx)",
  "other-status": "the server answered with another status",
  tls: "its certificate could not be verified",
  timeout: "it took too long",
  dns: "its name could not be resolved",
  connection: "the connection failed or was cut",
  redirects: "it redirects too often or to nowhere",
  address: "its address is not one that is asked",
  "too-large": "it is larger than the limit",
  "wrong-type": "it is not what was expected there",
  "not-a-feed": "it is neither a feed nor a sitemap",
  robots: "the host asks not to be read there (robots.txt)",
  "bot-wall": "it checks whether a person is reading",
  "consent-wall": "it asks for consent to cookies and shows nothing else",
  paywall: "it shows only the beginning of what is sold",
  "not-an-article": "there is no article at the address",
  internal: "a mistake in sayso itself",
} as const;
export type Reason = keyof typeof REASONS;

/** The reason behind an error code. */
export function reasonOfCode(code: ErrorCode): Reason {
  return BY_CODE.get(code) ?? "internal";
}

const BY_CODE: ReadonlyMap<ErrorCode, Reason> = new Map<ErrorCode, Reason>([
  ["E_TLS", "tls"],
  ["E_TIMEOUT", "timeout"],
  ["E_DNS", "dns"],
  ["E_CONNECTION", "connection"],
  ["E_DECODE", "connection"],
  ["E_REDIRECTS", "redirects"],
  ["E_URL", "address"],
  ["E_ADDRESS", "address"],
  ["E_PORT", "address"],
  ["E_TOO_LARGE", "too-large"],
  ["E_TOO_DEEP", "too-large"],
  ["E_MEMORY", "too-large"],
  ["E_CONTENT_TYPE", "wrong-type"],
  ["E_FEED", "not-a-feed"],
  ["E_ROBOTS", "robots"],
  ["E_BOT_WALL", "bot-wall"],
  ["E_CONSENT_WALL", "consent-wall"],
  ["E_PAYWALL", "paywall"],
  ["E_EMPTY", "not-an-article"],
  ["E_NOT_ARTICLE", "not-an-article"],
  ["E_LANGUAGE", "not-an-article"],
]);

/** The reason behind a status that carries no page. Some walls say in a header that they are one. */
export function reasonOfStatus(status: number, headers: Readonly<Record<string, string>>): Reason {
  if (headers["cf-mitigated"] === "challenge" || headers["x-datadome"] !== undefined) return "bot-wall";
  if (status === 402) return "paywall";
  if (status >= 500 && status <= 599) return "server-error";
  return BY_STATUS.get(status) ?? "other-status";
}

const BY_STATUS: ReadonlyMap<number, Reason> = new Map<number, Reason>([
  [401, "unauthorised"],
  [403, "forbidden"],
  [404, "not-found"],
  [410, "gone"],
  [429, "rate-limited"],
]);

/** Whether asking again later may help: a host that is busy or down, as against an address that is wrong. */
export const isPassing = (reason: Reason): boolean => PASSING.has(reason);

const PASSING: ReadonlySet<Reason> = new Set<Reason>([
  "rate-limited",
  "server-error",
  "timeout",
  "dns",
  "connection",
  "tls",
  "forbidden",
  "bot-wall",
]);
