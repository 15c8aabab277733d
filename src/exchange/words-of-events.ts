import { z } from 'zod';
import { isDay } from '../domain/day.ts';
import { BALLS, LOSS_REASONS } from '../domain/deal.ts';
import { CATEGORIES, PHASES } from '../domain/stage.ts';

/**
 * How events.csv writes what an event sets and explains: names, stage keys and texts where the history holds ids, so
 * that another organisation can read them. Amounts are decimals in the currency that the deal then has.
 */

const text = z.string().max(4000);
const name = z.string().min(1).max(300);
const day = z.string().refine(isDay);
const number = z.int().min(1).max(999_999_999);

export const ChangesInWords = z
  .strictObject({
    status: z.enum(['open', 'won', 'lost', 'void']),
    pipeline: name,
    stage: name,
    name: text,
    customer: name.nullable(),
    partner: name.nullable(),
    amount: z
      .string()
      .regex(/^\d{1,16}(\.\d{1,4})?$/)
      .nullable(),
    currency: z.string().regex(/^[A-Z]{3}$/),
    expectedClose: day.nullable(),
    owner: name,
    team: name,
    category: z.enum(CATEGORIES).nullable(),
    phase: z.enum(PHASES).nullable(),
    ball: z.enum(BALLS).nullable(),
    nextStep: text.nullable(),
    nextStepDue: day.nullable(),
    snoozedUntil: day.nullable(),
    confidential: z.boolean(),
    lossReason: z.enum(LOSS_REASONS).nullable(),
    competitor: text.nullable(),
    partOf: number.nullable(),
    mergedInto: number.nullable(),
    source: text.nullable(),
  })
  .partial();
export type ChangesInWords = z.infer<typeof ChangesInWords>;

/** Criteria are `stage/position`: their texts may have been rewritten. */
export const DetailInWords = z
  .strictObject({
    text,
    visit: name,
    replaces: name,
    objection: name,
    step: z.enum(['recorded', 'answered', 'resolved', 'lost']),
    met: z.array(name),
    unmet: z.array(name),
    skipped: z.array(name),
    back: z.boolean(),
    again: z.boolean(),
    deal: number,
    imported: z.boolean(),
    stepDone: z.boolean(),
    contactedAt: z.iso.datetime(),
  })
  .partial();
export type DetailInWords = z.infer<typeof DetailInWords>;
