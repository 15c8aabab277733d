import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { commands } from '../../commands/index.ts';
import type { Words } from '../../src/chat/card.ts';
import { hear } from '../../src/chat/dispatch.ts';
import type { Input, Said } from '../../src/chat/input.ts';
import { messages } from '../../src/i18n/messages.ts';
import { aBot, type Bot } from '../support/bot.ts';
import type { CastName } from '../support/cast.ts';
import { pressed, wordsOf } from '../support/reading.ts';

let bot: Bot;
beforeAll(async () => {
  bot = await aBot();
  await bot.deal({ name: '储能监控', customer: '远景能源', amount: 480_000 });
  await bot.deal({ name: 'Acme renewal', customer: 'Acme', owner: 'mia', amount: 65_000 });
});
afterAll(() => bot.close());

const inputOf = (actor: string, said: Said, over: Partial<Input> = {}): Input => ({
  id: bot.desk.newId(),
  platform: 'local',
  workspace: 'local',
  actor,
  place: { kind: 'direct', channel: `dm-${actor}` },
  said,
  files: [],
  at: bot.now,
  profile: async () => ({ name: actor, kind: 'member' }),
  members: async () => [actor],
  ...over,
});
const hearing = (actor: string, said: Said, over: Partial<Input> = {}) =>
  hear(bot.desk, inputOf(actor, said, over));

