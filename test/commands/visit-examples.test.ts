import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { objectionCommands } from '../../commands/objection/index.ts';
import { reviewCommands } from '../../commands/review/index.ts';
import { undoCommands } from '../../commands/undo/index.ts';
import { visitCommands } from '../../commands/visit/index.ts';
import { aBot, type Bot } from '../support/bot.ts';

// What help shows works as it stands, and nothing that is typed after a verb breaks it.

const verbs = [...visitCommands, ...objectionCommands, ...undoCommands, ...reviewCommands];
const shown = verbs.filter((one) => one.hidden !== true);

let bot: Bot;
beforeAll(async () => {
  bot = await aBot();
  await bot.deal({ name: '储能监控', customer: '远景能源' });
  await bot.deal({ name: '空调改造', customer: '远大空调' });
  await bot.deal({ name: 'CRM renewal', customer: 'Acme', owner: 'mia' });
  await bot.deal({ name: 'Rollout', customer: 'Globex', owner: 'mia' });
});
afterAll(() => bot.close());

describe.each(['en', 'zh'] as const)('examples (%s)', (locale) => {
  test.each(shown.map((verb) => [verb.example[locale], verb.name]))('%s', async (example, name) => {
    bot.at(new Date(bot.now.getTime() + 60_000));
    const [rep, manager] = locale === 'en' ? (['mia', 'sam'] as const) : (['li', 'wang'] as const);
    const reply = await bot.say(name === 'review.team' ? manager : rep, example);
    expect(reply.form).toBeUndefined();
    expect(reply.text).not.toMatch(/did not understand|没看懂|no such|没有这个|I know no|没有找到/u);
  });
});

test('whatever is typed after a verb is answered', async () => {
  const word = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 20 }),
    fc.constantFrom(
      '#1',
      '#99999',
      '远景',
      'acme',
      '下周二',
      'next tue',
      '#0',
      '：',
      '"',
      '“',
      '王总',
      '99:99',
      '🙂',
    ),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...verbs.flatMap((verb) => [verb.says.en[0], verb.says.zh[0]])),
      fc.array(word, { maxLength: 5 }),
      async (verb, words) => {
        const reply = await bot.say('li', `/${verb} ${words.join(' ')}`);
        expect(reply.text).not.toBe('');
        expect(bot.errors).toEqual([]);
      },
    ),
    { numRuns: 60 },
  );
});
