import { readdirSync, readFileSync } from 'node:fs';

// Folders of payloads with a README whose table says of each where its shape was recorded.

/** The payloads of a folder, without their ending. */
export const fixtures = (folder: URL): string[] =>
  readdirSync(folder).flatMap((file) => (file.endsWith('.json') ? [file.replace('.json', '')] : []));

/** The payloads in the README's table, in the order of names: each row names them, and something of their origin. */
export function namedIn(folder: URL): string[] {
  const rows = readFileSync(new URL('README.md', folder), 'utf8').matchAll(/^\| (`.+`) \| (\S.*) \|$/gm);
  return [...rows].flatMap(([, names = '']) => names.replaceAll('`', '').split(', ')).sort();
}
