// The bot of test/support/bot.ts, met in Feishu: real dispatch and Postgres behind the real adapter, over the fake
// platform. The cast has open_ids ou_<name>, the rooms are chats oc_<room>.

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { v7 } from 'uuid';
import { createLarkAdapter, type LarkAdapter } from '../../src/adapters/lark/adapter.ts';
import type { Kept, LarkPorts } from '../../src/adapters/lark/ports.ts';
import type { Adapter } from '../../src/chat/adapter.ts';
import { hear } from '../../src/chat/dispatch.ts';
import type { Input } from '../../src/chat/input.ts';
import type { Reply } from '../../src/chat/message.ts';
import { suggest } from '../../src/chat/suggest.ts';
import { deliverDue } from '../../src/jobs/deliver.ts';
import { claimDue, homeOf, settle } from '../../src/store/outbox.ts';
import { aBot, type Bot, type CastName } from './bot.ts';
import { APP, type FakeLark, openFakeLark } from './fake-lark/platform.ts';

export const NAMES: readonly CastName[] = [
  'wang',
  'li',
  'zhao',
  'sam',
  'mia',
  'joe',
  'ada',
  'olga',
  'rita',
  'boss',
];
const ROOMS: Record<string, readonly CastName[]> = {
  oc_east: ['wang', 'li', 'zhao'],
  oc_west: ['sam', 'mia', 'joe'],
};

/** Neither the bot nor the platform is in a hurry on a machine that is busy; a test of lateness says so. */
const PATIENT_MS = 20_000;

/** A PNG's signature: enough for a platform that looks at nothing else. */
const PNG = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

export type LarkBot = {
  bot: Bot;
  lark: FakeLark;
  adapter: LarkAdapter;
  url: string;
  heard: Input[];
  refused: string[];
  logged: { fields: object; message: string }[];
  late: { input: Input; reply: Promise<Reply | null> }[];
  left: object[];
  kept: Map<string, Kept>;
  /** Moves every clock. */
  pass(ms: number): void;
  deliver(): Promise<void>;
  close(): Promise<void>;
};

export type LarkBotOptions = {
  by?: 'socket' | 'webhook';
  dlp?: boolean;
  /** Stands between the adapter and dispatch. */
  thinking?: () => Promise<void>;
  answerMs?: number;
};

export async function aLarkBot({
  by = 'webhook',
  dlp = false,
  thinking,
  answerMs = PATIENT_MS,
}: LarkBotOptions = {}): Promise<LarkBot> {
  const bot = await aBot();
  const lark = await openFakeLark({ now: () => bot.now, dlp, ackMs: PATIENT_MS });
  await bot.prisma.workspace.create({
    data: { platform: 'lark', external: APP.tenant, orgId: bot.org, name: '飞书', createdAt: bot.now },
  });
  for (const name of NAMES) {
    const openId = `ou_${name}`;
    lark.user(openId, { name });
    await bot.prisma.identity.create({
      data: {
        orgId: bot.org,
        platform: 'lark',
        workspace: APP.tenant,
        external: openId,
        personId: bot.ids[name],
      },
    });
  }
  for (const [id, members] of Object.entries(ROOMS))
    lark.group(
      id,
      members.map((one) => `ou_${one}`),
    );

  const heard: Input[] = [];
  const refused: string[] = [];
  const logged: LarkBot['logged'] = [];
  const late: LarkBot['late'] = [];
  const left: object[] = [];
  const kept = new Map<string, Kept>();
  const log = (fields: object, message: string) => void logged.push({ fields, message });
  const read = () => bot.desk.reads(bot.org, bot.now);
  const ports: LarkPorts = {
    async hear(input) {
      heard.push(input);
      await thinking?.();
      return hear(bot.desk, input);
    },
    async later(input, reply) {
      late.push({ input, reply });
    },
    suggest: (typing) => suggest(bot.desk, { platform: 'lark', ...typing }),
    personOf: async ({ workspace, external }) =>
      (await read().identified('lark', workspace, external))?.id ?? null,
    localeOf: async ({ workspace, actor }) =>
      (await read().identified('lark', workspace, actor))?.locale ?? 'zh',
    left: async (who) => void left.push(who),
    async keep(_, body) {
      const id = v7();
      kept.set(id, body);
      return id;
    },
    kept: async (_, id) => kept.get(id) ?? null,
    draw: async () => PNG,
    now: () => bot.now,
    wait: async (ms) => bot.at(new Date(bot.now.getTime() + ms)),
    refused: (reason) => void refused.push(reason),
    log: { info: log, warn: log, error: log },
  };
  const { appId, appSecret, encryptKey, verificationToken } = APP;
  const adapter = createLarkAdapter(
    ports,
    {
      appId,
      appSecret,
      domain: lark.url,
      events: by === 'socket' ? { by } : { by, encryptKey, verificationToken },
    },
    { answerMs },
  );
  const server = createServer(async (request, response) => {
    if (!(await adapter.routes(request, response))) response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/lark/events`;
  if (by === 'webhook') lark.webhook = url;
  await adapter.start();
  // The connection is made in the background: a platform that is away keeps nobody from starting.
  while (by === 'socket' && lark.connection.pings() === 0) await pause(10);

  return {
    bot,
    lark,
    adapter,
    url,
    heard,
    refused,
    logged,
    late,
    left,
    kept,
    pass(ms) {
      bot.at(new Date(bot.now.getTime() + ms));
    },
    async deliver() {
      await deliverDue({
        queue: {
          claim: (take) => claimDue(bot.prisma, { now: bot.now, claim: v7(), take }),
          settle: (row, settlement) => settle(bot.prisma, row, settlement),
          home: (row) => homeOf(bot.prisma, row),
        },
        adapters: new Map<string, Adapter>([
          ['local', bot.adapter],
          ['lark', adapter],
        ]),
        reads: bot.desk.reads,
        now: () => bot.now,
        log: { warn: log, error: log },
      });
    },
    async close() {
      await adapter.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await lark.close();
      await bot.close();
    },
  };
}
