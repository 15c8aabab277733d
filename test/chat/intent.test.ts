import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { commands } from '../../commands/index.ts';
import { intentOf } from '../../src/chat/intent.ts';
import type { Scene } from '../../src/chat/line.ts';
import lines from '../fixtures/lines-real.json' with { type: 'json' };

const scene: Scene = {
  now: new Date('2026-11-21T02:00:00Z'),
  zone: 'Asia/Shanghai',
  calendar: 'prc',
  currency: 'CNY',
};
const typed = (lines as { line: string }[]).map((one) => one.line);
const meant = (line: string) => intentOf(line, scene)?.command ?? null;
const values = (line: string) => intentOf(line, scene)?.values;

test('every value that is found has a field in its verb', () => {
  for (const line of typed) {
    const intent = intentOf(line, scene);
    const fields = commands.find((one) => one.name === intent?.command)?.fields;
    if (intent === null || fields === undefined) continue;
    expect(Object.keys(fields), `${line} → ${intent.command}`).toEqual(
      expect.arrayContaining(Object.keys(intent.values)),
    );
  }
});

describe('a win, a loss or an amount is never guessed', () => {
  test.each([
    '远景还没签',
    '华能签不下来',
    '快签了',
    '如果签了就好了',
    '差点签了',
    '签了个框架协议',
    '签到了吗',
    'not signed yet',
    "they won't sign",
    'hope it gets signed',
    'signed off on the poc',
    'won over the cto',
    "acme isn't dead",
    'phone died',
    'lost touch with acme',
    '演示取消了',
    '不会黄',
    '手机丢了',
    'deadline is friday',
    'acme moved to san francisco',
  ])('neither won nor lost: %s', (line) => {
    expect(['deal.win', 'deal.lose']).not.toContain(meant(line));
  });

  test.each([
    '远景签了吗',
    'did acme sign?',
    '黄了没',
    'is globex dead',
    'who won acme?',
    '华能推到下月底吗？',
  ])('a question records nothing: %s', (line) => {
    expect([null, 'deal.show', 'deal.history']).toContain(meant(line));
  });

  test.each([
    '客户预算只有40万',
    'their budget is 40k',
    '竞品报价40万',
    '付了10万定金',
    'wants a 10% discount',
    '见了王总，预算200万',
    '远景 50万',
  ])('no amount of the deal: %s', (line) => {
    expect(values(line)?.amount).toBeUndefined();
  });

  test('a hedged amount stays as it was typed, for the field to ask', () => {
    expect(values('中建改60个')).toEqual({ amount: '60个' });
  });
});

describe('a loss says why only as far as it was said', () => {
  test.each([
    ['globex dead', {}],
    ['globex dead, no decision', { reason: 'no_decision' }],
    ['远景黄了，被用友拿了', { reason: 'competitor', competitor: '用友' }],
    ['lost acme to oracle on price', { reason: 'price', competitor: 'oracle' }],
    ['产品线改造黄了', {}],
    ['中建选了金蝶', { reason: 'competitor', competitor: '金蝶' }],
    ['umbrella chose SAP over us', { reason: 'competitor', competitor: 'SAP' }],
  ])('%s', (line, expected) => {
    expect(intentOf(line, scene)).toMatchObject({ command: 'deal.lose', values: expected });
    expect(values(line)).toEqual(expected);
  });
});

describe('which side of today a date is on', () => {
  test.each([
    ['签了48万，31号盖的章', { date: '2026-10-31' }],
    ['签了48万，周五付款', {}],
    ['周五见了王总', { on: '2026-11-20' }],
    ['见了王总，周五演示', { due: '2026-11-27' }],
    ['11月18号拜访了中建', { on: '2026-11-18' }],
    ["met stark, they'll decide by 12/15", { due: '2026-12-15' }],
    ['met acme fri', { on: '2026-11-20' }],
    ['met acme, demo fri', { due: '2026-11-27' }],
    ['demo went great, they want to start in jan', {}],
  ])('%s', (line, expected) => {
    const found = values(line) ?? {};
    const dates = Object.entries(found).filter(([name]) => ['on', 'due', 'date'].includes(name));
    expect(Object.fromEntries(dates)).toEqual(expected);
  });
});

describe('the time of day that was said with a next step stays in its words', () => {
  test.each([
    ['下周四上午9点演示', { due: '2026-11-26', step: '09:00 演示' }],
    ['demo next Thu at 9am', { due: '2026-11-26', step: '09:00 demo' }],
    ['演示定在下周三14:30', { due: '2026-11-25', step: '14:30 演示' }],
    ['下一步：周五下午3点发报价', { due: '2026-11-27', step: '15:00 发报价' }],
    ['见了王总，周五下午两点演示', { due: '2026-11-27', next: '14:00 演示' }],
    ['met acme, demo fri 2pm', { due: '2026-11-27', next: '14:00 demo' }],
    ['周五上午演示', { due: '2026-11-27', step: '演示' }],
    ['今天下午3点见了王总，周五演示', { due: '2026-11-27', next: '演示' }],
  ])('%s', (line, expected) => {
    const { due, step, next } = values(line) ?? {};
    expect(JSON.parse(JSON.stringify({ due, step, next }))).toEqual(expected);
  });
});

describe('politeness changes nothing', () => {
  test.each([
    ['帮我把华能推到下月底', 'deal.edit'],
    ['can you push acme to 31 dec please', 'deal.edit'],
    ['麻烦撤销一下', 'undo'],
    ['stagepost, acme signed 48k', 'deal.win'],
  ])('%s', (line, name) => {
    expect(meant(line)).toBe(name);
  });
});

test('the same line means the same with spaces, signs and width about it', () => {
  const dressed = fc.tuple(
    fc.constantFrom(...typed.filter((line) => meant(line) !== null && !/[?？]/.test(line))),
    fc.constantFrom('', ' ', '  ', '\n'),
    fc.constantFrom('', ' ', '。', '!', ' 👍', '～'),
  );
  fc.assert(
    fc.property(dressed, ([line, before, after]) => {
      expect(meant(`${before}${line}${after}`)).toBe(meant(line));
    }),
    { numRuns: 150 },
  );
});

test('whatever is typed, meaning is found or not, without failing', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary', maxLength: 200 }),
        fc.stringMatching(/^[了的不没签见下周月号\d万到给 ,，。]{0,80}$/),
      ),
      (line) => {
        const intent = intentOf(line, scene);
        for (const value of Object.values(intent?.values ?? {})) expect(value).not.toBe('');
      },
    ),
    { numRuns: 300 },
  );
});
