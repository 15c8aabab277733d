import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { fold } from '../../src/domain/deal.ts';
import { aBot, type Bot } from '../support/bot.ts';
import { pressed } from '../support/reading.ts';

// What the deal verbs record is taken back whole, in every deal and row that it touched.

let bot: Bot;
beforeAll(async () => {
  bot = await aBot();
});
afterAll(() => bot.close());
beforeEach(() => bot.at(new Date(bot.now.getTime() + 60_000)));

const stateOf = async (deal: number) => (await bot.read().dealView(deal))?.state;

/** The row that a list shows equals the fold of the history. */
async function expectFolded(deal: number): Promise<void> {
  expect(await stateOf(deal)).toEqual(fold(await bot.read().eventsOf(deal)));
}

test('a win', async () => {
  const deal = await bot.deal({ name: 'CRM renewal', customer: 'Acme', owner: 'mia', amount: 50_000 });
  const form = await bot.say('mia', `deal win #${deal} 48k`);
  const won = await bot.submit('mia', form.form, {});
  expect((await stateOf(deal))?.status).toBe('won');
  await bot.press('mia', pressed(won, 'Undo'));
  expect(await stateOf(deal)).toMatchObject({ status: 'open', amount: 5_000_000, closedAt: null });
  await expectFolded(deal);
});

test('a loss, and the objection that had become its reason', async () => {
  const deal = await bot.deal({ name: 'Rollout', customer: 'Globex', owner: 'mia' });
  await bot.say('mia', `objection record #${deal} too pricey`);
  const [objection] = await bot.read().objectionsOf(deal);
  const form = await bot.say('mia', `deal lose #${deal}`);
  const lost = await bot.submit('mia', form.form, { reason: 'price', objections: objection?.id ?? '' });
  expect((await bot.read().objectionsOf(deal))[0]?.status).toBe('lost');
  await bot.press('mia', pressed(lost, 'Undo'));
  expect((await bot.read().objectionsOf(deal))[0]?.status).toBe('open');
  expect(await stateOf(deal)).toMatchObject({ status: 'open', lossReason: null });
  await expectFolded(deal);
});

test('a merger, in both deals', async () => {
  const one = await bot.deal({ name: '产线一', customer: '三一重工', amount: 200_000 });
  const other = await bot.deal({ name: '产线二', customer: '三一重工', amount: 300_000 });
  const asked = await bot.say('li', '合并 产线一 到 产线二');
  const merged = await bot.press('li', pressed(asked, `并入#${other} 产线二`));
  expect((await stateOf(one))?.status).toBe('void');
  await bot.press('li', pressed(merged, '撤销'));
  expect(await stateOf(one)).toMatchObject({ status: 'open', mergedInto: null });
  for (const deal of [one, other]) await expectFolded(deal);
});

test('a split: the part is gone, the whole is whole', async () => {
  const whole = await bot.deal({ name: '储能项目', customer: '远景能源', amount: 800_000 });
  const form = await bot.say('li', '拆分 远景 一期30万，二期明年');
  const split = await bot.submit('li', form.form, {});
  const part = Number(/#(\d+) [^·]*一期/.exec(split.text)?.[1]);
  expect((await stateOf(whole))?.amount).toBe(50_000_000);
  await bot.press('li', pressed(split, '撤销'));
  expect(await stateOf(whole)).toMatchObject({ status: 'open', amount: 80_000_000 });
  expect((await stateOf(part))?.status).toBe('void');
  for (const deal of [whole, part]) await expectFolded(deal);
});
