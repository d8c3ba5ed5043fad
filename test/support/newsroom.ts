import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import type { Reason } from "../../src/watch/reason.ts";

/** What is wrong with an outlet, and the reason that must be named for it; `null` where nothing may be missed. */
export const FAULTS = {
  none: null,
  "unchanged-answers": null,
  "compressed-file": null,
  "news-sitemap": null,
  "sitemap-index": null,
  "json-feed": null,
  "moves-elsewhere": null,
  "slow-down": null,
  "fails-at-times": null,
  "cut-at-times": null,
  "hangs-up-at-times": null,
  "garbage-at-times": null,
  "articles-fail-once": null,
  "wants-a-delay": null,
  "lists-all-twice": null,
  unauthorised: "unauthorised",
  forbidden: "forbidden",
  missing: "not-found",
  gone: "gone",
  broken: "server-error",
  "robot-rules": "robots",
  "bot-wall": "bot-wall",
  page: "not-a-feed",
  "hangs-up": "connection",
  endless: "too-large",
  bomb: "too-large",
  circle: "redirects",
} as const satisfies Readonly<Record<string, Reason | null>>;
export type Fault = keyof typeof FAULTS;

/** One request as it arrived. */
export interface Asked {
  readonly host: string;
  readonly path: string;
  /** Milliseconds since 1970. */
  readonly atMs: number;
}

/** An outlet: its fault and what it has published. */
export interface Outlet {
  readonly host: string;
  readonly fault: Fault;
  readonly feedUrl: string;
}

/** Outlets on loopback, each under a name of its own, with one article more every so often. */
export interface Newsroom extends AsyncDisposable {
  readonly outlets: readonly Outlet[];
  readonly asked: readonly Asked[];
  /** Addresses of all articles that an outlet has published until now. */
  published(outlet: Outlet): readonly string[];
  /** From now on nothing is published. */
  stop(): void;
}

export interface NewsroomOptions {
  readonly outlets: number;
  /** Milliseconds between two articles of one outlet. */
  readonly everyMs: number;
  /** Seconds of Crawl-delay that `wants-a-delay` asks for. */
  readonly delaySeconds: number;
}

/** Opens the newsroom; its faults are dealt out in turn. */
export async function openNewsroom({ outlets: count, everyMs, delaySeconds }: NewsroomOptions): Promise<Newsroom> {
  const begunMs = Date.now();
  let stoppedMs: number | undefined;
  const asked: Asked[] = [];
  const visits = new Map<string, number>();
  const faults = Object.keys(FAULTS) as Fault[];
  const byHost = new Map<string, Outlet>();

  const published = (outlet: Outlet): readonly string[] => {
    const articles = Math.min(200, 1 + Math.floor(((stoppedMs ?? Date.now()) - begunMs) / everyMs));
    return Array.from({ length: articles }, (_, i) => `${new URL(outlet.feedUrl).origin}/article/${i + 1}`);
  };

  const server = createServer((request, response) => {
    const host = (request.headers.host ?? "").replace(/:\d+$/, "");
    const path = request.url ?? "/";
    asked.push({ host, path, atMs: Date.now() });
    const outlet = byHost.get(host);
    const visit = (visits.get(host + path) ?? 0) + 1;
    visits.set(host + path, visit);
    if (outlet === undefined) response.writeHead(404).end();
    else answer(response, { outlet, path, visit, etag: request.headers["if-none-match"] ?? "", urls: published(outlet), delaySeconds });
  });
  await new Promise<void>((done) => {
    server.listen(0, "127.0.0.1", done);
  });
  const { port } = server.address() as AddressInfo;
  for (let i = 0; i < count; i++) {
    const fault = faults[i % faults.length] ?? "none";
    const host = `outlet-${i}.localhost`;
    byHost.set(host, { host, fault, feedUrl: `http://${host}:${port}/feed` });
  }
  return {
    outlets: [...byHost.values()],
    asked,
    published,
    stop: () => {
      stoppedMs = Date.now();
    },
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise<void>((done) => {
        server.close(() => done());
      });
    },
  };
}

interface Request {
  readonly outlet: Outlet;
  readonly path: string;
  /** How often this was asked for, this time included. */
  readonly visit: number;
  readonly etag: string;
  readonly urls: readonly string[];
  readonly delaySeconds: number;
}

function answer(response: ServerResponse, request: Request): void {
  const { outlet, path } = request;
  if (path === "/robots.txt") robots(response, request);
  else if (path.startsWith("/article/")) article(response, request);
  else if (path === "/moved" || path.startsWith("/sitemap-") || path === "/feed") feed(response, request);
  else response.writeHead(404, { "content-type": "text/plain" }).end(outlet.host);
}

