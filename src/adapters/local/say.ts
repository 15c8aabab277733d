import { v7 as uuid } from 'uuid';
import type { IncomingFile, Input, Place, Said } from '../../chat/input.ts';
import type { Message, Reply } from '../../chat/message.ts';
import { heard } from './addressed.ts';
import type { HeardView } from './api.ts';
import { Refusal } from './http.ts';
import type { LocalMessage, LocalPerson, LocalPorts } from './ports.ts';
import type { Press, Say, Submit } from './schema.ts';
import { legible, messageViews, sayKey } from './view.ts';

/** `posted` is told when a person's own words are there to be seen, before the bot has thought about them. */
export type Hearing = Pick<LocalPorts, 'workspace' | 'hear' | 'store' | 'clock' | 'sizeOf'> & {
  posted(): void;
};

/** Posts what a person typed or dropped and, when it was meant for the bot, what the bot answers. */
export async function say(ports: Hearing, body: Say): Promise<HeardView> {
  const actor = await knownPerson(ports, body.as);
  const place = await placeOf(ports, body);
  const root = place.thread === undefined ? null : await ports.store.message(place.thread);
  const files = body.files.map(({ name, base64 }) => ({ name, bytes: Buffer.from(base64, 'base64') }));
  if (body.text.trim() === '' && files.length === 0)
    throw new Refusal(400, 'empty', 'There is nothing to say.');

  const line = heard(
    body.text,
    place.kind === 'direct' ? 'direct' : root?.author === null ? 'bot-thread' : 'room',
  );
  const id = inputId(body);
  const own = await ports.store.post({
    channel: place.channel,
    thread: place.thread ?? null,
    author: actor.id,
    // What is asked by a command in a room is the asker's alone until the answer turns out to be for the room.
    audience: line?.addressed === 'command' && place.kind === 'room' ? actor.id : null,
    key: body.id === undefined ? null : sayKey(actor.id, body.id),
    body: { text: body.text.trim() } satisfies Message,
    at: ports.clock.now(),
    files,
  });
  ports.posted();
  if (line === null) return view(ports, actor, { own, posted: null, reply: null });

  const said: Said = files.length > 0 ? { kind: 'files', text: line.text } : line;
  const reply = await ports.hear(input(ports, { id, actor, place, said, files }));
  const posted = reply && (await answer(ports, { actor, place, id, reply, pressed: null }));
  if (own.audience !== null && posted !== null && reply?.audience === 'place')
    await ports.store.reveal(own.id);
  return view(ports, actor, { own: (await ports.store.message(own.id)) ?? own, posted, reply });
}

/** Says a button's words where the button is. */
export async function press(ports: Hearing, body: Press): Promise<HeardView> {
  const actor = await knownPerson(ports, body.as);
  const pressed = await visibleMessage(ports, actor.id, body.message);
  const place = await placeOf(ports, {
    as: actor.id,
    channel: pressed.channel,
    thread: pressed.thread ?? undefined,
  });
  const id = inputId(body);
  const reply = await ports.hear(
    input(ports, { id, actor, place, said: { kind: 'press', words: body.words }, files: [] }),
  );
  const posted = reply && (await answer(ports, { actor, place, id, reply, pressed }));
  return view(ports, actor, { own: null, posted, reply });
}

/** Says a form's words with its values, where the form was asked for. */
export async function submit(ports: Hearing, body: Submit): Promise<HeardView> {
  const actor = await knownPerson(ports, body.as);
  const pressed = body.message === undefined ? null : await visibleMessage(ports, actor.id, body.message);
  const channel = pressed?.channel ?? body.channel ?? '';
  const place = await placeOf(ports, { as: actor.id, channel, thread: pressed?.thread ?? body.thread });
  const id = inputId(body);
  const said: Said = { kind: 'submit', words: body.words, values: body.values };
  const reply = await ports.hear(input(ports, { id, actor, place, said, files: [] }));
  const posted = reply && (await answer(ports, { actor, place, id, reply, pressed }));
  return view(ports, actor, { own: null, posted, reply });
}

