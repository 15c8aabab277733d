import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Reply } from '../../src/chat/message.ts';
import { suggest } from '../../src/chat/suggest.ts';
import { aBot, type Bot } from '../support/bot.ts';
import type { CastName } from '../support/cast.ts';
import { pressable, pressed, wordsOf } from '../support/reading.ts';

// Every word of an order is understood, or said to be not: nothing is dropped, and nothing lands in a field that it was
// not meant for.

let bot: Bot;
const deals: Record<string, number> = {};
beforeAll(async () => {
  bot = await aBot();
  const open = async (key: string, deal: Parameters<Bot['deal']>[0]) => {
    deals[key] = await bot.deal(deal);
  };
  await open('park', { name: '智慧园区一期', customer: '远景能源', owner: 'li', amount: 600_000 });
  await open('monitor', { name: '储能监控', customer: '金风科技', owner: 'li', amount: 300_000 });
  await open('blades', { name: '叶片检测', customer: '金风科技', owner: 'li', amount: 200_000 });
  await open('air', { name: '智慧园区空调', customer: '远大空调', owner: 'zhao', amount: 200_000 });
  await open('digger', { name: '设备联网', customer: '徐工机械', owner: 'zhao', amount: 100_000 });
  await open('second', { name: '售后平台', customer: '徐工机械', owner: 'zhao', amount: 100_000 });
  await open('evergreen', {
    name: 'Evergreen storage',
    customer: 'Evergreen Corp',
    owner: 'mia',
    amount: 40_000,
  });
  await open('expansion', { name: 'Expansion', customer: 'Evergreen Corp', owner: 'mia', amount: 30_000 });
  await open('lakeshore', {
    name: 'Lakeshore site rollout',
    customer: 'Lakeshore',
    owner: 'mia',
    amount: 9_000,
  });
  await open('wine', { name: 'Site rollout', customer: 'Solano Wine', owner: 'mia', amount: 9_000 });
  await open('summit', { name: 'Peak', customer: 'Summit', owner: 'mia', amount: 20_000 });
  await bot.deal({ name: 'Acme tills', customer: 'Acme', owner: 'joe', amount: 20_000 });
  const lost = await bot.say('mia', `lose #${deals.summit} price`);
  if (lost.form !== undefined) throw new Error(wordsOf(lost));
});
afterAll(() => bot.close());
beforeEach(() => bot.at(new Date(bot.now.getTime() + 60_000)));

const field = (reply: Reply, name: string) => reply.form?.fields.find((one) => one.name === name);
const view = async (key: string) => bot.read().dealView(deals[key] ?? 0);

describe('an edit', () => {
  test.each([
    ['li', '修改 #N 5月 客户预算四月才下来', '5月 客户预算四月才下来'],
    ['li', '修改 #N 4月', '4月'],
    ['mia', 'edit #N close 2027-02-30', '2027-02-30'],
    ['mia', 'edit #N close 13/45', '13/45'],
    ['mia', 'edit #N florble', 'florble'],
  ] as const)('%s: %s', async (who, line, left) => {
    const number = who === 'li' ? deals.park : deals.evergreen;
    const reply = await bot.say(who, line.replace('N', String(number)));
    expect(reply.form?.note).toContain(left);
    const shown = field(reply, 'close');
    if (/\d/.test(left)) expect([shown?.value, typeof shown?.fault]).toEqual([left, 'string']);
  });

  test('a name under its short label', async () => {
    await bot.say('li', `修改 #${deals.blades} 名称：叶片巡检`);
    expect((await view('blades'))?.name).toBe('叶片巡检');
    await bot.say('mia', `edit #${deals.expansion} name: Expansion *2*`);
    expect((await view('expansion'))?.name).toBe('Expansion *2*');
  });

  test('filler is no word to ask about', async () => {
    await bot.say('li', `修改 #${deals.blades} 金额 25万 一下吧，谢谢`);
    expect((await view('blades'))?.state.amount).toBe(25_000_000);
  });
});

describe('a name that nobody knows is said to be unknown, where the verb could do without one, too', () => {
  test.each([
    ['wang', '团队 群 华南区', '没有找到团队“华南区”。'],
    ['sam', '@stagepost team room South', 'I know no team called “South”.'],
    ['sam', 'team room off South', 'I know no team called “South”.'],
    ['sam', 'team people South', 'I know no team called “South”.'],
    ['sam', 'digest now for South', 'I know no team called “South”.'],
    ['sam', 'digest add workdays 09:00 South', 'I know no team called “South”.'],
    ['wang', '提醒 华南区', '没有找到团队“华南区”。'],
    ['boss', 'team admit Nina South', 'I know no team called “South”.'],
    ['mia', 'who is Bob', 'I know nobody called “Bob”.'],
    ['mia', 'undo list florble', 'I know no deal called “florble”. Say a customer, a name or #number.'],
    ['mia', 'advance evergreen storage to florble', 'There is no stage called “florble”.'],
  ] as const)('%s: %s', async (who, line, text) => {
    const before = await bot.prisma.dealEvent.count();
    const reply = await bot.say(who, line, { room: 'all' });
    expect(reply.text).toBe(text);
    expect(reply.form?.fields.flatMap((one) => one.fault ?? [])).toEqual([text]);
    expect(await bot.prisma.dealEvent.count()).toBe(before);
    expect((await bot.read().teams()).flatMap((team) => team.homes)).toEqual([]);
    expect(await bot.read().schedules()).toEqual([]);
  });

  test.each([
    ['wang', '团队 成员 看看吧'],
    ['mia', 'who is who here please'],
    ['sam', 'digest now for us all'],
  ] as const)('%s: %s names nobody', async (who, line) => {
    expect((await bot.say(who, line)).form).toBeUndefined();
  });
});

