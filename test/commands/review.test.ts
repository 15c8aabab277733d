import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aBot, type Bot } from '../support/bot.ts';
import { pressable, pressed, wordsOf } from '../support/reading.ts';

let bot: Bot;
beforeAll(async () => {
  bot = await aBot();
});
afterAll(() => bot.close());

const labels = (message: Parameters<typeof pressable>[0]) => pressable(message).map((one) => one.label);

test('my deals one by one: what needs attention first, then the larger; it ends with a summary', async () => {
  const [small, large, late] = [
    await bot.deal({ name: 'Small', customer: 'Acme', owner: 'mia', amount: 1_000 }),
    await bot.deal({ name: 'Large', customer: 'Globex', owner: 'mia', amount: 900_000, close: '2026-12-31' }),
    await bot.deal({ name: 'Late', customer: 'Initech', owner: 'mia', amount: 50, close: '2026-11-01' }),
  ];
  const first = await bot.say('mia', 'review');
  expect(first.text).toBe(`1 of 3: #${late} Late`);
  expect(labels(first)).toEqual(
    expect.arrayContaining(['Keep', 'Push', 'Move to First contact', 'Won', 'Lost', 'Skip', 'Stop here']),
  );
  expect(wordsOf(first)).toContain('No next step');

  const ask = await bot.press('mia', pressed(first, 'Push'));
  expect(ask.form?.fields.map((field) => field.name)).toEqual(['close']);
  const early = await bot.submit('mia', ask.form, { close: '2026-10-30' });
  expect(early.text).toContain('not later');
  expect(early.form?.fields.map((field) => field.name)).toEqual(['close']);
  const second = await bot.submit('mia', ask.form, { close: '2026-12-15' });
  expect(second.text).toContain('Dec 15, 2026');
  expect(second.text).toContain(`2 of 3: #${large} Large`);
  expect((await bot.read().dealView(late))?.state.expectedClose).toBe('2026-12-15');

  // Stopped, and taken up again where it was left.
  const stopped = await bot.press('mia', pressed(second, 'Stop here'));
  expect(stopped.text).toBe('Stopped at 2 of 3. Say “review” to go on.');
  const again = await bot.press('mia', pressed(stopped, 'Continue the review'));
  expect(again.text).toBe(`2 of 3: #${large} Large`);
  expect(labels(again)).toContain('Start again');

  const third = await bot.press('mia', pressed(again, 'Move to First contact'));
  expect(third.text).toContain('Prospect → First contact');
  expect(third.text).toContain(`3 of 3: #${small} Small`);
  const done = await bot.press('mia', pressed(third, 'Skip'));
  expect(done.text).toBe('Reviewed 3 deals.');
  for (const part of ['Pushed · 1', 'Moved · 1', 'Skipped · 1']) expect(wordsOf(done)).toContain(part);
  expect(await bot.read().draftsOf(bot.ids.mia, 'review')).toEqual([]);
});

test('a deal that was won, lost or taken back meanwhile decides itself', async () => {
  const deals = [];
  for (const name of ['甲', '乙', '丙']) deals.push(await bot.deal({ name, customer: `${name}公司` }));
  const first = await bot.say('li', '我的单子过一遍');
  const lose = await bot.press('li', pressed(first, '输单'));
  expect(lose.form).toBeDefined();
  await bot.submit('li', lose.form, { reason: 'price' });
  const second = await bot.say('li', '过单');
  expect(second.text).toContain('第 2/3 个');
  const old = await bot.press('li', pressed(second, '保持'));
  expect(old.text).toContain('第 3/3 个');
  // The button of a card that is behind says so and shows where the review stands.
  const passed = await bot.press('li', pressed(second, '跳过'));
  expect(passed.text).toContain('刚才已经过了');
  expect(passed.text).toContain('第 3/3 个');
  const done = await bot.press('li', pressed(old, '保持'));
  for (const part of ['输单 · 1', '保持 · 2']) expect(wordsOf(done)).toContain(part);
});

test('the third push asks why', async () => {
  await bot.deal({ name: '推推', customer: '推推公司', owner: 'zhao', close: '2026-11-25' });
  const number = (await bot.read().dealView(7))?.number;
  expect(number).toBeDefined();
  for (const close of ['2026-11-26', '2026-11-27']) {
    const card = await bot.say('zhao', '过单 重来');
    const ask = await bot.press('zhao', pressed(card, '推迟'));
    await bot.submit('zhao', ask.form, { close });
  }
  const card = await bot.say('zhao', '过单');
  const ask = await bot.press('zhao', pressed(card, '推迟'));
  const why = await bot.submit('zhao', ask.form, { close: '2026-12-31' });
  expect(why.form?.fields.map((field) => field.name)).toEqual(['close', 'reason']);
  const done = await bot.submit('zhao', why.form, { reason: '客户预算四月才下来' });
  expect(done.text).toContain('过完 1 个商机');
});

test('a gate that is not met is shown; the deal stays in hand', async () => {
  const psm = await aBot({ template: 'project' });
  try {
    const deal = await psm.deal({ name: 'Tower', customer: 'Nakatomi', owner: 'mia' });
    const card = await psm.say('mia', 'review');
    const gate = await psm.press('mia', pressed(card, /^Move to/));
    expect(gate.text).toContain('asks for more');
    expect(labels(gate)).toEqual(['Check the criteria', 'Continue the review']);
    expect(await psm.read().eventsOf(deal)).toHaveLength(1);
    expect((await psm.press('mia', pressed(gate, 'Continue the review'))).text).toContain('1 of 1');
  } finally {
    await psm.close();
  }
});

describe('a team', () => {
  test('is reviewed by its manager, who sees whose each deal is', async () => {
    await bot.deal({ name: 'Joe’s', customer: 'Hooli', owner: 'joe', close: '2026-11-02' });
    const card = await bot.say('sam', 'review team west');
    expect(card.text).toContain('1 of 4');
    expect(wordsOf(card)).toContain('Joe Brown');
    const next = await bot.press('sam', pressed(card, 'Keep'));
    expect(next.text).toContain('2 of 4');
    expect(wordsOf(next)).toContain('Mia Lopez');
    // Her own review is another one.
    expect((await bot.say('sam', 'review')).text).toBe('There is no open deal to go through.');
  });

  test('not by a rep, not by another team’s manager', async () => {
    expect((await bot.say('mia', 'review team west')).text).toContain('Sam Carter or Bo Chief can do it');
    expect((await bot.say('wang', '团队过单 West')).text).toContain('Sam Carter 或 Bo Chief');
  });

  test('somebody else’s draft is not theirs', async () => {
    const [draft] = await bot.read().draftsOf(bot.ids.sam, 'review');
    const press = { line: 'review keep', values: { deal: '#1', review: draft?.id ?? '' } };
    expect((await bot.press('mia', press)).text).toContain('No review is under way');
  });
});

test('the same button twice at once: one decision', async () => {
  await bot.deal({ name: 'Twice', customer: 'Duff', owner: 'joe' });
  const card = await bot.say('joe', 'review');
  const words = pressed(card, 'Move to First contact');
  await Promise.all([bot.press('joe', words), bot.press('joe', words)]);
  const deal = Number((words.values?.deal ?? '').slice(1));
  expect((await bot.read().eventsOf(deal)).filter((event) => event.kind === 'moved')).toHaveLength(1);
});
