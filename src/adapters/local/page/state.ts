import type { Form } from '../../../chat/form.ts';
import type { ChannelView, ClockView, MenuView, MessageEvent, MessageView, PersonView } from '../api.ts';
import type { Origin } from './server.ts';

/** What the page knows. Changes only through `reduce`. */
export type State = {
  /** Whom one acts as; answers that were meant for somebody else come too late. */
  me: string | null;
  people: readonly PersonView[];
  menu: MenuView['items'];
  channels: readonly ChannelView[];
  /** Where the live events go on from; null before the channels are there. */
  revision: number | null;
  /** What was loaded of each channel or thread, by `talkKey`. */
  talks: Readonly<Record<string, Talk>>;
  pending: readonly Pending[];
  form: OpenForm | null;
  clock: ClockView | null;
  live: 'connecting' | 'open' | 'lost';
  /** The workspace could not be loaded at all. */
  broken: boolean;
};

/** `root` is what a thread is under; null for a channel. */
type Talk = { messages: readonly MessageView[]; more: boolean; root: MessageView | null };

/** Something said that the server has not confirmed. It is kept, with its files, until it is sent or discarded. */
export type Pending = {
  id: string;
  as: string;
  channel: string;
  thread: string | null;
  text: string;
  files: readonly { name: string; base64: string; size: number }[];
  state: 'sending' | 'failed';
};

/** `shown: false` is a form that was put aside; its values are kept. */
export type OpenForm = {
  id: string;
  form: Form;
  origin: Origin;
  values: Readonly<Record<string, string>>;
  shown: boolean;
};

export type Action =
  | { kind: 'people'; people: readonly PersonView[] }
  | { kind: 'menu'; items: MenuView['items'] }
  | { kind: 'become'; as: string }
  | { kind: 'channels'; channels: readonly ChannelView[]; revision: number }
  | { kind: 'loaded'; key: string; talk: Talk }
  | { kind: 'arrived'; event: MessageEvent; me: string; open: string | null }
  | { kind: 'read'; channel: string; seq: number }
  | { kind: 'sending'; pending: Pending }
  | { kind: 'failed'; id: string }
  | { kind: 'settled'; id: string }
  | { kind: 'form'; as: string; form: OpenForm | null }
  | { kind: 'form-aside'; values: Readonly<Record<string, string>> }
  | { kind: 'form-again' }
  | { kind: 'clock'; clock: ClockView }
  | { kind: 'live'; live: State['live'] }
  | { kind: 'broken' };

export type Act = (action: Action) => void;

export const start: State = {
  me: null,
  people: [],
  menu: [],
  channels: [],
  revision: null,
  talks: {},
  pending: [],
  form: null,
  clock: null,
  live: 'connecting',
  broken: false,
};

export function talkKey(channel: string, thread: string | null): string {
  return thread === null ? channel : `${channel}/${thread}`;
}

export function reduce(state: State, action: Action): State {
  switch (action.kind) {
    case 'people':
      return { ...state, people: action.people, broken: false };
    case 'menu':
      return { ...state, menu: action.items };
    case 'become':
      return {
        ...state,
        me: action.as,
        channels: [],
        revision: null,
        talks: {},
        form: null,
        live: 'connecting',
      };
    case 'channels':
      return {
        ...state,
        channels: action.channels,
        revision: state.revision ?? action.revision,
        broken: false,
      };
    case 'loaded':
      return withTalk(state, action.key, {
        ...action.talk,
        messages: merged(state.talks[action.key]?.messages ?? [], action.talk.messages),
      });
    case 'arrived':
      return action.me === state.me ? arrived(state, action) : state;
    case 'read':
      return {
        ...state,
        channels: state.channels.map((channel) =>
          channel.id === action.channel
            ? { ...channel, unread: 0, readTo: Math.max(channel.readTo, action.seq) }
            : channel,
        ),
      };
    case 'sending':
      return {
        ...state,
        pending: [...state.pending.filter(({ id }) => id !== action.pending.id), action.pending],
      };
    case 'failed':
      return {
        ...state,
        pending: state.pending.map((one) => (one.id === action.id ? { ...one, state: 'failed' } : one)),
      };
    case 'settled':
      return { ...state, pending: state.pending.filter(({ id }) => id !== action.id) };
    case 'form':
      return action.as === state.me ? { ...state, form: action.form } : state;
    case 'form-aside':
      return { ...state, form: state.form && { ...state.form, values: action.values, shown: false } };
    case 'form-again':
      return { ...state, form: state.form && { ...state.form, shown: true } };
    case 'clock':
      return { ...state, clock: action.clock };
    case 'live':
      return { ...state, live: action.live };
    case 'broken':
      return { ...state, broken: true };
  }
}

function withTalk(state: State, key: string, talk: Talk): State {
  return { ...state, talks: { ...state.talks, [key]: talk } };
}

type Arrived = Extract<Action, { kind: 'arrived' }>;

/** A message came or changed: it joins its channel or thread if that is loaded, and counts as unread where nobody looks. */
function arrived(state: State, { event: { message, root }, me, open }: Arrived): State {
  const key = talkKey(message.channel, message.thread);
  const known = state.talks[key];
  let next = known ? withTalk(state, key, { ...known, messages: merged(known.messages, [message]) }) : state;
  const channel = known ? next.talks[message.channel] : state.talks[message.channel];
  if (root && channel) {
    const messages = channel.messages.map((one) =>
      one.id === root.id ? { ...one, replies: root.replies } : one,
    );
    next = withTalk(next, message.channel, { ...channel, messages });
  }
  const under = talkKey(message.channel, message.id);
  const thread = next.talks[under];
  if (thread) next = withTalk(next, under, { ...thread, root: message });
  const fresh = message.seq === message.revision && message.thread === null && message.author !== me;
  if (!fresh || message.channel === open) return next;
  return {
    ...next,
    channels: next.channels.map((one) =>
      one.id === message.channel && message.seq > one.readTo ? { ...one, unread: one.unread + 1 } : one,
    ),
  };
}

/** Both lists by `seq`; of the same message the later revision. */
function merged(known: readonly MessageView[], more: readonly MessageView[]): readonly MessageView[] {
  const byId = new Map(known.map((message) => [message.id, message]));
  for (const message of more) {
    const old = byId.get(message.id);
    if (!old || old.revision <= message.revision) byId.set(message.id, message);
  }
  return [...byId.values()].sort((a, b) => a.seq - b.seq);
}
