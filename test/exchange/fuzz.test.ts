import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fold } from '../../src/domain/deal.ts';
import { DEAL_FIELDS } from '../../src/domain/exchange.ts';
import { HEADERS } from '../../src/exchange/headers.ts';
import { writeCsv } from '../../src/sheets/csv.ts';
import { aBot, type Bot } from '../support/bot.ts';
import { importFiles, planFiles } from '../support/import.ts';

let bot: Bot;
beforeAll(async () => {
  bot = await aBot();
});
afterAll(() => bot.close());

const cell = fc.oneof(
  fc.string({ maxLength: 20 }),
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.constantFrom(
    'Won',
    'Lost',
    '赢单',
    '李伟',
    'Acme',
    '1',
    '12',
    '#3',
    '-5',
    '1e400',
    '9'.repeat(30),
    '2026-11-01',
    '13/13/2026',
    '0000-00-00',
    '2026-02-30T25:61:00Z',
    'USD',
    '{}',
    '[]',
    '{"status":"won"}',
    '\ud83d',
    `a${'😀'.repeat(200)}`,
    '{"nope":1}',
    'opened',
    'won',
    'voided',
    'null',
    '__proto__',
    'constructor',
    'toString',
    '\u202e',
    'li@example.com',
    '<@U1>',
    "'=1",
  ),
);
const kinds = Object.entries(HEADERS).map(([kind, fields]) => ({ kind, fields: Object.keys(fields) }));
const table = fc.constantFrom(...kinds).chain(({ fields }) =>
  fc.record({
    header: fc.shuffledSubarray([...fields, 'toString', 'x'], { minLength: 1 }),
    rows: fc.array(fc.array(cell, { maxLength: 14 }), { maxLength: 6 }),
  }),
);

const filesOf = async (tables: readonly { header: string[]; rows: string[][] }[]) =>
  Object.fromEntries(
    await Promise.all(
      tables.map(async (one, index) => [`f${index}.csv`, await writeCsv(one.header, one.rows)] as const),
    ),
  );

test('no table makes the plan fail', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(table, { minLength: 1, maxLength: 3 }), async (tables) => {
      const files = await filesOf(tables);
      await planFiles(bot, files).catch((error: Error) => {
        // A file of nothing but blanks is refused, by name.
        if (!error.message.startsWith('refused:')) throw error;
      });
    }),
    { numRuns: 150 },
  );
});

test('whatever is planned is recorded whole, and each row is the fold of its history', async () => {
  const dense = fc.record({
    header: fc.constant<string[]>([...DEAL_FIELDS]),
    rows: fc.array(fc.array(cell, { minLength: DEAL_FIELDS.length, maxLength: DEAL_FIELDS.length }), {
      maxLength: 5,
    }),
  });
  const events = fc.record({
    header: fc.constant<string[]>([
      'deal',
      'seq',
      'kind',
      'at',
      'recorded_at',
      'actor',
      'input',
      'voids',
      'changes',
      'detail',
    ]),
    rows: fc.array(
      fc
        .tuple(
          fc.constantFrom('1', '2'),
          fc.constantFrom('1', '2', '3'),
          fc.constantFrom('opened', 'won', 'lost', 'voided', 'moved'),
          fc.constantFrom('2026-11-01T00:00:00Z', 'x'),
          fc.constant('2026-11-02T00:00:00Z'),
          cell,
          cell,
          fc.constantFrom('', '1', '2', '9'),
          fc.constantFrom(
            '',
            '{}',
            '{"status":"won"}',
            '{"status":"open","pipeline":"x","stage":"need","name":"N","currency":"CNY","owner":"李伟","team":"West"}',
            '{"amount":"5"}',
            '{"name":"\\u0000\\ud800","customer":"\\udfff"}',
            '{"lossReason":"price"}',
          ),
          fc.constantFrom('', '{"text":"t"}', '{"deal":2}'),
        )
        .map((row) => [...row]),
      { maxLength: 6 },
    ),
  });
  await fc.assert(
    fc.asyncProperty(fc.tuple(dense, events, table), async (tables) => {
      const files = await filesOf(tables);
      const before = await bot.prisma.deal.count();
      const planned = await planFiles(bot, files).catch(() => null);
      if (planned === null) return;
      const report = await importFiles(bot, files);
      expect(await bot.prisma.deal.count()).toBe(before + report.deals.created);
    }),
    { numRuns: 40 },
  );
  for (const { number } of await bot.prisma.deal.findMany({ select: { number: true } })) {
    const [known] = await bot.read().knownDeals([number]);
    expect(known?.state).toEqual(fold(await bot.read().eventsOf(number)));
  }
});
