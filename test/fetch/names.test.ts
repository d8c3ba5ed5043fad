import { describe, expect, test } from "vitest";
import { addressRule, PUBLIC_PORTS } from "../../src/fetch/address.ts";
import { checkedAddresses } from "../../src/fetch/connector.ts";
import { createFetcher } from "../../src/fetch/fetcher.ts";
import { loopbackFetcher, serve } from "./loopback.ts";

const now = () => "2026-03-01T12:00:00Z";
const answers =
  (...addresses: readonly string[]) =>
  async () =>
    addresses;

describe("a name is refused", () => {
  test.each([
    ["private", ["10.0.0.1"]],
    ["public and private", ["8.8.8.8", "10.0.0.1"]],
    ["private and public", ["192.168.1.1", "8.8.8.8"]],
    ["public IPv4 and loopback IPv6", ["8.8.8.8", "::1"]],
    ["carrier-grade NAT", ["100.64.0.1"]],
    ["mapped loopback", ["::ffff:127.0.0.1"]],
    ["NAT64 of loopback", ["64:ff9b::7f00:1"]],
    ["a link-local address with its interface", ["fe80::1%eth0"]],
    ["no address at all", ["harbour.example"]],
  ])("whose records are %s", async (_, records) => {
    const fetcher = createFetcher({ now, resolve: answers(...records) });
    await expect(fetcher.page("http://harbour.example/")).rejects.toMatchObject({ code: "E_ADDRESS" });
    await fetcher.close();
  });

  test.each([["http://localhost/"], ["http://localhost./"], ["http://LOCALHOST/"], ["http://a.b.localhost/"], ["https://localhost/"]])(
    "that means loopback, without asking anyone: %s",
    async (address) => {
      const fetcher = createFetcher({
        now,
        resolve: () => {
          throw new Error("asked");
        },
      });
      await expect(fetcher.page(address)).rejects.toMatchObject({ code: "E_ADDRESS" });
      await fetcher.close();
    },
  );

  test.each([
    ["that does not exist", () => Promise.reject(new Error("getaddrinfo ENOTFOUND"))],
    ["without records", answers()],
  ])("%s", async (_, resolve) => {
    const fetcher = createFetcher({ now, resolve });
    await expect(fetcher.page("http://nordholm.invalid/")).rejects.toMatchObject({
      code: "E_DNS",
      message: expect.stringContaining("nordholm.invalid"),
    });
    await fetcher.close();
  });

  test("on another port, when it is public", async () => {
    const fetcher = createFetcher({ now, resolve: answers("8.8.8.8") });
    await expect(fetcher.page("http://harbour.example:8080/")).rejects.toMatchObject({ code: "E_PORT" });
    await fetcher.close();
  });

  test("on another port, when only one of its addresses is opened", async () => {
    const fetcher = loopbackFetcher({ resolve: answers("127.0.0.1", "8.8.8.8") });
    await expect(fetcher.page("http://harbour.example:8080/")).rejects.toMatchObject({ code: "E_PORT" });
    await fetcher.close();
  });

  test("whose look-up never ends, in time", async () => {
    const fetcher = createFetcher({ now, timeLimitSeconds: 0.2, resolve: () => new Promise(() => {}) });
    await expect(fetcher.page("http://harbour.example/")).rejects.toMatchObject({ code: "E_TIMEOUT" });
    await fetcher.close();
  });
});

describe("a name that changes its answer", () => {
  const changing = (...rounds: readonly (readonly string[])[]) => {
    const asked: string[] = [];
    const resolve = async (name: string): Promise<readonly string[]> => {
      asked.push(name);
      return rounds[asked.length - 1] ?? rounds.at(-1) ?? [];
    };
    return { asked, resolve };
  };

  test("is asked once a connection, and connected to what was checked", async () => {
    await using server = await serve((_, response) => response.end("from the checked address"), "127.0.0.2");
    await using inside = await serve((_, response) => response.end("secret"));
    const { asked, resolve } = changing(["127.0.0.2"], ["127.0.0.1"]);
    const fetcher = loopbackFetcher({ allowAddresses: ["127.0.0.2/32"], resolve });
    const page = await fetcher.page(`http://harbour.example:${server.port}/`);
    expect(new TextDecoder().decode(page.bytes)).toBe("from the checked address");
    expect(asked).toEqual(["harbour.example"]);
    expect(inside.asked).toEqual([]);
    await fetcher.close();
  });

  test("is refused at the next connection of a redirect, before anything is sent", async () => {
    await using server = await serve(
      (_, response) => response.writeHead(302, { location: "/again", connection: "close" }).end(),
      "127.0.0.2",
    );
    const { asked, resolve } = changing(["127.0.0.2"], ["127.0.0.1"]);
    const fetcher = loopbackFetcher({ allowAddresses: ["127.0.0.2/32"], resolve });
    await expect(fetcher.page(`http://harbour.example:${server.port}/`)).rejects.toMatchObject({ code: "E_ADDRESS" });
    expect(asked).toHaveLength(2);
    expect(server.asked).toHaveLength(1);
    await fetcher.close();
  });

  test("from public to private is refused at the second connection", async () => {
    const { resolve } = changing(["8.8.8.8"], ["127.0.0.1"]);
    const rule = addressRule([]);
    expect(await checkedAddresses("harbour.example", "80", { rule, ports: PUBLIC_PORTS, resolve })).toEqual(["8.8.8.8"]);
    await expect(checkedAddresses("harbour.example", "80", { rule, ports: PUBLIC_PORTS, resolve })).rejects.toMatchObject({
      code: "E_ADDRESS",
    });
  });
});

describe("a name whose addresses are opened", () => {
  test("is asked on any port, under its own name", async () => {
    await using server = await serve((_, response) => response.end("arrived"));
    const fetcher = loopbackFetcher({ resolve: answers("127.0.0.1") });
    await fetcher.page(`http://harbour.example:${server.port}/`);
    expect(server.asked[0]?.headers).toMatchObject({ host: `harbour.example:${server.port}` });
    await fetcher.close();
  });

  test("is reached by its second address when the first does not answer", async () => {
    await using server = await serve((_, response) => response.end("arrived"), "127.0.0.3");
    const fetcher = loopbackFetcher({ resolve: answers("127.0.0.2", "127.0.0.3") });
    expect((await fetcher.page(`http://harbour.example:${server.port}/`)).bytes).toHaveLength(7);
    await fetcher.close();
  });

  test("may be localhost", async () => {
    await using server = await serve((_, response) => response.end("arrived"));
    const fetcher = loopbackFetcher();
    expect((await fetcher.page(`http://localhost:${server.port}/`)).bytes).toHaveLength(7);
    await fetcher.close();
  });
});
