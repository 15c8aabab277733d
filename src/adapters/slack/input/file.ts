import type { IncomingFile } from '../../../chat/input.ts';
import { type Calls, isOfSlack } from '../calls.ts';
import type { File } from './payload.ts';

/** As much as an import reads; more is not fetched. */
const LARGEST = 25 * 1024 * 1024;

/** A file dropped into a conversation. Its bytes are fetched with the bot's token when a command wants them. */
export const incoming = (file: File, calls: Calls): IncomingFile => ({
  name: file.name ?? file.id,
  size: file.size ?? 0,
  read: () => fetched(file, calls),
});

async function fetched(file: File, calls: Calls): Promise<Uint8Array> {
  if ((file.size ?? 0) > LARGEST) throw new Error('file_too_large');
  const url = file.url_private_download ?? file.url_private ?? (await addressOf(file, calls));
  // The token goes to Slack and nowhere else.
  if (!isOfSlack(url, calls.client.slackApiUrl)) throw new Error('file_address_not_slack');
  const response = await fetch(url, { headers: { authorization: `Bearer ${calls.bot.botToken}` } });
  // Without the scope files:read Slack answers with its log-in page.
  const page = response.headers.get('content-type')?.startsWith('text/html') === true;
  if (!response.ok || (page && !/\.html?$/i.test(file.name ?? ''))) throw new Error('file_not_readable');
  const bytes = new Uint8Array(await response.arrayBuffer());
  if (bytes.length > LARGEST) throw new Error('file_too_large');
  return bytes;
}

/** In channels shared between workspaces an event names the file only. */
async function addressOf(file: File, { client }: Calls): Promise<string> {
  const { file: full } = await client.files.info({ file: file.id });
  return full?.url_private_download ?? full?.url_private ?? '';
}
