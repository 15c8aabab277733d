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
import type { SlackAdapter, SlackSettings } from '../../src/adapters/slack/adapter.ts';
import type { SlackConfig } from '../../src/config.ts';
import { deliverDue } from '../../src/jobs/deliver.ts';
import type { Spine } from '../../src/platform.ts';
import { connectSlack } from '../../src/slack.ts';
import { claimDue, homeOf } from '../../src/store/outbox.ts';
import { settleAndTell } from '../../src/store/troubles.ts';
import { aBot, type BotOptions } from './bot.ts';
import type { CastName } from './cast.ts';
import { listening, type SlackApi, slackApi, TEAM } from './slack-api.ts';
import { type OpenView, payloadsOf, type Shown, type Where } from './slack-payloads.ts';
import type { SocketServer } from './slack-socket.ts';

export const SECRET = 'shhh-signing-secret';

const CAST: readonly CastName[] = ['wang', 'li', 'zhao', 'sam', 'mia', 'joe', 'ada', 'olga', 'rita', 'boss'];
/** In the workspace and unknown to the bot. */
const STRANGERS = ['newbie', 'guest', 'late'];

export type SlackBot = Awaited<ReturnType<typeof aSlackBot>>;
export type SlackBotOptions = BotOptions &
  Pick<SlackSettings, 'patience'> &
  Partial<Pick<Spine, 'draw'>> & {
    /** Where the bot opens its socket; else Slack sends requests. */
    socket?: SocketServer;
    /** Nobody has said a word to the bot: the workspace has no organisation yet. */
    unknown?: true;
  };

/** A busy machine is no slow database. */
const PATIENCE_MS = 60_000;
const MOST_BEATS = 6;

export async function aSlackBot({
  patience = PATIENCE_MS,
  socket,
  unknown,
  draw = async () => PIXEL,
  ...options
}: SlackBotOptions = {}) {
  const bot = await aBot(options);
  const api = await slackApi([...CAST, ...STRANGERS]);
  if (unknown === undefined) await introduce(bot, api);
  const refused: string[] = [];
  const logged: { fields: object; message: string }[] = [];
  const note = (fields: object, message: string): void => void logged.push({ fields, message });
  const log = { info: note, warn: note, error: note };
  const spine: Spine = {
    desk: bot.desk,
    prisma: bot.prisma,
    commit: bot.commit,
    defaults: { locale: null, zone: null, currency: null, calendar: null },
    draw,
    refused: (_, reason) => void refused.push(reason),
    log,
  };
  if (socket !== undefined) api.route('apps.connections.open', socket.url);
  const receive =
    socket === undefined
      ? { kind: 'http' as const, signingSecret: SECRET }
      : { kind: 'socket' as const, appToken: 'xapp-test' };
  const config: SlackConfig = { ...receive, botToken: api.token, apiUrl: api.url };
  const connected = await connectSlack({ ...config, patience }, spine, []);
  const { jobs, routes } = connected;
  // What else the adapter can do is for tests: waiting until everything delivered is done with.
  const adapter = connected.adapter as SlackAdapter;
  const server = createServer((request, response) => {
    void takenBy(0).then((taken) => (taken ? undefined : response.writeHead(418).end()));
    async function takenBy(index: number): Promise<boolean> {
      const route = routes[index];
      return route !== undefined && ((await route(request, response)) || (await takenBy(index + 1)));
    }
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
    spine,
    adapter,
    url,
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
    /** Stores a file as somebody uploads it; gives the address in the event about it. */
    async upload(name: string, content: string): Promise<string> {
      const { upload_url, file_id } = await api.ask<{ upload_url: string; file_id: string }>(
        'files.getUploadURLExternal',
        { filename: name, length: Buffer.byteLength(content) },
      );
      const body = Buffer.from(content);
      await fetch(upload_url, { method: 'POST', body, headers: { 'content-type': 'text/csv' } });
      type Done = { files: { url_private_download: string }[] };
      const done = await api.ask<Done>('files.completeUploadExternal', { files: [{ id: file_id }] });
      const { pathname, search } = new URL(done.files[0]?.url_private_download ?? '');
      return new URL(pathname + search, api.url).href;
    },
    /** Fills some fields of the modal that is open, and closes it: then Slack no longer says what was in them. */
    async leave(who: string, values: Record<string, string>, view = openView(api)): Promise<void> {
      await interaction(await said.typed(who, view, values));
      await interaction(said.closed(who, view));
    },
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
    /** Sends what is due, as main does it. */
    deliver: (): Promise<number> =>
      deliverDue({
        queue: {
          claim: (take) => claimDue(bot.prisma, { now: bot.now, claim: v7(), take }),
          settle: (row, settlement) => settleAndTell(bot.prisma, row, { settlement, now: bot.now }),
          home: (row) => homeOf(bot.prisma, row),
        },
        adapters: new Map([['slack', adapter]]),
        reads: bot.desk.reads,
        now: () => bot.now,
        log,
      }),
    /** Some seconds of the heart's beats: what is due goes out, a message per second and channel; Homes are redrawn. */
    async beat(): Promise<void> {
      const soon = { status: 'due', OR: [{ problem: null }, { problem: { not: 'home not posted' } }] };
      for (let beats = 0; beats < MOST_BEATS; beats += 1) {
        slack.tick();
        await slack.deliver();
        const dueAt = { lte: new Date(bot.now.getTime() + 2000) };
        if ((await bot.prisma.outbox.count({ where: { ...soon, dueAt } })) === 0) break;
      }
      for (const job of jobs) await job.run();
    },
    /** Somebody looks at the bot's Home. */
    async lookAtHome(who: string): Promise<OpenView> {
      await event(await said.home(who));
      const drawn = api.calls('views.publish').findLast((call) => call.asked.user_id === api.user(who));
      if (drawn === undefined) throw new Error(`no Home was drawn for ${who}`);
      const { id, hash } = drawn.answered.view as OpenView;
      return { ...(drawn.asked.view as OpenView), id, hash, private_metadata: '' };
    },
    /** The Home that somebody sees; '' when none was drawn. */
    home: (who: string): string =>
      JSON.stringify(
        api
          .calls('views.publish')
          .filter((call) => call.asked.user_id === api.user(who) && call.answered.ok === true)
          .at(-1)?.asked.view ?? '',
      ),
    /** A deal lives in a room, as after its first change there; its card is due. */
    async settleIn(room: string, deal: number): Promise<void> {
      await bot.commit(bot.org, {
        key: 'home',
        actorId: bot.ids.wang,
        now: bot.now,
        changes: [{ kind: 'place.home', deal, home: { platform: 'slack', workspace: TEAM, channel: room } }],
        answeredIn: null,
        reply: async () => null,
      });
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
async function introduce(bot: Awaited<ReturnType<typeof aBot>>, api: SlackApi): Promise<void> {
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

const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
