import { describe, expect, test } from "vitest";
import { loopbackFetcher, serve } from "./loopback.ts";

/** A server that sends `/N` on to `/N-1`, and answers at `/0`. */
const countdown = () =>
  serve((request, response) => {
    const left = Number(request.url?.slice(1));
    if (left > 0) response.writeHead(302, { location: `/${left - 1}`, "set-cookie": "id=1" }).end("x".repeat(1000));
    else response.end("arrived");
  });

describe("redirects", () => {
  test("are followed, five of them", async () => {
    await using server = await countdown();
    const fetcher = loopbackFetcher();
    const page = await fetcher.page(`${server.origin}/5`);
    expect(page.url).toBe(`${server.origin}/0`);
    expect(server.asked.map(({ path }) => path)).toEqual(["/5", "/4", "/3", "/2", "/1", "/0"]);
    expect(server.asked.some(({ headers }) => "cookie" in headers || "referer" in headers)).toBe(false);
    await fetcher.close();
  });

  test("are not followed a sixth time", async () => {
    await using server = await countdown();
    const fetcher = loopbackFetcher();
    await expect(fetcher.page(`${server.origin}/6`)).rejects.toMatchObject({ code: "E_REDIRECTS" });
    expect(server.asked.map(({ path }) => path)).not.toContain("/0");
    await fetcher.close();
  });

  test.each([[301], [302], [303], [307], [308]])("with status %i are followed", async (status) => {
    await using server = await serve((request, response) =>
      request.url === "/a" ? response.writeHead(status, { location: "b" }).end() : response.end("arrived"),
    );
    const fetcher = loopbackFetcher();
    expect((await fetcher.page(`${server.origin}/a`)).url).toBe(`${server.origin}/b`);
    await fetcher.close();
  });

  test.each([
    ["for good", [301, 308], "/c"],
    ["for good and then for now", [308, 302], "/b"],
    ["for now and then for good", [307, 301], undefined],
    ["for now", [302, 303], undefined],
  ])("%s tell where the address has moved", async (_, statuses, movedTo) => {
    await using server = await serve((request, response) => {
      const hop = ["/a", "/b"].indexOf(request.url ?? "");
      if (hop < 0) response.end("arrived");
      else response.writeHead(statuses[hop] ?? 500, { location: ["/b", "/c"][hop] ?? "" }).end();
    });
    const fetcher = loopbackFetcher();
    const answer = await fetcher.ask(`${server.origin}/a`);
    expect(answer.url).toBe(`${server.origin}/c`);
    expect(answer.movedTo).toBe(movedTo === undefined ? undefined : `${server.origin}${movedTo}`);
    await fetcher.close();
  });

  test.each([
    ["in a circle of one", "/a", "E_REDIRECTS"],
    ["that differ only in the part after #", "/a#again", "E_REDIRECTS"],
    ["to nowhere", "", "E_REDIRECTS"],
    ["to a private address", "http://10.0.0.1/", "E_ADDRESS"],
    ["to the metadata service of clouds", "http://169.254.169.254/latest/", "E_ADDRESS"],
    ["to IPv6 loopback", "http://[::1]/", "E_ADDRESS"],
    ["to loopback in octal", "http://0300.0250.1.1/", "E_ADDRESS"],
    ["to another port of a public address", "http://8.8.8.8:22/", "E_PORT"],
    ["to a file", "file:///etc/passwd", "E_URL"],
    ["to an address with a password", "http://ana:secret@127.0.0.1/", "E_URL"],
    ["with a backslash", "http:\\\\10.0.0.1/", "E_URL"],
  ])("%s are refused", async (_, location, code) => {
    await using server = await serve((_request, response) => response.writeHead(302, { location }).end());
    const fetcher = loopbackFetcher();
    await expect(fetcher.page(`${server.origin}/a`)).rejects.toMatchObject({
      code,
      message: expect.stringContaining(`${server.origin}/a`),
    });
    expect(server.asked).toHaveLength(1);
    await fetcher.close();
  });

  test("in a circle of two are refused", async () => {
    await using server = await serve((request, response) =>
      response.writeHead(302, { location: request.url === "/a" ? "/b" : "/a" }).end(),
    );
    const fetcher = loopbackFetcher();
    await expect(fetcher.page(`${server.origin}/a`)).rejects.toMatchObject({
      code: "E_REDIRECTS",
      message: expect.stringContaining("circle"),
    });
    expect(server.asked).toHaveLength(2);
    await fetcher.close();
  });

  test("with an endless body do not make us read it", async () => {
    await using server = await serve((request, response) => {
      if (request.url === "/a") {
        response.writeHead(302, { location: "/b" });
        const timer = setInterval(() => response.write("x".repeat(10_000)), 1);
        response.on("close", () => clearInterval(timer));
      } else response.end("arrived");
    });
    const fetcher = loopbackFetcher();
    expect((await fetcher.page(`${server.origin}/a`)).url).toBe(`${server.origin}/b`);
    await fetcher.close();
  });
});
