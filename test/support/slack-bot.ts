// The bot in Slack: real dispatch and Postgres, the real adapter behind a real server, and emulate as Slack.
// People do in it what they do in Slack:
//
//   const slack = await aSlackBot();
//   await slack.write('li', '推进远景');                  in the direct conversation
//   const ack = await slack.command('li', '/deal', '远景');
//   await slack.press('li', slack.lastIn(dm), 'Undo');
//   await slack.close();

import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import { v7 } from 'uuid';
import { createSlackAdapter, type SlackSettings } from '../../src/adapters/slack/adapter.ts';
import type { Kept, Refusal, SlackPorts } from '../../src/adapters/slack/ports.ts';
import { answerKey } from '../../src/adapters/slack/turn.ts';
import type { Address } from '../../src/chat/adapter.ts';
import { hear } from '../../src/chat/dispatch.ts';
import type { Input } from '../../src/chat/input.ts';
import type { Reply } from '../../src/chat/message.ts';
import { suggest } from '../../src/chat/suggest.ts';
import { deliverDue } from '../../src/jobs/deliver.ts';
import { claimDue, homeOf, send, settle } from '../../src/store/outbox.ts';
import { aBot, type BotOptions, type CastName } from './bot.ts';
import { listening, type SlackApi, slackApi, TEAM } from './slack-api.ts';
import { type OpenView, payloadsOf, type Shown, type Where } from './slack-payloads.ts';

export const SECRET = 'shhh-signing-secret';

const CAST: readonly CastName[] = ['wang', 'li', 'zhao', 'sam', 'mia', 'joe', 'ada', 'olga', 'rita', 'boss'];
/** In the workspace and unknown to the bot. */
const STRANGERS = ['newbie'];

export type SlackBot = Awaited<ReturnType<typeof aSlackBot>>;
export type SlackBotOptions = BotOptions & { settings?: Partial<SlackSettings> };

export async function aSlackBot({ settings, ...options }: SlackBotOptions = {}) {
  const bot = await aBot(options);
  const api = await slackApi([...CAST, ...STRANGERS]);
  await connect(bot, api);
  const kept = new Map<string, Kept>();
  const putOffs: Promise<void>[] = [];
  const refused: Refusal[] = [];
  const logged: { fields: object; message: string }[] = [];
  const note = (fields: object, message: string): void => void logged.push({ fields, message });

  const ports: SlackPorts = {
    hear: (input) => hear(bot.desk, input),
    later: async (input, reply) => void putOffs.push(putOff(bot, input, reply)),
    suggest: (typing) => suggest(bot.desk, { platform: 'slack', ...typing }),
    draw: async () => PIXEL,
    isHome: async (at) => (await bot.read().dealAt({ platform: 'slack', ...at })) !== null,
    localeOf: async ({ workspace, actor }) =>
      (await bot.read().identified('slack', workspace, actor))?.locale ?? 'en',
    async keep(_, body) {
      const id = v7();
      kept.set(id, body);
      return id;
    },
    kept: async (_, id) => kept.get(id) ?? null,
    installationOf: async (workspace) => (workspace === TEAM ? api.bot : null),
    now: () => bot.now,
    refused: (reason) => void refused.push(reason),
    log: { info: note, warn: note, error: note },
  };
  const adapter = createSlackAdapter(ports, {
    receive: { kind: 'http', signingSecret: SECRET },
    apiUrl: api.url,
    // A busy machine is no slow database.
    patience: 60_000,
    ...settings,
  });
  const server = createServer((request, response) => {
    void adapter
      .routes(request, response)
      .then((taken) => (taken ? undefined : response.writeHead(418).end()));
  });
  const url = await listening(server);
  await adapter.start();
  const said = payloadsOf(api, () => bot.now);

  /** A request as Slack signs it. */
  function signed(body: string, type: string, headers: Record<string, string> = {}): RequestInit {
    const stamp = String(Math.floor(bot.now.getTime() / 1000));
    const proof = { 'x-slack-request-timestamp': stamp, 'x-slack-signature': signature(stamp, body) };
    return { method: 'POST', headers: { 'content-type': type, ...proof, ...headers }, body };
  }
  async function request(body: string, type: string, headers?: Record<string, string>): Promise<Answer> {
    const response = await fetch(`${url}/slack/events`, signed(body, type, headers));
    const text = await response.text();
    // What follows the acknowledgement is waited for too.
    await adapter.idle();
    return { status: response.status, text, body: text.startsWith('{') ? JSON.parse(text) : {} };
  }
  const event = (body: object, headers?: Record<string, string>): Promise<Answer> =>
    request(JSON.stringify(body), 'application/json', headers);
  const interaction = (payload: object): Promise<Answer> =>
    request(new URLSearchParams({ payload: JSON.stringify(payload) }).toString(), FORM_TYPE);

  const slack = {
    bot,
    api,
    adapter,
    url,
    ports,
    kept,
    refused,
    logged,
    signed,
    request,
    event,
    interaction,
    said,
    dm: (who: string): Promise<string> => api.direct(api.user(who)),

    /** A message to the bot: in the direct conversation, or where it says. */
    write: async (who: string, text: string, where: Where = {}): Promise<Answer> =>
      event(await said.message(who, text, where), where.headers),
    command: async (who: string, name: string, text: string, channel?: string): Promise<Answer> =>
      request(await said.command(who, { name, text, channel }), FORM_TYPE),
    /** Presses what is called so in a message. */
    press: async (who: string, message: Shown, label: string | RegExp): Promise<Answer> =>
      interaction(await said.press(who, message, label)),
    pressIn: async (who: string, view: OpenView, label: string | RegExp): Promise<Answer> =>
      interaction(await said.pressIn(who, view, label)),
    /** Sends the modal that is open, with some fields filled in. */
    async submit(who: string, values: Record<string, string>, view = openView(api)): Promise<Answer> {
      return interaction(said.submit(who, view, values));
    },
    /** The modal that was opened or redrawn last. */
    view: (): OpenView => openView(api),
    /** The last message in a channel or thread. */
    async lastIn(channel: string, thread?: string): Promise<Shown> {
      const last = (await api.messages(channel, thread)).at(-1);
      if (last === undefined) throw new Error('nothing was posted there');
      return { channel, ...last };
    },
    /** Sends what is due. */
    deliver: (): Promise<number> =>
      deliverDue({
        queue: {
          claim: (take) => claimDue(bot.prisma, { now: bot.now, claim: v7(), take }),
          settle: (row, settlement) => settle(bot.prisma, row, settlement),
          home: (row) => homeOf(bot.prisma, row),
        },
        adapters: new Map([['slack', adapter]]),
        reads: bot.desk.reads,
        now: () => bot.now,
        log: { warn: note, error: note },
      }),
    /** Resolves when what was put off is in the outbox. */
    async settled(): Promise<void> {
      await adapter.idle();
      await Promise.all(putOffs);
    },
    /** Moves the clock, so that the next message to the same channel is not too early. */
    tick(ms = 2000): void {
      bot.at(new Date(bot.now.getTime() + ms));
    },
    async close(): Promise<void> {
      await adapter.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await api.close();
      await bot.close();
    },
  };
  return slack;
}

