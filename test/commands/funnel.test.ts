import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { funnelCommands } from '../../commands/funnel/index.ts';
import { targetCommands } from '../../commands/target/index.ts';
import type { CardElement } from '../../src/chat/card.ts';
import type { Message } from '../../src/chat/message.ts';
import { aBot, type Bot } from '../support/bot.ts';
import { pressable, pressed, wordsOf } from '../support/reading.ts';

let bot: Bot;

beforeAll(async () => {
  bot = await aBot();
  const opened = { openedAt: new Date('2026-11-02T02:00:00Z') };
  await bot.deal({
    ...opened,
    owner: 'li',
    name: '储能监控',
    amount: 480_000,
    close: '2026-11-30',
    stage: 'proposal',
  });
  await bot.deal({
    ...opened,
    owner: 'zhao',
    name: '光伏运维',
    amount: 1_200_000,
    close: '2026-12-20',
    stage: 'negotiation',
  });
  await bot.deal({ ...opened, owner: 'zhao', name: '没有金额', amount: null, close: null, stage: 'contact' });
  await bot.deal({
    ...opened,
    owner: 'zhao',
    name: '保密项目',
    amount: 90_000,
    close: '2026-11-28',
    stage: 'need',
    confidential: true,
  });
  await bot.deal({
    ...opened,
    owner: 'mia',
    name: 'CRM renewal',
    amount: 65_000,
    close: '2026-11-10',
    stage: 'need',
  });
});
afterAll(() => bot.close());

const elements = (message: Message): readonly CardElement[] => message.card?.elements ?? [];

/** The rows of the first table, as text. */
function tableOf(message: Message): string[][] {
  const table = elements(message).find((one) => one.kind === 'table');
  if (table?.kind !== 'table') throw new Error('there is no table');
  return table.rows.map((row) => row.map((cell) => (typeof cell === 'string' ? cell : cell.text)));
}

/** The facts of a card by label. */
const factsOf = (message: Message): Record<string, string> =>
  Object.fromEntries(
    elements(message)
      .flatMap((one) => (one.kind === 'facts' ? one.facts : []))
      .map(({ label, value }) => [label, value]),
  );

describe('funnel', () => {
  test('a rep sees their own, as a picture, a table and in words', async () => {
    const reply = await bot.say('li', '漏斗');
    expect(reply.card?.title).toBe('漏斗 · 我的商机');
    expect(tableOf(reply).at(-1)).toEqual(['合计', '1', '¥48万', '¥14.4万', '', '']);
    const picture = elements(reply).find((one) => one.kind === 'picture');
    expect(picture?.kind === 'picture' && picture.alt).toContain('方案呈现：1 个，¥48万，加权 ¥14.4万');
  });

  test('a manager sees the team, and what could not be summed is said', async () => {
    const reply = await bot.say('wang', '/漏斗');
    expect(reply.card?.title).toBe('漏斗 · 华东');
    expect(tableOf(reply).at(-1)?.slice(0, 3)).toEqual(['合计', '4', '¥177万']);
    expect(factsOf(reply)).toMatchObject({ 没有金额: '1' });
  });

  test('of a period only what is due in it', async () => {
    const reply = await bot.say('wang', '漏斗 华东 本月');
    expect(reply.card?.subtitle).toBe('预计在2026年11月成交的在途商机');
    expect(tableOf(reply).at(-1)?.[1]).toBe('2');
    expect(factsOf(reply)).toMatchObject({ 没有预计成交日: '1' });
  });

  test('everyone, by whoever reads all numbers, and only what one may see by others', async () => {
    expect(tableOf(await bot.say('boss', 'funnel everyone')).at(-1)?.[1]).toBe('5');
    // The confidential deal is for its owner and the managers above.
    expect(tableOf(await bot.say('li', '漏斗 团队')).at(-1)?.[1]).toBe('3');
    expect(tableOf(await bot.say('mia', 'funnel everyone')).at(-1)?.[1]).toBe('1');
  });

  test('another team is not open to a rep, nor is what is no team a guess', async () => {
    expect((await bot.say('mia', 'funnel 华东')).card).toBeUndefined();
    const reply = await bot.say('li', '漏斗 华北');
    expect(reply.text).toContain('“华北”既不是团队也不是期间');
    expect(reply.form?.fields.find(({ name }) => name === 'period')?.fault).toBe(reply.text);
  });

  test('every number that is not 0 opens the deals behind it', async () => {
    const reply = await bot.say('wang', 'funnel this month');
    const table = elements(reply).find((one) => one.kind === 'table');
    const cells = table?.kind === 'table' ? table.rows.flat() : [];
    const flat = cells.filter((cell) => typeof cell === 'string');
    expect(flat.filter((text) => /[1-9]/.test(text) && !/^\d+%$/.test(text))).toEqual([]);
    const press = pressable(reply).find(({ label }) => label === '¥48万')?.says;
    expect(press).toEqual({
      line: 'deal list',
      values: {
        team: bot.teamId('华东'),
        status: 'open',
        stage: expect.any(String),
        period: '2026-11',
        at: bot.now.toISOString(),
      },
    });
  });

  test('how it is counted, in the reader’s words', async () => {
    const more = elements(await bot.say('boss', 'funnel')).find((one) => one.kind === 'more');
    expect(more?.kind === 'more' && more.summary).toBe('How is this counted?');
  });
});

