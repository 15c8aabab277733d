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

const APP_ID = 'cli_a1b2c3d4e5f60718';
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
  if (kind === 'open_id' && state.users.get(id)?.chatOnly === true)
    return no(230101, 'Sending messages to users is temporarily unavailable.');
  if (kind !== 'chat_id' && kind !== 'open_id') return no(230001, 'invalid receive_id_type');
  if (chat === undefined || state.users.get(id)?.unavailable === true)
    return no(kind === 'open_id' ? 230013 : 230002, 'no such receiver');
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

/** Why the bot cannot speak in a chat. */
function closed({ closed: why }: FakeChat): Answer | null {
  if (why === 'dissolved') return no(232009, 'the chat was dissolved');
  if (why === 'removed') return no(230002, 'the bot is not in the chat');
  return why === 'muted' ? no(230018, 'the chat lets only some speak') : null;
}

function send(state: FakeState, { chat, body, root, parent, thread }: Place): Answer {
  const shut = closed(chat);
  if (shut !== null) return shut;
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
    mentions: [],
    changes: [],
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

/** Cards only, within 14 days, shared before and after, five times a second, and not while a press is being answered. */
export function patch(state: FakeState, id: string, body: Body): Answer {
  const message = messageOf(state, id);
  if (message === undefined) return no(230011, 'the message was withdrawn');
  const shut = closed(state.chats.get(message.chat) ?? { id: '', kind: 'group', members: [] });
  if (shut !== null) return shut;
  if (message.type !== 'interactive' || message.author !== 'bot')
    return no(230001, 'this message is no card');
  if (state.answering.has(id)) return no(230099, 'ext=ErrCode: 11310; ErrMsg: card action is lock');
  const now = state.now().getTime();
  message.changes = message.changes.filter((at) => now - at < 1000);
  if (message.changes.length >= 5) return no(230020, 'the message is changed too often');
  message.changes.push(now);
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
  const shut = closed(state.chats.get(message.chat) ?? { id: '', kind: 'group', members: [] });
  if (shut !== null) return shut;
  if (message.type === 'interactive') return no(230054, 'this message cannot be edited');
  if (message.edits >= 20) return no(230072, 'the message was edited too often');
  const wrong = contentFault(state, String(body.msg_type), String(body.content ?? ''));
  if (wrong !== null) return wrong;
  message.content = String(body.content);
  message.edits += 1;
  return ok(view(message));
}

/** In groups the bot reads what is not said to it only where it may read everything. */
export function get(state: FakeState, id: string): Answer {
  const message = messageOf(state, id);
  const chat = message === undefined ? undefined : state.chats.get(message.chat);
  if (message === undefined || chat === undefined) return no(230011, 'the message was withdrawn');
  if (chat.closed !== undefined) return no(230002, 'the bot is not in the chat');
  if (chat.kind === 'group' && !state.scopes.has('im:message.group_msg'))
    return no(230027, 'Lack of necessary permissions, ext=need scope: im:message.group_msg');
  return ok({ items: [view(message)] });
}

export const list = (state: FakeState, chat: string | null): Answer =>
  ok({ has_more: false, items: state.messages.filter((one) => one.chat === chat).map(view) });

const view = (message: FakeMessage) => ({
  message_id: message.id,
  root_id: message.root ?? undefined,
  parent_id: message.parent ?? undefined,
  thread_id: message.thread ?? undefined,
  msg_type: message.type,
  create_time: String(message.at.getTime()),
  update_time: String(message.at.getTime()),
  deleted: false,
  updated: message.edits > 0,
  chat_id: message.chat,
  sender:
    message.author === 'bot'
      ? { id: APP_ID, id_type: 'app_id', sender_type: 'app', tenant_key: 'tenant_a' }
      : { id: message.author, id_type: 'open_id', sender_type: 'user', tenant_key: 'tenant_a' },
  body: { content: message.content },
  // Here an id is a text; in events it is an object.
  mentions: message.mentions.map(({ key, openId, name }) => ({ key, id: openId, id_type: 'open_id', name })),
});
