// The bot of test/support/bot.ts, met in Feishu: real dispatch and Postgres behind the real adapter, over the fake
// platform. The cast has open_ids ou_<name>, the rooms are chats oc_<room>.

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { v7 } from 'uuid';
import { createLarkAdapter, type LarkAdapter } from '../../src/adapters/lark/adapter.ts';
import type { LarkPorts } from '../../src/adapters/lark/ports.ts';
import { tenantName } from '../../src/adapters/lark/tenant.ts';
import type { Adapter } from '../../src/chat/adapter.ts';
import type { Input } from '../../src/chat/input.ts';
import type { Reply } from '../../src/chat/message.ts';
import { deliverDue } from '../../src/jobs/deliver.ts';
import { larkPorts } from '../../src/lark.ts';
import type { Spine } from '../../src/platform.ts';
import { claimDue, homeOf } from '../../src/store/outbox.ts';
import { settleAndTell } from '../../src/store/troubles.ts';
import { aBot, type Bot } from './bot.ts';
import type { CastName } from './cast.ts';
import { APP, type FakeLark, openFakeLark } from './fake-lark/platform.ts';
import type { FakeMessage } from './fake-lark/state.ts';

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
  ports: LarkPorts;
  spine: Spine;
  url: string;
  heard: Input[];
  refused: string[];
  logged: { fields: object; message: string }[];
  late: { input: Input; reply: Promise<Reply | null> }[];
  left: object[];
  /** Moves every clock. */
  pass(ms: number): void;
  /** Gives a deal a home in a group, and the message that it lives under. */
  home(deal: number, chat: string): Promise<FakeMessage>;
  deliver(): Promise<void>;
  /** Delivers until every answer that was put off is there. */
  settled(): Promise<void>;
  close(): Promise<void>;
};

export type LarkBotOptions = {
  by?: 'socket' | 'webhook';
  dlp?: boolean;
  /** Stands between the adapter and dispatch. */
  thinking?: () => Promise<void>;
  answerMs?: number;
  /** The process that puts an answer off dies before it has one. */
  forgetful?: boolean;
  /** Another chat of the same organisation: it is delivered to as well, and closed by whoever opened it. */
  beside?: { bot: Bot; adapter: Adapter };
};

export async function aLarkBot({
  by = 'webhook',
  dlp = false,
  thinking,
  answerMs = PATIENT_MS,
  forgetful = false,
  beside,
}: LarkBotOptions = {}): Promise<LarkBot> {
  const bot = beside?.bot ?? (await aBot());
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
        since: bot.now,
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
  const note = (fields: object, message: string) => void logged.push({ fields, message });
  const log = { info: note, warn: note, error: note };
  const spine: Spine = {
    desk: bot.desk,
    prisma: bot.prisma,
    commit: bot.desk.commit,
    defaults: { locale: null, zone: null, currency: null, calendar: null },
    draw: async () => PNG,
    refused: (_, reason) => void refused.push(reason),
    log,
  };
  const { ports: office } = larkPorts(spine, () => tenantName(adapter.api));
  const ports: LarkPorts = {
    ...office,
    async hear(input) {
      heard.push(input);
      await thinking?.();
      return office.hear(input);
    },
    async later(input, reply) {
      late.push({ input, reply });
      await office.later(input, forgetful ? new Promise(() => {}) : reply);
    },
    async left(who) {
      left.push(who);
      await office.left(who);
    },
    wait: async (ms) => bot.at(new Date(bot.now.getTime() + ms)),
  };
  const { appId, appSecret, encryptKey, verificationToken } = APP;
  const adapter: LarkAdapter = createLarkAdapter(
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

  const deliver = async (): Promise<void> => {
    await deliverDue({
      queue: {
        claim: (take) => claimDue(bot.prisma, { now: bot.now, claim: v7(), take }),
        settle: (row, settlement) => settleAndTell(bot.prisma, row, { settlement, now: bot.now }),
        home: (row) => homeOf(bot.prisma, row),
      },
      adapters: new Map<string, Adapter>([
        ['local', bot.adapter],
        ['lark', adapter],
        ...(beside === undefined ? [] : [[beside.adapter.platform, beside.adapter] as const]),
      ]),
      reads: bot.desk.reads,
      now: () => bot.now,
      log,
    });
  };

  return {
    bot,
    lark,
    adapter,
    ports,
    spine,
    url,
    heard,
    refused,
    logged,
    late,
    left,
    pass(ms) {
      bot.at(new Date(bot.now.getTime() + ms));
    },
    async home(dealNumber, channel) {
      const to = { kind: 'room', workspace: APP.tenant, channel } as const;
      await adapter.post({
        key: `home:${dealNumber}`,
        to,
        message: { text: `#${dealNumber}` },
        locale: 'zh',
      });
      const root = lark.last(channel);
      const where = { platform: 'lark', workspace: APP.tenant, channel, thread: root.id };
      await bot.prisma.placement.create({
        data: { orgId: bot.org, dealNumber, ...where, createdAt: bot.now },
      });
      return root;
    },
    deliver,
    async settled() {
      await Promise.allSettled(late.map((one) => one.reply));
      const where = { key: { startsWith: 'answer:' }, status: { in: ['due', 'sending'] } };
      while ((await bot.prisma.outbox.count({ where })) > 0) {
        bot.at(new Date(bot.now.getTime() + 1000));
        await deliver();
      }
    },
    async close() {
      await adapter.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await lark.close();
      if (beside === undefined) await bot.close();
    },
  };
}