/** Everything that people could throw at it: any Unicode, what chats use as markup, what formats use as syntax. */
const nasty = fc.oneof(
  { weight: 3, arbitrary: fc.string({ unit: 'grapheme', maxLength: 60 }) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  fc.constantFrom(
    '',
    ' ',
    '\u0000',
    '\ud800',
    '推进\u0000远景',
    '<!channel> <@U123> <https://x.y|z>',
    '<at user_id="all"></at>',
    '@all @所有人 @channel',
    '\u202eecnavda acme\u202c',
    '👩‍👩‍👧‍👦🏳️‍🌈',
    '{{x}} %s %d \\u0000',
    '\'; DROP TABLE "Deal"; --',
    '__proto__',
    'constructor',
    '#0',
    '#999999999',
    '#2147483648',
    '-1',
    'NaN',
    '1e400',
    '0000-00-00',
    '2026-02-30',
    '99:99',
    '999999999999999999999亿',
    '¥-50',
    '／／＋＋／商机',
    '"“”"',
    ': = ：＝',
    '.*+?^{}()|[]$\\',
    'not-a-uuid',
    '00000000-0000-0000-0000-000000000000',
  ),
);

/** Verbs said with something after them, and plain talk. */
const spoken = fc.oneof(
  nasty,
  fc
    .tuple(fc.constantFrom(...commands.flatMap((one) => [...one.says.en, ...one.says.zh])), nasty, nasty)
    .map(([verb, ...rest]) => [verb, ...rest].join(' ')),
);

const who = fc.constantFrom<CastName>('li', 'wang', 'mia', 'olga', 'ada', 'rita');

/** Presses and submits name every field of a verb, with anything in it. */
const words: fc.Arbitrary<Words> = fc.constantFrom(...commands).chain((command) =>
  fc.record(
    {
      line: fc.oneof(fc.constant(command.says.en[0] ?? ''), nasty),
      values: fc.dictionary(fc.constantFrom('unknown', ...Object.keys(command.fields)), nasty),
      seen: fc.record({
        deal: fc.oneof(fc.integer(), fc.double()),
        version: fc.oneof(fc.integer(), fc.double()),
      }),
    },
    { requiredKeys: ['line'] },
  ),
);

const said: fc.Arbitrary<Said> = fc.oneof(
  fc.record({
    kind: fc.constant('line' as const),
    text: spoken,
    addressed: fc.constantFrom('command' as const, 'mention' as const, 'plain' as const),
  }),
  fc.record({ kind: fc.constant('press' as const), words }),
  fc.record({ kind: fc.constant('submit' as const), words, values: fc.dictionary(nasty, nasty) }),
);

describe('whatever is said', () => {
  test('is answered in words, never with a crash', async () => {
    await fc.assert(
      fc.asyncProperty(who, said, async (actor, what) => {
        const reply = await hearing(actor, what);
        // Silence is for talk that is not meant for the bot.
        if (reply !== null) expect(reply.text.trim()).not.toBe('');
        expect(bot.errors.splice(0)).toEqual([]);
      }),
      { numRuns: 400 },
    );
    // Some of it was understood: whoever lost their access or role by it is no use to the tests below.
    await bot.prisma.person.updateMany({
      where: { name: '李伟' },
      data: { status: 'active', role: 'rep', locale: 'zh' },
    });
    await bot.prisma.person.updateMany({
      where: { name: 'Mia Lopez' },
      data: { status: 'active', role: 'rep', locale: 'en' },
    });
  }, 120_000);

  test.each([
    ['a long line', 'a'.repeat(10_000)],
    ['a long line of Chinese', '推进远景储能监控'.repeat(1_250)],
    ['a long verb', `推进 ${'远景'.repeat(5_000)}`],
    ['many dates', '12/31 下周二 tomorrow '.repeat(500)],
    ['many amounts', '50万 $1.2m 60个 '.repeat(700)],
    ['many numbers', '#1 '.repeat(3_000)],
    ['many quotes', '"“'.repeat(5_000)],
    ['many spaces', `推进${' '.repeat(9_000)}远景`],
    ['a deep nest', '('.repeat(5_000)],
  ])('%s is answered', async (_, text) => {
    const reply = await bot.say('mia', text);
    expect(reply.text.length).toBeLessThan(2_000);
    expect(bot.errors).toEqual([]);
  });

  test('a character that a database cannot keep is left out; all others are kept', async () => {
    const name = '临港\u0000一期 \ud83d\ude80\ud83d <!channel> \u202eabc';
    await bot.press('li', { line: '新建商机', values: { customer: '临\u0000港集团', name } });
    const deals = await bot.prisma.deal.findMany({ include: { name: true, customer: true } });
    const made = deals.find((one) => one.customer?.name === '临港集团');
    expect(made?.name.body).toBe('临港一期 \ud83d\ude80 <!channel> \u202eabc');
  });

  test('an unknown button or form says so', async () => {
    for (const line of ['no such verb', '', '\u0000']) {
      expect((await bot.press('mia', { line })).text).toBe(messages.en.chat.expired);
    }
  });
});

describe('the same input again', () => {
  test('gets the same answer and changes nothing, also at the same moment', async () => {
    const number = await bot.deal({ name: 'Globex rollout', customer: 'Globex', owner: 'mia' });
    const say = () => bot.say('mia', `advance #${number}`, { id: 'again' });
    const [first, second] = await Promise.all([say(), say()]);
    expect(second).toEqual(first);
    expect(await say()).toEqual(first);
    expect((await bot.read().eventsOf(number)).map((one) => one.kind)).toEqual(['opened', 'moved']);
  });

  test('from another platform or workspace is another input', async () => {
    const number = await bot.deal({ name: 'Initech rollout', customer: 'Initech', owner: 'mia' });
    const line: Said = { kind: 'line', text: `advance #${number}`, addressed: 'command' };
    await hearing('mia', line, { id: 'shared' });
    const elsewhere = await hearing('mia', line, { id: 'shared', workspace: 'other' });
    expect(elsewhere?.text).toBe(messages.en.chat.unknownWorkspace);
  });
});

describe('two people at once', () => {
  test('a typed line is tried again on what is then true', async () => {
    const number = await bot.deal({ name: 'Umbrella rollout', customer: 'Umbrella', owner: 'mia' });
    const replies = await Promise.all([
      bot.say('mia', `advance #${number}`),
      bot.say('sam', `advance #${number}`),
    ]);
    const events = await bot.read().eventsOf(number);
    // Both meant one stage on from what they saw or what was then true; nobody is told that it failed.
    expect(events.filter((one) => one.kind === 'moved')).toHaveLength(2);
    expect(events.map((one) => one.seq)).toEqual([1, 2, 3]);
    for (const reply of replies) expect(reply.text).toContain('→');
  });

  test('who name the same new customer are both served, and it is one customer', async () => {
    const said = (who: 'mia' | 'joe', what: string) => bot.say(who, `new deal ${what}, customer: Newco, 20k`);
    const replies = await Promise.all([said('mia', 'North'), said('joe', 'South'), said('mia', 'West end')]);
    // Whoever was slower is asked whether theirs is the same deal.
    for (const reply of replies) expect(reply.text).toMatch(/^Opened #|may be such a deal already/);
    expect(await bot.prisma.customer.count({ where: { name: 'Newco' } })).toBe(1);
    expect(bot.errors).toEqual([]);
  });

  test('a press does what its card showed, or nothing', async () => {
    const number = await bot.deal({ name: 'Hooli rollout', customer: 'Hooli', owner: 'mia' });
    const advance = pressed(await bot.say('mia', `show #${number}`), 'Advance to First contact');
    const replies = await Promise.all([bot.press('mia', advance), bot.press('sam', advance)]);
    const moved = (await bot.read().eventsOf(number)).filter((one) => one.kind === 'moved');
    expect(moved).toHaveLength(1);
    const told = replies.filter((reply) => reply.text === messages.en.chat.changed);
    expect(told).toHaveLength(1);
    expect(wordsOf(told[0] ?? { text: '' })).toContain('First contact');
  });
});

describe('a bug', () => {
  test('gives a reference, one log line without what was typed, and nothing half done', async () => {
    const number = await bot.deal({ name: 'Stark rollout', customer: 'Stark', owner: 'mia' });
    const lines: { fields: object; message: string }[] = [];
    const broken = {
      ...bot.desk,
      log: { error: (fields: object, message: string) => lines.push({ fields, message }) },
      // Fails after everything was written, before it is committed.
      commit: (org: string, decision: Parameters<typeof bot.desk.commit>[1]) =>
        bot.desk.commit(org, {
          ...decision,
          reply: async () => {
            throw new TypeError('secret Stark rollout 48k');
          },
        }),
    } as typeof bot.desk;
    const before = await counts();
    const line: Said = { kind: 'line', text: `advance #${number}`, addressed: 'command' };
    const input = inputOf('mia', line);
    const reply = await hear(broken, input);
    expect(await counts()).toEqual(before);
    expect(lines).toHaveLength(1);
    const logged = JSON.stringify(lines);
    const reference = /"reference":"(\w+)"/.exec(logged)?.[1] ?? '';
    expect(reply).toEqual({ text: messages.en.chat.broken(reference), audience: 'asker' });
    expect(logged).not.toMatch(/secret|Stark|48k|Mia|advance/);
    // The same input, once the bug is gone: it was never answered, so it is heard anew.
    expect((await hear(bot.desk, input))?.text).toContain('→');
  });

  async function counts(): Promise<Record<string, number>> {
    const { dealEvent, inbox, outbox, text } = bot.prisma;
    return {
      events: await dealEvent.count(),
      inbox: await inbox.count(),
      outbox: await outbox.count(),
      texts: await text.count(),
    };
  }
});
