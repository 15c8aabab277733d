import { afterAll, beforeAll, expect, test } from 'vitest';
import { aBot, type Bot } from '../support/bot.ts';
import { pressed } from '../support/reading.ts';

let bot: Bot;
beforeAll(async () => {
  bot = await aBot();
});
afterAll(() => bot.close());

/** The lines of a deal's history, newest first. */
async function historyOf(number: number, who: 'li' | 'mia'): Promise<readonly string[]> {
  const reply = await bot.say(who, who === 'li' ? `商机 历史 #${number}` : `deal history #${number}`);
  return (reply.card?.elements ?? []).flatMap((one) =>
    one.kind === 'list' ? one.items.map((item) => item.title) : [],
  );
}

test('a visit says of which kind it was, who was met and its first words; an objection its words', async () => {
  const number = await bot.deal({ name: 'Site', customer: 'Acme', owner: 'mia' });
  await bot.say('mia', 'called Bob Lee at acme, too expensive for them');
  const words = 'called Bob Lee at acme, too expensive for them';
  expect(await historyOf(number, 'mia')).toContain(`call with Bob Lee: “${words}”`);
  await bot.say('mia', `objection #${number} price: they want 20% off`);
  expect((await historyOf(number, 'mia'))[0]).toMatch(/^recorded an objection \(price\): “.*20% off”$/);
  await bot.say('mia', 'called acme, no answer');
  expect((await historyOf(number, 'mia'))[0]).toMatch(/^call, reached nobody: “called acme, no answer”$/);
});

test('one undo is one line that says what it took back', async () => {
  const number = await bot.deal({ name: 'Hub', customer: 'Hooli', owner: 'mia' });
  const reply = await bot.say('mia', 'called Ann Chu at hooli, demo next Tuesday');
  await bot.press('mia', pressed(reply, 'Undo'));
  const lines = await historyOf(number, 'mia');
  expect(lines.filter((line) => line.startsWith('took back'))).toEqual([
    expect.stringMatching(/^took back: call with Ann Chu: .* · next step by Tue, Nov 24: demo$/),
  ]);
});

test('an amount in another currency says from what to what', async () => {
  const number = await bot.deal({ name: '出口线', customer: '海尔', amount: 500_000 });
  await bot.say('li', `修改 #${number} 50万美元`);
  expect((await historyOf(number, 'li'))[0]).toBe('金额 ¥50万 → US$50万');
});
