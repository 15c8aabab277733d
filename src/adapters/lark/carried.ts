import { z } from 'zod';
import type { Words } from '../../chat/card.ts';
import { jsonIn } from '../../chat/json.ts';
import { SHORT_WORDS, shortened, spelledOut } from '../../chat/short-words.ts';
import { hasContact } from './render/text.ts';

/** What a button carries: words, the id of a form, or of what is kept: long words, or what a card had no room for. */
export type Carried =
  | { kind: 'words'; words: Words }
  | { kind: 'form'; draft: string }
  | { kind: 'kept'; id: string };

/** Where the card is, as the callback does not say: direct or room, and the root of its thread. */
export type Spot = { kind: 'direct' | 'room'; thread?: string };

const Short = z.union([
  z.object({ ...SHORT_WORDS, ...spotShape() }),
  z.object({ f: z.string(), ...spotShape() }),
  z.object({ k: z.string(), ...spotShape() }),
]);

function spotShape() {
  return { c: z.enum(['d', 'r']), t: z.string().optional() };
}

const Hidden = z.object({ b: z.string() });

/**
 * The value of a button. Phone numbers and addresses in it are packed: a tenant's data-loss rules read the whole card,
 * not only what people see.
 */
export function carry(carried: Carried, spot: Spot): Record<string, unknown> {
  const at = { c: spot.kind === 'direct' ? 'd' : 'r', ...(spot.thread !== undefined && { t: spot.thread }) };
  const value = { ...bodyOf(carried), ...at };
  const json = JSON.stringify(value);
  return hasContact(json) ? { b: Buffer.from(json).toString('base64') } : value;
}

function bodyOf(carried: Carried): Record<string, unknown> {
  switch (carried.kind) {
    case 'words':
      return shortened(carried.words);
    case 'form':
      return { f: carried.draft };
    case 'kept':
      return { k: carried.id };
  }
}

/** Null for what an older version, or nobody, wrote. */
export function carriedBy(value: unknown): { carried: Carried; spot: Spot } | null {
  const hidden = Hidden.safeParse(value);
  const parsed = Short.safeParse(
    hidden.success ? jsonIn(Buffer.from(hidden.data.b, 'base64').toString('utf8')) : value,
  );
  if (!parsed.success) return null;
  const { c, t } = parsed.data;
  const spot: Spot = { kind: c === 'd' ? 'direct' : 'room', ...(t !== undefined && { thread: t }) };
  if ('f' in parsed.data) return { carried: { kind: 'form', draft: parsed.data.f }, spot };
  if ('k' in parsed.data) return { carried: { kind: 'kept', id: parsed.data.k }, spot };
  return { carried: { kind: 'words', words: spelledOut(parsed.data) }, spot };
}
