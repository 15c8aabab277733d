import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CardElement, Words } from '../../src/chat/card.ts';
import type { Message } from '../../src/chat/message.ts';
import type { NewEvent } from '../../src/domain/deal.ts';
import { aBot, type Bot } from '../support/bot.ts';
import type { CastName } from '../support/cast.ts';
import { aLivelyOrganisation } from '../support/lively.ts';
import { pressable, wordsOf } from '../support/reading.ts';

/** Every number on these cards opens its deals: as many as it says, and they add up to it. */

let bot: Bot;
beforeAll(async () => {
  bot = await aBot({ now: new Date('2026-11-09T02:00:00Z') });
  await aLivelyOrganisation(bot, { deals: 18, seed: 7 });
  bot.at('2026-11-24T02:00:00Z');
  await bot.say('wang', '设定目标 华东 本月 5000万');
  await bot.say('boss', 'set target everyone this month 90m cny');
});
afterAll(() => bot.close());

type Shown = { text: string; says: Words };
const LISTS: readonly string[] = ['deal list', 'funnel cohort', 'digest deals'];

/** Numbers with a press: of facts, of cells (those folded away too), of buttons. */
function numbersOf(message: Message): Shown[] {
  const of = (elements: readonly CardElement[]): Shown[] =>
    elements.flatMap((element) => {
      if (element.kind === 'more') return of(element.elements);
      if (element.kind === 'facts')
        return element.facts.flatMap(({ value, press }) => (press ? [{ text: value, says: press }] : []));
      if (element.kind === 'table')
        return element.rows
          .flat()
          .flatMap((cell) =>
            typeof cell !== 'string' && cell.press ? [{ text: cell.text, says: cell.press }] : [],
          );
      if (element.kind === 'list')
        return element.items.flatMap(({ buttons = [] }) =>
          buttons.map(({ label, says }) => ({ text: label, says })),
        );
      return [];
    });
  return of(message.card?.elements ?? []).filter(({ says }) => LISTS.includes(says.line));
}

type Opened = { listed: number; hidden: number; subtitle: string; words: string };

/** What a press opens, all its pages together. */
async function opened(who: CastName, says: Words): Promise<Opened> {
  const first = await bot.press(who, says);
  let reply: Message = first;
  let listed = 0;
  for (;;) {
    const items = pressable(reply).filter((one) => one.says.line === 'deal show');
    listed += items.length;
    const more = pressable(reply).find((one) => one.says.values?.page !== undefined);
    if (more === undefined) break;
    reply = await bot.press(who, more.says);
  }
  const footer = first.card?.footer ?? '';
  const hidden = Number(/(\d+) (?:个您无权查看|of these (?:is|are) not yours)/.exec(footer)?.[1] ?? 0);
  return { listed, hidden, subtitle: first.card?.subtitle ?? '', words: wordsOf(first) };
}

/** A sum as it is written on cards, its sign aside. */
const MONEY = /(?:CN¥|JP¥|US\$|¥|\$)[\d.,]+(?:[kMB]|万|亿)?/g;

/** The number and what it opened say the same. */
function agrees(text: string, of: Opened): void {
  const sums: readonly string[] = text.match(MONEY) ?? [];
  const counted = of.listed + of.hidden;
  if (/^\d+$/.test(text)) expect(counted, text).toBe(Number(text));
  else if (/^\D+ \d+$/.test(text) && sums.length === 0)
    expect(counted, text).toBe(Number(/\d+$/.exec(text)?.[0]));
  else expect(counted, text).toBeGreaterThan(0);
  if (/^[+-]?(?:CN¥|JP¥|US\$|¥|\$)/.test(text)) {
    for (const sum of sums) expect(of.subtitle, text).toContain(sum);
  }
}

/** Every card that is not opened twice below. */
const ASKED: readonly [CastName, string][] = [
  ['boss', 'funnel everyone this quarter'],
  ['mia', 'funnel'],
  ['wang', '漏斗变动'],
  ['wang', '目标'],
  ['boss', 'target everyone'],
  ['wang', '日报'],
];

describe.each(ASKED)('%s: %s', (who, line) => {
  test('every number opens as many deals as it says, which add up to it', async () => {
    const numbers = numbersOf(await bot.say(who, line));
    expect(numbers.length).toBeGreaterThan(0);
    await eachOpened(who, numbers);
  });
});

/** What every press opens, by its words; each agrees with its number. */
async function eachOpened(who: CastName, numbers: readonly Shown[]): Promise<ReadonlyMap<string, Opened>> {
  const seen = new Map<string, Opened>();
  for (const { text, says } of numbers) {
    const key = JSON.stringify(says);
    const found = seen.get(key) ?? (await opened(who, says));
    seen.set(key, found);
    agrees(text, found);
  }
  return seen;
}

test('no number of a funnel stands without its deals', async () => {
  const { card } = await bot.say('boss', 'funnel everyone');
  const bare = (card?.elements ?? []).flatMap((element) =>
    element.kind === 'facts'
      ? element.facts.filter(({ value, press }) => /[1-9]/.test(value) && press === undefined)
      : [],
  );
  expect(bare).toEqual([]);
});

