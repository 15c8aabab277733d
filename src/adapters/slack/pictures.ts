import { setTimeout as after } from 'node:timers/promises';
import type { WebClient } from '@slack/web-api';
import type { Picture } from '../../chat/card.ts';
import type { Log } from '../../chat/log.ts';
import { LIMITS } from './limits.ts';
import { pictureKey } from './render/picture.ts';
import { cut } from './render/text.ts';
import { codeOf } from './turn.ts';

const MOST_KEPT = 500;
const UPLOAD_MS = 8000;
const LOOKS = 5;
const BETWEEN_LOOKS_MS = 200;

export type Pictures = {
  /** Slack's file id of a picture, or null when it could not be drawn or uploaded: then its numbers are written out. */
  fileOf(
    client: WebClient,
    workspace: string,
    shown: { picture: Picture; alt: string },
  ): Promise<string | null>;
};

/** Draws and uploads each picture once per workspace. Without a channel a file is private; blocks may still show it. */
export function picturesOf(draw: (picture: Picture) => Promise<Uint8Array>, log: Log): Pictures {
  const known = new Map<string, Promise<string | null>>();
  return {
    fileOf(client, workspace, shown) {
      const key = `${workspace}:${pictureKey(shown.picture)}`;
      const before = known.get(key);
      if (before !== undefined) return before;
      const fresh = upload(client, {
        bytes: draw(shown.picture),
        title: shown.picture.title,
        alt: shown.alt,
      }).catch((error: unknown) => {
        known.delete(key);
        log.warn({ code: codeOf(error) }, 'slack picture was not uploaded');
        return null;
      });
      known.set(key, fresh);
      const [oldest] = known.keys();
      if (known.size > MOST_KEPT && oldest !== undefined) known.delete(oldest);
      return fresh;
    },
  };
}

/** The three steps of an upload; the SDK's own helper does the same but keeps the file's id to itself. */
async function upload(
  client: WebClient,
  { bytes, title, alt }: { bytes: Promise<Uint8Array>; title: string; alt: string },
): Promise<string> {
  const png = Buffer.from(await bytes);
  const { upload_url: url, file_id: id } = await client.files.getUploadURLExternal({
    filename: 'picture.png',
    length: png.length,
    alt_text: cut(alt, LIMITS.alt),
  });
  if (url === undefined || id === undefined) throw new Error('no_upload_address');
  const sent = await fetch(url, {
    method: 'POST',
    body: png,
    headers: { 'content-type': 'image/png' },
    signal: AbortSignal.timeout(UPLOAD_MS),
  });
  if (!sent.ok) throw new Error('upload_refused');
  await client.files.completeUploadExternal({ files: [{ id, title: cut(title, LIMITS.header) }] });
  await ready(client, id);
  return id;
}

/** Slack looks at a file after it has taken it, and shows it only when it knows what it is. */
async function ready(client: WebClient, id: string): Promise<void> {
  for (let look = 0; look < LOOKS; look += 1) {
    const { file } = await client.files.info({ file: id });
    if (file?.mimetype) return;
    await after(BETWEEN_LOOKS_MS);
  }
}
