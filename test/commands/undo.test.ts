import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Reply } from '../../src/chat/message.ts';
import { live } from '../../src/domain/deal.ts';
import { aBot, type Bot } from '../support/bot.ts';
import type { CastName } from '../support/cast.ts';
import { pressable, pressed, wordsOf } from '../support/reading.ts';

let bot: Bot;
beforeAll(async () => {
  bot = await aBot();
});
afterAll(() => bot.close());

/** People do one thing after another. */
beforeEach(() => bot.at(new Date(bot.now.getTime() + 60_000)));
const later = () => bot.at(new Date(bot.now.getTime() + 1000));

/** Presses the deal that is meant, where several were offered. */
async function chosen(who: CastName, reply: Reply, deal: number): Promise<void> {
  const offered = pressable(reply).find(
    ({ says }) => says.values?.deal === `#${deal}` && says.line !== 'deal show',
  );
  if (!reply.text.startsWith('Moved') && !reply.text.startsWith('已从'))
    await bot.press(who, offered?.says ?? { line: '' });
}

const counting = async (deal: number) => live(await bot.read().eventsOf(deal)).map((event) => event.kind);
const kinds = async (deal: number) => (await bot.read().eventsOf(deal)).map((event) => event.kind);

describe('undo', () => {
  test('takes the last entry back at once and says what it was: in the history for ever, in no number', async () => {
    const deal = await bot.deal({ name: '储能监控', customer: '远景能源' });
    await bot.say('li', `记拜访 #${deal} 见了王总，下周二演示`);
    const done = await bot.say('li', '撤销');
    expect(done.text).toContain('已撤销：记录了一次客户联系');
    expect(done.text).toContain('“见了王总，下周二演示”');
    expect(done.text).toContain(`#${deal} 储能监控 · 2026年11月21日（周六）10:01`);
    expect(pressable(done).map((one) => one.label)).toEqual(expect.arrayContaining(['恢复', '撤销更早的']));
    expect(await counting(deal)).toEqual(['opened']);
    expect(await kinds(deal)).toEqual(['opened', 'contacted', 'stepped', 'voided', 'voided']);
    expect(await bot.read().visitsOf({ deal })).toEqual([]);
    expect(await bot.read().dealView(deal)).toMatchObject({
      nextStep: null,
      state: { lastContactAt: null, nextStepDue: null },
    });
  });

  test('an undo is undone: the visit stands again', async () => {
    const deal = await bot.deal({ name: 'CRM renewal', customer: 'Acme', owner: 'mia' });
    const logged = await bot.say('mia', `visit log #${deal} met the CFO, demo next tuesday`);
    const undone = await bot.press('mia', pressed(logged, 'Undo'));
    const redone = await bot.press('mia', pressed(undone, 'Bring it back'));
    expect(redone.text).toContain('Brought back');
    expect(await counting(deal)).toEqual(['opened', 'contacted', 'stepped']);
    expect((await bot.read().visitsOf({ deal })).map((visit) => visit.status)).toEqual(['done']);
    expect(await bot.read().dealView(deal)).toMatchObject({ nextStep: 'demo' });
    const again = await bot.press('mia', pressed(redone, 'Undo'));
    expect(again.text).toContain('Taken back');
    expect(await counting(deal)).toEqual(['opened']);
  });

  test('pressed twice: the second is told, and may bring it back', async () => {
    const deal = await bot.deal({ name: 'Rollout', customer: 'Initech', owner: 'mia' });
    const moved = await bot.say('mia', `deal advance #${deal}`);
    await bot.press('mia', pressed(moved, 'Undo'));
    const second = await bot.press('mia', pressed(moved, 'Undo'));
    expect(second.text).toContain('taken back already');
    await bot.press('mia', pressed(second, 'Bring it back'));
    expect(await counting(deal)).toEqual(['opened', 'moved']);
  });

  test('something was done since: asked once more, with what', async () => {
    const deal = await bot.deal({ name: 'Hooli cloud', customer: 'Hooli', owner: 'mia' });
    const logged = await bot.say('mia', `visit log #${deal} met the board`);
    await bot.say('mia', `deal advance #${deal}`);
    const asked = await bot.press('mia', pressed(logged, 'Undo'));
    expect(asked.text).toContain('Something was done on this deal after it');
    expect(wordsOf(asked)).toContain('moved it to First contact');
    expect(await counting(deal)).toEqual(['opened', 'contacted', 'moved']);
    await bot.press('mia', pressed(asked, 'Take it back all the same'));
    expect(await counting(deal)).toEqual(['opened', 'moved']);
  });

  test('what somebody else did since does not hold it up', async () => {
    const deal = await bot.deal({ name: 'Two hands', customer: 'Massive', owner: 'mia' });
    const logged = await bot.say('mia', `visit log #${deal} met the board`);
    await bot.say('sam', `visit log #${deal} called the CTO`);
    expect((await bot.press('mia', pressed(logged, 'Undo'))).text).toContain('Taken back');
    expect((await bot.read().visitsOf({ deal })).map((visit) => visit.person.name)).toEqual(['Sam Carter']);
  });

  test('an opening: a void deal, nothing on it counts, and it comes back whole', async () => {
    const opened = await bot.say('mia', 'deal new Latex import customer: Vandelay 65k 31 Dec');
    const deal = Number(/#(\d+)/.exec(wordsOf(opened))?.[1]);
    await bot.say('mia', `visit log #${deal} met Art`);
    const asked = await bot.press('mia', pressed(opened, 'Undo'));
    const gone = await bot.press('mia', pressed(asked, 'Take it back all the same'));
    expect((await bot.read().dealView(deal))?.state.status).toBe('void');
    expect(await bot.read().visitsOf({ deal })).toEqual([]);
    await bot.press('mia', pressed(gone, 'Bring it back'));
    expect((await bot.read().dealView(deal))?.state).toMatchObject({ status: 'open', closedAt: null });
    expect(await bot.read().visitsOf({ deal })).toHaveLength(1);
  });

  test('an answer to an objection goes back to the question', async () => {
    const deal = await bot.deal({ name: 'Paper mill', customer: 'Dunder', owner: 'mia' });
    await bot.say('mia', `objection record #${deal} too pricey`);
    const answered = await bot.say('mia', `objection answer #${deal} showed the return`);
    await bot.press('mia', pressed(answered, 'Undo'));
    const [one] = await bot.read().objectionsOf(deal);
    expect(one).toMatchObject({ status: 'open', response: null });
  });

  test('two people at once: both entries are taken back, the row is the fold of its history', async () => {
    const deal = await bot.deal({ name: 'Race', customer: 'Pied Piper', owner: 'mia' });
    const one = await bot.say('mia', `visit log #${deal} met them`);
    const two = await bot.say('sam', `visit log #${deal} called them`);
    await Promise.all([bot.press('mia', pressed(one, 'Undo')), bot.press('sam', pressed(two, 'Undo'))]);
    expect(await counting(deal)).toEqual(['opened']);
    expect((await bot.read().dealView(deal))?.state.lastContactAt).toBeNull();
  });
});

describe('whose it is', () => {
  test('one’s own; a manager of the deal may too; a colleague may not, a stranger sees nothing', async () => {
    const deal = await bot.deal({ name: 'Dunes', customer: 'Arrakis', owner: 'mia' });
    const logged = await bot.say('mia', `visit log #${deal} met the duke`);
    const words = pressed(logged, 'Undo');
    expect((await bot.press('joe', words)).text).toContain('Mia Lopez');
    expect((await bot.press('li', words)).text).toContain('找不到');
    expect(await counting(deal)).toEqual(['opened', 'contacted']);
    expect((await bot.press('sam', words)).text).toContain('Taken back');
  });

  test('in a deal’s own thread: what was done on that deal', async () => {
    const deal = await bot.deal({ name: '热电联产', customer: '华能电力' });
    await bot.say('li', `/记拜访 #${deal} 见了张总`, { room: 'east' });
    later();
    const other = await bot.deal({ name: '别处', customer: '大唐发电' });
    await bot.say('li', `记拜访 #${other} 见了刘总`);
    await bot.deliver();
    const home = bot.posts.find((post) => wordsOf(post.message).includes('热电联产'));
    const thread = { room: 'east', thread: home?.id ?? '' };
    const list = await bot.say('li', '@驿站 撤销列表', thread);
    expect(list.audience).toBe('asker');
    expect(wordsOf(list)).toContain('见了张总');
    expect(wordsOf(list)).not.toContain('刘总');
    const done = await bot.say('li', '@驿站 撤销', thread);
    expect(done).toMatchObject({ audience: 'place', text: expect.stringContaining('见了张总') });
    expect(await counting(other)).toEqual(['opened', 'contacted']);
  });

  test('made-up words do nothing', async () => {
    expect((await bot.press('mia', { line: 'undo', values: { entry: 'x:y:z' } })).text).toContain('not know');
    expect((await bot.press('mia', { line: 'undo', values: { visit: 'nonsense' } })).text).toContain(
      'not know',
    );
    expect((await bot.say('zhao', '撤销')).text).toBe('最近 30 天没有可以撤销的记录。');
  });
});

describe('fix', () => {
  test('moves the last entry to the right deal, as having happened when it did', async () => {
    const wrong = await bot.deal({ name: '一期', customer: '隆基股份' });
    const right = await bot.deal({ name: '二期', customer: '晶科能源' });
    await bot.say('li', `记拜访 #${wrong} 昨天跟李工通了电话，周五前报价`);
    const fixed = await bot.say('li', '改记到 晶科');
    expect(fixed.text).toContain('已从“一期”改到“二期”');
    expect(await counting(wrong)).toEqual(['opened']);
    expect(await counting(right)).toEqual(['opened', 'contacted', 'stepped']);
    const [visit] = await bot.read().visitsOf({ deal: right });
    expect(visit).toMatchObject({ at: new Date('2026-11-20T04:00:00Z'), kind: 'call', nextStep: '报价' });
    expect((await bot.read().dealView(right))?.state.lastContactAt).toEqual(visit?.at);
    // Undone, it is back where it was.
    await bot.press('li', pressed(fixed, '撤销'));
    expect(await counting(wrong)).toEqual(['opened', 'contacted', 'stepped']);
    expect(await counting(right)).toEqual(['opened']);
    expect(await bot.read().visitsOf({ deal: wrong })).toHaveLength(1);
  });

  test('a plain line', async () => {
    const wrong = await bot.deal({ name: '电池线', customer: '宁德时代' });
    const right = await bot.deal({ name: '整车线', customer: '比亚迪' });
    await bot.say('li', `记拜访 #${wrong} 见了面`);
    await bot.say('li', '不是宁德，是比亚迪');
    expect(await counting(wrong)).toEqual(['opened']);
    expect(await counting(right)).toEqual(['opened', 'contacted']);
  });

  test.each([
    ['li', '改到晶科', '改到 远景'],
    ['li', '把刚才那条改到 晶科', '不是晶科，是远景'],
    ['mia', 'move that visit to globex', 'oops, not globex, acme'],
  ] as const)('%s: %s, and on from there: %s; undo goes back step by step', async (who, line, back) => {
    const [one, other] = who === 'li' ? ['远景能源', '晶科能源'] : ['Acme', 'Globex'];
    const wrong = await bot.deal({ name: `${line} A`, customer: one, owner: who });
    const right = await bot.deal({ name: `${line} B`, customer: other, owner: who });
    later();
    await bot.say(who, who === 'li' ? `记拜访 #${wrong} 见了面` : `visit log #${wrong} met them`);
    later();
    const where = async () => [await counting(wrong), await counting(right)].map((kinds) => kinds.length - 1);
    const said = await bot.say(who, line);
    await chosen(who, said, right);
    expect(await where()).toEqual([0, 1]);
    later();
    await chosen(who, await bot.say(who, back), wrong);
    expect(await where()).toEqual([1, 0]);
    later();
    const undone = await bot.say(who, who === 'li' ? '撤销' : 'undo');
    expect(undone.text).toContain(`${line} B`);
    expect(await where()).toEqual([0, 1]);
    later();
    await bot.say(who, who === 'li' ? '撤销' : 'undo');
    expect(await where()).toEqual([1, 0]);
    later();
    await bot.say(who, who === 'li' ? '撤销' : 'undo');
    expect(await where()).toEqual([0, 0]);
  });

  test('a stage is no matter of another deal; the same deal is no other; a foreign deal is not theirs', async () => {
    const deal = await bot.deal({ name: 'Nakatomi tower', customer: 'Nakatomi', owner: 'joe' });
    const other = await bot.deal({ name: 'Nostromo', customer: 'Weyland', owner: 'mia' });
    const secret = await bot.deal({ name: 'Ripley', customer: 'Weyland', owner: 'mia', confidential: true });
    await bot.say('joe', `visit log #${deal} met Hans`);
    expect((await bot.say('joe', `fix #${deal}`)).form?.fields[0]?.name).toBe('deal');
    expect((await bot.say('joe', `fix #${other}`)).text).toContain('Mia Lopez');
    expect((await bot.say('joe', `fix #${secret}`)).text).toContain('no such deal');
    later();
    await bot.say('joe', `deal advance #${deal}`);
    const no = await bot.say('joe', `fix #${other}`);
    expect(no.text).toContain('cannot move');
    expect(pressable(no).map((one) => one.label)).toEqual(['Take back']);
  });
});
