import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as field from '../../src/chat/field.ts';
import { readFields, type Scene } from '../../src/chat/line.ts';

const scene: Scene = {
  now: new Date('2026-11-21T02:00:00Z'),
  zone: 'Asia/Shanghai',
  calendar: 'prc',
  currency: 'CNY',
};
const said = (en: string, zh: string) => ({ label: { en, zh } });

/** A deal as one opens it: its name is what the other fields leave over. */
const opening = {
  name: field.optional(field.text(said('Deal name', '商机名称'))),
  customer: field.optional(field.customer({ leads: { en: ['for'], zh: ['给'] } })),
  amount: field.optional(field.money(said('Amount', '金额'))),
  close: field.optional(field.date({ ...said('Expected close', '预计成交'), direction: 'future' })),
  owner: field.optional(field.person({ ...said('Owner', '负责人'), formOnly: true })),
};

type Values = Record<string, string>;

describe('a value runs to the next name, amount or date', () => {
  test.each<[line: string, values: Values, rest: string]>([
    ['customer: Fresh Co Widgets', { customer: 'Fresh Co Widgets' }, ''],
    ['customer: Fresh Co Widgets 50k', { customer: 'Fresh Co Widgets', amount: '50k' }, ''],
    [
      'Pilot customer: fresh co widgets 50k 31 dec',
      { customer: 'fresh co widgets', amount: '50k', close: '2026-12-31' },
      'Pilot',
    ],
    [
      'customer: Fresh Co Widgets name: Big pilot 50k',
      { customer: 'Fresh Co Widgets', name: 'Big pilot', amount: '50k' },
      '',
    ],
    [
      'name: Big pilot customer: Fresh Co Widgets owner: Joe Brown',
      { name: 'Big pilot', customer: 'Fresh Co Widgets', owner: 'Joe Brown' },
      '',
    ],
    ['50k customer: Next plc', { customer: 'Next plc', amount: '50k' }, ''],
    [
      'customer: Next Tuesday Media next tuesday',
      { customer: 'Next Tuesday Media', close: '2026-11-24' },
      '',
    ],
    ['customer: March Networks 31 march', { customer: 'March Networks', close: '2027-03-31' }, ''],
    ['customer: Won Industries 48k', { customer: 'Won Industries', amount: '48k' }, ''],
    ['customer: 3M 50k', { customer: '3M', amount: '50k' }, ''],
    ['customer: 3M China 1.2m', { customer: '3M China', amount: '1.2m' }, ''],
    ['customer: 7-Eleven 50k 7/12', { customer: '7-Eleven', amount: '50k', close: '2027-07-12' }, ''],
    ['customer: 360 Security 120000', { customer: '360 Security', amount: '120000' }, ''],
    ['customer: Studio 54 50k', { customer: 'Studio 54', amount: '50k' }, ''],
    ['customer: Acme, Inc. 50k', { customer: 'Acme, Inc.', amount: '50k' }, ''],
    ['customer: Smith & Sons, pilot, 50k', { customer: 'Smith & Sons', amount: '50k' }, 'pilot'],
    ['customer: "Fresh Co" Widgets 50k', { customer: 'Fresh Co', amount: '50k' }, 'Widgets'],
    ['for Fresh Co Widgets 50k', { customer: 'Fresh Co Widgets', amount: '50k' }, ''],
    ['App for iOS 50k', { amount: '50k' }, 'App for iOS'],
    ['客户：远景能源 储能监控 48万', { customer: '远景能源', amount: '48万' }, '储能监控'],
    [
      '储能监控 客户：三一重工 48万 12月31日',
      { customer: '三一重工', amount: '48万', close: '2026-12-31' },
      '储能监控',
    ],
    ['客户：六国化工48万', { customer: '六国化工', amount: '48万' }, ''],
    ['客户：九阳 豆浆机线 30万', { customer: '九阳', amount: '30万' }, '豆浆机线'],
    ['客户：3M中国 胶带 50万', { customer: '3M中国', amount: '50万' }, '胶带'],
    [
      '客户：ABB 中国 变频器 50万 下月底',
      { customer: 'ABB 中国', amount: '50万', close: '2026-12-31' },
      '变频器',
    ],
    ['客户：一汽大众，焊装线，1.2亿', { customer: '一汽大众', amount: '1.2亿' }, '焊装线'],
    ['客户：亿纬锂能 金额：50万 预计成交：年底', { customer: '亿纬锂能', amount: '50万', close: '年底' }, ''],
    ['给蓝天科技 储能二期 48万', { customer: '蓝天科技', amount: '48万' }, '储能二期'],
    ['amount: 50 k close: next tuesday pilot', { amount: '50 k', close: 'next tuesday' }, 'pilot'],
  ])('%s', (line, values, rest) => {
    const reading = readFields(line, opening, scene);
    expect({ values: reading.values, rest: reading.rest }).toEqual({ values, rest });
  });
});

describe('before a sentence a name ends where the sentence begins', () => {
  const visit = {
    customer: field.customer(),
    what: field.lines(said('What happened', '经过')),
    next: field.optional(field.text({ ...said('Next step', '下一步'), takes: 'named' })),
    kind: field.optional(
      field.choice({
        ...said('Kind', '方式'),
        options: [{ value: 'video', label: { en: 'Video call', zh: '视频会议' } }],
        formOnly: true,
      }),
    ),
  };
  test.each<[line: string, values: Values, rest: string]>([
    ['customer: Umbrella met the CIO, send an offer', { customer: 'Umbrella' }, 'met the CIO, send an offer'],
    ['customer: Fresh Co Widgets met the CIO', { customer: 'Fresh Co Widgets' }, 'met the CIO'],
    ['customer: Bank of China wants a demo', { customer: 'Bank of China' }, 'wants a demo'],
    ['customer: fresh co widgets met the cio', { customer: 'fresh co widgets' }, 'met the cio'],
    ['客户：宏图科技 见了陈总', { customer: '宏图科技' }, '见了陈总'],
    [
      'met them kind: video call next: send the offer, then call',
      { kind: 'video call', next: 'send the offer, then call' },
      'met them',
    ],
  ])('%s', (line, values, rest) => {
    const reading = readFields(line, visit, scene);
    expect({ values: reading.values, rest: reading.rest }).toEqual({ values, rest });
  });
});

test('fields may stand in any order around a name of several words', () => {
  const names = [
    'Fresh Co Widgets',
    'Next plc',
    'March Networks',
    '3M',
    '7-Eleven',
    'Won Industries',
    '360 Security',
  ];
  const parts = fc.record({
    customer: fc.constantFrom(...names, '三一重工', '六国化工', '九阳股份', 'ABB 中国'),
    name: fc.constantFrom('Big pilot', 'CRM renewal', '储能监控'),
    amount: fc.constantFrom('50k', '48万', '120000'),
    close: fc.constantFrom('31 dec', '12月31日'),
  });
  fc.assert(
    fc.property(
      parts,
      fc.shuffledSubarray(['customer', 'name', 'amount', 'close'] as const, { minLength: 4 }),
      (one, order) => {
        const words = { ...one, customer: `customer: ${one.customer}`, name: `name: ${one.name}` };
        const { values, rest } = readFields(order.map((part) => words[part]).join(' '), opening, scene);
        expect({ ...values, rest }).toEqual({ ...one, close: '2026-12-31', rest: '' });
      },
    ),
    { numRuns: 300 },
  );
});
