import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Command, command } from '../../src/chat/command.ts';
import * as field from '../../src/chat/field.ts';
import { foldWidth, readFields, type Scene, verbOf } from '../../src/chat/line.ts';

const scene: Scene = {
  now: new Date('2026-11-21T02:00:00Z'),
  zone: 'Asia/Shanghai',
  calendar: 'prc',
  currency: 'CNY',
};
const said = (en: string, zh: string) => ({ label: { en, zh } });

const verb = (name: string, en: readonly string[], zh: readonly string[]): Command =>
  command({
    name,
    says: { en, zh },
    title: { en: name, zh: name },
    help: { en: name, zh: name },
    example: { en: name, zh: name },
    fields: {},
    needs: { action: 'self', on: 'nothing' },
    run: async () => ({ kind: 'refuse', text: '' }),
  });
const commands = [
  verb('deal.advance', ['deal advance', 'advance'], ['商机 推进', '推进']),
  verb('deal.show', ['deal show'], ['查看商机', '查看']),
  verb('help', ['help', '?'], ['帮助']),
];

describe('the verb at the beginning', () => {
  test.each([
    ['advance acme', 'deal.advance', 'acme'],
    ['/deal+advance acme', 'deal.advance', 'acme'],
    ['／商机＋推进　远景', 'deal.advance', '远景'],
    ['推进远景', 'deal.advance', '远景'],
    ['DEAL  ADVANCE acme', 'deal.advance', 'acme'],
    ['deal show: acme', 'deal.show', 'acme'],
    ['查看商机远景', 'deal.show', '远景'],
    ['advance远景', 'deal.advance', '远景'],
    ['?', 'help', ''],
  ])('%s', (line, name, rest) => {
    expect(verbOf(line, commands)).toMatchObject({ command: { name }, rest });
  });

  test.each(['advanced stuff', 'dealshowing', '远景推进', '', '   '])('none in %j', (line) => {
    expect(verbOf(line, commands)).toBeNull();
  });
});

describe('fields out of a line', () => {
  const fields = {
    deal: field.deal(),
    amount: field.optional(field.money(said('Amount', '金额'))),
    close: field.optional(field.date({ ...said('Expected close', '预计成交'), direction: 'future' })),
    note: field.optional(field.text(said('Note', '备注'))),
  };

  test.each([
    ['acme 65k 31 dec', { amount: '65k', close: '2026-12-31' }, 'acme'],
    ['31 dec acme 65k', { amount: '65k', close: '2026-12-31' }, 'acme'],
    ['远景 48.5w 下月底', { amount: '48.5w', close: '2026-12-31' }, '远景'],
    ['#12 金额：50万', { deal: '#12', amount: '50万' }, ''],
    ['#12 amount: "1,200,000"', { deal: '#12', amount: '1,200,000' }, ''],
    ['acme close q2', { close: '2027-06-30' }, 'acme'],
    ['send acme the offer by 31 dec', { close: '2026-12-31' }, 'send acme the offer'],
    ['acme 3/12', { close: '2027-03-12' }, 'acme'],
    ['3月版方案', {}, '3月版方案'],
    ['sat with Mark', {}, 'sat with Mark'],
  ])('%s', (line, values, rest) => {
    expect(readFields(line, fields, scene)).toEqual({ values, rest, said: line });
  });

  const twoDates = {
    on: field.optional(field.date({ ...said('On', '日期'), direction: 'past' })),
    due: field.optional(field.date({ ...said('Due', '截止'), direction: 'future' })),
  };
  test.each([
    ['met yesterday, demo next tue', { on: '2026-11-20', due: '2026-11-24' }],
    ['下周二演示', { due: '2026-11-24' }],
    ['昨天见了', { on: '2026-11-20' }],
  ])('each of two dates takes its own side of today: %s', (line, values) => {
    expect(readFields(line, twoDates, scene).values).toEqual(values);
  });

  test('a date on the wrong side is still what was said when it can be nothing else', () => {
    expect(readFields('远景 昨天', { close: fields.close }, scene).values).toEqual({ close: '2026-11-20' });
  });

  test('a span is both ends of an absence', () => {
    const leave = {
      from: field.date({ ...said('From', '从'), direction: 'future' }),
      until: field.date({ ...said('Until', '到'), direction: 'future' }),
    };
    expect(readFields('下周', leave, scene).values).toEqual({ from: '2026-11-23', until: '2026-11-29' });
    expect(readFields('3-10 dec', leave, scene).values).toEqual({ from: '2026-12-03', until: '2026-12-10' });
  });

  test('fields of the form only are read by name only', () => {
    const formOnly = { close: { ...fields.close, formOnly: true as const } };
    expect(readFields('acme 31 dec', formOnly, scene).values).toEqual({});
    expect(readFields('acme close: 2026-12-31', formOnly, scene).values).toEqual({ close: '2026-12-31' });
  });

  test('whatever is typed is read without failing', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 20 }),
      fc.constantFrom(
        '#12',
        '金额：',
        '50万',
        '31号',
        'close: ',
        '"',
        '\ud83d',
        '，',
        'note: ',
        'Fresh Co',
        ', Inc',
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 6 }), (pieces) => {
        const line = pieces.join(' ');
        const { values, said: whole } = readFields(line, { ...fields, ...twoDates }, scene);
        expect(whole).toBe(line.trim());
        for (const value of Object.values(values)) expect(typeof value).toBe('string');
      }),
      { numRuns: 200 },
    );
  });
});

test('width is folded in place', () => {
  expect(foldWidth('／商机＋推进　４８万：ＯＫ！')).toBe('/商机+推进 48万:OK!');
});
