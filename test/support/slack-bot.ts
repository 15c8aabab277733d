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
import { listening, type Posted, type SlackApi, slackApi, TEAM } from './slack-api.ts';

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
  const said = sayings(api, () => bot.now);

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
    /** Presses the same in the modal that is open. */
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
export type Where = {
  channel?: string;
  thread?: string;
  ts?: string;
  files?: readonly object[];
  headers?: Record<string, string>;
};
export type Shown = Posted & { channel: string };
export type OpenView = {
  id: string;
  hash: string;
  callback_id: string;
  private_metadata: string;
  title: { text: string };
  blocks: Record<string, unknown>[];
};

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

/** Payloads as Slack sends them. */
function sayings(api: SlackApi, now: () => Date) {
  let count = 0;
  const ts = (): string => {
    count += 1;
    return `${Math.floor(now().getTime() / 1000)}.${String(count).padStart(6, '0')}`;
  };
  const team = { id: TEAM, domain: 'stagepost' };
  return {
    async message(who: string, text: string, where: Where): Promise<object> {
      const user = api.user(who);
      const channel = where.channel ?? (await api.direct(user));
      const mention = !channel.startsWith('D') && text.includes(`<@${api.bot.botUserId}>`);
      return {
        type: 'event_callback',
        team_id: TEAM,
        api_app_id: 'A000000001',
        event_id: `Ev${String(count).padStart(9, '0')}`,
        event_time: Math.floor(now().getTime() / 1000),
        authorizations: [{ team_id: TEAM, user_id: api.bot.botUserId, is_bot: true }],
        event: {
          type: mention ? 'app_mention' : 'message',
          ...(where.files && { subtype: 'file_share', files: where.files }),
          channel,
          ...(!mention && { channel_type: channel.startsWith('D') ? 'im' : 'channel' }),
          user,
          text,
          ts: where.ts ?? ts(),
          ...(where.thread !== undefined && { thread_ts: where.thread }),
        },
      };
    },
    async command(
      who: string,
      said: { name: string; text: string; channel?: string | undefined; trigger?: string },
    ): Promise<string> {
      const user = api.user(who);
      const channel = said.channel ?? (await api.direct(user));
      return new URLSearchParams({
        command: said.name,
        text: said.text,
        team_id: TEAM,
        team_domain: 'stagepost',
        user_id: user,
        user_name: who,
        channel_id: channel,
        channel_name: channel.startsWith('D') ? 'directmessage' : 'room',
        api_app_id: 'A000000001',
        trigger_id: said.trigger ?? (await api.trigger(user)),
        response_url: api.responseUrl('command'),
      }).toString();
    },
    async press(who: string, message: Shown, label: string | RegExp): Promise<object> {
      const control = controlNamed(message.blocks ?? [], label);
      return {
        type: 'block_actions',
        team,
        user: { id: api.user(who), team_id: TEAM },
        trigger_id: await api.trigger(api.user(who)),
        response_url: api.responseUrl('press'),
        channel: { id: message.channel },
        container: { type: 'message', message_ts: message.ts, channel_id: message.channel },
        message,
        actions: [control],
      };
    },
    submit(who: string, view: OpenView, values: Record<string, string>): object {
      return {
        type: 'view_submission',
        team,
        user: { id: api.user(who), team_id: TEAM },
        view: { ...view, state: { values: stateOf(view, values) } },
      };
    },
    closed(who: string, view: OpenView, values: Record<string, string>): object {
      return { ...this.submit(who, view, values), type: 'view_closed', is_cleared: false };
    },
    typing(who: string, view: OpenView, typed: { field: string; text: string }): object {
      return {
        type: 'block_suggestion',
        team,
        user: { id: api.user(who), team_id: TEAM },
        block_id: `field:${typed.field}`,
        action_id: 'value',
        value: typed.text,
        view,
      };
    },
    async shortcut(who: string, callback: string, message: Shown): Promise<object> {
      return {
        type: 'message_action',
        callback_id: callback,
        team,
        user: { id: api.user(who), team_id: TEAM },
        trigger_id: await api.trigger(api.user(who)),
        response_url: api.responseUrl('shortcut'),
        channel: { id: message.channel, name: 'east' },
        message_ts: message.ts,
        message,
      };
    },
  };
}

type Block = Record<string, unknown>;

/** A button, or an option of a menu, as Slack reports its press. */
function controlNamed(blocks: readonly Block[], label: string | RegExp): object {
  const fits = (text: unknown): boolean =>
    typeof text === 'string' && (typeof label === 'string' ? text === label : label.test(text));
  const seen: string[] = [];
  const textOf = (one: Block): unknown => (one.text as Block | undefined)?.text;
  for (const block of blocks) {
    const controls = [
      ...((block.elements as Block[] | undefined) ?? []),
      block.accessory as Block | undefined,
    ];
    for (const control of controls) {
      if (control === undefined) continue;
      const base = { type: control.type, action_id: control.action_id, block_id: 'b' };
      if (control.type === 'button') {
        seen.push(String(textOf(control)));
        if (fits(textOf(control))) return { ...base, value: control.value };
      }
      for (const option of (control.options as Block[] | undefined) ?? []) {
        seen.push(String(textOf(option)));
        if (fits(textOf(option))) return { ...base, selected_option: option };
      }
    }
  }
  throw new Error(`nothing to press called ${label}; there is: ${seen.join(' | ')}`);
}

/** The state of a modal: what it opened with, with some fields filled in. */
function stateOf(view: OpenView, values: Record<string, string>): Record<string, object> {
  return Object.fromEntries(
    view.blocks.flatMap((block): [string, object][] => {
      if (block.type !== 'input') return [];
      const element = block.element as Block;
      const name = String(block.block_id).replace(/^field:/, '');
      return [[String(block.block_id), { [String(element.action_id)]: stateValue(element, values[name]) }]];
    }),
  );
}

function stateValue(element: Block, given: string | undefined): object {
  const { type } = element;
  switch (type) {
    case 'datepicker':
      return { type, selected_date: given ?? element.initial_date ?? null };
    case 'timepicker':
      return { type, selected_time: given ?? element.initial_time ?? null };
    case 'checkboxes':
    case 'multi_static_select':
      return {
        type,
        selected_options:
          given === undefined
            ? (element.initial_options ?? [])
            : given.split(',').map((value) => ({ value })),
      };
    case 'static_select':
    case 'external_select':
      return {
        type,
        selected_option: given === undefined ? (element.initial_option ?? null) : { value: given },
      };
    default:
      return { type, value: given ?? element.initial_value ?? null };
  }
}
