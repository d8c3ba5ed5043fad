import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test, vi } from "vitest";
import { selfSigned } from "./certificate.ts";
import { loopbackFetcher, serve } from "./loopback.ts";

afterEach(() => vi.unstubAllEnvs());

async function withUntrusted(check: (address: string, asked: () => number) => Promise<void>): Promise<void> {
  let asked = 0;
  const server = createServer(selfSigned("127.0.0.1"), (_, response) => {
    asked++;
    response.end("secret");
  });
  await new Promise<void>((done) => {
    server.listen(0, "127.0.0.1", done);
  });
  await check(`https://127.0.0.1:${(server.address() as AddressInfo).port}/`, () => asked);
  server.closeAllConnections();
  server.close();
}

describe("an encrypted connection", () => {
  test("to a server that vouches for itself is refused", async () => {
    await withUntrusted(async (address, asked) => {
      const fetcher = loopbackFetcher();
      await expect(fetcher.page(address)).rejects.toMatchObject({ code: "E_TLS", message: expect.stringContaining("self-signed") });
      expect(asked()).toBe(0);
      await fetcher.close();
    });
  });

  test("is refused even where the environment says that certificates do not matter", async () => {
    vi.stubEnv("NODE_TLS_REJECT_UNAUTHORIZED", "0");
    await withUntrusted(async (address) => {
      const fetcher = loopbackFetcher();
      await expect(fetcher.page(address)).rejects.toMatchObject({ code: "E_TLS" });
      await fetcher.close();
    });
  });

  test("to a server that does not speak it fails", async () => {
    await using server = await serve((_, response) => response.end("plain"));
    const fetcher = loopbackFetcher();
    await expect(fetcher.page(`https://127.0.0.1:${server.port}/`)).rejects.toMatchObject({ code: "E_TLS" });
    await fetcher.close();
  });
});

test("proxies of the environment are not used", async () => {
  await using proxy = await serve((_, response) => response.end("from the proxy"));
  await using server = await serve((_, response) => response.end("arrived"));
  for (const name of ["HTTP_PROXY", "http_proxy", "ALL_PROXY", "HTTPS_PROXY"]) vi.stubEnv(name, proxy.origin);
  vi.stubEnv("NODE_USE_ENV_PROXY", "1");
  const fetcher = loopbackFetcher();
  expect(new TextDecoder().decode((await fetcher.page(server.origin)).bytes)).toBe("arrived");
  expect(proxy.asked).toEqual([]);
  await fetcher.close();
});
