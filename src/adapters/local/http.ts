import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { z } from 'zod';
import { cleanText } from '../../chat/clean.ts';

/** A request that cannot be served. `text` is for the person who wrote the script; the page says it in its own words. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, text: string) {
    super(text);
    this.status = status;
    this.code = code;
  }
}

const bodyLimit = 25 * 1024 * 1024;

const ownHosts: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]']);

/**
 * The page has no log-in, so nothing but this machine's own pages may talk to it: a foreign Host means a name that was
 * rebound to loopback, a foreign Origin means another site's page.
 */
export function guard(request: IncomingMessage): void {
  const host = request.headers.host ?? '';
  if (!ownHosts.has(host.replace(/:\d+$/, '').toLowerCase())) {
    throw new Refusal(
      421,
      'wrong_host',
      'The local workspace answers only on 127.0.0.1, localhost and [::1].',
    );
  }
  if (request.method === 'GET' || request.method === 'HEAD') return;
  const origin = request.headers.origin;
  const site = request.headers['sec-fetch-site'];
  const foreign =
    origin !== undefined
      ? origin !== `http://${host}`
      : site !== undefined && site !== 'same-origin' && site !== 'none';
  if (foreign) throw new Refusal(403, 'foreign_origin', 'Requests from other sites are refused.');
}

export function check<S extends z.ZodType>(schema: S, value: unknown): z.infer<S> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const where = issue?.path.join('.') ?? '';
  throw new Refusal(
    400,
    'bad_request',
    `${where === '' ? '' : `${where}: `}${issue?.message ?? 'not understood'}`,
  );
}

export async function readJson(request: IncomingMessage): Promise<unknown> {
  if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) {
    throw new Refusal(415, 'not_json', 'Send JSON with content-type: application/json.');
  }
  const bytes = await readBytes(request);
  try {
    return JSON.parse(bytes.toString('utf8'), (_, value: unknown) => clean(value));
  } catch {
    throw new Refusal(400, 'bad_json', 'The body is not JSON.');
  }
}

/** The arguments of a GET, as the body of a POST is read. */
export const readQuery = (url: URL): Record<string, string> =>
  Object.fromEntries([...url.searchParams].map(([name, value]) => [name, cleanText(value)]));

/** What no store could keep is taken out here already: what was said is kept before the bot hears it. */
const clean = (value: unknown): unknown => (typeof value === 'string' ? cleanText(value) : value);

async function readBytes(request: IncomingMessage): Promise<Buffer> {
  const tooLarge = new Refusal(413, 'too_large', 'At most 25 MB, files included.');
  if (Number(request.headers['content-length'] ?? 0) > bodyLimit) throw tooLarge;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > bodyLimit) throw tooLarge;
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

const always = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
};

export function sendJson(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, {
    ...always,
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
  });
  response.end(JSON.stringify(body));
}

export type Asset = { bytes: Uint8Array; type: string; headers?: Readonly<Record<string, string>> };

/** Sends bytes with a content hash, so that a browser asks again and is told "unchanged". */
export function sendAsset(request: IncomingMessage, response: ServerResponse, asset: Asset): void {
  const etag = `"${createHash('sha256').update(asset.bytes).digest('base64url').slice(0, 22)}"`;
  const headers = { ...always, 'cache-control': 'no-cache', etag, ...asset.headers };
  if (request.headers['if-none-match'] === etag) {
    response.writeHead(304, headers).end();
    return;
  }
  response.writeHead(200, {
    ...headers,
    'content-type': asset.type,
    'content-length': String(asset.bytes.byteLength),
  });
  response.end(request.method === 'HEAD' ? undefined : asset.bytes);
}
