import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aBot, type Bot } from '../support/bot.ts';
import { pressable, pressed, wordsOf } from '../support/reading.ts';

let bot: Bot;
beforeAll(async () => {
  bot = await aBot();
});
afterAll(() => bot.close());

const kinds = async (deal: number) => (await bot.read().eventsOf(deal)).map((event) => event.kind);
const lastVisit = async (deal: number) => (await bot.read().visitsOf({ deal }))[0];

describe('one line is enough', () => {
  test('Chinese: who was met, the next step with its date, the objection as a button', async () => {
    const deal = await bot.deal({ name: '储能监控', customer: '远景能源' });
    const reply = await bot.say('li', '记拜访 远景见了王总，嫌贵，下周二演示');
    expect(reply.text).toBe(
      '已记：2026年11月21日（周六）现场拜访，见了王总；下一步：演示，2026年11月24日（周二）前。',
    );
    expect(await kinds(deal)).toEqual(['opened', 'contacted', 'stepped']);
    expect(await lastVisit(deal)).toMatchObject({
      status: 'done',
      kind: 'onsite',
      summary: expect.stringMatching(/^远景见了王总[，,]嫌贵[，,]下周二演示$/u),
      nextStep: '演示',
      nextStepDue: '2026-11-24',
      people: ['王总'],
    });
    const view = await bot.read().dealView(deal);
    expect(view).toMatchObject({
      nextStep: '演示',
      state: { nextStepDue: '2026-11-24', lastContactAt: bot.now },
    });
    expect(wordsOf(reply)).toContain('演示 · 11月24日（周二）前');
    expect(pressed(reply, '记下“价格”异议？')).toEqual({
      line: 'objection record',
      values: expect.objectContaining({ deal: `#${deal}`, category: 'price', words: '嫌贵' }),
    });
    expect(pressed(reply, '撤销').line).toBe('undo');
  });

  test('English', async () => {
    const deal = await bot.deal({ name: 'CRM renewal', customer: 'Acme', owner: 'mia' });
    const reply = await bot.say('mia', 'visit log met acme cfo, too pricey, demo next tue');
    expect(reply.text).toBe(
      'Logged: on-site visit on Sat, Nov 21, 2026, with cfo; next step by Tue, Nov 24, 2026: demo.',
    );
    expect(await lastVisit(deal)).toMatchObject({ nextStep: 'demo', people: ['cfo'] });
    expect(pressed(reply, 'Record the price objection?').values?.words).toBe('too pricey');
  });

  test('a call yesterday, and no next step: asked for by one button', async () => {
    const deal = await bot.deal({ name: '光伏运维', customer: '隆基股份' });
    const reply = await bot.say('li', '记拜访 隆基 昨天跟李工通了电话，没进展');
    expect(reply.text).toBe('已记：2026年11月20日（周五）电话，对方：李工；还没有下一步。');
    expect(await lastVisit(deal)).toMatchObject({ kind: 'call', at: new Date('2026-11-20T04:00:00Z') });
    expect(pressed(reply, '定下一步')).toEqual({ line: 'deal next', values: { deal: `#${deal}` } });
  });

  test('an attempt is no contact', async () => {
    const deal = await bot.deal({ name: 'Initech rollout', customer: 'Initech', owner: 'mia' });
    const reply = await bot.say('mia', 'log initech left vm');
    expect(reply.text).toContain('reached nobody on Sat, Nov 21, 2026');
    expect(await kinds(deal)).toEqual(['opened', 'attempted']);
    expect((await bot.read().dealView(deal))?.state.lastContactAt).toBeNull();
    expect(await lastVisit(deal)).toMatchObject({ kind: 'call', status: 'attempt', people: [] });
  });

  test('what is still to come is no visit: it becomes a plan by one press', async () => {
    const deal = await bot.deal({ name: '充电桩', customer: '星星充电' });
    const reply = await bot.say('li', '记拜访 星星充电 下周三上午10点去演示');
    expect(reply.text).toContain('2026年11月25日（周三）');
    expect(await kinds(deal)).toEqual(['opened']);
    const planned = await bot.press('li', pressed(reply, '记为计划'));
    expect(planned.text).toContain('已计划：2026年11月25日（周三）10:00 现场拜访');
    expect(await kinds(deal)).toEqual(['opened', 'planned', 'stepped']);
  });
});

