import type { IncomingMessage, ServerResponse } from 'node:http';
import { faultOf } from '../../chat/fault.ts';
import { LIMITS } from './limits.ts';
import type { LarkPorts, WebhookSecrets } from './ports.ts';
import { createReplays } from './replays.ts';
import { verify } from './verify.ts';

export type Ingress = Pick<LarkPorts, 'now' | 'refused' | 'log'> & {
  app: WebhookSecrets & { appId: string };
  /** Handles a verified event or callback and gives what is answered. What it throws is a 500: it is brought again. */
  receive(body: unknown): Promise<object>;
};

const PATH = '/lark/events';

/** `POST /lark/events`. What is refused is never answered 200: the platform would think it delivered. */
export function ingress(
  on: Ingress,
): (request: IncomingMessage, response: ServerResponse) => Promise<boolean> {
  const replays = createReplays();
  return async (request, response) => {
    if ((request.url ?? '').split('?')[0] !== PATH) return false;
    if (request.method !== 'POST') {
      send(response, 405, {});
      return true;
    }
    const refuse = (status: number, reason: Parameters<LarkPorts['refused']>[0]) => {
      on.refused(reason);
      on.log.warn({ reason }, 'lark webhook refused');
      send(response, status, {});
      return true;
    };
    const raw = await bodyOf(request);
    if (raw === 'oversized') {
      response.setHeader('connection', 'close');
      return refuse(400, 'oversized');
    }
    if (raw === 'broken') return refuse(400, 'malformed');
    const now = on.now();
    const verdict = verify({ headers: request.headers, raw, now }, on.app);
    if (verdict.kind === 'refused') return refuse(verdict.status, verdict.reason);
    if (!replays.accept(verdict.id, now.getTime())) return refuse(401, 'replayed');
    if (verdict.kind === 'challenge') {
      send(response, 200, { challenge: verdict.challenge });
      return true;
    }
    try {
      send(response, 200, await on.receive(verdict.body));
    } catch (error) {
      replays.forget(verdict.id);
      on.log.error(faultOf(error), 'lark event failed');
      send(response, 500, {});
    }
    return true;
  };
}

async function bodyOf(request: IncomingMessage): Promise<Buffer | 'oversized' | 'broken'> {
  if (Number(request.headers['content-length'] ?? 0) > LIMITS.bodyBytes) return 'oversized';
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of request) {
      const bytes = Buffer.from(chunk);
      size += bytes.length;
      if (size > LIMITS.bodyBytes) return 'oversized';
      chunks.push(bytes);
    }
  } catch {
    return 'broken';
  }
  return Buffer.concat(chunks);
}

function send(response: ServerResponse, status: number, body: object): void {
  if (response.destroyed) return;
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
  });
  response.end(JSON.stringify(body));
}
