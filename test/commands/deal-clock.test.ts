import { afterAll, beforeAll, expect, test } from 'vitest';
import { fold } from '../../src/domain/deal.ts';
import { aBot, type Bot } from '../support/bot.ts';
import { wordsOf } from '../support/reading.ts';

const OPENED = new Date('2026-10-12T02:00:00Z');

let bot: Bot;
beforeAll(async () => {
  bot = await aBot();
});
afterAll(() => bot.close());

const stateOf = async (number: number) => (await bot.read().dealView(number))?.state;

test('a step back and one forward again leave the stuck clock running', async () => {
  const number = await bot.deal({ name: '储能一期', customer: '远景', stage: 'proposal', openedAt: OPENED });
  expect(wordsOf(await bot.say('li', `查看 #${number}`))).toContain('卡住');
  await bot.say('li', `商机 移动 #${number} 需求确认 客户重新招标`);
  const back = wordsOf(await bot.say('li', `查看 #${number}`));
  const [days] = /(\d+)\/\d+ 个工作日/.exec(back) ?? [];
  // One clock: what the fact counts is what the warning says.
  expect(back).toContain(`卡住 ${days?.split('/')[0]} 个工作日`);
  await bot.say('li', `推进 #${number}`);
  expect(await stateOf(number)).toMatchObject({ stuckSince: OPENED, stageSince: bot.now });
  expect(wordsOf(await bot.say('li', `查看 #${number}`))).toContain('卡住');

  const event = (await bot.read().eventsOf(number)).at(-1);
  expect(event).toMatchObject({ kind: 'moved', detail: { again: true } });
  expect(await stateOf(number)).toEqual(fold(await bot.read().eventsOf(number)));

  await bot.say('li', `推进 #${number}`);
  expect(await stateOf(number)).toMatchObject({ stuckSince: bot.now });
});

test('further back and part of the way forward is still behind where it had been', async () => {
  const number = await bot.deal({ name: '风场', customer: '金风', stage: 'proposal', openedAt: OPENED });
  await bot.say('li', `商机 移动 #${number} 潜在客户 项目暂停`);
  await bot.say('li', `推进 #${number}`);
  expect(await stateOf(number)).toMatchObject({ stuckSince: OPENED });
});

test('a deal that was lost and reopened begins anew', async () => {
  const number = await bot.deal({ name: '电站', customer: '阳光', stage: 'proposal', openedAt: OPENED });
  await bot.say('li', `商机 移动 #${number} 潜在客户 项目暂停`);
  await bot.say('li', `输单 #${number} 价格`);
  await bot.say('li', `重新打开 #${number} 又来找我们`);
  await bot.say('li', `推进 #${number}`);
  expect((await bot.read().eventsOf(number)).at(-1)?.detail.again).toBeUndefined();
});