describe('the form', () => {
  test('opens from the deal card and takes everything by name', async () => {
    const deal = await bot.deal({ name: '钢厂节能', customer: '宝钢' });
    const card = await bot.say('li', '查看 宝钢');
    const form = await bot.press('li', pressed(card, '记拜访'));
    expect(form.form?.fields.map((field) => field.name)).toContain('situation');
    const reply = await bot.submit('li', form.form, {
      what: '聊了产线',
      kind: 'video',
      on: '2026-11-19',
      at: '15:30',
      met: '张工、陈主任',
      next: '发方案',
      due: '2026-11-27',
      signals: 'price,trial',
      situation: '人工抄表',
      payoff: '一年省三十万',
    });
    expect(reply.text).toBe(
      '已记：2026年11月19日（周四）视频会议，对方：张工、陈主任；下一步：发方案，2026年11月27日（周五）前。已有 2 个购买信号，可以考虑要求生意了。',
    );
    expect(await lastVisit(deal)).toMatchObject({
      at: new Date('2026-11-19T07:30:00Z'),
      signals: ['price', 'trial'],
      summary: '聊了产线\n背景: 人工抄表\n需求利益: 一年省三十万',
    });
  });

  test('a day to come, a step in the past: said beside the field, nothing recorded', async () => {
    const deal = await bot.deal({ name: '水务', customer: '北控水务' });
    const form = await bot.say('li', `记拜访 #${deal}`);
    const ahead = await bot.submit('li', form.form, { what: '见了面', on: '2026-11-25' });
    expect(ahead.form?.fields.find((field) => field.name === 'on')?.fault).toContain('拜访计划');
    const late = await bot.submit('li', form.form, { what: '见了面', next: '报价', due: '2026-11-01' });
    expect(late.form?.fields.find((field) => field.name === 'due')?.fault).toBeDefined();
    expect(await kinds(deal)).toEqual(['opened']);
  });
});

describe('people', () => {
  test('somebody new is offered as a contact with a buying role, and known by title from then on', async () => {
    const deal = await bot.deal({ name: '智慧园区', customer: '中建科工' });
    const logged = await bot.say('li', `记拜访 #${deal} 见了周总和吴工，周五前报价`);
    const ask = await bot.press('li', pressed(logged, '把周总加为联系人'));
    expect(ask.form?.fields.map((field) => field.name)).toEqual(['name', 'title', 'role']);
    const added = await bot.submit('li', ask.form, { name: '周建国', title: '总经理', role: 'decision' });
    expect(added.text).toBe('已添加联系人周建国（决策人）。');
    expect((await lastVisit(deal))?.people).toEqual(['周建国', '吴工']);
    const again = await bot.say('li', `记拜访 #${deal} 又见了周总`);
    expect(again.text).toContain('见了周建国');
    expect(pressable(again).map((one) => one.label)).not.toContain('把周建国加为联系人');
  });
});

test('the visits of a period, planned ones too, and no others', async () => {
  const deal = await bot.deal({ name: 'Cold store', customer: 'Wayland', owner: 'joe' });
  await bot.say('joe', `visit log #${deal} met the buyer on Nov 10`);
  await bot.say('joe', `visit log #${deal} met the architect yesterday`);
  await bot.say('joe', `visit plan #${deal} site walk next Tuesday 10:00`);
  const week = await bot.say('joe', `visit list #${deal} this week`);
  expect(week.text).toContain('Week 47 of 2026');
  expect(wordsOf(week)).toContain('architect');
  expect(wordsOf(week)).not.toContain('buyer');
  expect(wordsOf(week)).not.toContain('site walk');
  expect(wordsOf(await bot.say('joe', `visit list #${deal} next week`))).toContain('site walk');
});

describe('a plan', () => {
  test('is the next step, shows in the list, and takes place by one press', async () => {
    const deal = await bot.deal({ name: 'Data centre', customer: 'Vandelay', owner: 'mia' });
    await bot.say('mia', 'visit plan vandelay demo next Tuesday 10:00');
    expect(await bot.read().dealView(deal)).toMatchObject({
      nextStep: 'demo',
      state: { nextStepDue: '2026-11-24', lastContactAt: null },
    });
    const list = await bot.say('mia', 'visit list vandelay');
    expect(wordsOf(list)).toContain('Tue, Nov 24 10:00 · Planned · On-site');
    const form = await bot.press('mia', pressed(list, 'It took place'));
    expect(form.form?.note).toBe('demo');
    const done = await bot.submit('mia', form.form, { what: 'they liked it, contract by friday' });
    expect(done.text).toContain('next step by Fri, Nov 27, 2026: contract');
    expect((await bot.read().visitsOf({ deal })).map((visit) => visit.status)).toEqual(['done']);
    expect(await kinds(deal)).toEqual(['opened', 'planned', 'stepped', 'contacted', 'stepped', 'stepped']);
  });

  test('that will not take place takes its next step with it', async () => {
    const deal = await bot.deal({ name: 'Warehouse', customer: 'Pendant', owner: 'mia' });
    const plan = await bot.say('mia', 'visit plan pendant 2026-12-01 walk through');
    await bot.press('mia', pressed(plan, 'Cancel it'));
    expect((await bot.read().dealView(deal))?.nextStep).toBeNull();
    expect(await bot.read().visitsOf({ deal })).toEqual([]);
  });

  test('without a day asks for it', async () => {
    const deal = await bot.deal({ name: 'Depot', customer: 'Kramerica', owner: 'mia' });
    const ask = await bot.say('mia', 'visit plan kramerica');
    expect(ask.text).toBe('On which day?');
    const done = await bot.submit('mia', ask.form, { on: '2026-11-30' });
    expect(done.text).toContain('Planned: on-site visit on Mon, Nov 30, 2026');
    expect(await kinds(deal)).toEqual(['opened', 'planned', 'stepped']);
  });
});

