import { expect, test } from 'vitest';
import { newsOf } from '../../src/domain/news.ts';
import { aHistory, aPipeline, type Step } from '../support/deals.ts';

const SINCE = new Date('2026-11-20T01:00:00Z');
const BEFORE = '2026-11-10T02:00:00Z';
const AFTER = '2026-11-20T03:00:00Z';

const news = (history: ReturnType<typeof aHistory>) =>
  newsOf([history], {
    since: SINCE,
    pipelines: [aPipeline()],
    whose: { kind: 'everyone' },
    period: { from: '2026-11-01', until: '2026-11-30' },
  }).map((one) => `${one.kind} by ${one.actorId}`);

const moved = (stageId: string, of: Partial<Step> = {}): Step => ({
  kind: 'moved',
  at: AFTER,
  changes: { stageId },
  ...of,
});
const edited = (expectedClose: string): Step => ({ kind: 'edited', at: AFTER, changes: { expectedClose } });
const won = (of: Partial<Step> = {}): Step => ({
  kind: 'won',
  at: AFTER,
  changes: { status: 'won', stageId: 's5' },
  ...of,
});

test.each<[string, readonly Step[], readonly string[]]>([
  ['nothing', [], []],
  ['a step', [moved('s2', { by: 'wang' })], ['advanced by wang']],
  ['several steps are one', [moved('s2'), moved('s3', { by: 'wang' })], ['advanced by wang']],
  ['forth and back is none', [moved('s2'), moved('s1', { detail: { back: true } })], []],
  [
    'a step back',
    [moved('s1', { at: BEFORE }), moved('s3', { at: BEFORE }), moved('s2')],
    ['regressed by li'],
  ],
  ['a step that was taken back', [moved('s2'), { kind: 'voided', at: AFTER, voids: 2 }], []],
  [
    'an old step that was taken back',
    [moved('s2', { at: BEFORE }), { kind: 'voided', at: AFTER, voids: 2, by: 'zhao' }],
    ['regressed by zhao'],
  ],
  ['a win, whatever stages it went through', [moved('s2'), won({ by: 'wang' })], ['won by wang']],
  ['a win of last week that is entered now', [won({ at: BEFORE, recorded: AFTER })], ['won by li']],
  ['a win that was known', [won({ at: BEFORE })], []],
  ['out of the period', [edited('2026-12-05')], ['slipped by li']],
  ['within the period', [edited('2026-11-28')], []],
  ['a loss', [{ kind: 'lost', at: AFTER, changes: { status: 'lost' } }], ['lost by li']],
  ['a contact', [{ kind: 'contacted', at: AFTER }], []],
])('%s', (_, steps, expected) => {
  expect(news(aHistory({ at: BEFORE, changes: { expectedClose: '2026-11-25' } }, steps))).toEqual(expected);
});

test('a new deal is new, and won if it was won at once; what was voided never was', () => {
  expect(news(aHistory({ at: AFTER }))).toEqual(['new by li']);
  expect(news(aHistory({ at: AFTER }, [won({ by: 'wang' })]))).toEqual(['new by li', 'won by wang']);
  expect(news(aHistory({ at: AFTER }, [{ kind: 'voided', at: AFTER, voids: 1 }]))).toEqual([]);
});

test('what an import brings is told as imported, not as the wins of a day', () => {
  const opening = { at: BEFORE, recorded: AFTER, by: 'olga', detail: { importId: 'i' } };
  expect(news(aHistory(opening, [won({ at: BEFORE, recorded: AFTER })]))).toEqual(['imported by olga']);
});

test('only the deals of those it is about', () => {
  const history = aHistory({ at: AFTER });
  const of = (teamIds: readonly string[]) =>
    newsOf([history], {
      since: SINCE,
      pipelines: [aPipeline()],
      whose: { kind: 'team', teamIds },
      period: { from: '2026-11-01', until: '2026-11-30' },
    });
  expect(of(['east'])).toHaveLength(1);
  expect(of(['west'])).toHaveLength(0);
});
