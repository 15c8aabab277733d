// The scene of a conversation in Slack: rooms with their people, and what a client does by itself.

import type { SlackBot } from './slack-bot.ts';
import type { Shown as Posted } from './slack-payloads.ts';
import { ROOMS, type Room, roomNames } from './talk.ts';

/** Rooms with nobody in them but their people. */
export async function roomsIn({ api }: SlackBot): Promise<Record<Room, string>> {
  const entries = await Promise.all(
    roomNames.map(async (name): Promise<[Room, string]> => {
      type Made = { channel: { id: string } };
      const { channel } = await api.ask<Made>('conversations.create', { name: `talk-${name}` });
      const users = ROOMS[name].map((who) => api.user(who)).join(',');
      await api.ask('conversations.invite', { channel: channel.id, users });
      return [name, channel.id];
    }),
  );
  return Object.fromEntries(entries) as Record<Room, string>;
}

/** A press on what only the asker sees. */
export function asEphemeral(payload: object): object {
  const { container, message } = payload as { container: object; message: Posted };
  const thread = message.thread_ts === undefined ? {} : { thread_ts: message.thread_ts };
  return { ...payload, container: { ...container, ...thread, is_ephemeral: true } };
}

/** A file that somebody dropped, as the event about it names it. */
export async function uploaded(
  { api }: SlackBot,
  { name, text }: { name: string; text: string },
): Promise<object> {
  const size = Buffer.byteLength(text);
  const { upload_url, file_id } = await api.ask<{ upload_url: string; file_id: string }>(
    'files.getUploadURLExternal',
    { filename: name, length: size },
  );
  await fetch(upload_url, { method: 'POST', body: text, headers: { 'content-type': 'text/csv' } });
  type Done = { files: { url_private_download: string }[] };
  const done = await api.ask<Done>('files.completeUploadExternal', { files: [{ id: file_id }] });
  const { pathname, search } = new URL(done.files[0]?.url_private_download ?? '');
  return { id: file_id, name, size, url_private_download: new URL(pathname + search, api.url).href };
}
