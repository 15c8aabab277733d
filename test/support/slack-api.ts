// Slack's API as somebody else wrote it (npm emulate), behind a door of ours that remembers every call and can break:
//
//   const api = await slackApi(['li', 'mia']);
//   new WebClient(api.token, { slackApiUrl: api.url });
//   api.calls('chat.postMessage');                 what was asked, in order
//   api.fail('chat.postMessage', 'after');         the next one is accepted, and then the line is cut
//   await api.close();

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createEmulator } from 'emulate';

/** before: cut before Slack sees it. after: Slack has taken it. Else what is answered instead. */
export type Fault = 'before' | 'after' | { status: number; headers?: Record<string, string>; body?: object };

export type Call = { method: string; asked: Record<string, unknown>; answered: Record<string, unknown> };

export type SlackApi = Awaited<ReturnType<typeof slackApi>>;

export const TEAM = 'T000000001';
const BOT = 'B000000001';

export async function slackApi(people: readonly string[], channels: readonly string[] = ['east', 'all']) {
  const port = await freePort();
  const token = 'xoxb-test';
  const emulator = await createEmulator({
    service: 'slack',
    port,
    seed: {
      slack: {
        team: { name: 'Stagepost', domain: 'stagepost' },
        users: [
          { name: 'stagepost', real_name: 'Stagepost' },
          ...people.map((name) => ({ name, real_name: name, email: `${name}@example.com` })),
        ],
        channels: channels.map((name) => ({ name })),
        bots: [{ name: 'stagepost' }],
        tokens: [{ token, user: 'stagepost' }],
      },
    },
  });
  const inner = `http://127.0.0.1:${port}`;
  const calls: Call[] = [];
  const responses: { url: string; body: Record<string, unknown> }[] = [];
  const faults = new Map<string, Fault[]>();
  const refusals = new Map<string, string>();
  const elsewhere = new Map<string, string>();

  const server = createServer((request, response) => {
    void pass(request, response).catch(() => response.destroy());
  });

  async function pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const raw = await bytesOf(request);
    const path = request.url ?? '/';
    if (path.startsWith('/response/')) {
      responses.push({ url: path, body: JSON.parse(raw.toString()) as Record<string, unknown> });
      response.writeHead(200).end('ok');
      return;
    }
    const method = path.replace(/^\/api\//, '').split('?')[0] ?? '';
    const fault = faults.get(method)?.shift();
    if (fault === 'before') {
      response.destroy();
      return;
    }
    if (typeof fault === 'object') {
      response.writeHead(fault.status, { 'content-type': 'application/json', ...fault.headers });
      response.end(JSON.stringify(fault.body ?? {}));
      return;
    }
    const refusal = refusals.get(`${method}:${String(askedIn(raw).channel)}`);
    if (refusal !== undefined) {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ ok: false, error: refusal }));
      return;
    }
    const other = elsewhere.get(method);
    const answer = await fetch(other === undefined ? `${inner}${path}` : `${other}${method}`, {
      method: request.method ?? 'GET',
      headers: {
        'content-type': request.headers['content-type'] ?? '',
        authorization: request.headers.authorization ?? '',
      },
      ...(request.method === 'POST' && { body: raw }),
    });
    const body = Buffer.from(await answer.arrayBuffer());
    const answered = jsonOr(body.toString());
    calls.push({ method, asked: askedIn(raw), answered });
    if (fault === 'after') {
      response.destroy();
      return;
    }
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' });
    // The token of a bot tells of which, which the emulator leaves out.
    response.end(method === 'auth.test' ? JSON.stringify({ ...answered, bot_id: BOT }) : body);
  }

  const url = await listening(server);

  /** Calls the emulator without being remembered. */
  async function ask<T = Record<string, unknown>>(method: string, body: object = {}): Promise<T> {
    const answer = await fetch(`${inner}/api/${method}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify(body),
    });
    return (await answer.json()) as T;
  }

  type Listed = { members: { id: string; name: string }[]; channels: { id: string; name: string }[] };
  const { members } = await ask<Listed>('users.list', { limit: 1000 });
  const { channels: rooms } = await ask<Listed>('conversations.list', { limit: 1000 });
  const idIn = (all: readonly { id: string; name: string }[], name: string): string => {
    const found = all.find((one) => one.name === name);
    if (found === undefined) throw new Error(`the emulator has no ${name}`);
    return found.id;
  };

  return {
    url: `${url}/api/`,
    token,
    bot: { botToken: token, botId: BOT, botUserId: idIn(members, 'stagepost') },
    user: (name: string): string => idIn(members, name),
    room: (name: string): string => idIn(rooms, name),
    responseUrl: (name: string): string => `${url}/response/${name}`,
    responses,
    ask,
    calls: (method: string): Call[] => calls.filter((one) => one.method === method),
    /** Modals that were opened, in order. */
    forms: (): unknown[] =>
      calls
        .filter((one) => /^views\.(?:open|push|update)$/.test(one.method) && one.answered.ok === true)
        .map((one) => one.answered.view),
    /** Somebody else answers a method. */
    route: (method: string, root: string): void => void elsewhere.set(method, root),
    forget: (): void => {
      calls.length = 0;
      responses.length = 0;
    },
    fail(method: string, ...next: Fault[]): void {
      faults.set(method, [...(faults.get(method) ?? []), ...next]);
    },
    /** Slack says no to a method in a channel, until it is allowed again. */
    refuse: (method: string, channel: string, error: string): void =>
      void refusals.set(`${method}:${channel}`, error),
    allow: (): void => refusals.clear(),
    /** As Slack mints one for a press; it lives three seconds. */
    async trigger(user: string, view?: string): Promise<string> {
      const { trigger_id } = await ask<{ trigger_id: string }>('views.generateTriggerId', {
        user_id: user,
        ...(view !== undefined && { view_id: view }),
      });
      return trigger_id;
    },
    async direct(user: string): Promise<string> {
      const { channel } = await ask<{ channel: { id: string } }>('conversations.open', { users: user });
      return channel.id;
    },
    /** What stands in a channel or thread, oldest first. */
    async messages(channel: string, thread?: string): Promise<readonly Posted[]> {
      const method = thread === undefined ? 'conversations.history' : 'conversations.replies';
      const { messages } = await ask<{ messages: Posted[] }>(method, {
        channel,
        limit: 1000,
        ...(thread !== undefined && { ts: thread }),
      });
      return thread === undefined ? messages.toReversed() : messages;
    },
    async close(): Promise<void> {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await emulator.close();
    },
  };
}

export type Posted = {
  ts: string;
  user: string;
  text: string;
  thread_ts?: string;
  blocks?: Record<string, unknown>[];
  metadata?: { event_type: string; event_payload: { key: string } };
};

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

/** The SDK sends a form whose structured values are JSON. */
function askedIn(raw: Buffer): Record<string, unknown> {
  const form = Object.fromEntries(new URLSearchParams(raw.toString()));
  return Object.fromEntries(
    Object.entries(form).map(([name, value]) => [name, /^[[{]/.test(value) ? jsonOr(value) : value]),
  );
}

function jsonOr(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return {};
  }
}

export async function listening(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await listening(server);
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
