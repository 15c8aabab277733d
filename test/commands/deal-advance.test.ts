import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aBot, type Bot } from '../support/bot.ts';
import { pressed, wordsOf } from '../support/reading.ts';

let bot: Bot;
beforeAll(async () => {
  bot = await aBot();
});
afterAll(() => bot.close());

describe('advance', () => {
  test('moves the deal one stage, in the history and on the card', async () => {
    const number = await bot.deal({ name: '储能监控', customer: '远景能源', amount: 480_000 });
    const reply = await bot.say('li', '推进远景');
    expect(reply.text).toBe('储能监控：潜在客户 → 初次接触。');
    expect(wordsOf(reply)).toContain('¥48万');
    const events = await bot.read().eventsOf(number);
    expect(events.map((event) => event.kind)).toEqual(['opened', 'moved']);
    expect(pressed(reply, '撤销').line).toBe('undo');
  });

  test('two people press the same button: one thing happens and the second is told', async () => {
    const number = await bot.deal({ name: 'CRM', customer: 'Globex', owner: 'mia' });
    const card = await bot.say('mia', 'show globex');
    const words = pressed(card, 'Advance to First contact');
    await bot.press('mia', words);
    const second = await bot.press('sam', words);
    expect(second.text).toContain('nothing was done');
    expect(await bot.read().eventsOf(number)).toHaveLength(2);
  });

  test('a repeated input gets the first answer again', async () => {
    await bot.deal({ name: 'Initech rollout', customer: 'Initech', owner: 'mia' });
    const first = await bot.say('mia', 'advance initech', { id: 'same' });
    const second = await bot.say('mia', 'advance initech', { id: 'same' });
    expect(second).toEqual(first);
  });

  test('somebody else’s deal is not theirs to move', async () => {
    await bot.deal({ name: 'Hooli deal', customer: 'Hooli', owner: 'mia' });
    expect((await bot.say('joe', 'advance hooli')).text).toContain('Mia');
  });
});

test('a change in a room gives the deal its home: a live card and one line', async () => {
  await bot.deal({ name: '智慧工厂', customer: '三一重工' });
  await bot.say('li', '/推进 三一', { room: 'east' });
  await bot.deliver();
  const [card] = bot.posts;
  expect(card?.to).toMatchObject({ kind: 'room', channel: 'east' });
  const thread = { room: 'east', thread: card?.id ?? '' };
  const reply = await bot.say('li', '@驿站 推进', thread);
  expect(reply.audience).toBe('place');
  // The card is on top of the thread: there the sentence is enough, unless the deal is asked for.
  expect(reply.card).toBeUndefined();
  expect((await bot.say('li', '@驿站 查看', thread)).card?.title).toContain('智慧工厂');
  await bot.deliver();
  expect(bot.posts[0]?.updated).toBe(1);
  expect(wordsOf(bot.posts[0]?.message ?? { text: '' })).toContain('需求确认');
});