function openView(api: SlackApi): OpenView {
  const last = api.forms().at(-1);
  if (last === undefined) throw new Error('no modal was opened');
  return last as OpenView;
}

export type Answer = { status: number; text: string; body: Record<string, unknown> };
const FORM_TYPE = 'application/x-www-form-urlencoded';

export const signature = (stamp: string, body: string, secret = SECRET): string =>
  `v0=${createHmac('sha256', secret).update(`v0:${stamp}:${body}`).digest('hex')}`;

/** The cast is known in Slack too, under Slack's ids. */
async function connect(bot: Awaited<ReturnType<typeof aBot>>, api: SlackApi): Promise<void> {
  await bot.prisma.workspace.create({
    data: { platform: 'slack', external: TEAM, orgId: bot.org, name: 'Stagepost', createdAt: bot.now },
  });
  await bot.commit(bot.org, {
    key: 'slack-cast',
    actorId: bot.ids.ada,
    now: bot.now,
    changes: CAST.map((who) => ({
      kind: 'person.identify',
      id: bot.ids[who],
      platform: 'slack',
      workspace: TEAM,
      external: api.user(who),
    })),
    answeredIn: null,
    reply: async () => null,
  });
}

/** The outbox answers when there is an answer, in the person's own conversation or where everybody may see it. */
async function putOff(
  bot: Awaited<ReturnType<typeof aBot>>,
  input: Input,
  coming: Promise<Reply | null>,
): Promise<void> {
  const reply = await coming;
  if (reply === null) return;
  const { workspace, actor, place } = input;
  const address: Address =
    place.kind === 'room' && reply.audience === 'place'
      ? { workspace, ...place, kind: 'room' }
      : { kind: 'person', workspace, person: actor };
  const row = { key: answerKey(input), platform: 'slack', address };
  const body = { kind: 'message' as const, message: reply, locale: 'en' as const };
  await send(bot.prisma, { org: bot.org, now: bot.now }, { ...row, body });
}

const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
