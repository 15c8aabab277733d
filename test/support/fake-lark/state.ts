// What the fake platform remembers: one app in one tenant.

import { randomBytes } from 'node:crypto';

export type FakeUser = {
  openId: string;
  name: string;
  tenant: string;
  email?: string;
  /** Of a tenant that uses the platform's mail. */
  enterpriseEmail?: string;
  /** Nothing may be sent to them but into the chat in which they wrote to the bot. */
  chatOnly?: true;
  /** Outside those who may use the app. */
  unavailable?: true;
};
export type FakeChat = {
  id: string;
  kind: 'p2p' | 'group';
  members: string[];
  /** The bot was removed, may not speak, or the chat is no more. */
  closed?: 'removed' | 'muted' | 'dissolved';
};
export type FakeMessage = {
  id: string;
  chat: string;
  /** An open_id, or the bot. */
  author: string | 'bot';
  type: string;
  content: string;
  root: string | null;
  parent: string | null;
  thread: string | null;
  uuid: string | null;
  at: Date;
  edits: number;
  mentions: readonly { key: string; openId: string; name: string }[];
  /** When it was changed, for the rate of one message. */
  changes: number[];
  /** Whoever sends its uuid again within the hour is still told its id. */
  withdrawn?: true;
};

/** The next matching request is answered with this. */
export type Planned = {
  path: RegExp;
  status?: number;
  code: number;
  msg?: string;
  reset?: number;
  times?: number /** It happened all the same. */;
  after?: true;
};

export type FakeState = {
  appId: string;
  appSecret: string;
  tenant: string;
  botId: string;
  now(): Date;
  users: Map<string, FakeUser>;
  chats: Map<string, FakeChat>;
  messages: FakeMessage[];
  images: Uint8Array[];
  files: Map<string, Uint8Array>;
  tokens: { token: string; until: number }[];
  tokenFetches: number;
  commands: { command_id: string; command: string; description: unknown }[];
  requests: { method: string; path: string; code: number }[];
  planned: Planned[];
  posts: { chat: string; at: number }[];
  /** What the app was granted. */
  scopes: Set<string>;
  disabled: boolean;
  /** Messages whose callback is being answered. */
  answering: Set<string>;
  /** Does the tenant refuse plain phone numbers and addresses? */
  dlp: boolean;
};

let counter = 0;
export function newId(prefix: string): string {
  counter += 1;
  return `${prefix}_${String(counter).padStart(6, '0')}${randomBytes(6).toString('hex')}`;
}

/** The direct chat of the bot with somebody, made on first use. */
export function directChat(state: FakeState, openId: string): FakeChat {
  const known = [...state.chats.values()].find(
    (chat) => chat.kind === 'p2p' && chat.members.includes(openId),
  );
  if (known !== undefined) return known;
  const chat: FakeChat = { id: newId('oc'), kind: 'p2p', members: [openId] };
  state.chats.set(chat.id, chat);
  return chat;
}

export const messageOf = (state: FakeState, id: string): FakeMessage | undefined =>
  state.messages.find((one) => one.id === id && one.withdrawn === undefined);
