import type { Words as Said } from '../../../chat/card.ts';
import type { Option } from '../../../chat/form.ts';
import type {
  ChannelsView,
  ClockView,
  ErrorView,
  HeardView,
  MenuView,
  MessagesView,
  PeopleView,
  SuggestView,
} from '../api.ts';

/** The API as the page uses it. */

type Say = {
  id: string;
  as: string;
  channel: string;
  thread: string | null;
  text: string;
  files: readonly { name: string; base64: string }[];
};
type Press = { id: string; as: string; message: string; words: Said };
/** `origin` is where the form was asked for: a message's button, or a line typed somewhere. */
export type Origin =
  | { kind: 'message'; message: string; channel: string; thread: string | null }
  | { kind: 'place'; channel: string; thread: string | null };

/** The server's refusal, or `code: 'unreachable'`. */
export class ServerError extends Error {
  readonly code: string;
  constructor(code: string, text: string) {
    super(text);
    this.code = code;
  }
}

export const getPeople = () => get<PeopleView>('people', {});
export const getChannels = (as: string) => get<ChannelsView>('channels', { as });
export const getMenu = (as: string) => get<MenuView>('menu', { as });
export const getClock = () => get<ClockView>('clock', {});
export const advanceClock = (advance: string) => post<ClockView>('clock', { advance });

export type MessagesWish = {
  as: string;
  channel: string;
  thread: string | null;
  before?: number;
  after?: number;
};
export const getMessages = (wish: MessagesWish) => get<MessagesView>('messages', wish);

export const say = ({ thread, ...body }: Say) =>
  post<HeardView>('say', { ...body, ...(thread !== null && { thread }) });
export const press = (body: Press) => post<HeardView>('press', body);
export const markRead = (as: string, channel: string, seq: number) =>
  post<object>('read', { as, channel, seq });

export function submit(form: {
  id: string;
  as: string;
  origin: Origin;
  words: Said;
  values: Record<string, string>;
}) {
  const { origin, ...body } = form;
  const { thread } = origin;
  const at =
    origin.kind === 'message'
      ? { message: origin.message }
      : { channel: origin.channel, ...(thread !== null && { thread }) };
  return post<HeardView>('submit', { ...body, ...at });
}

export type SuggestWish = { as: string; origin: Origin; line: string; field: string; q: string };
export async function suggest({
  origin: { channel, thread },
  ...wish
}: SuggestWish): Promise<readonly Option[]> {
  return (await get<SuggestView>('suggest', { ...wish, channel, thread })).options;
}

type Query = Readonly<Record<string, string | number | null | undefined>>;

function get<T>(path: string, query: Query): Promise<T> {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== null && value !== undefined) search.set(name, String(value));
  }
  return ask<T>(`/local/api/${path}?${search}`, {});
}

function post<T>(path: string, body: object): Promise<T> {
  const headers = { 'content-type': 'application/json' };
  return ask<T>(`/local/api/${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
}

async function ask<T>(path: string, init: RequestInit): Promise<T> {
  const response = await fetch(path, init).catch(() => {
    throw new ServerError('unreachable', 'unreachable');
  });
  const body: unknown = await response.json().catch(() => {
    throw new ServerError('unreadable', 'unreadable');
  });
  if (!response.ok) {
    const { error } = body as ErrorView;
    throw new ServerError(error.code, error.text);
  }
  // The server is the other half of this program: api.ts types both ends.
  return body as T;
}
