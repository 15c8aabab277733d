import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aBot, type Bot, NOW } from '../support/bot.ts';
import { pressed, wordsOf } from '../support/reading.ts';

let bot: Bot;
beforeAll(async () => {
  bot = await aBot();
});
afterAll(() => bot.close());

const viewOf = (number: number) => bot.read().dealView(number);

describe('split', () => {
  test('一期签了，二期明年: both parts are shown, then the first is won and the rest goes on', async () => {
    const number = await bot.deal({
      name: '储能项目',
      customer: '远景能源',
      amount: 800_000,
      openedAt: new Date('2026-10-08T02:00:00Z'),
    });
    const form = await bot.say('li', '拆分 远景 一期30万签了，二期明年');
    const values = Object.fromEntries(form.form?.fields.map((field) => [field.name, field.value]) ?? []);
    expect(values).toEqual({
      name: '储能项目 一期',
      amount: '30万元',
      close: '2026-11-21',
      won: 'yes',
      restName: '储能项目 二期',
      restAmount: '50万元',
      restClose: '2027-12-31',
    });
    expect((await viewOf(number))?.state.amount).toBe(80_000_000);

    const done = await bot.submit('li', form.form, {});
    expect(done.text).toContain('¥30万');
    expect(await viewOf(number)).toMatchObject({
      name: '储能项目 二期',
      state: { status: 'open', amount: 50_000_000, expectedClose: '2027-12-31' },
    });
    const part = Number(/#(\d+) 储能项目 一期/.exec(done.text)?.[1]);
    expect(await viewOf(part)).toMatchObject({
      name: '储能项目 一期',
      customer: { name: '远景能源' },
      state: { status: 'won', amount: 30_000_000, partOf: number, closedAt: NOW },
    });
    const events = await bot.read().eventsOf(number);
    expect(events.at(-1)).toMatchObject({ kind: 'split', detail: { deal: part } });
  });

  test('a part larger than the whole is a fault beside its amount', async () => {
    await bot.deal({ name: 'Portal', customer: 'Acme', owner: 'mia', amount: 50_000 });
    const form = await bot.say('mia', 'split acme pilot 80k');
    const refused = await bot.submit('mia', form.form, {});
    expect(refused.form?.fields.find((field) => field.name === 'amount')?.fault).toContain('larger');
  });
});

describe('a deal that was merged away', () => {
  test('is found by its number: it says where it went, shows that deal, and keeps its history', async () => {
    const one = await bot.deal({ name: 'Annex', customer: 'Stark', owner: 'mia' });
    const other = await bot.deal({ name: 'Campus', customer: 'Stark', owner: 'mia', amount: 90_000 });
    await bot.say('mia', `note #${one} roof is theirs`);
    const ask = await bot.say('mia', `merge #${one} into #${other}`);
    const words = pressed(ask, `Merge into #${other} Campus`);
    await bot.press('mia', words);

    const shown = await bot.say('mia', `show #${one}`);
    expect(shown.text).toBe(`#${one} is part of #${other} since Sat, Nov 21.`);
    expect(shown.card?.title).toBe(`#${other} Campus`);
    expect(wordsOf(await bot.press('mia', pressed(shown, 'History')))).toContain('roof is theirs');
    const again = await bot.press('mia', words);
    expect(again.text).toBe(shown.text);
    const moved = await bot.say('mia', `advance #${one}`);
    expect(moved.text).toBe(`#${one} is part of #${other} now. Say #${other} instead.`);
  });
});

describe('merge', () => {
  test('of two deals each into the other at the same moment: one happens, nobody waits for ever', async () => {
    for (const turn of [1, 2, 3]) {
      const one = await bot.deal({ name: `Left ${turn}`, customer: 'Initech', owner: 'mia' });
      const other = await bot.deal({ name: `Right ${turn}`, customer: 'Initech', owner: 'mia' });
      const there = await bot.say('mia', `merge #${one} into #${other}`);
      const back = await bot.say('sam', `merge #${other} into #${one}`);
      await Promise.all([
        bot.press('mia', pressed(there, `Merge into #${other} Right ${turn}`)),
        bot.press('sam', pressed(back, `Merge into #${one} Left ${turn}`)),
      ]);
      const ends = [await viewOf(one), await viewOf(other)].map((view) => view?.state.status);
      expect(ends.sort()).toEqual(['open', 'void']);
    }
    expect(bot.errors).toEqual([]);
  });

  test('asks which goes into which; the one ends, the other keeps its values', async () => {
    const one = await bot.deal({ name: '产线一', customer: '三一重工', amount: 200_000 });
    const other = await bot.deal({ name: '产线二', customer: '三一重工', amount: 300_000 });
    const asked = await bot.say('li', '合并 产线一 到 产线二');
    expect(wordsOf(asked)).toContain('¥50万');
    const merged = await bot.press('li', pressed(asked, `并入#${other} 产线二`));
    expect(merged.text).toBe(`#${one} 产线一已并入#${other} 产线二。`);
    expect((await viewOf(one))?.state).toMatchObject({ status: 'void', mergedInto: other });
    expect((await viewOf(other))?.state).toMatchObject({ status: 'open', amount: 30_000_000 });

    const history = await bot.say('li', `商机历史 #${other}`);
    expect(wordsOf(history)).toContain(`来自#${one}`);
    const again = await bot.press('li', pressed(asked, `并入#${other} 产线二`));
    expect(again.text).not.toContain('已并入');
  });

  test('amounts are added when that is said', async () => {
    const one = await bot.deal({ name: 'Pilot', customer: 'Globex', owner: 'mia', amount: 20_000 });
    const other = await bot.deal({ name: 'Rollout', customer: 'Globex', owner: 'mia', amount: 70_000 });
    const asked = await bot.say('mia', 'merge pilot into rollout');
    await bot.press('mia', pressed(asked, new RegExp(`Merge into #${other} Rollout and add`)));
    expect((await viewOf(other))?.state.amount).toBe(9_000_000);
    expect((await viewOf(one))?.state.status).toBe('void');
  });

  test('visits, objections and people of the one that ends stay reachable, and its last contact counts', async () => {
    const one = await bot.deal({ name: 'Pilot', customer: 'Hooli', owner: 'joe' });
    const other = await bot.deal({ name: 'Rollout', customer: 'Hooli', owner: 'mia' });
    const contact = new Date(NOW.getTime() - 3_600_000);
    await bot.commit(bot.org, {
      key: 'visit and objection',
      actorId: bot.ids.joe,
      now: NOW,
      changes: [
        {
          kind: 'objection.add',
          objection: {
            id: bot.desk.newId(),
            deal: one,
            visitId: null,
            category: 'price',
            nature: null,
            wordsId: null,
            saidBy: null,
            status: 'open',
            responseId: null,
            authorId: bot.ids.joe,
            at: NOW,
          },
        },
        {
          kind: 'deal.record',
          deal: one,
          version: null,
          events: [{ kind: 'contacted', at: contact, changes: {} }],
        },
      ],
      answeredIn: null,
      reply: async () => null,
    });
    const words = { line: 'deal merge confirmed', values: { deal: `#${one}`, into: `#${other}` } };
    await bot.press('sam', words);
    const view = await viewOf(other);
    expect(view?.objections).toHaveLength(1);
    expect(view?.collaborators).toEqual([bot.ids.joe]);
    expect(view?.state.lastContactAt).toEqual(contact);
  });

  test('a deal does not go into itself', async () => {
    const one = await bot.deal({ name: 'Kiosk', customer: 'Umbrella', owner: 'mia' });
    const words = { line: 'deal merge', values: { deal: `#${one}`, into: `#${one}` } };
    expect((await bot.press('mia', words)).text).toContain('one and the same');
  });
});
