// The bot as any workspace can install it: the real routes, dispatch and Postgres, and emulate as Slack, with its pages.
//
//   const site = await aSlackSite();
//   const browser = site.browser();
//   await site.install(browser, 'ann');                    from the first page to the last
//   await site.event({ type: 'app_home_opened', … });      as Slack signs it
//   await site.deliver();
//   await site.close();

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createEmulator } from 'emulate';
import { v7 } from 'uuid';
import { commands } from '../../commands/index.ts';
import type { Desk } from '../../src/chat/desk.ts';
import { deliverDue } from '../../src/jobs/deliver.ts';
import { connectSlack } from '../../src/slack.ts';
import { commitTo } from '../../src/store/commit.ts';
import { organisationOf } from '../../src/store/founding.ts';
import { installationsOf } from '../../src/store/installations.ts';
import { claimDue, homeOf } from '../../src/store/outbox.ts';
import { readsOf } from '../../src/store/reads.ts';
import { secretsOf } from '../../src/store/secrets.ts';
import { settleAndTell } from '../../src/store/troubles.ts';
import { freshDatabase } from './database.ts';
import { freePort, listening, TEAM } from './slack-api.ts';
import { SECRET, signature } from './slack-bot.ts';

export const CLIENT = { id: '111.222', secret: 'client-secret' };
export const NOW = new Date('2026-11-21T02:00:00Z');

export type SlackSite = Awaited<ReturnType<typeof aSlackSite>>;
export type Browser = { cookie: string; language: string };
export type Page = { status: number; text: string; headers: Headers };

type Listed = { members?: { id: string; name: string }[]; channels?: { id: string; name: string }[] };
type Messages = { messages: { text: string; blocks?: unknown[] }[] };

export async function aSlackSite() {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const emulator = await emulate(`${url}/slack/oauth_redirect`);
  const door = await watching(emulator.url);
  const apiUrl = `${door.url}/api/`;
  const database = await freshDatabase();
  const { prisma } = database;
  let clock = NOW;
  const now = (): Date => clock;
  const logged: { fields: object; message: string }[] = [];
  const note = (fields: object, message: string): void => void logged.push({ fields, message });
  const log = { info: note, warn: note, error: note };
  const commit = commitTo(prisma);
  const keys = [Buffer.alloc(32, 7)];
  const installations = installationsOf(prisma, secretsOf(keys));
  const desk: Desk = {
    commands,
    organisationOf: organisationOf(prisma),
    reads: (org, at) => readsOf({ db: prisma, org, now: at }),
    commit,
    now,
    newId: v7,
    postedAt: (at) => at,
    posted: () => {},
    log,
  };
  const { adapter, routes, jobs } = await connectSlack(
    {
      kind: 'oauth',
      signingSecret: SECRET,
      clientId: CLIENT.id,
      clientSecret: CLIENT.secret,
      stateSecret: 'state',
      publicUrl: url,
      apiUrl,
    },
    {
      desk,
      prisma,
      commit,
      defaults: { locale: null, zone: null, currency: null, calendar: null },
      draw: async () => PIXEL,
      refused: () => {},
      log,
    },
    keys,
  );
  await adapter.start();
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    void answer(request, response).catch(() => response.writeHead(500).end());
  });
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    for (const route of routes) if (await route(request, response)) return;
    response.writeHead(404).end();
  }
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));

  async function open(
    browser: Browser,
    address: string,
    headers: Record<string, string> = {},
  ): Promise<Page> {
    const response = await fetch(address, {
      redirect: 'manual',
      headers: { cookie: browser.cookie, 'accept-language': browser.language, ...headers },
    });
    const cookie = response.headers.get('set-cookie')?.split(';')[0];
    if (cookie !== undefined && address.startsWith(url)) browser.cookie = cookie;
    return { status: response.status, text: await response.text(), headers: response.headers };
  }
  const locationOf = (page: Page): string => page.headers.get('location') ?? '';

  /** Somebody presses Allow on Slack's own page; where Slack sends the browser then. */
  async function allow(who: string, authorize: string): Promise<string> {
    const asked = new URL(authorize).searchParams;
    const response = await fetch(`${emulator.url}/oauth/v2/authorize/callback`, {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams({ ...Object.fromEntries(asked), user_id: emulator.user(who) }),
    });
    return response.headers.get('location') ?? '';
  }

  async function begin(browser: Browser): Promise<string> {
    return locationOf(await open(browser, `${url}/slack/install`));
  }

  return {
    url,
    emulator,
    prisma,
    desk,
    installations,
    adapter,
    logged,
    /** What a beat of the heart runs besides delivery: Homes that changed are drawn again. */
    async beat(): Promise<void> {
      for (const job of jobs) await job.run();
    },
    /** The Home that somebody sees, as text; '' when none was drawn. */
    home: (who: string): string => door.homes.get(emulator.user(who)) ?? '',
    locationOf,
    open,
    allow,
    begin,
    get now() {
      return clock;
    },
    tick(ms = 2000): void {
      clock = new Date(clock.getTime() + ms);
    },
    browser: (language = 'en'): Browser => ({ cookie: '', language }),
    async install(browser: Browser, who: string): Promise<Page> {
      return open(browser, await allow(who, await begin(browser)));
    },
    org: async (): Promise<string> => (await desk.organisationOf('slack', TEAM)) ?? '',
    read: async () =>
      readsOf({ db: prisma, org: (await desk.organisationOf('slack', TEAM)) ?? '', now: clock }),
    async event(event: object, at: Date = clock): Promise<number> {
      const seconds = Math.floor(at.getTime() / 1000);
      const body = JSON.stringify({
        type: 'event_callback',
        team_id: TEAM,
        api_app_id: 'A000000001',
        event_id: `Ev${v7().slice(-9)}`,
        event_time: seconds,
        authorizations: [{ team_id: TEAM, user_id: 'U0', is_bot: true }],
        event,
      });
      const stamp = String(Math.floor(clock.getTime() / 1000));
      const response = await fetch(`${url}/slack/events`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'x-slack-request-timestamp': stamp,
          'x-slack-signature': signature(stamp, body),
        },
        body,
      });
      return response.status;
    },
    deliver: (): Promise<number> =>
      deliverDue({
        queue: {
          claim: (take) => claimDue(prisma, { now: clock, claim: v7(), take }),
          settle: (row, settlement) => settleAndTell(prisma, row, { settlement, now: clock }),
          home: (row) => homeOf(prisma, row),
        },
        adapters: new Map([['slack', adapter]]),
        reads: desk.reads,
        now,
        log,
      }),
    async close(): Promise<void> {
      await adapter.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await door.close();
      await emulator.close();
      await database.close();
    },
  };
}