describe('who may', () => {
  test('log on a deal: its owner, collaborators and managers; a teammate and a stranger may not', async () => {
    const deal = await bot.deal({
      name: 'Secret lab',
      customer: 'Soylent',
      owner: 'mia',
      confidential: true,
    });
    expect((await bot.say('joe', `visit log #${deal} met them`)).text).toContain('no such deal');
    expect((await bot.say('li', `记拜访 #${deal} 见了面`)).text).toContain('没有这个商机');
    await bot.say('sam', `visit log #${deal} met them`);
    expect(await kinds(deal)).toEqual(['opened', 'contacted']);
    expect((await bot.say('joe', `visit list #${deal}`)).text).toContain('no such deal');
  });

  test('a customer without a deal is visited by those who may open one', async () => {
    const reply = await bot.say('li', '客户拜访 客户：宏图科技 见了陈总，周五前发资料');
    expect(reply.text).toContain('宏图科技');
    expect(wordsOf(await bot.say('li', '我的拜访'))).toContain('见了陈总');
    expect(wordsOf(await bot.say('zhao', '拜访列表 李伟'))).not.toContain('见了陈总');
    expect((await bot.say('rita', 'visit customer customer: Umbrella met them')).text).toContain('role');
  });
});

test('two people log at the same moment: both visits stand', async () => {
  const deal = await bot.deal({ name: 'Fleet', customer: 'Duff', owner: 'mia' });
  await Promise.all([
    bot.say('mia', `visit log #${deal} met the CFO`),
    bot.say('sam', `visit log #${deal} called the CTO`),
  ]);
  expect(await kinds(deal)).toEqual(['opened', 'contacted', 'contacted']);
});

test('a list turns its pages', async () => {
  const deal = await bot.deal({ name: 'Long run', customer: 'Wonka', owner: 'mia' });
  for (let n = 1; n <= 10; n += 1) await bot.say('mia', `visit log #${deal} met them, round ${n}`);
  const first = await bot.say('mia', 'visits wonka');
  expect(first.card?.subtitle).toBe('1–8');
  const second = await bot.press('mia', pressed(first, 'Earlier ones'));
  expect(second.card?.subtitle).toBe('9–10');
  expect(pressed(second, 'Newer ones').values?.page).toBe('1');
});

test('a verb without a story asks for it, in the deal’s own thread too', async () => {
  const deal = await bot.deal({ name: '热电', customer: '华能电力' });
  for (const line of [`记拜访 #${deal}`, '记拜访 华能']) {
    const fields = (await bot.say('li', line)).form?.fields ?? [];
    expect(fields.find((field) => field.name === 'what')?.value ?? '').toBe('');
    // What is filled in after every visit stands first.
    const daily = ['what', 'met', 'kind', 'next', 'due', 'objection'];
    expect(fields.slice(0, 6).map((field) => field.name)).toEqual(daily);
    expect(fields.at(-1)?.name).toBe('payoff');
  }
  await bot.say('li', `/记拜访 #${deal} 见了面`, { room: 'east' });
  await bot.deliver();
  const home = bot.posts.find((post) => wordsOf(post.message).includes('热电'));
  const thread = { room: 'east', thread: home?.id ?? '' };
  expect((await bot.say('li', '@驿站 记拜访', thread)).form).toBeDefined();
  await bot.say('li', '@驿站 下午通了电话', thread);
  expect(await kinds(deal)).toEqual(['opened', 'contacted', 'contacted']);
});

test('what cannot be read is asked for', async () => {
  expect((await bot.say('li', '记拜访 见了王总')).form).toBeDefined();
  expect(
    (await bot.press('li', { line: 'visit done', values: { deal: '#1', visit: 'nonsense' } })).text,
  ).toContain('不在');
});
