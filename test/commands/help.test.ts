import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { commands } from '../../commands/index.ts';
import { welcomeCard } from '../../src/cards/help.ts';
import { verbOf } from '../../src/chat/line.ts';
import { everAllowed } from '../../src/domain/permission.ts';
import { messages } from '../../src/i18n/messages.ts';
import { aBot, type Bot } from '../support/bot.ts';
import { pressable, wordsOf } from '../support/reading.ts';

let bot: Bot;
beforeAll(async () => {
  bot = await aBot();
});
afterAll(() => bot.close());

/** How much there is of everything that a line may record. */
const recorded = async () => ({
  events: await bot.prisma.dealEvent.count(),
  targets: await bot.prisma.target.count(),
  leaves: await bot.prisma.leave.count(),
  codes: await bot.prisma.linkCode.count(),
  people: await bot.prisma.membership.count(),
  stages: await bot.prisma.stageFact.count(),
  schedules: await bot.prisma.schedule.count(),
  drafts: await bot.prisma.draft.count(),
  told: await bot.prisma.outbox.count(),
});

const shown = commands.filter((one) => one.hidden !== true);

describe('help', () => {
  test('shows every verb that the role may use, in the reader’s language, and no other', async () => {
    for (const [who, role, locale] of [
      ['li', 'rep', 'zh'],
      ['mia', 'rep', 'en'],
      ['rita', 'readonly', 'en'],
      ['olga', 'operations', 'en'],
      ['ada', 'admin', 'en'],
      ['sam', 'manager', 'en'],
    ] as const) {
      const lines = wordsOf(await bot.say(who, 'help')).split('\n');
      for (const verb of shown) {
        const seen = lines.includes(verb.example[locale]) && lines.includes(verb.help[locale]);
        expect(seen, `${who} ${verb.name}`).toBe(everAllowed(role, verb.needs.action));
      }
    }
  });

  test('a line that only shows something is said by a press; any other opens help on it', async () => {
    for (const { label, says } of pressable(await bot.say('sam', 'help'))) {
      const verb = commands.find((one) => one.example.en === label);
      if (verb === undefined) throw new Error(`no example ${label}`);
      if (says.line === label) {
        expect(verbOf(label, commands)?.command.name).toBe(verb.name);
        expect(verb.reads, label).toBe(true);
      } else {
        const reply = await bot.press('sam', says);
        expect(reply.card?.title, label).toBe(verb.says.en[0]);
      }
    }
  });

  test('nothing in help, and no line of a welcome, records anything', async () => {
    const before = await recorded();
    for (const who of ['mia', 'sam', 'olga', 'ada', 'rita'] as const) {
      for (const { says } of pressable(await bot.say(who, 'help'))) await bot.press(who, says);
      const person = await bot.read().person(bot.ids[who]);
      if (person === null) throw new Error(`no ${who}`);
      const card = welcomeCard(person, { m: messages.en, locale: 'en' });
      const lines = pressable({ text: '', card });
      expect(lines).toHaveLength(3);
      for (const { says } of lines) await bot.press(who, says);
    }
    expect(await recorded()).toEqual(before);
  });

  test.each([
    ['help team', 'What you can say: Team'],
    ['help 团队', 'What you can say: Team'],
    ['help deals', 'What you can say: Deals'],
    ['help advance', 'deal advance · Advance a deal to its next stage'],
    ['help deal advance', 'deal advance · Advance a deal to its next stage'],
    ['help 推进', 'deal advance · Advance a deal to its next stage'],
    ['help role', 'team role · Change somebody’s role'],
    ['? settings', 'What you can say: Settings'],
  ])('%s', async (line, text) => {
    expect((await bot.say('sam', line)).text).toBe(text);
  });

  test('in Chinese', async () => {
    expect((await bot.say('wang', '帮助')).text).toBe('您可以这样说');
    expect((await bot.say('wang', '帮助 团队')).text).toBe('您可以这样说：团队');
    const verb = await bot.say('wang', '帮助 团队休假');
    expect(wordsOf(verb)).toContain('代班人（可不填）');
  });

  test('on what one may not do says what one may', async () => {
    const reply = await bot.say('li', 'help team role');
    expect(reply.text).toContain('没有“team role”这一项');
    expect(wordsOf(reply)).not.toContain('团队角色');
  });

  test('every noun has a name in both languages', () => {
    const nouns = [...new Set(shown.map((one) => one.name.split('.')[0] ?? ''))];
    for (const m of Object.values(messages))
      expect(Object.keys(m.help.noun)).toEqual(expect.arrayContaining(nouns));
  });
});