test('a stage is renamed under the short label, in the language of the name', async () => {
  const reply = await bot.say('olga', 'settings stage negotiation name: 商务谈判');
  expect(reply.form).toBeUndefined();
  const names = (await bot.read().pipelines()).flatMap(({ stages }) => stages.map((one) => one.name));
  expect(names).toContainEqual({ en: 'Negotiation', zh: '商务谈判' });
});

describe('a list', () => {
  test.each([
    ['li', '商机 列表 客户 远景', ['智慧园区一期']],
    ['li', '商机 列表 客户：远景', ['智慧园区一期']],
    ['li', '商机 列表 客户远景', ['智慧园区一期']],
    ['mia', 'deal list customer evergreen', ['Evergreen storage', 'Expansion *2*']],
    ['mia', 'deal list customer: evergreen', ['Evergreen storage', 'Expansion *2*']],
    ['wang', '商机 列表 负责人 赵敏 客户 徐工', ['设备联网', '售后平台']],
    ['wang', '列表 华东 客户 远大', ['智慧园区空调']],
  ] as const)('%s: %s', async (who, line, names) => {
    const words = wordsOf(await bot.say(who, line));
    const all = [
      '智慧园区一期',
      '设备联网',
      '售后平台',
      '智慧园区空调',
      'Evergreen storage',
      'Expansion *2*',
      '储能监控',
    ];
    expect(all.filter((name) => words.includes(name)).sort()).toEqual([...names].sort());
  });

  test.each([
    ['wang', '商机 列表 负责人 李伟 二十期', '二十期'],
    ['sam', 'deal list owner Nobody', 'Nobody'],
    ['sam', 'deal list owner: Nobody', 'Nobody'],
    ['sam', 'deal list customer Nobody', 'Nobody'],
    ['sam', 'deal list florble', 'florble'],
    ['mia', 'visit list florble', 'florble'],
    ['mia', 'objection list florble', 'florble'],
  ] as const)('a filter that finds nothing is no list of everything: %s: %s', async (who, line, said) => {
    const reply = await bot.say(who, line);
    expect(reply.text).toContain(said);
    expect(reply.card).toBeUndefined();
  });

  test('a fragment of two customers is a choice that leads to one of them', async () => {
    await bot.deal({ name: 'Roof', customer: 'Evergreen Foods', owner: 'mia' });
    const reply = await bot.say('mia', 'deal list customer evergreen');
    const words = wordsOf(await bot.press('mia', pressed(reply, 'Evergreen Foods')));
    expect(words).toContain('Roof');
    expect(words).not.toContain('Evergreen storage');
  });
});

describe('which deal', () => {
  test.each([
    ['mia', 'lakeshore site rollout lost to price', 'lakeshore'],
    ['li', '金风储能 改到 31万', 'monitor'],
    ['li', '远景能源 智慧园区一期 改名为智慧园区', 'park'],
    ['mia', 'edit evergreen storage 41k', 'evergreen'],
  ] as const)('customer and name count together: %s: %s', async (who, line, key) => {
    const reply = await bot.say(who, line);
    expect(
      pressable(reply).filter(({ says }) => says.line.includes('edit') && says.values?.deal === undefined),
    ).toEqual([]);
    expect(wordsOf(reply)).toContain((await view(key))?.name);
    expect(reply.text).not.toMatch(/Which|哪个/);
  });

  test('a bare number is a deal’s', async () => {
    expect(wordsOf(await bot.say('mia', `edit ${deals.evergreen} 42k`))).toContain('Evergreen storage');
    expect((await view('evergreen'))?.state.amount).toBe(4_200_000);
    expect(wordsOf(await bot.say('mia', `edit evergreen ${deals.expansion} 33k`))).toContain('Expansion');
    expect((await view('expansion'))?.state.amount).toBe(3_300_000);
  });

  test('only those are offered that one may do it to; the others’ owners are named', async () => {
    const reply = await bot.say('li', '推进 徐工');
    expect(reply.text).toContain('赵敏');
    expect(pressable(reply)).toEqual([]);
    const merge = await suggest(bot.desk, {
      platform: 'local',
      workspace: 'local',
      actor: 'li',
      place: { kind: 'direct', channel: 'dm-li' },
      line: 'deal advance',
      field: 'deal',
      typed: '徐工',
    });
    expect(merge).toEqual([]);
  });

  test.each([
    ['mia', 'summit dead, no decision', 'Peak'],
    ['mia', 'lose summit to Oracle', 'Peak'],
    ['mia', 'advance summit', 'Peak'],
  ] as const)('a closed one is said to be closed, and can be reopened: %s: %s', async (who, line, name) => {
    const reply = await bot.say(who, line);
    expect(reply.form).toBeUndefined();
    expect(reply.text).toContain('Summit');
    expect(wordsOf(reply)).toContain(name);
    expect(pressed(reply, 'Reopen')).toEqual({ line: 'deal reopen', values: { deal: `#${deals.summit}` } });
  });

  test('another team’s is not said to be missing', async () => {
    expect((await bot.say('li', 'advance acme')).text).toContain('Acme');
  });
});

