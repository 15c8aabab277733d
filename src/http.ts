import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Counter, collectDefaultMetrics, Gauge, type Registry } from 'prom-client';
import { faultOf } from './chat/fault.ts';
import type { Log } from './chat/log.ts';

/** Answers a request, or leaves it to the next: false. */
export type Route = (request: IncomingMessage, response: ServerResponse) => Promise<boolean>;

export type HttpOptions = {
  host: string;
  port: number;
  routes: readonly Route[];
  /** Is the database there? */
  ready(): Promise<boolean>;
  /** Outbox rows by status, for /metrics. */
  outbox(): Promise<readonly { status: string; rows: number }[]>;
  /** Where metrics are kept. */
  metrics: Registry;
  log: Pick<Log, 'error'>;
};

export type Http = { url: string; close(): Promise<void> };

/** The port is somebody else's. */
export class PortTaken extends Error {
  readonly port: number;
  constructor(port: number) {
    super(`port ${port} is taken`);
    this.port = port;
  }
}

/** The one server: health, metrics, and whatever the adapters add. */
export async function serve(options: HttpOptions): Promise<Http> {
  const metrics = metricsOf(options);
  const routes: readonly Route[] = [health(options), metrics.route, ...options.routes];
  const server = createServer((request, response) => {
    metrics.requests.inc();
    handle(routes, { request, response, log: options.log });
  });
  await listen(server, options);
  const { port } = server.address() as AddressInfo;
  const host = options.host.includes(':') ? `[${options.host}]` : options.host;
  return { url: `http://${host}:${port}`, close: () => close(server) };
}

function handle(
  routes: readonly Route[],
  one: { request: IncomingMessage; response: ServerResponse; log: HttpOptions['log'] },
): void {
  const { request, response, log } = one;
  answer(routes, request, response).catch((error: unknown) => {
    log.error({ ...faultOf(error), path: pathOf(request) }, 'request failed');
    if (!response.headersSent) response.writeHead(500, { 'content-type': 'application/json' });
    response.end('{"error":{"code":"internal","text":"Something went wrong on our side."}}');
  });
}

async function answer(
  routes: readonly Route[],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  for (const route of routes) if (await route(request, response)) return;
  response.writeHead(404, { 'content-type': 'application/json' });
  response.end('{"error":{"code":"not_found","text":"There is nothing here."}}');
}

const pathOf = (request: IncomingMessage): string => (request.url ?? '/').split('?')[0] ?? '/';

const health =
  ({ ready }: HttpOptions): Route =>
  async (request, response) => {
    const path = pathOf(request);
    if (path !== '/healthz' && path !== '/readyz') return false;
    const ok = path === '/healthz' || (await ready().catch(() => false));
    response.writeHead(ok ? 200 : 503, { 'content-type': 'text/plain', 'cache-control': 'no-store' });
    response.end(ok ? 'ok\n' : 'not ready\n');
    return true;
  };

function metricsOf({ outbox, metrics: register }: HttpOptions): { route: Route; requests: Counter } {
  collectDefaultMetrics({ register });
  const requests = new Counter({
    name: 'stagepost_http_requests_total',
    help: 'HTTP requests received',
    registers: [register],
  });
  const rows = new Gauge({
    name: 'stagepost_outbox_rows',
    help: 'Outbox rows by status',
    labelNames: ['status'],
    registers: [register],
  });
  const route: Route = async (request, response) => {
    if (pathOf(request) !== '/metrics') return false;
    rows.reset();
    for (const one of await outbox()) rows.set({ status: one.status }, one.rows);
    response.writeHead(200, { 'content-type': register.contentType });
    response.end(await register.metrics());
    return true;
  };
  return { route, requests };
}

function listen(server: Server, { host, port }: HttpOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' || error.code === 'EACCES' ? new PortTaken(port) : error),
    );
    server.listen(port, host, () => resolve());
  });
}

/** Stops taking requests, lets the running ones end for a moment, then cuts what is left (live streams). */
function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), 2_000).unref();
  });
}
