import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize } from "node:path";

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".mjs": "text/javascript",
  ".wasm": "application/wasm",
};

/** A folder over loopback, as any web server would give it; `asked` are the paths that were asked for so far. */
export async function serveFolder(folder: string): Promise<{ server: Server; address: string; asked: string[] }> {
  const asked: string[] = [];
  const answer = async (url: string, response: ServerResponse): Promise<void> => {
    const asks = normalize(new URL(url, "http://localhost").pathname);
    const path = asks === "/" ? "/index.html" : asks;
    asked.push(path);
    try {
      const bytes = await readFile(join(folder, path));
      response.writeHead(200, { "content-type": TYPES[extname(path)] ?? "application/octet-stream" }).end(bytes);
    } catch {
      response.writeHead(404).end();
    }
  };
  const server = createServer(({ url = "/" }, response) => void answer(url, response));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return { server, address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, asked };
}
