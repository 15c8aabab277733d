// npm run manifest                                   the manifest of manifest.json: Socket Mode, no public URL
// npm run manifest -- --url https://crm.example.com  one for HTTP: everything arrives at that address
// npm run manifest -- --write                        writes manifest.json, which a test holds equal to commands/

import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { commands } from '../commands/index.ts';
import { manifestOf } from '../src/adapters/slack/manifest.ts';

const { values } = parseArgs({ options: { url: { type: 'string' }, write: { type: 'boolean' } } });
const { url, write } = values;
if (url !== undefined && !/^https:\/\/[^/\s]+\/?$/.test(url)) {
  console.error('npm run manifest -- --url https://crm.example.com     (Slack calls https addresses only)');
  process.exit(1);
}
const text = `${JSON.stringify(manifestOf(commands, { url: url ?? null }), null, 2)}\n`;
if (write === true) await writeFile('manifest.json', text);
else process.stdout.write(text);
