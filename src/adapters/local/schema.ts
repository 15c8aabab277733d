import { z } from 'zod';

/** What a request may carry. Anything else is refused before it reaches a port. */

const id = z.string().min(1).max(200);
const line = z.string().max(20_000);
const values = z.record(z.string().max(100), z.string().max(20_000));

const words = z
  .strictObject({
    line,
    values: values.optional(),
    seen: z.strictObject({ deal: z.int().nonnegative(), version: z.int().nonnegative() }).optional(),
    on: z.union([z.int().nonnegative(), z.literal('question'), z.literal('home')]).optional(),
    form: line.optional(),
  })
  .transform(({ line, values, seen, on, form }) => ({
    line,
    ...(values && { values }),
    ...(seen && { seen }),
    ...(on !== undefined && { on }),
    ...(form !== undefined && { form }),
  }));

const count = z.coerce.number().int().nonnegative();

export const asQuery = z.object({ as: id });

export const messagesQuery = z.object({
  as: id,
  channel: id,
  thread: id.optional(),
  after: count.optional(),
  before: count.optional(),
  limit: count.min(1).max(200).default(100),
});

export const suggestQuery = z.object({
  as: id,
  channel: id,
  thread: id.optional(),
  line,
  field: z.string().min(1).max(100),
  q: z.string().max(200).default(''),
});

export const eventsQuery = z.object({ as: id, since: count.optional() });

export const sayBody = z.strictObject({
  /** A retry with the same id is the same input. */
  id: id.optional(),
  as: id,
  channel: id,
  thread: id.optional(),
  text: line.default(''),
  files: z
    .array(z.strictObject({ name: z.string().min(1).max(255), base64: z.base64() }))
    .max(10)
    .default([]),
});

export const pressBody = z.strictObject({ id: id.optional(), as: id, message: id, words });

export const submitBody = z
  .strictObject({
    id: id.optional(),
    as: id,
    /** The message whose button opened the form. */
    message: id.optional(),
    /** Where the form was asked for, when it was asked for by a typed line. */
    channel: id.optional(),
    thread: id.optional(),
    words,
    values,
  })
  .refine((body) => body.message !== undefined || body.channel !== undefined, {
    error: 'message or channel is needed',
  });

export const readBody = z.strictObject({ as: id, channel: id, seq: z.int().nonnegative() });

export const clockBody = z.strictObject({ advance: z.string().max(40) });

export type Say = z.infer<typeof sayBody>;
export type Press = z.infer<typeof pressBody>;
export type Submit = z.infer<typeof submitBody>;
