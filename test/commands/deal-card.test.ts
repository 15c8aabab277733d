import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dealCommands } from '../../commands/deal/index.ts';
import { BALL_WORDS, CATEGORY_WORDS, LOSS_WORDS, PHASE_WORDS } from '../../commands/deal/words.ts';
import { commands } from '../../commands/index.ts';
import { verbOf } from '../../src/chat/line.ts';
import type { Message } from '../../src/chat/message.ts';
import { messages } from '../../src/i18n/messages.ts';
import { aBot, type Bot } from '../support/bot.ts';
import { pressable, wordsOf } from '../support/reading.ts';

let bot: Bot;
beforeAll(async () => {
  bot = await aBot();
});
afterAll(() => bot.close());

const LONG_AGO = new Date('2026-10-08T02:00:00Z');
const primary = (message: Message): string | undefined => {
  const buttons = message.card?.elements.find((element) => element.kind === 'buttons');
  return buttons?.kind === 'buttons'
    ? buttons.buttons.find((one) => one.tone === 'primary')?.label
    : undefined;
};

describe('the deal card', () => {
  test('shows path, amount, close, stage time against patience, warnings since when and whose ball', async () => {
    await bot.deal({
      name: '风机',
      customer: '远景能源',
      amount: 480_000,
      close: '2026-11-10',
      openedAt: LONG_AGO,
    });
    await bot.say('li', '商机球权 远景 客户');
    const card = await bot.say('li', '查看 远景');
    const words = wordsOf(card);
    expect(words).toContain('潜在客户 · 5%');
    expect(words).toContain('¥48万');
    expect(words).toContain('32/5 个工作日');
    expect(words).toContain('10月8日（周四）起失联 32 个工作日');
    expect(words).toContain('10月8日（周四）起卡住 32 个工作日');
    expect(words).toContain('球在客户手里');
    expect(words).toContain('已过预计成交日');
    expect(primary(card)).toBe('记拜访');
  });

  test('the primary button is the most likely thing to do', async () => {
    const number = await bot.deal({ name: 'Portal', customer: 'Acme', owner: 'mia' });
    expect(primary(await bot.say('mia', 'show acme'))).toBe('Advance to First contact');
    await bot.say('mia', 'move acme to negotiation');
    expect(primary(await bot.say('mia', 'show acme'))).toBe('Won');
    await bot.say('mia', `deal lose #${number} price`);
    expect(primary(await bot.say('mia', `show #${number}`))).toBe('Reopen');
  });

  test('no more than six buttons are in reach, no button twice', async () => {
    await bot.deal({ name: 'Hub', customer: 'Hooli', owner: 'mia' });
    const card = await bot.say('mia', 'next hooli call them 30 Nov');
    const buttons = card.card?.elements.find((element) => element.kind === 'buttons');
    expect(buttons?.kind === 'buttons' ? buttons.buttons.length : 0).toBe(6);
    const labels = pressable(card).map((one) => one.label);
    expect(new Set(labels).size).toBe(labels.length);
  });
});

test.each(['open', 'won', 'lost'] as const)(
  'every button of a card of a deal that is %s works',
  async (state) => {
    const alone = await aBot();
    const fresh = async () => {
      const number = await alone.deal({
        name: `Wall ${state}`,
        customer: 'Wonka',
        owner: 'mia',
        openedAt: LONG_AGO,
      });
      if (state === 'lost') await alone.say('mia', `deal lose #${number} price`);
      if (state === 'won') {
        const form = await alone.say('mia', `win #${number} 20k`);
        await alone.submit('mia', form.form, {});
      }
      if (state === 'open') await alone.say('mia', `next #${number} call them 30 Nov`);
      return number;
    };
    const labels = pressable(await alone.say('mia', `show #${await fresh()}`)).map((one) => one.label);
    expect(labels.length).toBeGreaterThanOrEqual(state === 'open' ? 13 : 3);
    for (const label of labels) {
      const card = await alone.say('mia', `show #${await fresh()}`);
      const says = pressable(card).find((one) => one.label === label)?.says;
      if (says === undefined) throw new Error(`no ${label}`);
      expect(verbOf(says.line, commands), label).not.toBeNull();
      const reply = await alone.press('mia', says);
      expect(reply.card ?? reply.form, `${label}: ${reply.text}`).toBeDefined();
      expect(reply.text, label).not.toMatch(/changed since|older version|did not understand/);
    }
    await alone.close();
  },
);

describe('what can be said', () => {
  const shown = dealCommands.filter((one) => one.hidden !== true);

  test.each(shown.map((one) => [one.name, one] as const))('%s: both examples are understood', (_, one) => {
    for (const locale of ['en', 'zh'] as const) {
      const found = verbOf(one.example[locale], commands);
      expect(found?.command.name, one.example[locale]).toBe(one.name);
    }
  });

  test('examples work as they stand', async () => {
    const alone = await aBot();
    await alone.deal({ name: 'pilot', customer: 'Acme', owner: 'mia', amount: 900_000 });
    const lines = ['advance acme', 'deal list silent', 'my deals', 'edit acme 65k close 31 Dec'];
    for (const line of lines) expect((await alone.say('mia', line)).form, line).toBeUndefined();
    await alone.close();
  });

  test('the words of a choice are those that cards show', () => {
    for (const locale of ['en', 'zh'] as const) {
      const { deal } = messages[locale];
      for (const one of BALL_WORDS) expect(one.label[locale]).toBe(deal.ball[one.value]);
      for (const one of LOSS_WORDS) expect(one.label[locale]).toBe(deal.loss[one.value]);
      for (const one of CATEGORY_WORDS) expect(one.label[locale]).toBe(deal.category[one.value]);
      for (const one of PHASE_WORDS) expect(one.label[locale]).toBe(deal.phase[one.value]);
    }
  });
});

test('what people typed stays text', async () => {
  const number = await bot.deal({ name: '<@U123> [x](http://evil)', customer: 'Markup', owner: 'mia' });
  const reply = await bot.say('mia', `note #${number} <!channel> *bold*`);
  expect(reply.card?.title).toBe(`#${number} <@U123> [x](http://evil)`);
});