function robots(response: ServerResponse, { outlet, delaySeconds }: Request): void {
  if (outlet.fault === "robot-rules") response.end("User-agent: *\nDisallow: /\n");
  else if (outlet.fault === "wants-a-delay") response.end(`User-agent: *\nCrawl-delay: ${delaySeconds}\n`);
  else response.writeHead(404).end();
}

function article(response: ServerResponse, { outlet, path, visit }: Request): void {
  if (outlet.fault === "articles-fail-once" && visit === 1) {
    response.writeHead(503).end();
    return;
  }
  const number = path.slice("/article/".length);
  const place = outlet.host.replace(".localhost", "");
  const prose = `The ferry from Port Hallam to Nordholm was late for the ${number}th time, and nobody at ${place} could say why. `;
  response
    .setHeader("content-type", "text/html; charset=utf-8")
    .end(
      `<!doctype html><html lang="en"><title>Ferry ${number}</title><article><h1>Ferry is late again, says ${place}</h1><p>${prose.repeat(3)}</p><p>“It broke ${number} times,” said Ana Lind of ${place}.</p></article></html>`,
    );
}

const rss = (urls: readonly string[]): string =>
  `<?xml version="1.0"?><rss version="2.0"><channel><title>Outlet</title>${urls.map((url) => `<item><title>Ferry</title><link>${url}</link><guid>${url}</guid></item>`).join("")}</channel></rss>`;

function feed(response: ServerResponse, request: Request): void {
  const { outlet, path, visit, urls, etag } = request;
  const status = STATUSES[outlet.fault];
  const isBad = visit % 2 === 1;
  if (status !== undefined) response.writeHead(status, outlet.fault === "bot-wall" ? { "cf-mitigated": "challenge" } : {}).end();
  else if (outlet.fault === "unchanged-answers" && etag === `"${urls.length}"`) response.writeHead(304).end();
  else if (outlet.fault === "unchanged-answers") response.setHeader("etag", `"${urls.length}"`).end(rss(urls));
  else if (outlet.fault === "compressed-file") response.setHeader("content-type", "application/gzip").end(gzipSync(rss(urls)));
  else if (outlet.fault === "news-sitemap" || path.startsWith("/sitemap-")) response.end(sitemap(urls));
  else if (outlet.fault === "sitemap-index") response.end(`<sitemapindex><sitemap><loc>/sitemap-1.xml</loc></sitemap></sitemapindex>`);
  else if (outlet.fault === "json-feed") response.end(json(urls));
  else if (outlet.fault === "moves-elsewhere" && path === "/feed") response.writeHead(301, { location: "/moved" }).end();
  else if (outlet.fault === "slow-down" && isBad) response.writeHead(429, { "retry-after": "2" }).end();
  else if (outlet.fault === "fails-at-times" && isBad) response.writeHead(503).end();
  else if (outlet.fault === "cut-at-times" && isBad) response.end(rss(urls).slice(0, -40));
  else if (outlet.fault === "hangs-up-at-times" && isBad) hangUp(response, rss(urls));
  else if (outlet.fault === "garbage-at-times" && isBad) response.end("\u0000\u0001<<<&&&");
  else if (outlet.fault === "lists-all-twice") response.end(rss([...urls, ...urls]));
  else if (outlet.fault === "page") response.setHeader("content-type", "text/html").end("<!doctype html><html><p>Welcome</p></html>");
  else if (outlet.fault === "hangs-up") hangUp(response, rss(urls));
  else if (outlet.fault === "endless") endless(response);
  else if (outlet.fault === "bomb") response.setHeader("content-encoding", "gzip").end(BOMB);
  else if (outlet.fault === "circle") response.writeHead(302, { location: "/feed" }).end();
  else response.end(rss(urls));
}

const STATUSES: Readonly<Partial<Record<Fault, number>>> = {
  unauthorised: 401,
  forbidden: 403,
  missing: 404,
  gone: 410,
  broken: 500,
  "bot-wall": 403,
};

const BOMB = gzipSync(Buffer.alloc(40 * 1024 * 1024));

const sitemap = (urls: readonly string[]): string => `<urlset>${urls.map((url) => `<url><loc>${url}</loc></url>`).join("")}</urlset>`;

const json = (urls: readonly string[]): string =>
  JSON.stringify({ version: "https://jsonfeed.org/version/1.1", title: "Outlet", items: urls.map((url) => ({ id: url, url })) });

function hangUp(response: ServerResponse, body: string): void {
  response.writeHead(200, { "content-length": String(body.length) });
  response.write(body.slice(0, body.length / 2));
  setTimeout(() => response.destroy(), 20);
}

function endless(response: ServerResponse): void {
  const more = (): void => {
    if (response.destroyed) return;
    if (response.write(Buffer.alloc(256 * 1024, "<item/>"))) setImmediate(more);
    else response.once("drain", more);
  };
  more();
}