describe('suggestions for a customer', () => {
  const asked = (who: CastName, line: string, typed: string) =>
    suggest(bot.desk, {
      platform: 'local',
      workspace: 'local',
      actor: who,
      place: { kind: 'direct', channel: `dm-${who}` },
      line,
      field: 'customer',
      typed,
    });

  test.each([
    ['mia', 'Brand New', '“Brand New” — new customer'],
    ['li', '新客户公司', '“新客户公司”（新客户）'],
  ] as const)('%s: %s may be a new one', async (who, typed, label) => {
    expect(await asked(who, 'deal new', typed)).toEqual([{ value: typed, label }]);
  });

  test('but is not where it is there already, nor for a list', async () => {
    expect(await asked('mia', 'deal new', 'summit')).toEqual([{ value: 'Summit', label: 'Summit' }]);
    expect((await asked('mia', 'deal new', 'ever')).map((one) => one.value)).toContain('ever');
    expect(await asked('mia', 'deal list', 'Brand New')).toEqual([]);
  });
});

test('what is too long is shown again', async () => {
  const long = '长'.repeat(4001);
  const reply = await bot.say('li', `备注 #${deals.park} ${long}`);
  expect(field(reply, 'note')?.value).toBe(long);
  expect(field(reply, 'note')?.fault).toContain('4000');
});

describe('who was met', () => {
  test.each([
    ['zhao', '上周五拜访了徐工的张总，聊设备联网', '张总', /徐工、|徐工加为/],
    ['li', '3月版方案发给远景了', '', /远景了|加为联系人/],
  ] as const)('is no company: %s: %s', async (who, line, met, never) => {
    const words = wordsOf(await bot.say(who, line));
    expect(words).toContain(met);
    expect(words).not.toMatch(never);
  });

  test('nobody: that is an attempt, and no next step', async () => {
    await bot.say('li', '远景 今天没见到人');
    const visits = await bot
      .read()
      .visits({ deal: deals.park ?? 0 }, { personId: bot.ids.li, teams: [], managed: [] });
    expect(visits.find((one) => one.summary?.includes('没见到') === true)).toMatchObject({
      status: 'attempt',
      nextStep: null,
    });
  });
});

describe('times of day', () => {
  test.each([
    ['sam', 'digest add every tuesday at 8am', '08:00'],
    ['sam', 'digest add weekly monday 8:30pm', '20:30'],
    ['wang', '日报 新增 每周五 下午5点', '17:00'],
    ['wang', '日报 新增 每周四 早上8点半', '08:30'],
  ] as const)('%s: %s', async (who, line, time) => {
    expect((await bot.say(who, line)).text).toContain(time);
  });

  test.each([
    ['sam', 'digest add weekly monday 25:00', '25:00'],
    ['sam', 'digest add weekly monday half past 8', 'half past'],
  ] as const)('%s: %s is asked about', async (who, line, said) => {
    const reply = await bot.say(who, line);
    expect(reply.text).toContain(said);
    expect(reply.form).toBeDefined();
  });

  test.each([
    ['mia', 'nudge quiet 8pm 8:30am', ['20:00', '08:30']],
    ['li', '提醒 免打扰 晚上8点到早上9点', ['20:00', '09:00']],
    ['li', '提醒 免打扰 20点-8点', ['20:00', '08:00']],
  ] as const)('%s: %s', async (who, line, times) => {
    const { text } = await bot.say(who, line);
    for (const time of times) expect(text).toContain(time);
  });

  test.each(['mia', 'li'] as const)('nothing said is asked for in words: %s', async (who: CastName) => {
    const reply = await bot.say(who, who === 'li' ? '提醒 免打扰' : 'nudge quiet');
    expect(reply.text).not.toMatch(/: \.|：。/);
  });
});
