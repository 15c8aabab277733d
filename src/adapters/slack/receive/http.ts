import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { App, Receiver } from '@slack/bolt';
import { jsonIn } from '../../../chat/json.ts';
import type { Refusal } from '../ports.ts';
import type { Processing } from './process.ts';

export type HttpReceiver = Receiver & {
  /** Answers POST /slack/events on the one server; false for other requests. */
  route(request: IncomingMessage, response: ServerResponse): Promise<boolean>;
};

type Options = {
  signingSecret: string;
  now(): Date;
  refused(reason: Refusal): void;
  processing: Processing;
};

export const PATH = '/slack/events';
const LARGEST = 1024 * 1024;
/** Older requests may be replayed, and younger ones are from a clock that cannot be trusted. */
const TOLERANCE_S = 300;

/**
 * Bolt behind our own door: its receiver takes bodies of 4 MiB and timestamps from any future, and acknowledges what it
 * has not begun. Here a request is answered when its listener acknowledges, and not before.
 */
export function httpReceiver(options: Options): HttpReceiver {
  let app: App | undefined;
  return {
    init(bolt) {
      app = bolt;
    },
    async start() {},
    async stop() {},
    async route(request, response) {
      if (request.method !== 'POST' || (request.url ?? '').split('?')[0] !== PATH) return false;
      const raw = await bodyOf(request);
      const refusal = raw === null ? 'oversized' : signatureFault(request, raw, options);
      if (raw === null || refusal !== null) {
        refuse(response, refusal ?? 'oversized', options);
        return true;
      }
      const body = payloadOf(raw, request.headers['content-type'] ?? '');
      if (body === null) refuse(response, 'malformed', options);
      else if (typeof body.challenge === 'string') end(response, body.challenge);
      else if (app === undefined) throw new Error('slack receiver has no app');
      else await deliver(options, { app, body, request, response });
      return true;
    },
  };
}

type Refused = Exclude<Refusal, 'not installed'>;
const STATUS: Readonly<Record<Refused, number>> = {
  signature: 401,
  stale: 401,
  oversized: 413,
  malformed: 400,
};

function refuse(response: ServerResponse, reason: Refused, { refused }: Options): void {
  refused(reason);
  // The rest of an oversized body is not read, so the connection cannot be used again.
  if (reason === 'oversized') response.setHeader('connection', 'close');
  response.writeHead(STATUS[reason]).end();
}

/** The bytes as they came, or null when there are too many. */
async function bodyOf(request: IncomingMessage): Promise<Buffer | null> {
  if (Number(request.headers['content-length'] ?? 0) > LARGEST) return null;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > LARGEST) return null;
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

/** docs.slack.dev/authentication/verifying-requests-from-slack */
function signatureFault(
  request: IncomingMessage,
  raw: Buffer,
  { signingSecret, now }: Options,
): 'signature' | 'stale' | null {
  const stamp = String(request.headers['x-slack-request-timestamp'] ?? '');
  if (!/^\d{1,12}$/.test(stamp)) return 'signature';
  const expected = createHmac('sha256', signingSecret).update(`v0:${stamp}:`).update(raw).digest();
  const given = /^v0=([0-9a-f]{64})$/.exec(String(request.headers['x-slack-signature'] ?? ''))?.[1];
  if (given === undefined || !timingSafeEqual(expected, Buffer.from(given, 'hex'))) return 'signature';
  return Math.abs(now().getTime() / 1000 - Number(stamp)) > TOLERANCE_S ? 'stale' : null;
}

function payloadOf(raw: Buffer, type: string): Record<string, unknown> | null {
  const text = raw.toString('utf8');
  if (/^application\/json\b/i.test(type)) return recordIn(jsonIn(text));
  const form = Object.fromEntries(new URLSearchParams(text));
  return form.payload === undefined ? form : recordIn(jsonIn(form.payload));
}

const recordIn = (value: unknown): Record<string, unknown> | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;

async function deliver(
  { processing, refused }: Options,
  exchange: { app: App; body: Record<string, unknown>; request: IncomingMessage; response: ServerResponse },
): Promise<void> {
  const { app, body, request, response } = exchange;
  const retry = Number(request.headers['x-slack-retry-num']);
  const reason = request.headers['x-slack-retry-reason'];
  const outcome = await processing.process(app, {
    body,
    ...(retry > 0 && { retryNum: retry }),
    ...(typeof reason === 'string' && { retryReason: reason }),
    acknowledge: async (answer) => end(response, answer),
  });
  if (outcome === 'not installed') refused('not installed');
  // What no listener wanted is acknowledged too, or Slack would deliver it again; what failed is not.
  if (outcome !== 'failed') end(response);
  else if (!response.headersSent) response.writeHead(500).end();
}

function end(response: ServerResponse, answer?: unknown): void {
  if (response.headersSent) return;
  if (answer === undefined || answer === '') response.writeHead(200).end();
  else if (typeof answer === 'string') response.writeHead(200, { 'content-type': 'text/plain' }).end(answer);
  else
    response
      .writeHead(200, { 'content-type': 'application/json; charset=utf-8' })
      .end(JSON.stringify(answer));
}
