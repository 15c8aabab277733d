// Conversations in the local workspace: requests to /local/api, and what it shows to each person.

import { createServer } from 'node:http';
import { createLocalAdapter } from '../../src/adapters/local/adapter.ts';
import type { HeardView, MessagesView, MessageView, SuggestView } from '../../src/adapters/local/api.ts';
import { hear } from '../../src/chat/dispatch.ts';
import type { Form } from '../../src/chat/form.ts';
import { menuOf } from '../../src/chat/menu.ts';
import { suggest } from '../../src/chat/suggest.ts';
import { deliverDue } from '../../src/jobs/deliver.ts';
import { createLocalStore } from '../../src/store/local.ts';
import { claimDue, homeOf } from '../../src/store/outbox.ts';
import { settleAndTell } from '../../src/store/troubles.ts';
import { aBot, type Bot } from './bot.ts';
import { ZONE } from './cast.ts';
import { listening } from './slack-api.ts';
import {
  type Answer,
  named,
  ROOMS,
  type Room,
  roomNames,
  type Sheet,
  type Shown,
  type Speaker,
  type Spot,
  STRANGER,
  speaksChinese,
  type Talk,
} from './talk.ts';
import { localPressables, localText, picturesIn } from './talk-local-reading.ts';
import { timeOf } from './talk-time.ts';

const WORKSPACE = 'local';
const PNG = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** Where a form was asked for: in a message, or in a channel. */
type Asked = { message: string } | { channel: string; thread?: string };
type BehindForm = { form: Form; asked: Asked; choices: ReadonlyMap<string, ReadonlyMap<string, string>> };

