import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aBot, type Bot } from '../support/bot.ts';
import { wordsOf } from '../support/reading.ts';

let bot: Bot;
beforeAll(async () => {
  bot = await aBot({ template: 'project' });
});
afterAll(() => bot.close());

const stageOf = async (number: number) => (await bot.read().dealView(number))?.stage.key;
const lastOf = async (number: number) => (await bot.read().eventsOf(number)).at(-1);

describe('the gate of a stage', () => {
  test('asks for the criteria that are not met; ticking all of them lets the deal in', async () => {
    const number = await bot.deal({ name: '热电联产', customer: '华能集团' });
    const gate = await bot.say('li', '推进华能');
    expect(await stageOf(number)).toBe('candidate');
    const field = gate.form?.fields[0];
    const options = field?.control.kind === 'choices' ? field.control.options : [];
    expect(options.map((one) => one.label)).toEqual([
      '客户需求基本明确',
      '我方价值与产品定位相符',
      '立项申请已获批准',
    ]);
    const [first = { value: '' }] = options;

    const again = await bot.submit('li', gate.form, { meets: first.value });
    expect(await stageOf(number)).toBe('candidate');
    expect(again.form?.fields[0]?.control).toMatchObject({ kind: 'choices' });

    const moved = await bot.submit('li', gate.form, { meets: options.map((one) => one.value).join(',') });
    expect(moved.text).toBe('热电联产：待立项 → 项目立项。');
    expect((await bot.read().dealView(number))?.state.met).toHaveLength(3);
  });

  test('any of several is enough where the standard says so', async () => {
    const number = await bot.deal({ name: '空分装置', customer: '宝钢股份', stage: 'contact' });
    const gate = await bot.say('li', '推进宝钢');
    const field = gate.form?.fields[0];
    const options = field?.control.kind === 'choices' ? field.control.options : [];
    await bot.submit('li', gate.form, { meets: options[1]?.value ?? '' });
    expect(await stageOf(number)).toBe('technical1');
  });

  test('a manager lets a deal through with a reason that is kept; a rep cannot', async () => {
    const number = await bot.deal({ name: '脱硫改造', customer: '国电电力' });
    const forRep = await bot.say('li', '推进国电');
    expect(forRep.form?.fields.map((field) => field.name)).toEqual(['meets']);
    const tried = await bot.submit('li', forRep.form, { reason: '我觉得可以' });
    expect(tried.form).toBeDefined();
    expect(await stageOf(number)).toBe('candidate');

    const forManager = await bot.say('wang', '推进国电');
    const passed = await bot.submit('wang', forManager.form, { reason: '客户高层已点头' });
    expect(passed.text).toContain('放行');
    expect((await lastOf(number))?.detail.unmetIds).toHaveLength(3);
    expect(wordsOf(await bot.say('li', '商机历史 国电'))).toContain('客户高层已点头');
  });

  test('a form that was filled in while somebody else moved the deal does nothing', async () => {
    const number = await bot.deal({ name: '除尘改造', customer: '大唐发电' });
    const gate = await bot.say('li', '推进大唐');
    const manager = await bot.say('wang', '推进大唐');
    await bot.submit('wang', manager.form, { reason: '先走' });
    const late = await bot.submit('li', gate.form, { meets: '' });
    expect(late.text).toContain('没有执行');
    expect(await stageOf(number)).toBe('qualified');
  });
});

describe('move', () => {
  test('back needs a reason; the form asks for nothing else', async () => {
    const number = await bot.deal({ name: '锅炉', customer: '东方电气', stage: 'technical1' });
    const asked = await bot.say('li', '退回 东方电气 到 深度接触');
    expect(asked.form?.fields.map((field) => field.name)).toEqual(['reason']);
    const back = await bot.submit('li', asked.form, { reason: '关键联系人换了' });
    expect(back.text).toBe('锅炉退回：技术突破1 → 深度接触。');
    expect(await stageOf(number)).toBe('contact');
    expect((await lastOf(number))?.detail.back).toBe(true);
  });

  test('back with the reason in the line', async () => {
    const number = await bot.deal({ name: '汽轮机', customer: '上海电气', stage: 'technical1' });
    await bot.say('li', '退回 上海电气 到 深度接触 决策人换了');
    expect(await stageOf(number)).toBe('contact');
    const history = await bot.read().history(number);
    expect(history.at(-1)?.texts[history.at(-1)?.detail.textId ?? '']).toBe('决策人换了');
  });

  test('to the stage it has is no move', async () => {
    await bot.deal({ name: '阀门', customer: '中核科技', stage: 'contact' });
    expect((await bot.say('li', '商机移动 中核 深度接触')).text).toContain('已经在');
  });

  test('a winning stage leads to the form of a win, with its standard', async () => {
    const number = await bot.deal({
      name: '管网',
      customer: '三峡集团',
      stage: 'commercial',
      amount: 900_000,
    });
    const form = await bot.say('li', '推进三峡');
    expect(form.form?.fields.map((field) => field.name)).toEqual(['amount', 'date', 'meets']);
    const without = await bot.submit('li', form.form, {});
    expect(without.form?.fields.find((field) => field.name === 'meets')?.fault).toContain('标准');
    expect((await bot.read().dealView(number))?.state.status).toBe('open');

    const control = form.form?.fields[2]?.control;
    const options = control?.kind === 'choices' ? control.options : [];
    const won = await bot.submit('li', form.form, { meets: options[0]?.value ?? '' });
    expect(won.text).toContain('恭喜');
    expect((await bot.read().dealView(number))?.state).toMatchObject({ status: 'won', amount: 90_000_000 });
  });

  test('stages that are passed over are named and kept', async () => {
    const free = await aBot();
    const number = await free.deal({ name: '门户', customer: 'Acme', owner: 'mia' });
    const reply = await free.say('mia', 'move acme to proposal');
    expect(reply.text).toContain('Skipped: First contact, Need confirmed.');
    expect((await free.read().eventsOf(number)).at(-1)?.detail.skippedIds).toHaveLength(2);
    await free.close();
  });
});
