import { createServer, type RequestListener, type Server } from "node:http";
import { type AddressInfo, createServer as createRawServer, type Server as RawServer, type Socket } from "node:net";
import { createFetcher, type FetchOptions } from "../../src/fetch/fetcher.ts";

/** A server on loopback that ends with `using`. */
export interface Loopback extends AsyncDisposable {
  /** `http://127.0.0.1:PORT` */
  readonly origin: string;
  readonly port: number;
  /** Addresses and headers asked for, in order. */
  readonly asked: readonly { readonly path: string; readonly headers: Readonly<Record<string, unknown>> }[];
}

export async function serve(listener: RequestListener, host = "127.0.0.1"): Promise<Loopback> {
  const asked: { path: string; headers: Record<string, unknown> }[] = [];
  const server = createServer((request, response) => {
    asked.push({ path: request.url ?? "", headers: request.headers });
    listener(request, response);
  });
  return listening(server, host, asked, () => server.closeAllConnections());
}

/** A server that is not bound to HTTP: `talk` is called once a connection. */
export async function serveRaw(talk: (socket: Socket) => void, host = "127.0.0.1"): Promise<Loopback> {
  const asked: { path: string; headers: Record<string, unknown> }[] = [];
  const sockets = new Set<Socket>();
  const server = createRawServer((socket) => {
    asked.push({ path: "", headers: {} });
    sockets.add(socket);
    socket.on("error", () => {});
    talk(socket);
  });
  return listening(server, host, asked, () => {
    for (const socket of sockets) socket.destroy();
  });
}

/** A fetcher that may ask loopback. */
export const loopbackFetcher = (options: Partial<FetchOptions> = {}) =>
  createFetcher({ allowAddresses: ["127.0.0.0/8"], now: () => "2026-03-01T12:00:00Z", ...options });

async function listening(server: Server | RawServer, host: string, asked: Loopback["asked"], cut: () => void): Promise<Loopback> {
  await new Promise<void>((done) => {
    server.listen(0, host, done);
  });
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://${host}:${port}`,
    port,
    asked,
    [Symbol.asyncDispose]: async () => {
      cut();
      await new Promise<void>((done) => {
        server.close(() => done());
      });
    },
  };
}
