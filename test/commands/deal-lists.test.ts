import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aBot, type Bot } from '../support/bot.ts';
import { pressable, pressed, wordsOf } from '../support/reading.ts';

let bot: Bot;
beforeAll(async () => {
  bot = await aBot();
});
afterAll(() => bot.close());

const LONG_AGO = new Date('2026-08-03T02:00:00Z');
/** Deals as they stand in an answer. */
const listed = (message: Parameters<typeof pressable>[0]) =>
  pressable(message).flatMap((one) =>
    one.says.line === 'deal show' ? [/#\d+ (.*) ·/.exec(one.label)?.[1]] : [],
  );

describe('my deals', () => {
  test('what needs attention first, then the rest, by amount', async () => {
    const alone = await aBot({ now: new Date('2026-11-24T02:00:00Z') });
    const deal = (name: string, more: object) => alone.deal({ name, owner: 'mia', amount: 10_000, ...more });
    await deal('small', { amount: 1_000 });
    await deal('large', { amount: 90_000 });
    await deal('unknown', { amount: null });
    await deal('soon', { close: '2026-12-01' });
    await deal('overdue', { close: '2026-11-20' });
    await deal('silent', { openedAt: new Date('2026-11-12T02:00:00Z') });
    const late = await deal('late', { amount: 5_000 });
    await alone.say('mia', `next #${late} call them 25 Nov`);
    alone.at('2026-11-27T02:00:00Z');
    const reply = await alone.say('mia', 'my deals');
    expect(listed(reply)).toEqual(['late', 'silent', 'overdue', 'soon', 'large', 'small', 'unknown']);
    expect(reply.text).toBe('3 of 7 open deals need you.');
    expect(wordsOf(reply)).toContain('next step 2 days late');
    expect(wordsOf(reply)).toContain('1 without an amount');
    await alone.close();
  });

  test('with none it says how to begin', async () => {
    expect((await bot.say('joe', 'my deals')).text).toContain('deal new');
  });
});

describe('deal list', () => {
  test('pages of ten, with a button for the rest', async () => {
    for (let n = 1; n <= 12; n += 1)
      await bot.deal({ name: `P${n}`, customer: 'Paging', owner: 'mia', amount: n * 1_000 });
    const first = await bot.say('mia', 'deal list customer: Paging');
    expect(listed(first)).toHaveLength(10);
    expect(listed(first)[0]).toBe('P12');
    const second = await bot.press('mia', pressed(first, '2 more'));
    expect(listed(second)).toEqual(['P2', 'P1']);
    expect(second.card?.footer).toContain('Page 2 of 2');
  });

  test('filters: stage, owner, team, silent, dates; the words of a funnel’s number', async () => {
    const silent = await bot.deal({ name: '旧单', openedAt: LONG_AGO, stage: 'proposal', amount: 100_000 });
    await bot.deal({ name: '新单', stage: 'proposal', close: '2026-12-20', owner: 'zhao' });
    expect(listed(await bot.say('wang', '商机列表 失联'))).toEqual(['旧单']);
    expect(listed(await bot.say('wang', '商机列表 方案呈现'))).toEqual(['旧单', '新单']);
    expect(listed(await bot.say('wang', '商机列表 方案呈现 赵敏'))).toEqual(['新单']);
    const view = await bot.read().dealView(silent);
    const words = {
      line: 'deal list',
      values: {
        stage: view?.stage.id ?? '',
        team: bot.teamId('华东'),
        status: 'open',
        from: '2026-12-01',
        until: '2026-12-31',
      },
    };
    expect(listed(await bot.press('boss', words))).toEqual(['新单']);
  });

  test('what the reader may not see is counted, not listed', async () => {
    await bot.deal({ name: 'Secret', customer: 'Paging', owner: 'mia', confidential: true });
    const words = { line: 'deal list', values: { customer: 'Paging', status: 'open' } };
    const forColleague = await bot.press('joe', words);
    expect(wordsOf(forColleague)).toContain('1 more fits, but is not yours to see.');
    expect(wordsOf(forColleague)).not.toContain('Secret');
    const forOther = await bot.press('li', words);
    expect(listed(forOther)).toEqual([]);
    // There are some, so it is not said that there are none.
    expect(forOther.text).toBe('另有 13 个符合条件，但您无权查看。');
    expect(wordsOf(forOther)).not.toContain('没有符合条件的商机');
  });

  test('asked for everyone’s, the others’ deals are counted', async () => {
    const reply = await bot.press('li', { line: 'deal list', values: { whose: 'everyone', status: 'open' } });
    expect(wordsOf(reply)).toMatch(/另有 \d+ 个/);
    expect(wordsOf(await bot.say('li', '商机列表'))).not.toContain('另有');
    expect(wordsOf(await bot.say('olga', 'deal list everyone'))).toContain('P12');
  });

  test('won and lost deals, the latest first', async () => {
    const one = await bot.deal({ name: 'Won one', customer: 'Closing', owner: 'mia', openedAt: LONG_AGO });
    const two = await bot.deal({ name: 'Won two', customer: 'Closing', owner: 'mia', openedAt: LONG_AGO });
    for (const [number, day] of [
      [one, '2026-11-19'],
      [two, '2026-11-02'],
    ] as const) {
      const form = await bot.say('mia', `deal win #${number}`);
      await bot.submit('mia', form.form, { date: day });
    }
    expect(listed(await bot.say('mia', 'deal list won'))).toEqual(['Won one', 'Won two']);
    const words = {
      line: 'deal list',
      values: { status: 'won', from: '2026-11-10', until: '2026-11-19' },
    };
    expect(listed(await bot.press('mia', words))).toEqual(['Won one']);
  });
});

describe('history', () => {
  test('who, when, what, newest first; what was taken back stays and says so', async () => {
    const number = await bot.deal({ name: '阀门', customer: '沈阀股份' });
    await bot.say('li', '推进 沈阀');
    await bot.commit(bot.org, {
      key: 'void it',
      actorId: bot.ids.li,
      now: bot.now,
      changes: [
        {
          kind: 'deal.record',
          deal: number,
          version: null,
          events: [{ kind: 'voided', at: bot.now, changes: {}, voids: 2 }],
        },
      ],
      answeredIn: null,
      reply: async () => null,
    });
    const card = (await bot.say('li', `商机历史 #${number}`)).card;
    const list = card?.elements[0];
    const items = list?.kind === 'list' ? list.items : [];
    expect(items.map((item) => item.title)).toEqual([
      '撤销了：推进到初次接触',
      '推进到初次接触（已撤销）',
      '新建，进入潜在客户',
    ]);
    expect(items[0]?.detail).toBe('李伟 · 11月21日（周六）10:00');
    expect(items[1]?.tone).toBe('muted');
  });

  test('long ones come in pages', async () => {
    const number = await bot.deal({ name: 'Diary', customer: 'Wordy', owner: 'mia' });
    for (let n = 1; n <= 13; n += 1) await bot.say('mia', `note #${number} entry ${n}`);
    const first = await bot.say('mia', `deal history #${number}`);
    expect(wordsOf(first)).not.toContain('opened the deal');
    const second = await bot.press('mia', pressed(first, '2 earlier'));
    expect(wordsOf(second)).toContain('opened the deal');
  });
});