export async function knownPerson(ports: Pick<LocalPorts, 'store'>, id: string): Promise<LocalPerson> {
  const person = await ports.store.person(id);
  if (!person) throw new Refusal(404, 'no_person', 'There is no such person.');
  return person;
}

/** Where `as` speaks: a channel that they are in, and the root of the thread. */
export async function placeOf(
  ports: Pick<LocalPorts, 'store'>,
  at: { as: string; channel: string; thread?: string | undefined },
): Promise<Place> {
  const channel = await ports.store.channel(at.channel);
  const members = channel ? await ports.store.membersOf(channel.id) : [];
  if (!channel || !members.includes(at.as))
    throw new Refusal(404, 'no_channel', 'There is no such channel for this person.');
  if (at.thread === undefined) return { kind: channel.kind, channel: channel.id };
  const message = await visibleMessage(ports, at.as, at.thread);
  if (message.channel !== channel.id)
    throw new Refusal(404, 'no_message', 'There is no such thread in this channel.');
  return { kind: channel.kind, channel: channel.id, thread: message.thread ?? message.id };
}

async function visibleMessage(
  ports: Pick<LocalPorts, 'store'>,
  person: string,
  id: string,
): Promise<LocalMessage> {
  const message = await ports.store.message(id);
  const members = message ? await ports.store.membersOf(message.channel) : [];
  const visible = members.includes(person) && (message?.audience === null || message?.audience === person);
  if (!message || !visible) throw new Refusal(404, 'no_message', 'There is no such message for this person.');
  return message;
}

type Spoken = {
  id: string;
  actor: LocalPerson;
  place: Place;
  said: Said;
  files: readonly { name: string; bytes: Uint8Array }[];
};

function input(ports: Hearing, { id, actor, place, said, files }: Spoken): Input {
  const { name, email, locale, zone, kind } = actor;
  return {
    id,
    platform: 'local',
    workspace: ports.workspace,
    actor: actor.id,
    place,
    said,
    files: files.map(
      ({ name, bytes }): IncomingFile => ({ name, size: bytes.byteLength, read: async () => bytes }),
    ),
    at: ports.clock.now(),
    members: () => ports.store.membersOf(place.channel),
    profile: async () => ({
      name,
      locale,
      kind,
      ...(email !== null && { email }),
      ...(zone !== null && { zone }),
    }),
  };
}

/** Ids that callers choose are theirs alone: two people's scripts may both start counting at 1. */
function inputId(body: { as: string; id?: string | undefined }): string {
  return body.id === undefined ? uuid() : `${body.as}:${body.id}`;
}

type Answer = { actor: LocalPerson; place: Place; id: string; reply: Reply; pressed: LocalMessage | null };

async function answer(
  ports: Hearing,
  { actor, place, id, reply, pressed }: Answer,
): Promise<LocalMessage | null> {
  const { audience, replaces, form, ...body } = reply;
  // A form is opened by who asked for it and is nobody's message.
  if (form) return null;
  // What only the asker may see never takes the place of what a room sees.
  const forSame = audience === 'place' || place.kind === 'direct' || pressed?.audience === actor.id;
  if (replaces && pressed && forSame)
    return ports.store.replace({ message: pressed.id, body, at: ports.clock.now() });
  return ports.store.post({
    channel: place.channel,
    thread: place.thread ?? null,
    author: null,
    audience: audience === 'asker' && place.kind === 'room' ? actor.id : null,
    key: `reply:${id}`,
    body,
    at: ports.clock.now(),
    files: [],
  });
}

async function view(
  ports: Hearing,
  actor: LocalPerson,
  { own, posted, reply }: { own: LocalMessage | null; posted: LocalMessage | null; reply: Reply | null },
): Promise<HeardView> {
  const messages = [own, posted].filter((message) => message !== null);
  const views = await messageViews(ports, actor.id, messages);
  return {
    said: views.find(({ id }) => id === own?.id) ?? null,
    posted: views.find(({ id }) => id === posted?.id) ?? null,
    reply: reply && legible(reply),
  };
}
