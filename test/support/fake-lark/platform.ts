// A Feishu to test on: one app in one tenant, over HTTP and over the long connection, as strict as the documentation.
//
//   const lark = await openFakeLark({ now: () => clock });
//   lark.webhook = 'http://127.0.0.1:3000/lark/events';      or: the long connection, when the bot has connected
//   await lark.say('ou_li', '新商机 远景 48万');
//   lark.lastCard('ou_li')                                     what the bot posted to somebody
//   await lark.press('ou_li', message, '推进');                 and what it answered
//   await lark.redeliver();                                    what was not acknowledged and is due again

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerFaults } from './callback-rules.ts';
import { deliveries, type Event, type Outcome } from './deliveries.ts';
import { answer, bytesOf } from './http.ts';
import { longConnection } from './long-connection.ts';
import { missing, scopesOfTheGuide } from './permissions.ts';
import { cardOf, formOf, pressable } from './reading.ts';
import {
  directChat,
  type FakeChat,
  type FakeMessage,
  type FakeState,
  type FakeUser,
  messageOf,
  newId,
} from './state.ts';

export type FakeLarkOptions = { now(): Date; dlp?: boolean; ackMs?: number };

export type Callback = {
  status: number;
  answer: {
    toast?: { type: string; content: string; i18n?: Record<string, string> };
    card?: { data: unknown };
  };
};

export type FakeLark = Awaited<ReturnType<typeof openFakeLark>>;

export const APP = {
  appId: 'cli_a1b2c3d4e5f60718',
  appSecret: 'fake-app-secret-of-the-tests',
  tenant: 'tenant_a',
  encryptKey: 'fake-encrypt-key',
  verificationToken: 'fake-verification-token',
} as const;

