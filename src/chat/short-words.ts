import { z } from 'zod';
import type { Words } from './card.ts';

/** The shape of words inside a button or an option, where every byte counts; a platform may add letters of its own. */
export const SHORT_WORDS = {
  l: z.string(),
  v: z.record(z.string(), z.string()).optional(),
  s: z.tuple([z.int(), z.int()]).optional(),
  o: z.union([z.int(), z.literal('question'), z.literal('home')]).optional(),
};

type ShortWords = z.infer<z.ZodObject<typeof SHORT_WORDS>>;

export const shortened = ({ line, values, seen, on }: Words): ShortWords => ({
  l: line,
  ...(values !== undefined && Object.keys(values).length > 0 && { v: values }),
  ...(seen !== undefined && { s: [seen.deal, seen.version] }),
  ...(on !== undefined && { o: on }),
});

export const spelledOut = ({ l: line, v: values, s, o: on }: ShortWords): Words => ({
  line,
  ...(values && { values }),
  ...(s !== undefined && { seen: { deal: s[0], version: s[1] } }),
  ...(on !== undefined && { on }),
});
