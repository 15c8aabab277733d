import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { commands as real } from '../../commands/index.ts';
import { type Command, command } from '../../src/chat/command.ts';
import type { Fields } from '../../src/chat/field.ts';
import * as field from '../../src/chat/field.ts';
import type { Scene } from '../../src/chat/line.ts';
import { understand } from '../../src/chat/understand.ts';
import lines from '../fixtures/lines-real.json' with { type: 'json' };

// A Saturday morning in Shanghai.
const scene: Scene = {
  now: new Date('2026-11-21T02:00:00Z'),
  zone: 'Asia/Shanghai',
  calendar: 'prc',
  currency: 'CNY',
};

type Line = { line: string; thread?: true; command: string | null; values?: Record<string, string> };
const typed = lines as Line[];

const verb = (name: string, says: Partial<Command['says']>, fields: Fields): Command =>
  command({
    name,
    says: { en: [], zh: [], ...says },
    title: { en: name, zh: name },
    help: { en: name, zh: name },
    example: { en: name, zh: name },
    fields,
    needs: { action: 'self', on: 'nothing' },
    run: async () => ({ kind: 'refuse', text: '' }),
  });

/** A verb that is not there yet has the fields that the fixture names. */
const missing = [...new Set(typed.flatMap((one) => one.command ?? []))]
  .filter((name) => !real.some((one) => one.name === name))
  .map((name) => {
    const named = typed.filter((one) => one.command === name).flatMap((one) => Object.keys(one.values ?? {}));
    const fields = named.map(
      (of) => [of, field.text({ label: { en: of, zh: of }, takes: 'named' })] as const,
    );
    return verb(name, {}, Object.fromEntries(fields));
  });
const commands = [...real, ...missing];

const heard = (text: string, more: { addressed?: 'command' | 'mention' | 'plain'; thread?: boolean } = {}) =>
  understand(text, { commands, scene, addressed: more.addressed ?? 'plain', inThread: more.thread ?? false });

/** Values that a line must not grow: dates and amounts. */
const MEASURED = ['on', 'due', 'close', 'until', 'from', 'amount', 'date'];
const measured = (values: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(values).filter(([name]) => MEASURED.includes(name)));

describe('what people really type', () => {
  test.each(typed)('$line', ({ line, thread, command: name, values = {} }) => {
    const request = heard(line, thread === undefined ? {} : { thread });
    expect(request?.command.name ?? null).toBe(name);
    expect(request?.reading.values ?? {}).toMatchObject(values);
    expect(measured(request?.reading.values ?? {})).toEqual(measured(values));
  });

  test('the table is wide enough', () => {
    const chinese = typed.filter(({ line }) => /\p{Script=Han}/u.test(line));
    expect(chinese.length).toBeGreaterThanOrEqual(100);
    expect(typed.length - chinese.length).toBeGreaterThanOrEqual(100);
    const plain = typed.filter(({ values }) => Object.keys(measured(values ?? {})).length === 0);
    expect(plain.length).toBeGreaterThanOrEqual(60);
  });
});

