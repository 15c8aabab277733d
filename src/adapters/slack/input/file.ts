import { type IncomingFile, LARGEST_FILE } from '../../../chat/input.ts';
import { type Calls, isOfSlack } from '../calls.ts';
import type { File } from './payload.ts';

/** Longest that a file may take, answer and bytes together; undici waits for minutes. */
const FETCH_MS = 20_000;

/** A file dropped into a conversation. Its bytes are fetched with the bot's token when a command wants them. */
export const incoming = (file: File, calls: Calls): IncomingFile => ({
  name: file.name ?? file.id,
  size: file.size ?? 0,
  read: () => fetched(file, calls),
});

async function fetched(file: File, calls: Calls): Promise<Uint8Array | 'too large'> {
  if ((file.size ?? 0) > LARGEST_FILE) return 'too large';
  const url = file.url_private_download ?? file.url_private ?? (await addressOf(file, calls));
  // The token goes to Slack and nowhere else.
  if (!isOfSlack(url, calls.client.slackApiUrl)) throw new Error('file_address_not_slack');
  const headers = { authorization: `Bearer ${calls.bot.botToken}` };
  const response = await fetch(url, { headers, signal: AbortSignal.timeout(FETCH_MS) });
  // Without the scope files:read Slack answers with its log-in page.
  const page = response.headers.get('content-type')?.startsWith('text/html') === true;
  if (!response.ok || (page && !/\.html?$/i.test(file.name ?? ''))) throw new Error('file_not_readable');
  return bytesOf(response);
}

/** Slack may not say how large a file is: what is too large is left as soon as that is clear. */
async function bytesOf({ body }: Response): Promise<Uint8Array | 'too large'> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body ?? []) {
    size += chunk.byteLength;
    if (size > LARGEST_FILE) return 'too large';
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** In channels shared between workspaces an event names the file only. */
async function addressOf(file: File, { client }: Calls): Promise<string> {
  const { file: full } = await client.files.info({ file: file.id });
  return full?.url_private_download ?? full?.url_private ?? '';
}
