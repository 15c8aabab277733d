// im/v1: sending, replying, changing, reading, with the platform's limits.

import { cardFaults } from './card-rules.ts';
import { directChat, type FakeChat, type FakeMessage, type FakeState, messageOf, newId } from './state.ts';

export type Answer = {
  status: number;
  code: number;
  msg: string;
  data?: unknown;
  headers?: Record<string, string>;
};
export type Body = Record<string, unknown>;

export const ok = (data: unknown): Answer => ({ status: 200, code: 0, msg: 'success', data });
export const no = (code: number, msg: string, status = 400): Answer => ({ status, code, msg });

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

export function create(state: FakeState, kind: string | null, body: Body): Answer {
  const id = String(body.receive_id ?? '');
  const chat =
    kind === 'chat_id'
      ? state.chats.get(id)
      : kind === 'open_id' && state.users.has(id)
        ? directChat(state, id)
        : undefined;
  if (chat === undefined) return no(kind === 'open_id' ? 230013 : 230002, 'no such receiver');
  return send(state, { chat, body, root: null, parent: null, thread: null });
}

export function reply(state: FakeState, id: string, body: Body): Answer {
  const parent = messageOf(state, id);
  const chat = parent === undefined ? undefined : state.chats.get(parent.chat);
  if (parent === undefined || chat === undefined) return no(230011, 'the message was withdrawn');
  const root = parent.root ?? parent.id;
  const thread = parent.thread ?? (body.reply_in_thread === true ? `omt_${root}` : null);
  const started = messageOf(state, root);
  if (started !== undefined && thread !== null) started.thread = thread;
  return send(state, { chat, body, root, parent: id, thread });
}

type Place = { chat: FakeChat; body: Body } & Pick<FakeMessage, 'root' | 'parent' | 'thread'>;

function send(state: FakeState, { chat, body, root, parent, thread }: Place): Answer {
  const at = state.now();
  const uuid = typeof body.uuid === 'string' ? body.uuid : null;
  if (uuid !== null && uuid.length > 50) return no(230001, 'uuid is too long');
  const type = String(body.msg_type);
  const content = String(body.content ?? '');
  const wrong = contentFault(state, type, content);
  if (wrong !== null) return wrong;
  const twice = state.messages.find(
    (one) => one.uuid !== null && one.uuid === uuid && at.getTime() - one.at.getTime() < HOUR,
  );
  if (twice !== undefined) return ok(view(twice));
  const limited = limit(state, chat.id);
  if (limited !== null) return limited;
  const message: FakeMessage = {
    id: newId('om'),
    chat: chat.id,
    author: 'bot',
    type,
    content,
    root,
    parent,
    thread,
    uuid,
    at,
    edits: 0,
  };
  state.messages.push(message);
  return ok(view(message));
}

function contentFault(state: FakeState, type: string, content: string): Answer | null {
  if (Buffer.byteLength(content) > (type === 'text' ? 150_000 : 30_000))
    return no(230025, 'the message is too large');
  if (state.dlp && /(?<!\d)1[3-9]\d{9}(?!\d)|[\w.]+@[\w-]+\.\w+/.test(content))
    return no(230028, 'the message does not pass DLP');
  if (type === 'interactive') {
    const faults = cardFaults(content);
    if (faults.length > 0)
      return no(230099, `Failed to create card content, ext=ErrCode: 11310; ErrMsg: ${faults[0]}`);
    return null;
  }
  if (type !== 'post' && type !== 'text') return no(230001, 'invalid msg_type');
  if (type === 'post' && !isPost(content)) return no(230001, 'invalid content');
  return null;
}

function isPost(content: string): boolean {
  try {
    const post = JSON.parse(content) as { zh_cn?: { content?: unknown } };
    return Array.isArray(post.zh_cn?.content);
  } catch {
    return false;
  }
}

/** 5 a second in one chat, 50 a second and 1,000 a minute in all. */
function limit(state: FakeState, chat: string): Answer | null {
  const now = state.now().getTime();
  const within = (ms: number) => state.posts.filter((one) => now - one.at < ms);
  if (within(1000).filter((one) => one.chat === chat).length >= 5) return no(230020, 'the chat is busy');
  if (within(1000).length >= 50)
    return {
      ...no(99991400, 'request trigger frequency limit', 429),
      headers: { 'x-ogw-ratelimit-reset': '1' },
    };
  if (within(60_000).length >= 1000)
    return {
      ...no(99991400, 'request trigger frequency limit', 429),
      headers: { 'x-ogw-ratelimit-reset': '60' },
    };
  state.posts.push({ chat, at: now });
  return null;
}

/** Cards only, within 14 days, and shared before and after. */
export function patch(state: FakeState, id: string, body: Body): Answer {
  const message = messageOf(state, id);
  if (message === undefined) return no(230011, 'the message was withdrawn');
  if (message.type !== 'interactive') return no(230001, 'this message is no card');
  if (state.now().getTime() - message.at.getTime() > 14 * DAY)
    return no(230031, 'the message is older than 14 days');
  const content = String(body.content ?? '');
  const wrong = contentFault(state, 'interactive', content);
  if (wrong !== null) return wrong;
  message.content = content;
  message.edits += 1;
  return ok({});
}

/** Texts and posts, twenty times. */
export function put(state: FakeState, id: string, body: Body): Answer {
  const message = messageOf(state, id);
  if (message === undefined) return no(230011, 'the message was withdrawn');
  if (message.type === 'interactive') return no(230054, 'this message cannot be edited');
  if (message.edits >= 20) return no(230072, 'the message was edited too often');
  const wrong = contentFault(state, String(body.msg_type), String(body.content ?? ''));
  if (wrong !== null) return wrong;
  message.content = String(body.content);
  message.edits += 1;
  return ok(view(message));
}

export const get = (state: FakeState, id: string): Answer => {
  const message = messageOf(state, id);
  return message === undefined ? no(230011, 'the message was withdrawn') : ok({ items: [view(message)] });
};

export const list = (state: FakeState, chat: string | null): Answer =>
  ok({ has_more: false, items: state.messages.filter((one) => one.chat === chat).map(view) });

const view = (message: FakeMessage) => ({
  message_id: message.id,
  root_id: message.root ?? undefined,
  parent_id: message.parent ?? undefined,
  thread_id: message.thread ?? undefined,
  msg_type: message.type,
  create_time: String(message.at.getTime()),
  chat_id: message.chat,
  body: { content: message.content },
});
