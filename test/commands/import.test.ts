import iconv from 'iconv-lite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Reply } from '../../src/chat/message.ts';
import { aBot, type Bot } from '../support/bot.ts';
import type { CastName } from '../support/cast.ts';
import { pressable, pressed, wordsOf } from '../support/reading.ts';
import { xlsx } from '../support/xlsx.ts';

let bot: Bot;
beforeEach(async () => {
  bot = await aBot();
});
afterEach(() => bot.close());

const EVERYTHING = { personId: '', teams: 'all' as const, managed: [] };
const deals = async () => bot.read().deals({}, EVERYTHING);
const drop = (who: CastName, name: string, content: string | Uint8Array): Promise<Reply> =>
  bot.drop(who, [{ name, bytes: typeof content === 'string' ? Buffer.from(content) : content }]);

const SHEET = [
  '商机编号,商机名称,客户名称,负责人,阶段,金额（万元）,预计成交日期',
  'A1,储能监控,远景能源,李伟,方案,48.5,2026/12/31',
  'A2,智慧工厂,三一重工,赵敏,谈判,,',
  'A3,,华能集团,李伟,赢单,30,2026年10月8日',
].join('\n');

describe('a spreadsheet dropped into the chat', () => {
  test('is previewed, and nothing is recorded before one says so', async () => {
    const preview = await drop('olga', '商机.csv', SHEET);
    expect(preview.text).toBe('3 deals to open, 0 to change. Nothing is recorded yet.');
    expect(wordsOf(preview)).toContain('Deals · 3 rows');
    expect(wordsOf(preview)).toContain('储能监控');
    expect(pressable(preview).map((one) => one.label)).toEqual(['Columns…', 'Import', 'Cancel']);
    expect(await deals()).toEqual([]);
  });

  test('is imported by one press, with history, and posts nothing', async () => {
    const preview = await drop('olga', '商机.csv', iconv.encode(SHEET, 'gb18030'));
    const done = await bot.press('olga', pressed(preview, 'Import'));
    expect(done.text).toBe('Imported: 3 deals opened, 0 changed.');
    const [first, second, third] = await deals();
    expect(first).toMatchObject({
      number: 1,
      name: '储能监控',
      customer: '远景能源',
      owner: { name: '李伟' },
      team: { name: '华东' },
      state: { amount: 48_500_000, expectedClose: '2026-12-31', status: 'open' },
    });
    expect(second?.state).toMatchObject({ amount: null, expectedClose: null });
    expect(third).toMatchObject({ name: '华能集团', state: { status: 'won', amount: 30_000_000 } });
    expect(await bot.prisma.outbox.count()).toBe(0);
    expect((await bot.read().eventsOf(3)).map((event) => event.kind)).toEqual(['opened', 'won']);
    expect(await bot.prisma.draft.count()).toBe(0);
  });

  test('is imported once, however often the button is pressed', async () => {
    const words = pressed(await drop('olga', 'a.csv', SHEET), 'Import');
    await bot.press('olga', words);
    expect((await bot.press('olga', words)).text).toContain('no longer waiting');
    expect(await deals()).toHaveLength(3);
  });

  test('is imported once when two presses meet', async () => {
    const words = pressed(await drop('olga', 'a.csv', SHEET), 'Import');
    // The customers are there: nothing but the rows themselves can tell that they came twice.
    const customers = 'name,stage,customer\nX,Won,远景能源\nY,Won,三一重工\nZ,Won,华能集团\n';
    await bot.press('olga', pressed(await drop('olga', 'b.csv', customers), 'Import'));
    const replies = await Promise.all([bot.press('olga', words), bot.press('olga', words)]);
    expect(replies.map((reply) => reply.text).sort()).toEqual([
      'Imported: 3 deals opened, 0 changed.',
      'That import is no longer waiting. Please drop the files again.',
    ]);
    expect(await deals()).toHaveLength(6);
  });

  test('changes nothing when it comes again, and only what changed when it has', async () => {
    await bot.press('olga', pressed(await drop('olga', 'a.csv', SHEET), 'Import'));
    const again = await drop('olga', 'a.csv', SHEET);
    expect(again.text).toBe('Nothing in these files is new.');
    expect(pressable(again).map((one) => one.label)).not.toContain('Import');

    await bot.say('li', 'deal edit #1 amount: 52万');
    const later = SHEET.replace('2026/12/31', '2027/1/15');
    const preview = await drop('olga', 'a.csv', later);
    expect(preview.text).toBe('0 deals to open, 1 to change. Nothing is recorded yet.');
    await bot.press('olga', pressed(preview, 'Import'));
    expect((await deals())[0]?.state).toMatchObject({ expectedClose: '2027-01-15', pushes: 1 });
  });

  test('is cancelled without a trace', async () => {
    const preview = await drop('olga', 'a.csv', SHEET);
    expect((await bot.press('olga', pressed(preview, 'Cancel'))).text).toContain('nothing was recorded');
    expect(await bot.prisma.draft.count()).toBe(0);
  });

  test('has its columns corrected in a form', async () => {
    const preview = await drop('olga', 'a.csv', 'Was,Wer,Wieviel\nKran,Krupp,"1.200,50"\n');
    expect(wordsOf(preview)).toContain('Not recognised');
    const opened = await bot.press('olga', pressed(preview, 'Columns…'));
    expect(opened.form?.fields.find((field) => field.name === 'name')?.control).toMatchObject({
      kind: 'choice',
    });
    const again = await bot.submit('olga', opened.form, { name: '0', customer: '1', amount: '2' });
    expect(again.text).toBe('1 deal to open, 0 to change. Nothing is recorded yet.');
    await bot.press('olga', pressed(again, 'Import'));
    expect((await deals())[0]).toMatchObject({ name: 'Kran', customer: 'Krupp', state: { amount: 120_050 } });
  });

  test('reads .xlsx, and says what it cannot read', async () => {
    const rows = [
      ['Deal Name', 'Stage', 'Close Date'],
      ['Crane', 'Proposal', new Date('2026-12-24')],
    ] as const;
    const book = xlsx([
      { name: 'One', rows },
      { name: 'Two', rows: [['x', 'y']] },
    ]);
    const preview = await drop('olga', 'a.xlsx', book);
    expect(wordsOf(preview)).toContain('the sheet “Two” was not read');
    await bot.press('olga', pressed(preview, 'Import'));
    expect((await deals())[0]?.state.expectedClose).toBe('2026-12-24');
    expect((await drop('olga', 'a.pdf', '%PDF-1.4')).text).toContain('I cannot read .pdf files');
    expect((await drop('wang', 'a.csv', '')).text).toBe('a.csv 是空的。');
  });
});

