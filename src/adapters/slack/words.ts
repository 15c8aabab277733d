import { z } from 'zod';
import type { Words } from '../../chat/card.ts';

/** What a button or option carries: its words, or the id of what is kept on our side. */
export type Carried = { kind: 'words'; words: Words } | { kind: 'kept'; id: string };

const Short = z.union([
  z.object({
    l: z.string(),
    v: z.record(z.string(), z.string()).optional(),
    s: z.tuple([z.int(), z.int()]).optional(),
    o: z.union([z.int(), z.literal('question')]).optional(),
    f: z.string().optional(),
  }),
  z.object({ k: z.string() }),
]);

export const wordsValue = ({ line, values, seen, on, form }: Words): string =>
  JSON.stringify({
    l: line,
    ...(values !== undefined && Object.keys(values).length > 0 && { v: values }),
    ...(seen !== undefined && { s: [seen.deal, seen.version] }),
    ...(on !== undefined && { o: on }),
    ...(form !== undefined && { f: form }),
  });

export const keptValue = (id: string): string => JSON.stringify({ k: id });

/** Null for what an older version, or nobody, wrote. */
export function carriedBy(value: string): Carried | null {
  const parsed = Short.safeParse(jsonIn(value));
  if (!parsed.success) return null;
  if ('k' in parsed.data) return { kind: 'kept', id: parsed.data.k };
  const { l: line, v: values, s, o: on, f: form } = parsed.data;
  const seen = s === undefined ? {} : { seen: { deal: s[0], version: s[1] } };
  const around = { ...seen, ...(on !== undefined && { on }), ...(form !== undefined && { form }) };
  return { kind: 'words', words: { line, ...(values && { values }), ...around } };
}

export function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
