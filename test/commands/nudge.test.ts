import { afterAll, beforeAll, expect, test } from 'vitest';
import { nudgeCommands } from '../../commands/nudge/index.ts';
import { runNudges } from '../../src/jobs/nudges.ts';
import { aBot, type Bot } from '../support/bot.ts';
import { nudgePorts } from '../support/jobs.ts';
import { pressed, wordsOf } from '../support/reading.ts';

let bot: Bot;
beforeAll(async () => {
  bot = await aBot();
  await bot.deal({ name: '储能监控', customer: '远景能源', amount: 480_000, stage: 'need' });
  await bot.deal({ name: '智慧工厂', owner: 'zhao', amount: 900_000, stage: 'need' });
  await bot.deal({ name: 'CRM', owner: 'mia', amount: 65_000, stage: 'need' });
  bot.at('2026-12-07T01:30:00Z');
  await runNudges(nudgePorts(bot));
});
afterAll(() => bot.close());

test.each(nudgeCommands.map((one) => [one.name, one] as const))(
  '%s: what its example says works, in both languages',
  async (_, command) => {
    for (const [who, locale] of [
      ['olga', 'en'],
      ['olga', 'zh'],
    ] as const) {
      bot.at('2026-11-21T02:00:00Z');
      const reply = await bot.say(who, command.example[locale]);
      bot.at('2026-12-07T01:30:00Z');
      expect(reply.text, command.example[locale]).not.toMatch(/没看懂|did not understand/);
      expect(reply.form, command.example[locale]).toBeUndefined();
    }
  },
);

test('show: my stalled deals, who was told, and what comes next', async () => {
  const reply = await bot.say('li', '提醒查看');
  expect(reply.text).toBe('您有 1 个停滞商机。');
  expect(wordsOf(reply)).toContain('自 11月21日（周六）起失联 11 个工作日');
  expect(wordsOf(reply)).toContain('12月7日（周一）已提醒负责人 · 12月11日（周五）提醒主管');
  expect(wordsOf(reply)).not.toContain('智慧工厂');
});

test('show: a manager sees the team, the largest first', async () => {
  const reply = await bot.say('wang', '提醒');
  expect(reply.text).toBe('华东有 2 个停滞商机。');
  const words = wordsOf(reply);
  expect(words.indexOf('智慧工厂')).toBeLessThan(words.indexOf('储能监控'));
  expect(words).not.toContain('CRM');
  expect(wordsOf(await bot.say('sam', 'nudges West'))).toContain('CRM');
});

test('patience holds from now on, for every deal at once; managers do not set it', async () => {
  expect((await bot.say('wang', '提醒预警 需求确认 20')).text).toContain('没有这项权限');
  const reply = await bot.say('olga', 'nudge patience need confirmed 20');
  expect(reply.text).toBe(
    'Need confirmed: silent after 20 working days without customer contact, from now on. Silent deals there: 3 → 0.',
  );
  expect((await bot.say('li', '提醒')).text).toBe('您没有停滞的商机。');
  expect((await bot.say('olga', 'nudge patience need confirmed 20')).text).toBe(
    'The limit in Need confirmed is already 20 working days.',
  );
  const facts = await bot.prisma.stageFact.findMany({ where: { orgId: bot.org, patience: 20 } });
  expect(facts.map((fact) => fact.from.toISOString())).toEqual(['2026-12-07T01:30:00.000Z']);
  await bot.say('olga', 'nudge patience need confirmed 10');
});

test('mute and unmute: for oneself, until a day that is still to come', async () => {
  const asked = await bot.say('mia', 'nudge mute');
  expect(asked.form?.fields.map((field) => field.name)).toEqual(['until']);
  const muted = await bot.say('mia', 'mute until 18 Dec');
  expect(muted.text).toBe('No nudges until Fri, Dec 18; they start again that day.');
  expect((await bot.read().person(bot.ids.mia))?.mutedUntil?.toISOString()).toBe('2026-12-17T16:00:00.000Z');
  expect(wordsOf(await bot.say('mia', 'nudge show'))).toContain('muted until Fri, Dec 18');
  expect((await bot.press('mia', pressed(muted, 'Unmute'))).text).toBe('You get nudges again.');
  expect((await bot.say('mia', 'unmute')).text).toBe('Your nudges are not muted.');
});

test('quiet hours: set, asked for, and done without', async () => {
  expect((await bot.say('mia', 'nudge quiet 19:00 10:00')).text).toBe('No nudges from 19:00 to 10:00.');
  expect((await bot.read().person(bot.ids.mia))?.quiet).toEqual({ from: '19:00', to: '10:00' });
  expect((await bot.say('mia', 'nudge quiet')).form?.fields.map((field) => field.name)).toEqual([
    'from',
    'to',
  ]);
  expect((await bot.say('mia', 'nudge quiet 19:00')).text).toBe('Say both: from when and until when.');
  expect((await bot.say('li', '提醒免打扰 取消')).text).toContain('已取消免打扰时段');
  expect(wordsOf(await bot.say('li', '提醒查看'))).toContain('工作日 09:30 起提醒您。');
});
