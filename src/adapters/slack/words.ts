import { z } from 'zod';
import type { Words } from '../../chat/card.ts';
import { jsonIn } from '../../chat/json.ts';
import { SHORT_WORDS, shortened, spelledOut } from '../../chat/short-words.ts';

/** What a button or option carries: its words, or the id of what is kept on our side. */
export type Carried = { kind: 'words'; words: Words } | { kind: 'kept'; id: string };

const Short = z.union([z.object({ ...SHORT_WORDS, f: z.string().optional() }), z.object({ k: z.string() })]);

export const wordsValue = ({ form, ...words }: Words): string =>
  JSON.stringify({ ...shortened(words), ...(form !== undefined && { f: form }) });

export const keptValue = (id: string): string => JSON.stringify({ k: id });

/** Null for what an older version, or nobody, wrote. */
export function carriedBy(value: string): Carried | null {
  const parsed = Short.safeParse(jsonIn(value));
  if (!parsed.success) return null;
  if ('k' in parsed.data) return { kind: 'kept', id: parsed.data.k };
  const { f: form, ...words } = parsed.data;
  return { kind: 'words', words: { ...spelledOut(words), ...(form !== undefined && { form }) } };
}