export async function talkInLocal(): Promise<Talk> {
  const bot = await aBot();
  const store = createLocalStore(bot.prisma, WORKSPACE);
  await furnish(store, bot);
  const logged: string[] = [];
  const log = (_: object, message: string) => void logged.push(message);
  const adapter = createLocalAdapter({
    workspace: WORKSPACE,
    store,
    hear: (input) => hear(bot.desk, input),
    suggest: (query) => suggest(bot.desk, { platform: 'local', workspace: WORKSPACE, ...query }),
    menu: (locale) => menuOf(bot.desk.commands, locale),
    draw: async () => PNG,
    sizeOf: () => ({ width: 1200, height: 600 }),
    clock: {
      now: () => bot.now,
      async advance(ms) {
        await time.moveTo(new Date(bot.now.getTime() + ms));
        return bot.now;
      },
    },
    zone: async () => ZONE,
    log: { info: log, warn: log, error: log },
  });
  const time = timeOf(bot, () =>
    deliverDue({
      queue: {
        claim: (take) => claimDue(bot.prisma, { now: bot.now, claim: bot.desk.newId(), take }),
        settle: (row, settlement) => settleAndTell(bot.prisma, row, { settlement, now: bot.now }),
        home: (row) => homeOf(bot.prisma, row),
      },
      adapters: new Map([['local', adapter]]),
      reads: bot.desk.reads,
      now: () => bot.now,
      log: { warn: log, error: log },
    }),
  );
  const server = createServer(async (request, response) => {
    if (!(await adapter.routes(request, response))) response.writeHead(404).end();
  });
  const api = `${await listening(server)}/local/api`;
  await adapter.start();

  async function answered<T>(response: Response): Promise<T> {
    if (!response.ok) throw new Error(`the workspace answered ${response.status}: ${await response.text()}`);
    return (await response.json()) as T;
  }
  async function post<T = HeardView>(path: string, body: object): Promise<T> {
    bot.at(new Date(bot.now.getTime() + 1000));
    const headers = { 'content-type': 'application/json' };
    return answered(await fetch(`${api}/${path}`, { method: 'POST', headers, body: JSON.stringify(body) }));
  }
  const get = async <T>(path: string, query: Record<string, string>): Promise<T> =>
    answered(await fetch(`${api}/${path}?${new URLSearchParams(query)}`));

  const behind = new WeakMap<Shown, MessageView>();
  const forms = new WeakMap<Sheet, BehindForm>();
  let last: { path: string; body: object; asked: Asked } | null = null;

  function shownOf(view: MessageView): Shown {
    const alone = view.private || view.channel.startsWith('direct-');
    const shown: Shown = {
      id: view.id,
      to: alone ? 'alone' : view.thread === null ? 'room' : 'thread',
      text: localText(view.body),
      buttons: localPressables(view.body).map((one) => one.name),
      pictures: picturesIn(view.body),
    };
    behind.set(shown, view);
    return shown;
  }
  const viewOf = (shown: Shown): MessageView => {
    const found = behind.get(shown);
    if (found === undefined) throw new Error(`${shown.id} is no message`);
    return found;
  };
  function sheetOf(form: Form, asked: Asked): Sheet {
    const fields = form.fields.map(({ label, value = '', fault = null, required }) => ({
      ...{ label, value, fault, required },
    }));
    const choices = form.fields.map(({ label, control }) => {
      const options = 'options' in control ? control.options : [];
      return [label, new Map(options.map((one) => [one.label, one.value]))] as const;
    });
    const sheet: Sheet = { title: form.title, fields };
    forms.set(sheet, { form, asked, choices: new Map(choices) });
    return sheet;
  }
  function gathered({ posted, reply }: HeardView, asked: Asked): Answer {
    const form = reply?.form === undefined ? null : sheetOf(reply.form, asked);
    return { shown: posted === null ? [] : [shownOf(posted)], form };
  }
  function placeOf(who: Speaker, spot?: Spot): { channel: string; thread?: string } {
    if (spot === undefined) return { channel: `direct-${who}` };
    if ('room' in spot) return { channel: spot.room };
    const { channel, thread, id } = viewOf(spot.under);
    return { channel, thread: thread ?? id };
  }
  async function said(request: NonNullable<typeof last>): Promise<Answer> {
    last = request;
    return gathered(await post(request.path, request.body), request.asked);
  }
  const known = (sheet: Sheet): BehindForm => {
    const found = forms.get(sheet);
    if (found === undefined) throw new Error('this form was not opened here');
    return found;
  };
  async function say(who: Speaker, line: string, spot?: Spot): Promise<Answer> {
    const place = placeOf(who, spot);
    const text = spot !== undefined && 'room' in spot && !/^[/／]/.test(line) ? `@stagepost ${line}` : line;
    return said({ path: 'say', body: { id: bot.desk.newId(), as: who, ...place, text }, asked: place });
  }

  return {
    platform: 'local',
    instead: { home: 'the day by its verb', shortcut: '— (typed again)' },
    bot,
    say,
    async again() {
      if (last === null) throw new Error('nothing was said');
      return said(last);
    },
    async press(who, shown, label) {
      const { words } = named(localPressables(viewOf(shown).body), label, (one) => one.name);
      const asked = { message: shown.id };
      return gathered(await post('press', { as: who, message: shown.id, words }), asked);
    },
    async submit(who, sheet, values) {
      const { form, asked, choices } = known(sheet);
      const given = Object.entries(values).map(([label, value]): [string, string] => {
        const { name, control } = named(form.fields, label, (one) => one.label);
        const listed = choices.get(label) ?? new Map<string, string>();
        if (control.kind !== 'choice' && control.kind !== 'choices' && control.kind !== 'search')
          return [name, value];
        return [name, named([...listed], value, ([choice]) => choice)[1]];
      });
      const prefilled = form.fields.map(({ name, value = '' }) => [name, value]);
      const body = {
        as: who,
        ...asked,
        words: form.says,
        values: Object.fromEntries([...prefilled, ...given]),
      };
      return gathered(await post('submit', body), asked);
    },
    async offers(who, sheet, { label, typed }) {
      const { form, asked, choices } = known(sheet);
      const field = named(form.fields, label, (one) => one.label);
      const channel = 'channel' in asked ? asked.channel : `direct-${who}`;
      const query = { as: who, channel, line: form.says.line, field: field.name, q: typed };
      const { options } = await get<SuggestView>('suggest', query);
      const found = new Map(options.map((one) => [one.label, one.value]));
      forms.set(sheet, { form, asked, choices: new Map([...choices, [label, found]]) });
      return [...found.keys()];
    },
    async drop(who, { name, text }) {
      const files = [{ name, base64: Buffer.from(text).toString('base64') }];
      const place = placeOf(who);
      return said({ path: 'say', body: { id: bot.desk.newId(), as: who, ...place, files }, asked: place });
    },
    async day(who) {
      const { shown } = await say(who, 'my day');
      const [card] = shown;
      if (card === undefined) throw new Error(`no day was shown to ${who}`);
      return card;
    },
    async takeUp(who, { by, text, room }) {
      await post('say', { as: by, channel: room, text });
      return say(who, `${speaksChinese(who) ? '记异议' : 'objection record'} ${text}`, { room });
    },
    deliver: () => time.deliver(),
    async until(instant) {
      const seconds = Math.ceil((new Date(instant).getTime() - bot.now.getTime()) / 1000);
      await post('clock', { advance: `PT${seconds}S` });
    },
    async seen(who, room) {
      const channel = room ?? `direct-${who}`;
      const at = { as: who, channel, limit: '200' };
      const { messages } = await get<MessagesView>('messages', at);
      const all = await Promise.all(
        messages.map(async (root) => {
          if (root.replies === null) return [root];
          return [root, ...(await get<MessagesView>('messages', { ...at, thread: root.id })).messages];
        }),
      );
      return all.flat().flatMap((view) => (view.author === null ? [shownOf(view)] : []));
    },
    // What the page shows is text in text nodes; there is nothing that could be a mention.
    pings: () => [],
    async close() {
      await adapter.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await bot.close();
      if (logged.length > 0) throw new Error(`the workspace logged: ${logged.join(', ')}`);
    },
  };
}

/** Seats and rooms for the cast. */
async function furnish(store: ReturnType<typeof createLocalStore>, bot: Bot): Promise<void> {
  await store.ensureWorkspace();
  const same = (text: string) => ({ en: text, zh: text });
  const names = [...new Set(Object.values(ROOMS).flat()), 'ada', 'olga', 'boss', STRANGER];
  for (const [position, id] of names.entries()) {
    const person = { id, name: id, email: `${id}@example.com`, locale: 'en', zone: null } as const;
    await store.ensurePerson({ ...person, kind: 'member', title: same(''), team: null, position });
  }
  for (const [position, id] of roomNames.entries()) {
    await store.ensureChannel({ id, name: id, topic: same(bot.org), position });
    for (const member of ROOMS[id as Room]) await store.join(id, member);
  }
}
