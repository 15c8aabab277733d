import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { scopeOf } from '../../src/domain/permission.ts';
import { aBot, type Bot } from '../support/bot.ts';
import { pressable, pressed, wordsOf } from '../support/reading.ts';

let bot: Bot;
beforeAll(async () => {
  bot = await aBot();
});
afterAll(() => bot.close());

const pipeline = async () => {
  const [first] = await bot.read().pipelines();
  if (first === undefined) throw new Error('no pipeline');
  return first;
};
const stage = async (key: string) => {
  const found = (await pipeline()).stages.find((one) => one.key === key);
  if (found === undefined) throw new Error(`no stage ${key}`);
  return found;
};

describe('settings', () => {
  test('are shown to all, with what each may change', async () => {
    const rep = await bot.say('li', '设置');
    expect(wordsOf(rep)).toContain('北京时间（UTC+8），同全员');
    expect(wordsOf(rep)).toContain('赢率 75% · 停留时长预警 7 个工作日 · 基准转化率 75%');
    const labels = pressable(rep).map((one) => one.label);
    expect(labels).toContain('我的语言');
    expect(labels).not.toContain('流程模板');
    expect(pressable(await bot.say('olga', 'settings')).map((one) => one.label)).toContain(
      'Process template',
    );
  });

  test('a button opens its form', async () => {
    const form = (await bot.press('olga', pressed(await bot.say('olga', 'settings'), 'My time zone'))).form;
    const reply = await bot.submit('olga', form, { zone: 'london' });
    expect(reply.text).toBe('Your time zone is now United Kingdom Time (UTC+0).');
    expect((await bot.read().person(bot.ids.olga))?.zone).toBe('Europe/London');
  });
});

describe('language', () => {
  test('is one’s own at once, and answers in it', async () => {
    expect((await bot.say('zhao', '设置语言 英文')).text).toBe('I speak English with you from now on.');
    expect((await bot.say('zhao', 'whoami')).text).toBe('赵敏 · Rep');
    expect((await bot.say('zhao', 'language 中文')).text).toBe('以后我用中文和您说话。');
  });

  test('of everyone is operations’ and administrators’ to choose', async () => {
    expect((await bot.say('li', '设置语言 英文 全员')).text).toContain('没有这项权限');
    expect((await bot.say('ada', 'settings language English everyone')).text).toContain(
      'in English from now on',
    );
    expect((await bot.read().organisation()).locale).toBe('en');
    expect((await bot.read().person(bot.ids.li))?.locale).toBe('zh');
    expect((await bot.say('ada', 'settings language English everyone')).text).toBe('It is so already.');
  });
});

describe('zone, currency, calendar', () => {
  test.each([
    ['settings zone New York everyone', 'America/New_York', 'Eastern Time (UTC-5)'],
    ['settings zone Asia/Tokyo everyone', 'Asia/Tokyo', 'Japan Standard Time (UTC+9)'],
    ['settings zone everyone 北京时间', 'Asia/Shanghai', 'Beijing time (UTC+8)'],
  ])('%s', async (line, zone, called) => {
    const reply = await bot.say('olga', line);
    expect(reply.text).toBe(`The time zone for everyone is now ${called}.`);
    expect(wordsOf(reply)).toContain(called);
    expect((await bot.read().organisation()).zone).toBe(zone);
  });

  test('what is no zone, currency or calendar is said beside the field', async () => {
    const zone = await bot.say('olga', 'settings zone Atlantis');
    expect(zone.text).toContain('no time zone “Atlantis”');
    expect(zone.form?.fields.find((one) => one.name === 'zone')?.fault).toBe(zone.text);
    expect((await bot.say('olga', 'settings currency shells')).text).toContain('not a currency');
    expect((await bot.say('olga', 'settings calendar Atlantis')).text).toContain('no working days called');
  });

  test('a new currency is for new deals', async () => {
    const before = await bot.deal({ name: '旧单', customer: '老客户', amount: 100 });
    await bot.say('olga', 'settings currency 美元');
    expect((await bot.read().organisation()).currency).toBe('USD');
    expect((await bot.read().dealView(before))?.state.currency).toBe('CNY');
    // Whose deals are in another currency goes on in that one.
    await bot.say('mia', 'deal new customer: New Foods name: First 50k');
    const [made] = (await bot.read().deals({}, { personId: bot.ids.mia, teams: 'all', managed: [] })).slice(
      -1,
    );
    expect(made?.state).toMatchObject({ currency: 'USD', amount: 5_000_000 });
    await bot.say('olga', 'settings currency CNY');
  });

  test('a calendar holds from today on, in the organisation’s own day', async () => {
    const own = await aBot({ now: new Date('2026-11-20T18:00:00Z') });
    // 02:00 on the 21st in Shanghai, still the 20th in UTC.
    expect((await own.say('olga', 'settings calendar Germany')).text).toContain('Nov 21');
    expect((await own.read().organisation()).calendar).toBe('DE');
    const rows = await own.prisma.organisationCalendar.findMany({ orderBy: { from: 'asc' } });
    expect(rows.map((one) => one.calendar)).toEqual(['prc', 'DE']);
    await own.say('olga', 'settings calendar 不计节假日');
    expect((await own.read().organisation()).calendar).toBe('none');
    await own.close();
  });
});

