import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aBot, type Bot, NOW } from '../support/bot.ts';
import { pressed, wordsOf } from '../support/reading.ts';

let bot: Bot;
beforeAll(async () => {
  bot = await aBot();
});
afterAll(() => bot.close());

const stateOf = async (number: number) => (await bot.read().dealView(number))?.state;
const opened = { openedAt: new Date('2026-10-08T02:00:00Z') };

describe('win', () => {
  test('a typed line records nothing: it shows amount and date for a look', async () => {
    const number = await bot.deal({ name: '风场', customer: '远景能源', amount: 500_000, ...opened });
    const form = await bot.say('li', '赢单 远景 48万 昨天');
    expect((await stateOf(number))?.status).toBe('open');
    expect(form.form?.fields.map((field) => field.value)).toEqual(['48万元', '2026-11-20']);
    expect(form.form?.submit).toBe('记为赢单');

    const won = await bot.submit('li', form.form, {});
    expect(won.text).toBe('恭喜，赢单！风场，¥48万，2026年11月20日（周五）。');
    expect(await stateOf(number)).toMatchObject({
      status: 'won',
      amount: 48_000_000,
      closedAt: new Date('2026-11-20T04:00:00Z'),
    });
    expect(pressed(won, '撤销').line).toBe('undo');
  });

  test('not in the future, not before the deal was opened; the form says so beside the date', async () => {
    const number = await bot.deal({ name: 'Portal', customer: 'Acme', owner: 'mia', amount: 50_000 });
    const form = await bot.say('mia', 'won acme');
    const future = await bot.submit('mia', form.form, { date: '2026-12-24' });
    expect(future.form?.fields.find((field) => field.name === 'date')?.fault).toContain('still to come');
    const before = await bot.submit('mia', form.form, { date: '2026-11-02' });
    expect(before.form?.fields.find((field) => field.name === 'date')?.fault).toContain('opened on');
    expect((await stateOf(number))?.status).toBe('open');
  });

  test('a deal that is closed cannot be won again', async () => {
    const number = await bot.deal({ name: 'Rollout', customer: 'Globex', owner: 'mia' });
    const form = await bot.say('mia', 'deal win globex 30k');
    await bot.submit('mia', form.form, {});
    expect((await bot.say('mia', `win #${number}`)).text).toContain('is won, not open');
  });
});

describe('lose', () => {
  test('to somebody: the competitor is the reason', async () => {
    const number = await bot.deal({ name: '产线', customer: '三一重工' });
    const lost = await bot.say('li', '输单 三一 被用友拿了');
    expect(lost.text).toBe('已记为输单：产线（竞争对手），输给了用友。');
    expect((await stateOf(number))?.lossReason).toBe('competitor');
  });

  test('no decision is a reason', async () => {
    const number = await bot.deal({ name: 'Upgrade', customer: 'Hooli', owner: 'mia' });
    const lost = await bot.say('mia', 'deal lose hooli no decision');
    expect(lost.text).toContain('(no decision)');
    expect(await stateOf(number)).toMatchObject({
      status: 'lost',
      lossReason: 'no_decision',
      competitorId: null,
    });
  });

  test('without a reason it asks', async () => {
    const number = await bot.deal({ name: '泵站', customer: '中建三局' });
    const form = await bot.say('li', '输单 中建');
    expect((await stateOf(number))?.status).toBe('open');
    const lost = await bot.submit('li', form.form, { reason: 'no_budget', note: '明年再来' });
    expect(lost.text).toContain('没有预算');
    expect(wordsOf(await bot.say('li', `商机历史 #${number}`))).toContain('明年再来');
  });

  test('an open objection may have been the reason: it is asked about and closed with the deal', async () => {
    const number = await bot.deal({ name: '云平台', customer: '浪潮' });
    const objection = await anObjection(number, '比别家贵两成');
    const form = await bot.say('li', '输单 浪潮 价格');
    const control = form.form?.fields.find((field) => field.name === 'objections')?.control;
    expect(control).toMatchObject({
      kind: 'choices',
      options: [{ value: objection, label: '比别家贵两成' }],
    });
    await bot.submit('li', form.form, { objections: objection });
    expect((await stateOf(number))?.status).toBe('lost');
    expect((await bot.read().objection(objection))?.status).toBe('lost');
    expect((await bot.read().eventsOf(number)).map((event) => event.kind)).toEqual(
      expect.arrayContaining(['objected', 'lost']),
    );
  });
});

describe('back into the funnel', () => {
  test('a lost deal is reopened at the stage it had, and its clocks start again', async () => {
    const number = await bot.deal({ name: '厂务', customer: '京东方', stage: 'proposal', ...opened });
    await bot.say('li', '输单 京东方 价格');
    const reply = await bot.say('li', '重新打开 京东方 客户又找回来了');
    expect(reply.text).toBe('厂务已重新打开，回到“方案呈现”。还没有下一步。');
    expect(await stateOf(number)).toMatchObject({ status: 'open', lossReason: null, stuckSince: NOW });
  });

  test('what is open again takes up its next step while that is still ahead', async () => {
    const number = await bot.deal({ name: 'Gate', customer: 'Cyberdyne', owner: 'mia', stage: 'proposal' });
    await bot.say('mia', `next #${number} send the draft by Nov 27`);
    await bot.say('mia', `lose #${number} price`);
    expect(await stateOf(number)).toMatchObject({ nextStepDue: null });
    const reply = await bot.say('mia', `reopen #${number}`);
    expect(reply.text).toContain('Next step, as before: send the draft, by Fri, Nov 27.');
    expect(await stateOf(number)).toMatchObject({ nextStepDue: '2026-11-27' });
  });

  test('a win is cancelled with a reason, back to the stage before it', async () => {
    const number = await bot.deal({ name: 'Suite', customer: 'Initech', owner: 'mia', stage: 'negotiation' });
    const form = await bot.say('mia', 'win initech 20k');
    await bot.submit('mia', form.form, {});
    const asked = await bot.say('mia', `cancel win #${number}`);
    const reason = asked.form?.fields.find((field) => field.name === 'reason');
    expect(reason?.required).toBe(true);
    const cancelled = await bot.submit('mia', asked.form, { reason: 'they withdrew' });
    expect(cancelled.text).toContain('open again, in Negotiation');
    expect((await bot.read().eventsOf(number)).at(-1)?.kind).toBe('cancelled');
  });

  test('neither fits what is not so', async () => {
    const number = await bot.deal({ name: 'Kiosk', customer: 'Umbrella', owner: 'mia' });
    expect((await bot.say('mia', `reopen #${number}`)).text).toContain('not lost');
    expect((await bot.say('mia', `cancel win #${number} oops`)).text).toContain('not won');
  });
});

async function anObjection(deal: number, words: string): Promise<string> {
  const [id, wordsId] = [v7(), v7()];
  await bot.commit(bot.org, {
    key: `objection ${id}`,
    actorId: bot.ids.li,
    now: bot.now,
    changes: [
      { kind: 'text.write', id: wordsId, body: words },
      {
        kind: 'objection.add',
        objection: {
          id,
          deal,
          visitId: null,
          category: 'price',
          nature: null,
          wordsId,
          saidBy: null,
          status: 'open',
          responseId: null,
          authorId: bot.ids.li,
          at: bot.now,
        },
      },
    ],
    answeredIn: null,
    reply: async () => null,
  });
  return id;
}
