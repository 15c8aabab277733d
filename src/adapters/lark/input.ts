import { z } from 'zod';
import type { IncomingFile, Input, Place, Said } from '../../chat/input.ts';
import { jsonIn } from '../../chat/json.ts';
import { heard } from './addressed.ts';
import type { LarkApi } from './api.ts';
import type { Directory } from './directory.ts';
import type { Delivery, MessageEvent } from './events.ts';
import type { Anchor } from './ports.ts';

/** An input with the message that its answer hangs under. */
export type Asked = { input: Input; anchor: Anchor | null };

export type Facts = { api: LarkApi; directory: Directory };

type Spoken = {
  id: string;
  tenant: string;
  /** The tenant of who spoke; another one is a stranger. */
  from: string | null | undefined;
  actor: string;
  place: Place;
  said: Said;
  files?: readonly IncomingFile[];
  at: Date;
};

export function inputOf(spoken: Spoken, { directory }: Facts): Input {
  const { id, tenant, from, actor, place, said, files = [], at } = spoken;
  const stranger = typeof from === 'string' && from !== '' && from !== tenant;
  return {
    id,
    platform: 'lark',
    workspace: tenant,
    actor,
    place,
    said,
    files,
    at,
    bilingual: true,
    stranger,
    profile: () => directory.profile(actor),
    members: async () => (place.kind === 'direct' ? [actor] : directory.members(place.channel)),
  };
}

/** Null for what is not meant for the bot: talk between people, other bots, stickers. */
export async function messageInput(
  { tenant, event }: Extract<Delivery, { type: 'message' }>,
  facts: Facts,
): Promise<Asked | null> {
  const { sender, message } = event;
  const actor = sender.sender_id?.open_id;
  // Two bots that answer one another never end.
  if (sender.sender_type !== 'user' || actor === undefined || actor === null) return null;
  const files = filesOf(event, facts.api);
  const said: Said | null =
    files.length > 0 ? { kind: 'files', text: '' } : heard(event, await facts.directory.bot());
  if (said === null || (said.kind === 'line' && said.text === '' && message.chat_type === 'p2p')) return null;
  const input = inputOf(
    {
      // The platform asks to tell messages apart by their own id: their event's id may change.
      id: message.message_id,
      tenant,
      from: sender.tenant_key,
      actor,
      place: placeOf(message),
      said,
      files,
      at: new Date(Number(message.create_time)),
    },
    facts,
  );
  const threaded = typeof message.thread_id === 'string' && message.thread_id !== '';
  return { input, anchor: { message: message.message_id, threaded } };
}

/** Some messages in a thread name only the message above them, which in a thread is its first. */
function placeOf(message: MessageEvent['message']): Place {
  const root = message.root_id || message.parent_id;
  return {
    kind: message.chat_type === 'p2p' ? 'direct' : 'room',
    channel: message.chat_id,
    ...(root && { thread: root }),
  };
}

const File = z.object({ file_key: z.string().min(1), file_name: z.string().optional() });

/** A file says nothing of its size; reading it stops at the limit. In a group a file addresses nobody. */
function filesOf({ message }: MessageEvent, api: LarkApi): IncomingFile[] {
  if (message.message_type !== 'file' || message.chat_type !== 'p2p') return [];
  const file = File.safeParse(jsonIn(message.content));
  if (!file.success) return [];
  const { file_key: key, file_name: name = 'file' } = file.data;
  return [{ name, size: 0, read: () => api.download({ message: message.message_id, key, type: 'file' }) }];
}

/** An entry of the bot's menu says its key as a line. The event names no chat: the answer goes to the person. */
export function menuInput(
  { id, tenant, at, event }: Extract<Delivery, { type: 'menu' }>,
  facts: Facts,
): Asked {
  const actor = event.operator.operator_id.open_id;
  const text = event.event_key.replaceAll('_', ' ');
  return {
    input: inputOf(
      {
        id,
        tenant,
        from: null,
        actor,
        place: { kind: 'direct', channel: '' },
        said: { kind: 'line', text, addressed: 'command' },
        at,
      },
      facts,
    ),
    anchor: null,
  };
}

/** Who invites the bot into a group, and where. Groups with people of other tenants are not for a sales team's talk. */
export function invitation(
  { id, tenant, at, event }: Extract<Delivery, { type: 'added' }>,
  facts: Facts,
): Input | null {
  if (event.external === true) return null;
  const place = { kind: 'room', channel: event.chat_id } as const;
  const said = { kind: 'line', text: '', addressed: 'mention' } as const;
  return inputOf({ id, tenant, from: null, actor: event.operator_id.open_id, place, said, at }, facts);
}
