import type { KnownBlock } from '@slack/types';
import type { Tone } from '../../../chat/card.ts';
import { LIMITS } from '../limits.ts';
import { cut, hasPermalink, plain, rich } from './text.ts';

/** A state is told by a sign: colours are not seen by everybody, and Slack has none for text. */
const SIGNS: Readonly<Record<Tone, string>> = { plain: '', muted: '', good: '✅ ', warn: '⚠️ ', bad: '🔴 ' };
export const toned = (text: string, tone: Tone = 'plain'): string => `${SIGNS[tone]}${text}`;

export const paragraph = (text: string): KnownBlock =>
  hasPermalink(text) ? rich([{ text }]) : { type: 'section', text: plain(text, LIMITS.section) };

export const small = (text: string): KnownBlock => ({
  type: 'context',
  elements: [plain(text, LIMITS.contextText)],
});

/** A title inside a card. */
export const heading = (text: string): KnownBlock => rich([{ text: cut(text, LIMITS.heading), bold: true }]);

export function chunks<T>(all: readonly T[], size: number): T[][] {
  const found: T[][] = [];
  for (let from = 0; from < all.length; from += size) found.push(all.slice(from, from + size));
  return found;
}
