import type { IncomingMessage, ServerResponse } from 'node:http';
import { faultOf } from '../../chat/fault.ts';
import type { ChannelsView, ClockView, MenuView, MessagesView, PeopleView, SuggestView } from './api.ts';
import { forward } from './clock.ts';
import type { Feed } from './feed.ts';
import { check, guard, Refusal, readJson, readQuery, sendAsset, sendJson } from './http.ts';
import type { createPictures } from './picture.ts';
import type { LocalPorts } from './ports.ts';
import { type Hearing, knownPerson, placeOf, press, say, submit } from './say.ts';
import * as schema from './schema.ts';
import { asset } from './static.ts';
import { messageViews } from './view.ts';

export type Workspace = {
  ports: LocalPorts;
  feed: Feed;
  pictures: ReturnType<typeof createPictures>;
  /** The folder of the compiled page. */
  page: string;
};

type Query = Readonly<Record<string, string>>;

/** Reads answer with JSON and change nothing. */
const reads: Readonly<Record<string, (at: Workspace, query: Query) => Promise<object>>> = {
  people: async ({ ports }): Promise<PeopleView> => ({
    people: (await ports.store.people()).map(({ id, name, locale, title, team }) => ({
      id,
      name,
      locale,
      title,
      team,
    })),
  }),
  channels: ({ ports }, query) => channels(ports, check(schema.asQuery, query)),
  messages: ({ ports }, query) => messages(ports, check(schema.messagesQuery, query)),
  menu: async ({ ports }): Promise<MenuView> => ({ items: pairedMenu(ports) }),
  suggest: ({ ports }, query) => suggest(ports, check(schema.suggestQuery, query)),
  clock: ({ ports }) => clock(ports),
};

/** Writes answer once everything is kept and posted; readers are woken afterwards. */
const writes: Readonly<Record<string, (at: Workspace, body: unknown) => Promise<object>>> = {
  say: (at, body) => say(hearing(at), check(schema.sayBody, body)),
  press: (at, body) => press(hearing(at), check(schema.pressBody, body)),
  submit: (at, body) => submit(hearing(at), check(schema.submitBody, body)),
  read: async ({ ports }, body) => {
    const { as, channel, seq } = check(schema.readBody, body);
    await placeOf(ports, { as, channel });
    await ports.store.markRead({ person: as, channel, seq });
    return {};
  },
  clock: async ({ ports, feed }, body) => {
    const { advance } = check(schema.clockBody, body);
    const ms = forward(advance, ports.clock.now(), await ports.zone());
    if (ms === null) {
      throw new Refusal(
        400,
        'bad_advance',
        "advance: 'PT1H', 'P7D' or 'tomorrow 09:00'; forwards, at most a year.",
      );
    }
    await ports.clock.advance(ms);
    const view = await clock(ports);
    feed.clock(view);
    return view;
  },
};

/** Answers what belongs to the local workspace; false for any other path. A bad request is told so and never throws. */
export async function route(
  at: Workspace,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  const url = new URL(request.url ?? '/', 'http://local.invalid');
  if (url.pathname !== '/' && url.pathname !== '/local' && !url.pathname.startsWith('/local/')) return false;
  try {
    guard(request);
    await serve(at, { request, response, url });
  } catch (error) {
    refuse(at, response, error);
  }
  return true;
}

type Exchange = { request: IncomingMessage; response: ServerResponse; url: URL };

async function serve(at: Workspace, exchange: Exchange): Promise<void> {
  const { request, response, url } = exchange;
  const api = /^\/local\/api\/([a-z]+)$/.exec(url.pathname)?.[1];
  if (request.method === 'POST') {
    const write = api === undefined ? undefined : writes[api];
    if (!write) throw missing();
    try {
      return sendJson(response, 200, await write(at, await readJson(request)));
    } finally {
      // Also after a failure: what was posted before it is there.
      at.feed.wake();
    }
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    throw new Refusal(405, 'bad_method', 'Only GET and POST are served.');
  }
  if (api === 'events') return events(at, exchange);
  const read = api === undefined ? undefined : reads[api];
  if (read) return sendJson(response, 200, await read(at, readQuery(url)));
  return sendFile(at, exchange);
}

