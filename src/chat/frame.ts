import { z } from 'zod';
import type { Option } from './form.ts';
import { jsonIn } from './json.ts';

/** How a form was asked for, apart from what is filled in: with it, the form opens again as it was. */
export type Frame = {
  /** Only these fields are asked for; all when left out. */
  only?: readonly string[];
  note?: string;
  /** What its button says, where that is more than "Save". */
  submit?: string;
  /** Options that only this occasion has, by field: criteria of a stage, objections of a deal. */
  options?: Readonly<Record<string, readonly Option[]>>;
};

const Schema: z.ZodType<Frame> = z.object({
  only: z.exactOptional(z.array(z.string())),
  note: z.exactOptional(z.string()),
  submit: z.exactOptional(z.string()),
  options: z.exactOptional(
    z.record(
      z.string(),
      z.array(z.object({ value: z.string(), label: z.string(), detail: z.exactOptional(z.string()) })),
    ),
  ),
});

/** As the words of a form carry it through a platform, which only keeps it. */
export const frameText = ({ only, note, submit, options }: Frame): string =>
  JSON.stringify({ only, note, submit, options });

/** Null for words that are no form's, and for what nobody of ours wrote. */
export function frameIn(text: string | undefined): Frame | null {
  if (text === undefined) return null;
  return Schema.safeParse(jsonIn(text)).data ?? null;
}
