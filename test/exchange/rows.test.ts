import iconv from 'iconv-lite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { aBot, type Bot } from '../support/bot.ts';
import { importFiles, planFiles } from '../support/import.ts';
import { xlsx } from '../support/xlsx.ts';

let bot: Bot;
beforeEach(async () => {
  bot = await aBot();
});
afterEach(() => bot.close());

const deals = () => bot.read().deals({}, { personId: '', teams: 'all', managed: [] });
const remarksOf = ({ remarks }: { remarks: readonly { line: number; why: string; said: string }[] }) =>
  remarks.map(({ line, why, said }) => [line, why, said]);

describe('the same deal in any file', () => {
  const ROW = {
    name: '储能监控',
    customer: '远景能源',
    stage: '方案呈现',
    amount: '¥1,234,567.50',
    close: '2026-12-31',
  };
  const CSV = `商机名称,客户名称,阶段,金额,预计成交日期\r\n${ROW.name},${ROW.customer},${ROW.stage},"${ROW.amount}",${ROW.close}\r\n`;
  test.each([
    ['UTF-8', Buffer.from(CSV)],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${CSV}`)],
    ['GB18030', iconv.encode(CSV, 'gb18030')],
    ['semicolons', Buffer.from(CSV.replaceAll(',', ';').replace('1;234;567', '1,234,567'))],
    [
      '.xlsx',
      xlsx([
        {
          name: 'Sheet1',
          rows: [
            ['商机名称', '客户名称', '阶段', '金额', '预计成交日期'],
            [ROW.name, ROW.customer, ROW.stage, 1234567.5, new Date('2026-12-31')],
          ],
        },
      ]),
    ],
  ])('%s', async (_, bytes) => {
    await importFiles(bot, { 'a.csv': bytes }, { as: 'olga' });
    const [deal] = await deals();
    expect(deal).toMatchObject({ name: ROW.name, customer: ROW.customer });
    expect(deal?.state).toMatchObject({ amount: 123_456_750, currency: 'CNY', expectedClose: '2026-12-31' });
    const [pipeline] = await bot.read().pipelines();
    expect(pipeline?.stages.find((one) => one.id === deal?.state.stageId)?.key).toBe('proposal');
  });
});

describe('rows that are not as they should be', () => {
  test('are taken in as far as they can be, each with file, line and reason', async () => {
    const file = [
      'id,name,account,owner,stage,amount,currency,created,closed,close reason,expected_close',
      'a,Missing owner,Acme,,Proposal,1,,,,,',
      'b,Bad date,Acme,李伟,Proposal,1,,soon,,,tomorrow',
      'c,Negative,Acme,李伟,Proposal,(500),,,,,',
      'd,No such stage,Acme,李伟,Almost there,1,,,,,',
      'a,Twice,Acme,李伟,Proposal,1,,,,,',
      `e,${'N'.repeat(300)},Acme,李伟,Proposal,1,,,,,`,
      'f,Worth words,Acme,李伟,Proposal,a lot,XYZ,,,,',
      'g,Backwards,Acme,李伟,Won,1,,2026-11-10,2026-11-01,,',
      'h,Undated win,Acme,李伟,Won,1,,,,,',
      'i,From the future,Acme,李伟,Won,1,,2026-01-01,2031-01-01,,',
      ',,,李伟,Proposal,1,,,,,',
      'j,Too wide,Acme,李伟,Proposal,1,,,,,,surplus',
    ].join('\n');
    const report = await importFiles(bot, { 'bad.csv': file });
    expect([...remarksOf(report)].sort(([a], [b]) => Number(a) - Number(b))).toEqual([
      [2, 'noOwner', 'Olga Ops'],
      [3, 'badDate', 'soon'],
      [3, 'badDate', 'tomorrow'],
      [4, 'negativeAmount', '(500)'],
      [5, 'unknownStage', 'Almost there'],
      [6, 'duplicateId', 'a'],
      [7, 'cut', 'N'.repeat(80)],
      [8, 'badCurrency', 'XYZ'],
      [8, 'badAmount', 'a lot'],
      [9, 'closedFirst', '2026-11-10'],
      [10, 'noCloseDate', ''],
      [11, 'futureDate', '2031-01-01'],
      [12, 'noName', ''],
      [13, 'tooManyCells', 'surplus'],
    ]);
    expect(report.deals).toEqual({ read: 12, created: 10, updated: 0, unchanged: 0, skipped: 2 });
    const all = await deals();
    const called = (name: string) => all.find((deal) => deal.name.startsWith(name));
    expect(called('Missing owner')?.owner.name).toBe('Olga Ops');
    expect(called('Bad date')?.state).toMatchObject({ openedAt: bot.now, expectedClose: null });
    expect(called('Negative')?.state.amount).toBeNull();
    expect([...(called('NNN')?.name ?? '')]).toHaveLength(200);
    expect(called('Backwards')?.state.openedAt).toEqual(called('Backwards')?.state.closedAt);
    expect(called('From the future')?.state.closedAt).toEqual(bot.now);
  });

  test('a day that could be two is not guessed, unless one says how', async () => {
    const file = 'name,stage,expected_close\nA,Proposal,3/4/2027\n';
    const report = await importFiles(bot, { 'a.csv': file });
    expect(remarksOf(report).map(([, why]) => why)).toContain('badDate');
    const clear = await planFiles(bot, { 'a.csv': `${file}B,Proposal,25/4/2027\n` });
    expect(clear.report.remarks.map((one) => one.why)).not.toContain('badDate');
  });
});

describe('what a deal becomes', () => {
  test('without a name it is named after product and customer; the product list knows how it is written', async () => {
    await importFiles(bot, {
      'deals.csv':
        'id,product,account,stage\n1,GTXPro,Isdom,Prospecting\n2,GTXPro,,Prospecting\n3,,Isdom,Prospecting\n4,,,Prospecting\n',
      'products.csv': 'product,series,sales_price\nGTX Pro,GTX,4821\n',
    });
    expect((await deals()).map((deal) => [deal.name, deal.customer])).toEqual([
      ['GTX Pro · Isdom', 'Isdom'],
      ['GTX Pro', null],
      ['Isdom', 'Isdom'],
      ['4', null],
    ]);
  });

  test('lost with a reason, in either language, or with the words of another', async () => {
    await importFiles(bot, {
      'a.csv':
        'name,status,lost reason,lost to,closed\nA,Closed Lost,价格高,用友,2026-11-01\nB,输单,The CEO’s cousin,,2026-11-01\n',
    });
    const [first, second] = await deals();
    expect(first?.state).toMatchObject({ status: 'lost', lossReason: 'price' });
    expect(second?.state).toMatchObject({ status: 'lost', lossReason: 'other' });
    const [, lost] = await bot.read().history(2);
    expect(lost?.texts[lost.detail.textId ?? '']).toBe('The CEO’s cousin');
  });

  test('its silent clock starts at the import, whenever it was opened', async () => {
    await importFiles(bot, { 'a.csv': 'name,stage,created\nA,Engaging,2017-03-01\n' });
    const [deal] = await deals();
    expect(deal?.state.openedAt.toISOString().slice(0, 10)).toBe('2017-03-01');
    expect(deal?.state.silentFrom).toEqual(bot.now);
  });

  test('a close date is expected while the deal is open', async () => {
    await importFiles(bot, {
      'a.csv': 'Deal Name,Deal Stage,Close Date\nA,Negotiation,2026-12-24\nB,Won,2026-11-02\n',
    });
    const [open, won] = await deals();
    expect(open?.state).toMatchObject({ status: 'open', expectedClose: '2026-12-24' });
    expect(won?.state.closedAt?.toISOString()).toBe('2026-11-02T04:00:00.000Z');
  });

  test('people and teams come with it; whoever is there keeps role and team', async () => {
    const files = {
      'deals.csv': 'name,owner,stage\nA,Anna Snelling,Won\nB,李伟,Won\n',
      'people.csv':
        'sales_agent,manager,regional_office\nAnna Snelling,Dustin Brinkmann,Central\n李伟,Dustin Brinkmann,Central\n',
    };
    const { made } = await importFiles(bot, files);
    expect(made).toEqual({ customers: 0, people: 2, teams: 1 });
    const people = await bot.read().people();
    const named = (name: string) => people.find((one) => one.name === name);
    const central = (await bot.read().teams()).find((team) => team.name === 'Central')?.id;
    expect(named('Dustin Brinkmann')).toMatchObject({ role: 'manager', teamId: central });
    expect(named('Anna Snelling')).toMatchObject({ role: 'rep', teamId: central, status: 'active' });
    expect(named('李伟')).toMatchObject({ role: 'rep', teamId: bot.teamId('华东') });
  });

  test('visits and objections of other tools become rows and history', async () => {
    const report = await importFiles(bot, {
      '拜访.csv':
        '客户名称,商机名称,拜访日期,拜访方式,拜访内容,拜访人,联系人\n远景能源,储能监控,2026-11-18,电话,嫌贵,李伟,王总、李工\n,没有这个,2026-11-18,电话,x,李伟,\n',
      '异议.csv': '商机,异议类别,客户原话,状态,日期\n储能监控,价格,太贵了,已回应,2026-11-18\n',
      '商机.csv': '商机名称,客户名称,负责人,阶段\n储能监控,远景能源,李伟,方案\n',
    });
    expect(report.visits).toMatchObject({ read: 2, created: 1, skipped: 1 });
    expect(remarksOf(report)).toContainEqual([3, 'noDeal', '没有这个']);
    const view = await bot.read().dealView(1);
    expect(view?.lastVisit).toMatchObject({ kind: 'call', summary: '嫌贵', people: ['王总', '李工'] });
    expect(view?.objections).toMatchObject([{ category: 'price', words: '太贵了', status: 'answered' }]);
    expect(view?.state.lastContactAt?.toISOString()).toBe('2026-11-18T04:00:00.000Z');
    expect((await bot.read().eventsOf(1)).map((event) => event.kind)).toEqual([
      'opened',
      'contacted',
      'objected',
      'objected',
    ]);
  });
});

test('rows without an id are known again by what they are about', async () => {
  const file =
    'name,account,owner,stage,amount\nA,Acme,李伟,Proposal,1\nA,Acme,李伟,Proposal,2\nB,Acme,李伟,Proposal,3\n';
  await importFiles(bot, { 'a.csv': file });
  const again = await importFiles(bot, { 'a.csv': file });
  expect(again.deals).toMatchObject({ created: 0, unchanged: 3 });
  const changed = await importFiles(bot, { 'b.csv': file.replace('Proposal,3', 'Proposal,4') });
  expect(changed.deals).toMatchObject({ created: 0, updated: 1, unchanged: 2 });
  expect((await deals()).map((deal) => deal.state.amount)).toEqual([100, 200, 400]);
});

test('another source is another deal', async () => {
  const file = 'id,name,stage\n1,A,Won\n';
  await importFiles(bot, { 'a.csv': file }, { source: 'crm' });
  await importFiles(bot, { 'a.csv': file }, { source: 'erp' });
  expect(await deals()).toHaveLength(2);
});

test('a row that closes, reopens or moves back does it as a command would', async () => {
  const file = (stage: string, more = '') => `id,name,stage,amount,status,closed\n1,A,${stage},100${more}\n`;
  await importFiles(bot, { 'a.csv': file('Proposal', ',open,') });
  await importFiles(bot, { 'a.csv': file('Engaging', ',open,') });
  await importFiles(bot, { 'a.csv': file('Engaging', ',won,2026-11-20').replace('100', '250') });
  await importFiles(bot, { 'a.csv': file('Engaging', ',lost,2026-11-20').replace('100', '250') });
  const history = await bot.read().history(1);
  expect(history.map((event) => event.kind)).toEqual(['opened', 'moved', 'won', 'cancelled', 'lost']);
  expect(history[1]?.detail.back).toBe(true);
  expect(history[1]?.texts[history[1].detail.textId ?? '']).toBe('a.csv:2');
  expect(history[2]?.changes.amount).toBe(25_000);
});
