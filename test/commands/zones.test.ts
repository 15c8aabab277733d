import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dayOf } from '../../src/domain/day.ts';
import { aBot, type Bot } from '../support/bot.ts';
import { ZONE } from '../support/cast.ts';
import { wordsOf } from '../support/reading.ts';

const LA = 'America/Los_Angeles';

let bot: Bot;
beforeAll(async () => {
  // A Thursday morning in Shanghai, Wednesday evening in Los Angeles.
  bot = await aBot({ now: new Date('2026-12-03T01:01:00Z') });
  await bot.say('mia', 'settings zone Los Angeles');
});
afterAll(() => bot.close());

const stateOf = async (number: number) => (await bot.read().dealView(number))?.state;

describe('somebody sixteen hours behind the organisation', () => {
  test('logs a visit of today, and one of yesterday on its day in both zones', async () => {
    const number = await bot.deal({ name: 'Winery', customer: 'Solano', owner: 'mia' });
    const now = await bot.say('mia', 'met solano CFO, demo next fri');
    expect(now.text).toContain('Wed, Dec 2, 2026');
    expect((await stateOf(number))?.lastContactAt).toEqual(bot.now);
    expect((await stateOf(number))?.nextStepDue).toBe('2026-12-11');

    const other = await bot.deal({ name: 'Cellar', customer: 'Evergreen', owner: 'mia' });
    await bot.say('mia', 'met evergreen CFO yesterday');
    const at = (await stateOf(other))?.lastContactAt ?? bot.now;
    expect([dayOf(at, LA), dayOf(at, ZONE)]).toEqual(['2026-12-01', '2026-12-01']);
  });

  test('wins today, plans for tomorrow, and is told of a win tomorrow that it is still to come', async () => {
    const number = await bot.deal({ name: 'Dock', customer: 'Summit', owner: 'mia', stage: 'negotiation' });
    const planned = await bot.say('mia', 'visit plan summit tomorrow 15:00 walk the site');
    expect(planned.text).toContain('Thu, Dec 3, 2026 15:00');
    const form = await bot.say('mia', 'win summit 20k');
    expect(form.form?.fields.find((one) => one.name === 'date')?.value).toBe('2026-12-02');
    const early = await bot.submit('mia', form.form, { date: '2026-12-03' });
    expect(early.text).toContain('still to come');
    await bot.submit('mia', form.form, {});
    expect(await stateOf(number)).toMatchObject({ status: 'won', closedAt: bot.now });
  });

  test('reads times of their own alone with the bot, the organisation’s in a room', async () => {
    const number = await bot.deal({ name: 'Silo', customer: 'Prairie', owner: 'mia' });
    await bot.say('mia', `note #${number} wants a call`);
    expect(wordsOf(await bot.say('mia', `deal history #${number}`))).toContain('Wed, Dec 2 17:01');
    expect(wordsOf(await bot.say('joe', `deal history #${number}`))).toContain('Thu, Dec 3 09:01');
    const inRoom = await bot.say('mia', `@stagepost deal history #${number}`, { room: 'west' });
    expect(wordsOf(inRoom)).toContain('Thu, Dec 3 09:01');
    expect(wordsOf(await bot.say('mia', 'undo list'))).toContain('17:01');
    expect((await bot.say('mia', 'my day')).card?.title).toContain('Wed, Dec 2');
  });
});

test('somebody thirteen hours ahead of the organisation does the same', async () => {
  const far = await aBot({ now: new Date('2026-12-03T01:01:00Z') });
  // Wednesday evening in New York, Thursday in Tokyo.
  await far.say('ada', 'settings zone New York everyone');
  await far.say('mia', 'settings zone Tokyo');
  expect((await far.read().organisation()).zone).toBe('America/New_York');
  const number = await far.deal({ name: 'Dock', customer: 'Summit', owner: 'mia', stage: 'negotiation' });
  const met = await far.say('mia', 'met summit CFO today');
  expect(met.text).toContain('Thu, Dec 3, 2026');
  expect((await far.say('mia', `next #${number} call them by tomorrow`)).text).toContain('Dec 4');
  const form = await far.say('mia', 'win summit 20k');
  expect(form.form?.fields.find((one) => one.name === 'date')?.value).toBe('2026-12-03');
  await far.submit('mia', form.form, {});
  expect((await far.read().dealView(number))?.state.status).toBe('won');
  await far.close();
});