/** Passes calls on to the emulator, which shows to nobody which Homes it has. */
async function watching(target: string) {
  const homes = new Map<string, string>();
  const server = createServer((request, response) => {
    void pass(request, response).catch(() => response.destroy());
  });
  async function pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const body = Buffer.concat(chunks);
    const answer = await fetch(`${target}${request.url}`, {
      method: 'POST',
      headers: {
        'content-type': request.headers['content-type'] ?? '',
        authorization: request.headers.authorization ?? '',
      },
      body,
    });
    const text = await answer.text();
    const asked = new URLSearchParams(body.toString());
    if (request.url === '/api/views.publish' && text.startsWith('{"ok":true'))
      homes.set(asked.get('user_id') ?? '', asked.get('view') ?? '');
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' });
    response.end(text);
  }
  return {
    homes,
    url: await listening(server),
    async close(): Promise<void> {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function emulate(redirect: string) {
  const port = await freePort();
  const token = 'xoxb-seed';
  const emulator = await createEmulator({
    service: 'slack',
    port,
    seed: {
      slack: {
        team: { name: 'Acme', domain: 'acme' },
        users: [
          { name: 'seed', real_name: 'Seed' },
          { name: 'ann', real_name: 'Ann Admin', email: 'ann@example.com' },
          { name: 'bea', real_name: 'Bea Rep', email: 'bea@example.com' },
        ],
        channels: [{ name: 'deals' }],
        tokens: [{ token, user: 'seed' }],
        oauth_apps: [
          {
            client_id: CLIENT.id,
            client_secret: CLIENT.secret,
            name: 'Stagepost',
            redirect_uris: [redirect],
          },
        ],
      },
    },
  });
  const url = `http://127.0.0.1:${port}`;
  async function ask<T>(method: string, body: object = {}): Promise<T> {
    const answer = await fetch(`${url}/api/${method}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify(body),
    });
    return (await answer.json()) as T;
  }
  const { members = [] } = await ask<Listed>('users.list', { limit: 1000 });
  const { channels = [] } = await ask<Listed>('conversations.list', { limit: 1000 });
  const idIn = (all: readonly { id: string; name: string }[], name: string): string =>
    all.find((one) => one.name === name)?.id ?? '';
  return {
    url,
    ask,
    user: (name: string): string => idIn(members, name),
    room: (name: string): string => idIn(channels, name),
    /** What stands in a channel, newest first; the bot's own token reads its direct conversations. */
    async said(channel: string, reader = token): Promise<Messages['messages']> {
      const answer = await fetch(`${url}/api/conversations.history`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${reader}` },
        body: JSON.stringify({ channel }),
      });
      return ((await answer.json()) as Partial<Messages>).messages ?? [];
    },
    close: () => emulator.close(),
  };
}

const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