export async function openFakeLark({ now, dlp = false, ackMs = 3000 }: FakeLarkOptions) {
  const state: FakeState = {
    ...APP,
    botId: 'ou_bot',
    now,
    users: new Map(),
    chats: new Map(),
    messages: [],
    images: [],
    files: new Map(),
    tokens: [],
    tokenFetches: 0,
    commands: [],
    requests: [],
    planned: [],
    posts: [],
    scopes: new Set(scopesOfTheGuide()),
    disabled: false,
    answering: new Set(),
    dlp,
  };
  const connection = longConnection(state, { ackMs });
  const server = createServer(async (request, response) => {
    if (request.url === '/callback/ws/endpoint') {
      const body = JSON.parse((await bytesOf(request)).toString('utf8'));
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify(connection.endpoint(body, request.headers.host ?? '')));
      return;
    }
    await answer(state, request, response);
  });
  server.on('upgrade', (request, socket) => connection.upgrade(request, socket));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const sending = deliveries({ state, connection, ackMs });

  const header = (type: string) => ({
    event_id: newId('ev'),
    event_type: type,
    // The platform tells of a press in microseconds, and of everything else in milliseconds.
    create_time: `${now().getTime()}${type === 'card.action.trigger' ? '000' : ''}`,
    token: APP.verificationToken,
    app_id: APP.appId,
    tenant_key: APP.tenant,
  });

  async function call(event: Event): Promise<Callback> {
    // Callbacks are not brought again.
    const outcome = await sending.once(event);
    return { status: outcome.status, answer: (outcome.body ?? {}) as Callback['answer'] };
  }

  async function act(openId: string, message: FakeMessage, action: object): Promise<Callback> {
    const operator = { open_id: openId, tenant_key: state.users.get(openId)?.tenant };
    const context = { open_message_id: message.id, open_chat_id: message.chat };
    const event = { operator, token: newId('c'), action, host: 'im_message', context };
    if (now().getTime() - message.at.getTime() > 14 * 86_400_000)
      throw new Error('the card is too old to be pressed');
    state.answering.add(message.id);
    const done = await call({ schema: '2.0', header: header('card.action.trigger'), event });
    state.answering.delete(message.id);
    const faults = done.status === 200 ? answerFaults(done.answer) : [];
    if (faults.length > 0) throw new Error(`200672: ${faults.join('; ')}`);
    const card = done.answer.card?.data;
    if (card !== undefined) message.content = JSON.stringify(card);
    return done;
  }

  /** What the app may not hear of is not sent. */
  const announce = async (what: string, send: () => Promise<Outcome>): Promise<Outcome> =>
    missing(what, state.scopes) === null ? send() : { status: 0, body: 'not sent' };

  const lark = {
    state,
    url,
    connection,
    sending,
    messages: state.messages,
    /** Where events go; null: to the long connection. */
    set webhook(target: string | null) {
      sending.target = target;
    },
    user(openId: string, facts: Partial<FakeUser> = {}): FakeUser {
      const user = { openId, name: openId, tenant: APP.tenant, ...facts };
      state.users.set(openId, user);
      return user;
    },
    group(id: string, members: readonly string[]): FakeChat {
      const chat: FakeChat = { id, kind: 'group', members: [...members] };
      state.chats.set(id, chat);
      return chat;
    },
    /** Posts what somebody types and sends the event. `@bot` in a text mentions the bot. */
    async say(openId: string, text: string, where: Where = {}): Promise<Said> {
      const chat = where.chat === undefined ? directChat(state, openId) : state.chats.get(where.chat);
      if (chat === undefined) throw new Error(`no chat ${where.chat}`);
      const parent = where.reply === undefined ? undefined : messageOf(state, where.reply);
      const type = where.type ?? 'text';
      const mentions = text.includes('@bot')
        ? [{ key: '@_user_1', id: { open_id: state.botId }, name: '驿站' }]
        : [];
      const spoken = text.replaceAll('@bot', '@_user_1');
      const message: FakeMessage = {
        id: newId('om'),
        chat: chat.id,
        author: openId,
        type,
        content: where.content ?? JSON.stringify({ text: spoken }),
        root: parent === undefined ? null : (parent.root ?? parent.id),
        // In a thread everybody answers its root.
        parent: parent === undefined ? null : parent.thread === null ? parent.id : (parent.root ?? parent.id),
        thread: parent?.thread ?? null,
        uuid: null,
        at: now(),
        edits: 0,
        mentions: mentions.map(({ key, id, name }) => ({ key, openId: id.open_id, name })),
        changes: [],
      };
      state.messages.push(message);
      const event: Event = {
        schema: '2.0',
        header: header('im.message.receive_v1'),
        event: {
          sender: {
            sender_id: { open_id: openId, union_id: `on_${openId}` },
            sender_type: where.bot === true ? 'bot' : 'user',
            tenant_key: state.users.get(openId)?.tenant,
          },
          message: {
            message_id: message.id,
            ...(message.root !== null && { root_id: message.root, parent_id: message.parent }),
            ...(message.thread !== null && { thread_id: message.thread }),
            create_time: String(message.at.getTime()),
            update_time: String(message.at.getTime()),
            chat_id: chat.id,
            chat_type: chat.kind,
            message_type: type,
            content: message.content,
            ...(mentions.length > 0 && { mentions }),
          },
        },
      };
      const kind = chat.kind === 'p2p' ? 'p2p' : mentions.length > 0 ? 'group at' : 'group talk';
      const outcome = await announce(`im.message.receive_v1 ${kind}`, () => sending.send(event, where));
      return { message, event, outcome };
    },
    async drop(openId: string, name: string, bytes: Uint8Array): Promise<Said> {
      const key = newId('file');
      state.files.set(key, bytes);
      return lark.say(openId, '', {
        type: 'file',
        content: JSON.stringify({ file_key: key, file_name: name }),
      });
    },
    async menu(openId: string, key: string): Promise<Outcome> {
      const operator = { operator_name: openId, operator_id: { open_id: openId } };
      const event = { operator, event_key: key, timestamp: now().getTime() };
      return sending.send({ schema: '2.0', header: header('application.bot.menu_v6'), event });
    },
    async event(type: string, event: object): Promise<Outcome> {
      return announce(type, () => sending.send({ schema: '2.0', header: header(type), event }));
    },
    /** Presses a button, or takes a choice of a menu, by its label. */
    async press(openId: string, message: FakeMessage, label: string | RegExp): Promise<Callback> {
      const all = pressable(cardOf(message));
      const found = all.find((one) =>
        typeof label === 'string' ? one.label === label : label.test(one.label),
      );
      if (found === undefined)
        throw new Error(`nothing called ${label}; there is: ${all.map((one) => one.label).join(' | ')}`);
      return act(openId, message, found.action);
    },
    act,
    /** Sends the form of a card with its prefilled values, others laid over them. Required fields are checked here. */
    async submit(openId: string, message: FakeMessage, values: Record<string, unknown>): Promise<Callback> {
      const form = formOf(cardOf(message));
      const filled = { ...form.prefilled, ...values };
      for (const name of form.required)
        if (filled[name] === undefined || filled[name] === '') throw new Error(`the client asks for ${name}`);
      return act(openId, message, {
        tag: 'button',
        name: 'send',
        value: form.value,
        form_value: filled,
        timezone: 'Asia/Shanghai',
      });
    },
    /** What the bot posted where somebody sees it, oldest first. */
    posted(chat: string): FakeMessage[] {
      const id = state.chats.has(chat) ? chat : directChat(state, chat).id;
      return state.messages.filter((one) => one.chat === id && one.author === 'bot');
    },
    last(chat: string): FakeMessage {
      const message = lark.posted(chat).at(-1);
      if (message === undefined) throw new Error(`the bot posted nothing to ${chat}`);
      return message;
    },
    redeliver: () => sending.redeliver(),
    async close(): Promise<void> {
      connection.drop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return lark;
}

export type Where = {
  chat?: string;
  reply?: string;
  type?: string;
  content?: string;
  bot?: boolean;
  fragments?: number;
};
export type Said = { message: FakeMessage; event: Event; outcome: Outcome };
