/** Codes by which somebody says in one chat who they are in another. */

/** Crockford's base 32: no letters that look like digits. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 8;

export const LINK_MS = 15 * 60_000;

/** Eight characters out of the last 40 bits of a UUIDv7, which are random. */
export function linkCodeFrom(uuid: string): string {
  let bits = Number.parseInt(uuid.slice(-10), 16);
  let code = '';
  for (let place = 0; place < LENGTH; place += 1) {
    code = (ALPHABET[bits % 32] ?? '') + code;
    bits = Math.floor(bits / 32);
  }
  return code;
}

/** As people read it out: K7QM-2WXD. */
export const spelled = (code: string): string => `${code.slice(0, 4)}-${code.slice(4)}`;

/** The code in what was typed, with or without its dash, in small letters, O for 0 and I or L for 1; null for anything else. */
export function linkCodeOf(typed: string): string | null {
  const code = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s-]/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
  return code.length === LENGTH && [...code].every((char) => ALPHABET.includes(char)) ? code : null;
}

/** `link K7QM-2WXD`: the code in a line of somebody who has no other verb yet. */
export function linkCodeIn(line: string): string | null {
  const said = /^[\s/／]*(?:link(?: account)?|(?:关联|绑定)(?:账号)?)[\s:：]+(?<code>\S.*)$/iu.exec(line);
  return said?.groups?.code === undefined ? null : linkCodeOf(said.groups.code);
}