describe('who may import what', () => {
  test('a rep: own deals only, and the others are named', async () => {
    const preview = await drop('li', 'a.csv', SHEET);
    expect(preview.text).toContain('新建 2 个');
    expect(wordsOf(preview)).toContain('“赵敏”不在您可导入的范围内');
    await bot.press('li', pressed(preview, '导入'));
    expect((await deals()).map((deal) => deal.owner.name)).toEqual(['李伟', '李伟']);
  });

  test('a rep adds neither people nor teams, and restores no history', async () => {
    const people = 'sales_agent,manager,regional_office\nNew Person,New Boss,New Team\n';
    const before = (await bot.read().people()).length;
    const reply = await bot.drop('li', [
      { name: 'people.csv', bytes: Buffer.from(people) },
      {
        name: 'events.csv',
        bytes: Buffer.from('deal,seq,kind,at,changes\n1,1,opened,2026-01-01T00:00:00Z,{}\n'),
      },
      {
        name: 'd.csv',
        bytes: Buffer.from('name,owner,stage,team\nX,New Person,Won,New Team\nY,李伟,方案,West\n'),
      },
    ]);
    await bot.press('li', pressed(reply, '导入'));
    expect(await bot.read().people()).toHaveLength(before);
    expect((await deals()).map((deal) => [deal.name, deal.team.name])).toEqual([['Y', '华东']]);
  });

  test('not somebody who only reads', async () => {
    expect((await drop('rita', 'a.csv', SHEET)).text).toContain('Your role does not include this');
  });

  test('nobody runs an import that somebody else previewed', async () => {
    const words = pressed(await drop('olga', 'a.csv', SHEET), 'Import');
    expect((await bot.press('li', words)).text).toContain('已失效');
    expect(await deals()).toEqual([]);
  });
});

describe('undo', () => {
  const run = async (content: string): Promise<Reply> =>
    bot.press('olga', pressed(await drop('olga', 'a.csv', content), 'Import'));

  test('voids what was opened; the same file can come again', async () => {
    const done = await run(SHEET);
    const undone = await bot.press('olga', pressed(done, 'Undo this import'));
    expect(undone.text).toContain('3 deals');
    expect(await deals()).toEqual([]);
    expect((await bot.read().eventsOf(1)).map((event) => event.kind)).toEqual(['opened', 'voided']);
    expect((await bot.press('olga', pressed(done, 'Undo this import'))).text).toContain('undone already');
    expect((await run(SHEET)).text).toContain('3 deals opened');
  });

  test('takes back what was changed', async () => {
    await run(SHEET);
    const changed = await run(SHEET.replace('谈判', '方案').replace('48.5', '60'));
    expect((await deals())[0]?.state.amount).toBe(60_000_000);
    await bot.press('olga', pressed(changed, 'Undo this import'));
    const [first, second] = await deals();
    expect(first?.state.amount).toBe(48_500_000);
    const [pipeline] = await bot.read().pipelines();
    expect(pipeline?.stages.find((one) => one.id === second?.state.stageId)?.key).toBe('negotiation');
  });

  test('leaves alone what was worked on since, and offers the rest', async () => {
    const done = await run(SHEET);
    await bot.say('li', 'advance #1');
    const shown = await bot.press('olga', pressed(done, 'Undo this import'));
    expect(wordsOf(shown)).toContain('#1 储能监控');
    expect(await deals()).toHaveLength(3);
    await bot.press('olga', pressed(shown, 'Undo the other 2'));
    expect((await deals()).map((deal) => deal.number)).toEqual([1]);
  });

  test('is for whoever imported it, or operations', async () => {
    const done = await run(SHEET);
    expect((await bot.press('mia', pressed(done, 'Undo this import'))).text).toContain(
      'Only whoever imported it',
    );
    expect(await deals()).toHaveLength(3);
  });
});

test('a button with an id that is none is refused like one that is gone', async () => {
  const none = '-'.repeat(36);
  const cancel = await bot.press('olga', { line: 'import cancel', values: { draft: none } });
  expect(cancel.text).toContain('no longer waiting');
  const undo = await bot.press('olga', { line: 'import undo', values: { id: none } });
  expect(undo.text).toContain('no import');
});

test('imports are listed', async () => {
  expect((await bot.say('olga', 'import list')).text).toBe('Nothing has been imported yet.');
  await bot.press('olga', pressed(await drop('olga', 'a.csv', SHEET), 'Import'));
  const list = await bot.say('olga', '导入记录');
  expect(wordsOf(list)).toContain('3 opened, 0 changed');
  expect(pressable(list).map((one) => one.label)).toContain('Undo this import');
  expect((await bot.say('mia', 'import list')).text).toBe('Nothing has been imported yet.');
  expect((await bot.say('olga', 'import')).text).toContain('Drop one or several');
});