describe('a template', () => {
  let own: Bot;
  beforeAll(async () => {
    own = await aBot();
  });
  afterAll(() => own.close());

  test('is chosen with a look at its stages; deals under way keep theirs', async () => {
    const before = await own.deal({ name: '储能监控', customer: '远景能源' });
    const card = await own.say('ada', 'settings template');
    expect(wordsOf(card)).toContain('Technical breakthrough 1 → Technical breakthrough 2');
    await own.press('ada', pressed(card, 'Use Project sales'));
    expect((await own.read().organisation()).template).toBe('project');
    expect(wordsOf(await own.say('li', '新建商机 客户：国家电网 变电站 480万'))).toContain('待立项');
    const deals = await own.read().deals({}, scopeOf(await personOf(own, 'li'), await own.read().teams()));
    const views = await Promise.all(deals.map((one) => own.read().dealView(one.number)));
    expect(views.map((one) => one?.pipeline.template)).toEqual(['consultative', 'project']);
    expect(views[0]?.number).toBe(before);
  });

  test('taken up again, it is the same process with what was changed in it', async () => {
    await own.say('ada', 'settings stage 技术突破1 probability: 30');
    await own.say('ada', 'settings template consultative');
    await own.say('ada', 'settings template project');
    const lines = await own.read().pipelines();
    expect(lines.map((one) => [one.template, one.isDefault])).toEqual([
      ['project', true],
      ['consultative', false],
    ]);
    expect(lines[0]?.stages[3]?.probability).toBe(30);
    expect((await own.say('ada', 'settings template project')).text).toBe('It is so already.');
  });
});

const personOf = async (of: Bot, who: 'li') => {
  const person = await of.read().person(of.ids[who]);
  if (person === null) throw new Error('nobody');
  return person;
};

describe('a stage', () => {
  beforeEach(() => {
    bot.at(new Date(bot.now.getTime() + 60_000));
  });

  test('changes from now on; what was before stays', async () => {
    const earlier = bot.now;
    bot.at(new Date(earlier.getTime() + 60_000));
    const reply = await bot.say('olga', 'settings stage negotiation probability: 80 patience: 9');
    expect(reply.text).toBe('Negotiation is changed from now on.');
    expect(await stage('negotiation')).toMatchObject({ probability: 80, patience: 9, benchmark: 75 });
    const then = await bot.desk.reads(bot.org, earlier).pipelines();
    expect(then[0]?.stages.find((one) => one.key === 'negotiation')).toMatchObject({
      probability: 75,
      patience: 7,
    });
  });

  test('or from a later day, which a change before that day does not undo', async () => {
    expect((await bot.say('olga', 'settings stage proposal patience: 20 from: 2027-01-04')).text).toBe(
      'Proposal changes on Mon, Jan 4, 2027.',
    );
    expect((await stage('proposal')).patience).toBe(10);
    await bot.say('olga', 'settings stage proposal probability: 35');
    expect(await stage('proposal')).toMatchObject({ probability: 35, patience: 10 });
    const later = await bot.desk.reads(bot.org, new Date('2027-02-01T00:00:00Z')).pipelines();
    expect(later[0]?.stages.find((one) => one.key === 'proposal')?.patience).toBe(20);
    expect((await bot.say('olga', 'settings stage proposal patience: 5 from: 2026-01-01')).text).toContain(
      'What was so far stays',
    );
  });

  test('is renamed for both languages, and found by the new name', async () => {
    await bot.say('olga', 'settings stage need nameEn: "Need agreed" nameZh: 需求达成');
    const number = await bot.deal({ name: '光伏项目', customer: '隆基绿能', stage: 'need' });
    expect(wordsOf(await bot.say('li', `查看 #${number}`))).toContain('需求达成');
    expect((await bot.say('olga', 'settings stage need nameEn: Proposal')).text).toContain(
      'already called Proposal',
    );
  });

  test('said alone, opens the form with what it is now', async () => {
    const { form } = await bot.say('olga', 'settings stage first contact');
    const values = Object.fromEntries((form?.fields ?? []).map((one) => [one.name, one.value]));
    expect(values).toMatchObject({
      nameEn: 'First contact',
      probability: '18',
      patience: '5',
      benchmark: '60',
    });
    await bot.submit('olga', form, { benchmark: '55' });
    expect((await stage('contact')).benchmark).toBe(55);
    const gone = await bot.say('olga', 'settings stage first contact benchmark: 0');
    expect(gone.text).toContain('changed from now on');
    expect((await stage('contact')).benchmark).toBeNull();
  });

  test('keeps numbers that are possible', async () => {
    const high = await bot.say('olga', 'settings stage negotiation probability: 101');
    expect(high.form?.fields.find((one) => one.name === 'probability')?.fault).toContain('0 to 100');
    expect((await bot.say('olga', 'settings stage won probability: 90')).text).toContain('stays at 100%');
  });

  test('has a standard that is added to and taken from', async () => {
    const card = await bot.say('olga', 'settings criterion negotiation: budget is confirmed');
    expect(card.text).toBe('Negotiation has a new criterion.');
    expect((await stage('negotiation')).criteria.map((one) => one.text.en)).toEqual(['budget is confirmed']);
    expect((await bot.say('olga', 'settings criterion negotiation: Budget is confirmed!')).text).toContain(
      'already',
    );
    const remove = pressed(card, 'Remove');
    await bot.press('olga', remove);
    expect((await stage('negotiation')).criteria).toEqual([]);
    expect((await bot.press('olga', remove)).text).toContain('removed before');
  });

  test('is looked at by everybody', async () => {
    const card = await bot.press('li', pressed(await bot.say('li', '设置'), '谈判'));
    expect(wordsOf(card)).toContain('购买阶段至少\n选择评价');
    expect(pressable(card)).toEqual([]);
  });
});