describe('moves', () => {
  test('what moved, who moved it, and how the pipeline changed', async () => {
    const moved = await bot.say('li', '推进储能监控');
    expect(moved.text).toContain('谈判');
    const reply = await bot.press('wang', pressed(await bot.say('wang', '漏斗'), '推进'));
    expect(reply.card?.title).toBe('推进 · 华东 · 2026年11月');
    expect(wordsOf(reply)).toContain('推进 方案呈现 → 谈判 · 李伟 · 11月21日（周六）');
    const all = await bot.say('wang', '漏斗变动');
    expect(wordsOf(all)).toContain('未解释差额\n¥0');
  });

  test('the deals behind a conversion', async () => {
    const reply = await bot.press('wang', pressed(await bot.say('wang', '漏斗'), '1/1'));
    expect(reply.card?.title).toBe('方案呈现 · 2026年11月进入 · 华东');
    expect(wordsOf(reply)).toContain('进入下一阶段 · 1 个（100%）');
  });
});

describe('target', () => {
  const rows = () => bot.prisma.target.findMany({ where: { orgId: bot.org }, orderBy: { id: 'asc' } });

  test('a rep sets their own and sees what is left', async () => {
    const reply = await bot.say('li', '设定目标 本月 100万');
    expect(reply.text).toBe('我（2026年11月）目标：¥100万。');
    expect(factsOf(reply)).toMatchObject({
      目标: '¥100万',
      还差: '¥100万',
      覆盖率: '0.5× · 本期待成交 ¥48万',
    });
    expect(await rows()).toMatchObject([
      {
        scope: 'person',
        subject: bot.ids.li,
        period: '2026-11',
        measure: 'amount',
        value: 100_000_000n,
        setBy: bot.ids.li,
      },
    ]);
    expect((await bot.say('li', '还差多少')).text).toBe('我（2026年11月）还差 ¥100万。');
  });

  test('but not a team’s, nor a colleague’s', async () => {
    const before = (await rows()).length;
    expect((await bot.say('li', '设定目标 华东 本月 5万')).text).toBe(
      '这个团队不归您管。可以请王芳或 Bo Chief 处理。',
    );
    expect((await bot.say('li', '设定目标 赵敏 本月 5万')).text).toBe(
      '您不能替这位同事做这件事。可以请王芳或 Bo Chief 处理。',
    );
    expect((await bot.say('wang', '设定目标 West 本月 5万')).text).toBe(
      '这个团队不归您管。可以请 Sam Carter 或 Bo Chief 处理。',
    );
    expect(await rows()).toHaveLength(before);
  });

  test('a manager sets the team’s: the parts beside the whole, with the difference', async () => {
    const reply = await bot.say('wang', '设定目标 华东 本月 300万');
    expect(wordsOf(reply)).toContain('各部分之和比总目标少 ¥200万。2 个还没有设目标。');
    const part = await bot.say('wang', '设定目标 200万 11月 赵敏');
    expect(part.text).toBe('赵敏（2026年11月）目标：¥200万。');
    expect(wordsOf(part)).toContain('华东：各部分之和与总目标一致。1 个还没有设目标。');
  });

  test('wins count towards it, for the person and the team', async () => {
    bot.at(new Date(bot.now.getTime() + 60_000));
    const [won] = await bot
      .read()
      .deals({ ownerId: bot.ids.li }, { personId: bot.ids.li, teams: 'all', managed: [] });
    await bot.commit(bot.org, {
      key: 'won',
      actorId: bot.ids.li,
      now: bot.now,
      changes: [
        {
          kind: 'deal.record',
          deal: won?.number ?? 0,
          version: null,
          events: [{ kind: 'won', at: bot.now, changes: { status: 'won' } }],
        },
      ],
      answeredIn: null,
      reply: async () => null,
    });
    expect((await bot.say('li', '本月还差多少')).text).toBe('我（2026年11月）还差 ¥52万。');
    const team = await bot.say('wang', '目标');
    expect(factsOf(team)).toMatchObject({ 已赢单: '¥48万（16%）', 还差: '¥252万' });
    expect(tableOf(team).find(([name]) => name === '李伟')).toEqual([
      '李伟',
      '¥100万',
      '¥48万',
      '48%',
      '¥52万',
    ]);
  });

  test('a change shows both, undo puts it back, and 0 takes it away', async () => {
    bot.at(new Date(bot.now.getTime() + 60_000));
    const changed = await bot.say('li', '设定目标 本月 80万');
    expect(changed.text).toBe('我（2026年11月）目标：¥100万 → ¥80万。');
    bot.at(new Date(bot.now.getTime() + 60_000));
    const back = await bot.press('li', pressed(changed, '撤销'));
    expect(back.text).toBe('我（2026年11月）目标：¥80万 → ¥100万。');
    bot.at(new Date(bot.now.getTime() + 60_000));
    await bot.say('li', '设定目标 本月 ¥0');
    expect((await bot.say('li', '目标')).text).toContain('还没有设目标');
  });

  test('in deals, in English, for a quarter', async () => {
    const reply = await bot.say('boss', 'set target West Q4 10 deals');
    expect(reply.text).toBe('West, Q4 2026: target 10 deals.');
    expect((await bot.say('sam', 'target')).text).toBe('West, Q4 2026: 10 deals still to win.');
  });

  test('in a currency that no deal is in, it is not held against them: the card says so', async () => {
    const number = await bot.deal({ owner: 'joe', name: 'Payroll', amount: 90_000, close: '2026-11-28' });
    const inDollars = (changes: object, kind: 'edited' | 'won') => ({
      kind: 'deal.record' as const,
      deal: number,
      version: null,
      events: [{ kind, at: bot.now, changes }],
    });
    await bot.commit(bot.org, {
      key: 'dollars',
      actorId: bot.ids.joe,
      now: bot.now,
      changes: [inDollars({ currency: 'USD' }, 'edited')],
      answeredIn: null,
      reply: async () => null,
    });
    const open = await bot.say('joe', 'set target this month 200k cny');
    expect(wordsOf(open)).toContain('none of the deals is in CNY');
    expect(wordsOf(open)).not.toMatch(/0%|0×/);
    await bot.commit(bot.org, {
      key: 'dollars won',
      actorId: bot.ids.joe,
      now: bot.now,
      changes: [inDollars({ status: 'won' }, 'won')],
      answeredIn: null,
      reply: async () => null,
    });
    const won = await bot.say('joe', 'target');
    expect(won.text).toBe(
      'You, November 2026: the target is CN¥200k, but no deal is in CNY. Set it in the currency of the deals. Won so far: $90k.',
    );
    expect(factsOf(won)).toEqual({
      Target: 'CN¥200k',
      'Won so far': '$90k',
      'Still to win': 'none of the deals is in CNY',
    });
    expect(won.card?.badge).toBeUndefined();
  });

  test('what is open is asked: whose, when, how much', async () => {
    expect((await bot.say('wang', '设定目标 本月 100万')).form?.fields.map(({ name }) => name)).toEqual([
      'team',
      'person',
      'whose',
    ]);
    expect((await bot.say('li', '设定目标 100万')).form?.fields.map(({ name }) => name)).toEqual([
      'amount',
      'units',
      'period',
    ]);
    expect((await bot.say('li', '设定目标 本月')).form?.fields.map(({ name }) => name)).toEqual([
      'amount',
      'units',
    ]);
    expect((await bot.say('li', '设定目标 本周 5万')).text).toBe(
      '“本周”不是月、季度或年。可以写：本月、Q4、2026年11月。',
    );
  });
});

test.each(
  [...funnelCommands, ...targetCommands].flatMap(({ name, example }) => [
    { name, said: example.en },
    { name, said: example.zh },
  ]),
)('the example of $name works: $said', async ({ said }) => {
  const reply = await bot.say('boss', said);
  expect(reply.card).toBeDefined();
});