describe('a verb at the beginning', () => {
  test.each([
    ['show acme', 'deal.show'],
    ['deal new Acme CRM 65k', 'deal.new'],
    ['／商机推进　远景', 'deal.advance'],
    ['推进远景', 'deal.advance'],
    ['advance acme', 'deal.advance'],
  ])('%s', (line, name) => {
    expect(heard(line)?.command.name).toBe(name);
  });

  const brief = [
    verb('deal.new', { en: ['new'], zh: ['新建'] }, { name: field.text({ label: { en: 'n', zh: 'n' } }) }),
    verb('deal.show', { en: ['show'], zh: ['查看'] }, { deal: field.deal() }),
    verb(
      'visit.log',
      { en: ['log'], zh: ['记'] },
      { what: field.lines({ label: { en: 'w', zh: 'w' }, takes: 'whole' }) },
    ),
  ];
  const withBrief = (text: string, addressed: 'command' | 'mention' | 'plain') =>
    understand(text, { commands: brief, scene, addressed, inThread: false })?.command.name ?? null;

  test.each([
    ['new cfo at acme met today', 'visit.log'],
    ['show was great, they want it', null],
    ['查看了远景的机房，见了王总', 'visit.log'],
    ['查看得很仔细', null],
    ['new acme crm 50k', 'deal.new'],
    ['查看远景', 'deal.show'],
  ])('one word does not hijack a sentence: %s', (line, name) => {
    expect(withBrief(line, 'plain')).toBe(name);
  });

  test('what is addressed to the bot is an order', () => {
    expect(withBrief('new cfo at acme met today', 'command')).toBe('deal.new');
    expect(withBrief('new cfo at acme met today', 'mention')).toBe('deal.new');
  });

  test('a noun may stand before a sentence', () => {
    expect(heard('/deal acme signed fri 48k', { addressed: 'command' })).toMatchObject({
      command: { name: 'deal.win' },
      reading: { values: { amount: '48k', date: '2026-11-20' } },
    });
  });

  test('what the line means fills the fields of the verb that was said', () => {
    expect(
      heard('visit log acme met the cfo yesterday, too pricey, demo next tue')?.reading.values,
    ).toMatchObject({
      what: 'acme met the cfo yesterday, too pricey, demo next tue',
      on: '2026-11-20',
      due: '2026-11-24',
      next: 'demo',
      objection: 'price',
    });
  });
});

test.each(['how are we doing here guys?', '这个月目标还差多少？'])(
  'in a deal’s thread people ask one another: %s',
  (line) => {
    expect(heard(line)?.command.name).toMatch(/^(?:target|funnel)\./);
    expect(heard(line, { thread: true, addressed: 'mention' })).not.toBeNull();
    expect(heard(line, { thread: true })).toBeNull();
    // Of the deal it is asked there.
    expect(heard('有哪些异议', { thread: true })?.command.name).toBe('objection.list');
  },
);

test('a number names the deal in a sentence too', () => {
  expect(heard('#12 签了48万')?.reading.values).toMatchObject({ deal: '#12', amount: '48万' });
});

test('a verb that does not exist is not understood', () => {
  expect(understand('远景签了48万', { commands: [], scene, addressed: 'plain', inThread: true })).toBeNull();
});

test('what a spoken verb leaves over is its free text', () => {
  const rests = ['先别催，等招标公告', '下一步：给王总发合同'].map((line) => heard(line)?.reading.rest);
  expect(rests).toEqual(['等招标公告', '给王总发合同']);
});

test('names are left where they can be looked up', () => {
  const rests = [
    '华能推到下月底',
    'push acme to q2 again',
    'lost acme to oracle on price',
    'sam has globex now',
  ];
  expect(rests.map((line) => heard(line)?.reading.rest)).toEqual(['华能', 'acme', 'acme', 'globex']);
});

test('whatever is typed, understanding it does not fail', () => {
  const words = typed.map((one) => one.line);
  const anything = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 80 }),
    fc
      .array(fc.constantFrom(...words, '#12', '：', '\ud83d', '😂', '48万', '31号'), { maxLength: 5 })
      .map((all) => all.join(' ')),
    fc.tuple(fc.constantFrom(...words), fc.nat(60)).map(([line, at]) => line.slice(at) + line.slice(0, at)),
  );
  fc.assert(
    fc.property(
      anything,
      fc.boolean(),
      fc.constantFrom('command', 'mention', 'plain'),
      (text, thread, addressed) => {
        const request = heard(text, { thread, addressed });
        for (const [name, value] of Object.entries(request?.reading.values ?? {})) {
          if (['on', 'due', 'close', 'until', 'from', 'date'].includes(name))
            expect(value).toMatch(/^\d{4}-\d\d-\d\d$|^\S/);
          expect(typeof value).toBe('string');
        }
      },
    ),
    { numRuns: 200 },
  );
});

describe('the examples of every verb lead to it, in a direct chat too', () => {
  const said = real
    .filter((one) => one.hidden !== true)
    .flatMap((one) => [one.example.en, one.example.zh].map((line) => [line, one.name] as const));
  test.each(said)('%s', (line, name) => {
    expect(heard(line)?.command.name).toBe(name);
  });
});
