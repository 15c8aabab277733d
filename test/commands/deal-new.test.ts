import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pipelineFrom } from '../../src/domain/founding.ts';
import { aBot, type Bot, NOW } from '../support/bot.ts';
import { pressed, wordsOf } from '../support/reading.ts';

let bot: Bot;
beforeAll(async () => {
  bot = await aBot();
});
afterAll(() => bot.close());

describe('deal new', () => {
  test('a known customer is found by a fragment; what is left is the name', async () => {
    await bot.deal({ name: '风机监测', customer: '远景能源' });
    const reply = await bot.say('li', '新建商机 远景 储能二期 50万 月底');
    expect(reply.text).toMatch(/^已建商机 #\d+ 储能二期。$/);
    expect(wordsOf(reply)).toContain('远景能源');
    expect(wordsOf(reply)).toContain('¥50万');
    expect(wordsOf(reply)).toContain('11月30日（周一）');
    expect(pressed(reply, '撤销').line).toBe('undo');
  });

  test('an unknown customer stays in the name until somebody says that it is one', async () => {
    const reply = await bot.say('mia', 'new deal Initrode rollout 65k 31 Dec');
    expect(reply.text).toContain('Initrode rollout');
    const number = Number(/#(\d+)/.exec(reply.text)?.[1]);
    await bot.press('mia', pressed(reply, 'Initrode is a new customer'));
    const view = await bot.read().dealView(number);
    expect(view).toMatchObject({ name: 'rollout', customer: { name: 'Initrode' } });
    const listed = await bot.say('mia', 'new deal Contoso pilot, Contoso, 48k, close Dec 15');
    await bot.press('mia', pressed(listed, 'Contoso is a new customer'));
    const second = await bot.read().dealView(Number(/#(\d+)/.exec(listed.text)?.[1]));
    expect(second).toMatchObject({ name: 'Contoso pilot', customer: { name: 'Contoso' } });
  });

  test('without a name it asks, keeping what was said', async () => {
    const reply = await bot.say('li', '新建商机 客户：三一重工 80万');
    expect(reply.form?.fields.map((field) => field.name)).toEqual(['name', 'customer', 'amount', 'close']);
    const opened = await bot.submit('li', reply.form, { name: '智慧工厂' });
    expect(wordsOf(opened)).toContain('智慧工厂');
    expect(wordsOf(opened)).toContain('三一重工');
    expect(wordsOf(opened)).toContain('¥80万');
  });

  test('a manager opens a deal for somebody of the team; a rep for nobody else', async () => {
    const reply = await bot.say('wang', '新建商机 客户：美的 中央空调 owner: 李伟');
    expect(wordsOf(reply)).toContain('李伟');
    const refused = await bot.say('joe', 'new deal Umbrella pilot owner: Mia');
    expect(refused.text).toContain('Sam Carter or Bo Chief can do it');
  });
});

test('a form that comes back with several faults marks all of them', async () => {
  const form = (await bot.say('mia', 'deal new')).form;
  const back = await bot.submit('mia', form, { name: '', amount: 'abc' });
  const faulty = back.form?.fields.flatMap((one) => (one.fault === undefined ? [] : [one.name]));
  expect(faulty).toEqual(['name', 'amount']);
});

describe('a likely duplicate', () => {
  test('is shown before anything is opened, and opened anyway with one press', async () => {
    await bot.deal({ name: '光伏监控', customer: '隆基绿能', amount: 300_000 });
    const asked = await bot.say('li', '新建商机 隆基 光伏监控 30万');
    expect(asked.text).toContain('暂未新建');
    expect(wordsOf(asked)).toContain('¥30万');
    const opened = await bot.press('li', pressed(asked, '仍然新建'));
    expect(opened.text).toContain('光伏监控');
    expect(await bot.read().deals({ status: ['open'] }, everything())).toEqual(
      expect.arrayContaining([expect.objectContaining({ name: '光伏监控', customer: '隆基绿能' })]),
    );
  });

  test('of a deal one may not see only the owner is named', async () => {
    await bot.deal({ name: '机密项目', customer: '宁德时代', amount: 990_000, confidential: true });
    const asked = await bot.say('mia', 'new deal 宁德时代 storage 50k');
    expect(wordsOf(asked)).toContain('李伟');
    expect(wordsOf(asked)).not.toMatch(/机密|99|#\d/);
  });

  test('another phase at one’s own customer is no duplicate', async () => {
    await bot.deal({ name: '储能一期', customer: '阳光电源' });
    const reply = await bot.say('li', '新建商机 阳光电源 储能二期 20万');
    expect(reply.text).toContain('已建商机');
  });
});

test('with several processes a deal follows the default one unless another is named', async () => {
  const other = pipelineFrom('project', {
    from: NOW,
    isDefault: false,
    locale: 'zh',
    newId: bot.desk.newId,
  });
  await bot.commit(bot.org, {
    key: 'second pipeline',
    actorId: bot.ids.ada,
    now: NOW,
    changes: [other],
    answeredIn: null,
    reply: async () => null,
  });
  const usual = await bot.say('li', '新建商机 客户：海尔 洗衣机产线 90万');
  expect(wordsOf(usual)).toContain('潜在客户');
  const form = (await bot.say('mia', 'deal new')).form;
  expect(form?.fields.find((one) => one.name === 'pipeline')?.value).toBe('Consultative sales');
  const opened = await bot.submit('mia', form, { name: 'Press line', pipeline: 'Project sales' });
  expect(wordsOf(opened)).toContain('Candidate');
  const unknown = await bot.submit('li', form, { name: '冲压线', pipeline: '直销' });
  expect(unknown.text).toBe('走哪套销售流程？');
  const chosen = await bot.press('li', pressed(unknown, '项目型销售'));
  expect(wordsOf(chosen)).toContain('待立项');
});

const everything = () => ({ personId: '', teams: 'all' as const, managed: [] });
