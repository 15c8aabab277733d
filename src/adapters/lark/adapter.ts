import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Adapter, Outgoing, Receipt } from '../../chat/adapter.ts';
import type { Input } from '../../chat/input.ts';
import { type Message, toAsker } from '../../chat/message.ts';
import { type Answering, hearInTime, sayReply, sayWorking } from './answer.ts';
import { createApi, type LarkApi } from './api.ts';
import { answerCallback, type Calling } from './callback.ts';
import type { Spot } from './carried.ts';
import { type Composing, composer } from './compose.ts';
import { directoryOf } from './directory.ts';
import { type Delivery, fromSocket, fromWebhook } from './events.ts';
import { ingress } from './ingress.ts';
import { type Asked, type Facts, invitation, menuInput, messageInput } from './input.ts';
import { LIMITS } from './limits.ts';
import { createPictures } from './pictures.ts';
import type { LarkPorts, LarkSettings } from './ports.ts';
import { createPost, type Target } from './post.ts';
import { pointed } from './quote.ts';
import { createSocket } from './socket.ts';
import { postedAt } from './spread.ts';
import { TROUBLES } from './troubles.ts';
import { otherLocale, words } from './words.ts';

export type LarkAdapter = Adapter & {
  /** Answers `POST /lark/events` in webhook mode; false for other paths. */
  routes(request: IncomingMessage, response: ServerResponse): Promise<boolean>;
  api: LarkApi;
};

/** One self-built app of Feishu or Lark, in one tenant. */
export function createLarkAdapter(
  ports: LarkPorts,
  settings: LarkSettings,
  { answerMs = LIMITS.answerMs }: { answerMs?: number } = {},
): LarkAdapter {
  const api = createApi(settings, ports);
  const facts: Facts = { api, directory: directoryOf(api) };
  const imagesOf = createPictures({ api, draw: ports.draw, log: ports.log });
  const compose = composer({ keep: ports.keep, suggest: ports.suggest, imagesOf });
  const post = createPost({
    api,
    now: ports.now,
    wait: ports.wait,
    log: ports.log,
    directChat: ports.directChat,
  });
  const { hear, later, localeOf, wait, log, kept, personOf } = ports;
  const calling: Calling = { hear, later, localeOf, answerMs, log, kept, personOf, compose, post, facts };

  const running = new Set<Promise<object>>();
  const receive = (delivery: Delivery | null): Promise<object> => {
    const one = handle(delivery).finally(() => running.delete(one));
    running.add(one);
    return one;
  };

  async function handle(delivery: Delivery | null): Promise<object> {
    if (delivery === null) return {};
    switch (delivery.type) {
      case 'card':
        return answerCallback(calling, delivery);
      case 'message':
        await hearMessage(calling, delivery);
        return {};
      case 'menu':
        await answerTo(calling, menuInput(delivery, facts));
        return {};
      case 'added':
        await welcome(ports, invitation(delivery, facts));
        return {};
      case 'removed':
        await ports.dismissed({ workspace: delivery.tenant, channel: delivery.event.chat_id });
        return {};
      case 'left':
        await ports.left({
          workspace: delivery.tenant,
          external: delivery.event.object.open_id,
          id: delivery.id,
        });
        return {};
    }
  }

  const { events } = settings;
  const socket =
    events.by === 'socket'
      ? createSocket({
          settings,
          receive: (type, flat) => receive(fromSocket(type, flat, ports.now())),
          wait,
          log,
        })
      : null;
  const webhook =
    events.by === 'webhook'
      ? ingress({
          app: { ...events, appId: settings.appId },
          receive: (body) => receive(fromWebhook(body, ports.now())),
          now: ports.now,
          refused: ports.refused,
          log,
        })
      : null;

  return {
    platform: 'lark',
    bilingual: true,
    api,

    async post(out: Outgoing) {
      const content = await compose(out.message, composing(out));
      const { key, doubtedSince, signal } = out;
      return post.send({ key, to: targetOf(out), content, doubtedSince, signal });
    },

    troubles: TROUBLES,
    postedAt,

    async update(receipt: Receipt, out: Outgoing) {
      const { form: _, ...message } = out.message;
      const to = composing(out);
      const content = await compose(message, to);
      if ((await post.change(receipt.message, content)) === 'changed') return undefined;
      // After 14 days a card stays as it was. A new one takes its place in the same thread, once, and says so.
      const continued = withPointer(message, words[out.locale].continued);
      const other = words[otherLocale(out.locale)].continued;
      const twin = out.twin === undefined ? {} : { twin: withPointer(out.twin, other) };
      const { doubtedSince, signal } = out;
      const anew = await post.send({
        doubtedSince,
        signal,
        key: `${out.key}:anew:${receipt.message}`,
        to: { by: 'reply', message: receipt.message, inThread: true, chat: receipt.channel },
        content: await compose(continued, { ...to, ...twin, spot: { ...to.spot, thread: receipt.message } }),
      });
      return { channel: receipt.channel, message: anew.message };
    },

    async start() {
      await socket?.start();
    },

    async stop() {
      await socket?.stop();
      // What was heard is answered before the process goes.
      while (running.size > 0) await Promise.allSettled(running);
    },

    routes: async (request, response) => (webhook === null ? false : webhook(request, response)),
  };
}

const welcome = async ({ invited }: LarkPorts, by: Input | null): Promise<void> =>
  by === null ? undefined : invited(by);

async function hearMessage(on: Calling, delivery: Extract<Delivery, { type: 'message' }>): Promise<void> {
  const asked = await messageInput(delivery, on.facts);
  if (asked === null) return;
  const meant = await pointed(asked, delivery.event, on.facts);
  if (meant !== 'unreadable') return answerTo(on, meant);
  const { workspace, actor } = asked.input;
  await sayReply(on, asked, toAsker(words[await on.localeOf({ workspace, actor })].unreadable));
}

/** The reply is posted before the event is acknowledged: an event that is brought again gets the same answer, once. */
async function answerTo(on: Answering, asked: Asked | null): Promise<void> {
  if (asked === null) return;
  const heard = await hearInTime(on, asked.input);
  if (heard.kind === 'late') return sayWorking(on, asked);
  if (heard.reply !== null) await sayReply(on, asked, heard.reply);
}

function targetOf({ to }: Outgoing): Target {
  if (to.kind === 'person') return { by: 'person', workspace: to.workspace, openId: to.person };
  if (to.thread === undefined) return { by: 'chat', chat: to.channel };
  return { by: 'reply', message: to.thread, inThread: true, chat: to.channel };
}

function composing({ to, key, locale, twin }: Outgoing): Composing {
  const base = { workspace: to.workspace, locale, ...(twin !== undefined && { twin }) };
  if (to.kind === 'room') {
    const spot: Spot = { kind: 'room', ...(to.thread !== undefined && { thread: to.thread }) };
    return { ...base, spot };
  }
  const place = { kind: 'direct', channel: '' } as const;
  return { ...base, spot: { kind: 'direct' }, asked: { owner: to.person, origin: key, place, anchor: null } };
}

function withPointer(message: Message, pointer: string): Message {
  if (message.card === undefined) return message;
  const { card } = message;
  return {
    ...message,
    card: { ...card, elements: [{ kind: 'text', text: pointer, tone: 'muted' }, ...card.elements] },
  };
}
