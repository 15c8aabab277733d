import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { messages } from '../../src/i18n/messages.ts';
import { aBot, type Bot } from '../support/bot.ts';
import { pressed } from '../support/reading.ts';

let bot: Bot;
beforeAll(async () => {
  bot = await aBot();
});
afterAll(() => bot.close());

describe('a press on a deal’s card', () => {
  test('is answered in the card’s place when the answer is its next state', async () => {
    const number = await bot.deal({ name: 'Acme renewal', customer: 'Acme', owner: 'mia' });
    const shown = await bot.say('mia', `show #${number}`);
    expect(shown.replaces).toBeUndefined();
    const advanced = await bot.press('mia', pressed(shown, 'Advance to First contact'));
    expect(advanced).toMatchObject({ replaces: true, audience: 'place', card: { deal: number } });
    // The card is still the same one: what stands on it goes on in its place, Undo too.
    expect(await bot.press('mia', pressed(advanced, 'Undo'))).toMatchObject({ replaces: true });
  });

  test('that opens a form is answered there when the form is sent', async () => {
    const number = await bot.deal({ name: 'Globex rollout', customer: 'Globex', owner: 'mia' });
    const shown = await bot.say('mia', `show #${number}`);
    const form = await bot.press('mia', pressed(shown, 'Next step'));
    expect(form.replaces).toBeUndefined();
    const values = { step: 'send the offer', due: '2026-11-27' };
    expect(await bot.submit('mia', form.form, { ...values, due: 'never' })).not.toHaveProperty('replaces');
    expect(await bot.submit('mia', form.form, values)).toMatchObject({ replaces: true });
  });

  test('that is too late shows in its place how the deal stands now', async () => {
    const number = await bot.deal({ name: 'Initech rollout', customer: 'Initech', owner: 'mia' });
    const advance = pressed(await bot.say('mia', `show #${number}`), 'Advance to First contact');
    await bot.say('sam', `advance #${number}`);
    const late = await bot.press('mia', advance);
    expect(late).toMatchObject({ text: messages.en.chat.changed, replaces: true, card: { deal: number } });
  });

  test('that shows something else leaves it alone', async () => {
    const number = await bot.deal({ name: 'Hooli rollout', customer: 'Hooli', owner: 'mia' });
    const shown = await bot.say('mia', `show #${number}`);
    expect(await bot.press('mia', pressed(shown, 'History'))).not.toHaveProperty('replaces');
  });

  test('redelivered, takes its place again', async () => {
    const number = await bot.deal({ name: 'Stark rollout', customer: 'Stark', owner: 'mia' });
    const advance = pressed(await bot.say('mia', `show #${number}`), 'Advance to First contact');
    const first = await bot.press('mia', advance, { id: 'twice' });
    expect(await bot.press('mia', advance, { id: 'twice' })).toEqual(first);
    expect(first.replaces).toBe(true);
  });
});

describe('a question', () => {
  test('which deal is meant: what came of it stands in its place, unless a form goes on asking', async () => {
    await bot.deal({ name: 'Cyberdyne pilot', customer: 'Cyberdyne', owner: 'mia' });
    const number = await bot.deal({ name: 'Cyberdyne rollout', customer: 'Cyberdyne', owner: 'mia' });
    const which = await bot.say('mia', 'advance cyberdyne');
    const advanced = await bot.press('mia', pressed(which, new RegExp(`#${number} `)));
    expect(advanced).toMatchObject({ replaces: true, card: { deal: number } });
    const won = await bot.press(
      'mia',
      pressed(await bot.say('mia', 'win cyberdyne'), new RegExp(`#${number} `)),
    );
    expect(won.form).toBeDefined();
    expect(won.replaces).toBeUndefined();
  });
});

describe('what people work through stays', () => {
  test('a list, when a deal is opened from it', async () => {
    const number = await bot.deal({ name: 'Wayne rollout', customer: 'Wayne', owner: 'mia' });
    const list = await bot.say('mia', 'deals mine');
    expect(list.card?.deal).toBeUndefined();
    const opened = await bot.press('mia', pressed(list, new RegExp(`#${number} `)));
    expect(opened.card?.deal).toBe(number);
    expect(opened.replaces).toBeUndefined();
    const again = await bot.press(
      'mia',
      pressed(await bot.say('mia', 'my deals'), new RegExp(`#${number} `)),
    );
    expect(again.replaces).toBeUndefined();
  });

  test('a review, whatever is decided in it', async () => {
    await bot.deal({ name: '光伏项目', customer: '隆基绿能', amount: 100_000 });
    await bot.deal({ name: '智慧工厂', customer: '三一重工', amount: 90_000 });
    const step = await bot.say('li', '过单');
    expect(step.card?.deal).toBeUndefined();
    const won = await bot.press('li', pressed(step, messages.zh.review.won));
    expect(won.form).toBeDefined();
    expect(await bot.submit('li', won.form, {})).not.toHaveProperty('replaces');
    expect(await bot.press('li', pressed(step, messages.zh.review.keep))).not.toHaveProperty('replaces');
  });

  test('a deal’s live card: what is pressed on it is said in its thread', async () => {
    const number = await bot.deal({ name: '水厂改造', customer: '北控水务' });
    await bot.say('li', `/推进 #${number}`, { room: 'east' });
    await bot.deliver();
    const live = bot.posts.find((post) => post.key.includes(`card:${number}:`));
    const button = pressed(live?.message ?? { text: '' }, /^推进/);
    expect(button.on).toBe('home');
    const where = { room: 'east', thread: live?.id ?? '' };
    const answer = await bot.press('wang', button, where);
    expect(answer).toMatchObject({ audience: 'place' });
    expect(answer.replaces).toBeUndefined();
  });
});
