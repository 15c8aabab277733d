import { expect, test } from 'vitest';
import { digestMessage, digestOver } from '../../src/cards/digest.ts';
import { instantOf } from '../../src/domain/day.ts';
import { digestOf } from '../../src/domain/digest.ts';
import { reportOf } from '../../src/domain/measure-report.ts';
import { monthOf } from '../../src/domain/period.ts';
import { messages } from '../../src/i18n/messages.ts';
import { aDeal, aPipeline, OFFICE, STAGE } from '../support/deals.ts';
import { pressable, wordsOf } from '../support/reading.ts';

const TODAY = '2026-11-23';
const NOW = instantOf(TODAY, '09:00', OFFICE.zone);

const side = (count: number, of: { hits: number; days: number }) => ({
  deals: Array.from({ length: count }, (_, index) => aDeal({ number: 10 + index })),
  ...of,
});

/** A digest of no deals that says where to look. */
const looking = () => {
  const watch = { today: TODAY, office: OFFICE, pipelines: [aPipeline()], p90: new Map<string, number>() };
  const asked = { whose: { kind: 'everyone' }, subject: null, due: null, period: monthOf(TODAY) } as const;
  return digestOf({
    report: reportOf(asked, {
      ...watch,
      open: [],
      histories: [],
      paced: [],
      trailing: { from: NOW, to: NOW },
      targets: [],
      now: NOW,
      currency: 'CNY',
    }),
    histories: [],
    watch,
    now: NOW,
    memory: null,
    since: NOW,
    today: [],
    escalated: [],
    people: [],
    bottlenecks: [
      {
        person: { id: 'li', name: '李伟' },
        stage: STAGE,
        by: 'time',
        own: side(9, { hits: 8, days: 18 }),
        peers: side(14, { hits: 3, days: 6.5 }),
      },
    ],
  });
};

test.each([
  ['zh', '李伟在阶段1（停留中位数 18 个工作日，同事 6.5 个）', '李伟 · 阶段1 9'],
  [
    'en',
    '李伟 in Stage 1 (half of the deals stay over 18 working days, with peers over 6.5)',
    '李伟 · Stage 1 9',
  ],
] as const)(
  'where deals stay longer than with the peers, in %s, and which deals those are',
  (locale, says, label) => {
    const pen = { m: messages[locale], locale, today: TODAY, office: OFFICE };
    const message = digestMessage(looking(), { occasion: 'weekly', shown: digestOver(null, pen), pen });
    expect(wordsOf(message)).toContain(says);
    const press = pressable(message).find((one) => one.label === label)?.says;
    expect(press).toMatchObject({ line: 'digest deals', values: { about: 'look', deals: '10-18' } });
  },
);