async function sendFile(at: Workspace, { request, response, url }: Exchange): Promise<void> {
  if (/^\/local\/?$/.test(url.pathname)) {
    response.writeHead(302, { location: '/' }).end();
    return;
  }
  const picture = /^\/local\/picture\/([^/]+)\/(\d{1,3})(-narrow)?\.png$/.exec(url.pathname);
  if (picture?.[1] !== undefined) {
    const size = picture[3] === undefined ? 'wide' : 'narrow';
    const bytes = await at.pictures(picture[1], { position: Number(picture[2]), size });
    return sendAsset(request, response, { bytes, type: 'image/png' });
  }
  const file = /^\/local\/file\/([^/]+)\/(\d{1,3})$/.exec(url.pathname);
  if (file?.[1] !== undefined) {
    const stored = await at.ports.store.file(file[1], Number(file[2]));
    if (!stored) throw missing();
    // Always a download: what somebody dropped is never opened as a page of this origin.
    const disposition = `attachment; filename*=UTF-8''${encodeURIComponent(stored.name)}`;
    const headers = { 'content-disposition': disposition, 'content-security-policy': 'sandbox' };
    return sendAsset(request, response, { bytes: stored.bytes, type: 'application/octet-stream', headers });
  }
  const found = await asset(url.pathname, at.page);
  if (!found) throw missing();
  return sendAsset(request, response, found);
}

async function events(at: Workspace, { request, response, url }: Exchange): Promise<void> {
  const { as, since } = check(schema.eventsQuery, readQuery(url));
  const person = await knownPerson(at.ports, as);
  const last = Number(request.headers['last-event-id']);
  const revision =
    Number.isSafeInteger(last) && last > 0 ? last : (since ?? (await at.ports.store.revision()));
  at.feed.open(request, response, { person: person.id, revision });
}

async function channels(ports: LocalPorts, { as }: { as: string }): Promise<ChannelsView> {
  const person = await knownPerson(ports, as);
  await ports.store.direct(person.id);
  // Read before the channels, so that what comes in between is told twice rather than never.
  const revision = await ports.store.revision();
  const rooms = await ports.store.channelsOf(person.id);
  const views = rooms.map(async (room) => ({ ...room, members: await ports.store.membersOf(room.id) }));
  return { channels: await Promise.all(views), revision };
}

type MessagesQuery = ReturnType<typeof schema.messagesQuery.parse>;

async function messages(ports: LocalPorts, query: MessagesQuery): Promise<MessagesView> {
  const { as, limit, after, before } = query;
  const place = await placeOf(ports, query);
  const found = await ports.store.messages({
    person: as,
    channel: place.channel,
    thread: place.thread ?? null,
    limit: limit + 1,
    ...(after !== undefined && { after }),
    ...(before !== undefined && { before }),
  });
  // One more than asked for tells whether there is more on the far side: later ones with `after`, earlier ones without.
  const more = found.length > limit;
  const page = after === undefined ? found.slice(-limit) : found.slice(0, limit);
  const root = place.thread === undefined ? null : await ports.store.message(place.thread);
  const views = await messageViews(ports, as, root ? [root, ...page] : page);
  return { messages: root ? views.slice(1) : views, more, root: root && (views[0] ?? null) };
}

type SuggestQuery = ReturnType<typeof schema.suggestQuery.parse>;

async function suggest(ports: LocalPorts, query: SuggestQuery): Promise<SuggestView> {
  const person = await knownPerson(ports, query.as);
  const place = await placeOf(ports, query);
  const { line, field, q: typed } = query;
  return { options: await ports.suggest({ actor: person.id, place, line, field, typed }) };
}

async function clock(ports: LocalPorts): Promise<ClockView> {
  return { now: ports.clock.now().toISOString(), zone: await ports.zone() };
}

function hearing({ ports, feed }: Workspace): Hearing {
  const { workspace, store, clock, sizeOf } = ports;
  return { workspace, store, clock, sizeOf, hear: (input) => ports.hear(input), posted: () => feed.wake() };
}

function pairedMenu(ports: LocalPorts): MenuView['items'] {
  const chinese = new Map(ports.menu('zh').map((item) => [`${item.noun} ${item.verb}`, item]));
  return ports.menu('en').flatMap((en) => {
    const zh = chinese.get(`${en.noun} ${en.verb}`);
    return zh ? [{ en, zh }] : [];
  });
}

function missing(): Refusal {
  return new Refusal(
    404,
    'not_found',
    'There is nothing here. The API is described in src/adapters/local/README.md.',
  );
}

function refuse(at: Workspace, response: ServerResponse, error: unknown): void {
  const refusal =
    error instanceof Refusal
      ? error
      : new Refusal(500, 'internal', 'Something went wrong here; see the log.');
  if (refusal !== error) at.ports.log.error(faultOf(error), 'local request failed');
  if (response.headersSent) {
    response.end();
    return;
  }
  // The rest of an oversized body is not read, so the connection cannot be used again.
  if (refusal.status === 413) response.setHeader('connection', 'close');
  sendJson(response, refusal.status, { error: { code: refusal.code, text: refusal.message } });
}