test('what a room was shown is counted for the room, whoever presses', async () => {
  const digest = await bot.say('wang', '/日报 现在', { room: 'east' });
  expect(digest.audience).toBe('place');
  const numbers = numbersOf(digest).filter(({ says }) => says.line === 'deal list');
  expect(numbers.length).toBeGreaterThan(2);
  for (const { text, says } of numbers) {
    const [manager, rep, outsider] = [
      await opened('wang', says),
      await opened('zhao', says),
      await opened('mia', says),
    ];
    agrees(text, manager);
    expect(rep.subtitle).toBe(manager.subtitle);
    expect(rep.listed + rep.hidden).toBe(manager.listed);
    // Who may not read the team's numbers is shown none of them by its buttons either.
    expect(outsider.listed).toBe(0);
    for (const sum of manager.subtitle.match(MONEY) ?? []) expect(outsider.words).not.toContain(sum);
  }
});

test.each<[CastName, string]>([
  ['li', '漏斗'],
  ['wang', '漏斗 华东 本月'],
  ['boss', 'funnel moves everyone this quarter'],
  ['boss', 'digest'],
])('%s: %s opens what it says, and what it counted then, whatever was recorded since', async (who, line) => {
  const numbers = numbersOf(await bot.say(who, line));
  expect(numbers.length).toBeGreaterThan(0);
  const then = await eachOpened(who, numbers);
  bot.at(new Date(bot.now.getTime() + 86_400_000));
  await everythingChanges();
  for (const [key, { text, says }] of new Map(numbers.map((one) => [JSON.stringify(one.says), one]))) {
    if (says.line === 'digest deals') continue;
    const now = await opened(who, says);
    expect(now.subtitle, text).toBe(then.get(key)?.subtitle);
    expect(now.listed + now.hidden, text).toBe((then.get(key)?.listed ?? 0) + (then.get(key)?.hidden ?? 0));
  }
});

/** One deal after the other is won, lost, dearer, somebody else’s, confidential, undone. */
async function everythingChanges(): Promise<void> {
  const lines = await bot
    .read()
    .deals({}, { personId: '', teams: 'all', managed: [bot.teamId('华东'), bot.teamId('West')] });
  const changes: readonly NewEvent['changes'][] = [
    { status: 'won' },
    { status: 'lost' },
    { amount: 77_700 },
    { ownerId: bot.ids.sam, teamId: bot.teamId('West') },
    { confidential: true },
    { expectedClose: '2027-05-05' },
  ];
  for (const { number, state } of lines) {
    const change = changes[(number + bot.now.getUTCDate()) % changes.length] ?? {};
    const closes = change.status !== undefined;
    if (closes && state.status !== 'open') continue;
    const kind = change.status === 'won' || change.status === 'lost' ? change.status : 'edited';
    await bot.commit(bot.org, {
      key: `later:${bot.now.getTime()}:${number}`,
      actorId: bot.ids.boss,
      now: bot.now,
      changes: [
        {
          kind: 'deal.record',
          deal: number,
          version: null,
          events: [
            change.ownerId === undefined
              ? { kind, at: bot.now, changes: change }
              : { kind: 'assigned', at: bot.now, changes: change },
          ],
        },
      ],
      answeredIn: null,
      reply: async () => null,
    });
  }
}

describe('typed', () => {
  beforeAll(() => bot.at('2026-12-05T02:00:00Z'));

  const title = async (who: CastName, line: string): Promise<string> =>
    (await bot.say(who, line)).card?.title ?? '';

  test.each<[CastName, string, string]>([
    ['mia', 'deals commit', 'Forecast: commit'],
    ['mia', 'deals best case this quarter', 'Forecast: best case · Q4 2026'],
    ['mia', 'deals won this month', 'Won · December 2026'],
    ['mia', 'deals won last month', 'Won · November 2026'],
    ['mia', 'deals lost last month', 'Lost · November 2026'],
    ['mia', 'deals slipped last month', 'Slipped · November 2026'],
    ['mia', 'new deals this month', 'New · December 2026'],
    ['mia', 'deals win rate', 'Win rate · last 12 months'],
    ['mia', 'deals won this month mine', 'Won · my deals · December 2026'],
    ['mia', 'deals without an amount', 'Without an amount'],
    ['wang', '商机 承诺', '预测：承诺'],
    ['wang', '承诺的商机', '预测：承诺'],
    ['wang', '本月赢单', '赢单 · 2026年12月'],
    ['wang', '上个月赢单', '赢单 · 2026年11月'],
    ['wang', '上月输单', '输单 · 2026年11月'],
    ['wang', '本月延期', '延期 · 2026年12月'],
    ['wang', '上月延期的商机', '延期 · 2026年11月'],
    ['wang', '本季度新增', '新增 · 2026年第四季度'],
    ['wang', '商机 列表 最佳 本月', '预测：最佳 · 2026年12月'],
    ['wang', '华东 本月赢单', '赢单 · 华东 · 2026年12月'],
    ['wang', '商机 列表 赢单率', '赢单率 · 近 12 个月'],
  ])('%s: %s', async (who, line, says) => {
    expect(await title(who, line)).toBe(says);
  });

  test('the same deals as the button', async () => {
    const funnel = await bot.say('boss', 'funnel everyone last month');
    const won = numbersOf(funnel).find(({ says }) => says.values?.status === 'won');
    if (won === undefined) throw new Error('nothing was won');
    const pressed = await opened('boss', won.says);
    expect((await bot.say('boss', 'deals won last month everyone')).card?.subtitle).toBe(pressed.subtitle);
  });

  test('a statement stays one: who tells of a win is asked about it', async () => {
    expect(await title('mia', '远景本月赢单了')).not.toContain('Won ·');
    expect(await title('mia', 'won acme this month')).not.toContain('Won ·');
  });

  test('a period that is none is said to be none', async () => {
    expect((await bot.say('mia', 'deals slipped last fortnight')).text).toContain('last fortnight');
  });
});
