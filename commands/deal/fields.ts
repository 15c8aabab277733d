import { z } from 'zod';
import { choice, date, type Field, lines, money, number, optional, text } from '../../src/chat/field.ts';

import { LOSS_WORDS } from './words.ts';

/** Fields that several deal verbs share. */

/** Ticked ids. What there is to tick depends on the deal, so the form is given its options by the verb. */
const ticked = (label: Field['label']): Field<readonly string[] | null> =>
  optional({
    is: { kind: 'choices', options: [] },
    label,
    example: { en: '', zh: '' },
    optional: true,
    formOnly: true,
    schema: z.string().transform((raw) => raw.split(',').filter((id) => id !== '')),
  });

/** Criteria of a stage that are met now. */
export const meets = ticked({ en: 'Met by now', zh: '已符合' });

/** Open objections that decided the loss. */
export const decisive = ticked({ en: 'Objections that decided it', zh: '导致输单的异议' });

/** Why a manager lets a deal through. */
export const letThroughBecause = optional(
  lines({
    label: { en: 'Let it through because', zh: '放行理由' },
    takes: 'named',
    formOnly: true,
  }),
);

/** What was signed, and when. */
export const finalAmount = optional(
  money({ label: { en: 'Final amount', zh: '成交金额' }, example: { en: '48k', zh: '48万' } }),
);
export const closeDate = optional(
  date({
    label: { en: 'Signed on', zh: '签约日期' },
    example: { en: 'yesterday', zh: '昨天' },
    direction: 'past',
  }),
);

export const lossReason = optional(
  choice({ label: { en: 'Reason', zh: '原因' }, example: { en: 'price', zh: '价格' }, options: LOSS_WORDS }),
);
export const rival = optional(
  text({
    label: { en: 'Competitor', zh: '竞争对手' },
    example: { en: 'to Oracle', zh: '被用友拿了' },
    maxLength: 100,
  }),
);
export const lossDate = optional(
  date({
    label: { en: 'Lost on', zh: '输单日期' },
    example: { en: 'yesterday', zh: '昨天' },
    direction: 'past',
  }),
);

/** Why something is done: what is left of the line, or the form's. */
export const why = optional(
  text({
    label: { en: 'Reason', zh: '原因' },
    example: { en: 'their budget was cut', zh: '客户预算被砍' },
    maxLength: 1000,
  }),
);

/** Which page of a long answer; only a button says it. */
export const pageNumber = optional(
  number({ label: { en: 'Page', zh: '页' }, min: 1, max: 10_000, machine: true }),
);
