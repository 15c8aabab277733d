import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { messages } from '../../src/i18n/messages.ts';
import { aBot, type Bot } from '../support/bot.ts';
import type { CastName } from '../support/cast.ts';
import { pressable, wordsOf } from '../support/reading.ts';

let bot: Bot;
beforeAll(async () => {
  bot = await aBot();
});
afterAll(() => bot.close());

type Answer =
  | 'yes'
  | 'ask the owner'
  | 'no such deal'
  | 'not your role'
  | 'not your people'
  | 'not your team';

/** What the bot said, as the kind of refusal it is. */
function answerOf(text: string): Answer {
  for (const { chat } of Object.values(messages)) {
    const { notAllowed } = chat;
    if (text === notAllowed.hidden) return 'no such deal';
    if (text.startsWith(notAllowed.nothing)) return 'not your role';
    if (text.startsWith(notAllowed.person)) return 'not your people';
    if (text.startsWith(notAllowed.team)) return 'not your team';
    for (const owner of ['李伟', '王芳', 'Mia Lopez'])
      if (text.startsWith(notAllowed.deal(owner))) return 'ask the owner';
  }
  return 'yes';
}

const everybody: readonly CastName[] = ['li', 'zhao', 'wang', 'mia', 'sam', 'boss', 'olga', 'ada', 'rita'];
type Row = Partial<Record<CastName, Answer>> & { else: Answer };
const expectedOf = (row: Row) => Object.fromEntries(everybody.map((who) => [who, row[who] ?? row.else]));

async function answersTo(line: string): Promise<Record<string, Answer>> {
  const answers: Record<string, Answer> = {};
  for (const who of everybody) answers[who] = answerOf((await bot.say(who, line)).text);
  return answers;
}

describe('a deal of 李伟 in 华东', () => {
  test('is read by the team, the managers above and operations', async () => {
    const number = await bot.deal({ name: '储能监控', customer: '远景能源' });
    const expected = expectedOf({
      mia: 'no such deal',
      sam: 'no such deal',
      ada: 'no such deal',
      else: 'yes',
    });
    expect(await answersTo(`deal show #${number}`)).toEqual(expected);
  });

  test('is moved by its owner and the managers above', async () => {
    const number = await bot.deal({ name: '港口照明', customer: '宁波港' });
    const expected = expectedOf({
      li: 'yes',
      wang: 'yes',
      boss: 'yes',
      mia: 'no such deal',
      sam: 'no such deal',
      ada: 'no such deal',
      else: 'ask the owner',
    });
    expect(await answersTo(`deal advance #${number}`)).toEqual(expected);
    expect((await bot.read().eventsOf(number)).filter((one) => one.kind === 'moved')).toHaveLength(3);
  });

  test('when confidential, shows itself to the owner and the managers above, to nobody else', async () => {
    const number = await bot.deal({ name: '并购顾问', customer: '招商银行', confidential: true });
    const expected = expectedOf({ li: 'yes', wang: 'yes', boss: 'yes', else: 'no such deal' });
    expect(await answersTo(`deal show #${number}`)).toEqual(expected);
    // By name it is not even found, which is the same as not being there.
    const found = await bot.say('zhao', '查看 并购顾问');
    expect(wordsOf(found)).not.toContain(`#${number}`);
    expect(wordsOf(await bot.say('wang', '查看 并购顾问'))).toContain(`#${number}`);
  });

  test('when confidential, is never a choice among several', async () => {
    await bot.deal({ name: '轨道信号一期', customer: '中国中车' });
    await bot.deal({ name: '轨道信号二期', customer: '中国中车' });
    const secret = await bot.deal({ name: '轨道信号三期', customer: '中国中车', confidential: true });
    const numbers = async (who: CastName) => {
      const offered = pressable(await bot.say(who, '查看 轨道信号'));
      return offered.some(({ label }) => label.includes(`#${secret}`));
    };
    expect(await numbers('zhao')).toBe(false);
    expect(await numbers('olga')).toBe(false);
    expect(await numbers('li')).toBe(true);
  });
});

describe('a room', () => {
  test('gives a confidential deal no home and no word', async () => {
    const number = await bot.deal({ name: '秘密项目', customer: '华能集团', confidential: true });
    const reply = await bot.say('li', `/推进 #${number}`, { room: 'east' });
    expect(reply.audience).toBe('asker');
    await bot.deliver();
    expect(await bot.read().placementsOf(number)).toEqual([]);
    expect(bot.posts.map((post) => wordsOf(post.message)).join()).not.toContain('秘密项目');
  });

  test('hears answers to questions only through the asker', async () => {
    await bot.deal({ name: '水厂改造', customer: '北控水务' });
    for (const line of ['/查看 北控', '/团队成员', '/帮助']) {
      expect((await bot.say('li', line, { room: 'east' })).audience, line).toBe('asker');
    }
  });
});

describe('what is not about a deal', () => {
  let fresh: Bot;
  beforeAll(async () => {
    fresh = await aBot();
  });
  afterAll(() => fresh.close());

  test.each<[string, Row]>([
    [
      'deal new Renewal customer: Acme 5k',
      { olga: 'not your role', ada: 'not your role', rita: 'not your role', else: 'yes' },
    ],
    ['settings currency USD', { olga: 'yes', ada: 'yes', else: 'not your role' }],
    ['team new South', { wang: 'yes', sam: 'yes', boss: 'yes', ada: 'yes', else: 'not your role' }],
    ['team rename West to Pacific', { sam: 'yes', boss: 'yes', ada: 'yes', else: 'not your team' }],
    ['team role 赵敏 只读', { wang: 'yes', boss: 'yes', ada: 'yes', else: 'not your people' }],
    ['team deactivate 赵敏', { wang: 'yes', boss: 'yes', ada: 'yes', else: 'not your people' }],
    [
      'team leave person: 赵敏',
      { zhao: 'yes', wang: 'yes', boss: 'yes', ada: 'yes', else: 'not your people' },
    ],
    ['team admit Nina', { wang: 'yes', sam: 'yes', boss: 'yes', ada: 'yes', else: 'not your role' }],
    ['team admit Nina West', { sam: 'yes', boss: 'yes', ada: 'yes', else: 'not your team' }],
    ['team people', { else: 'yes' }],
    ['settings language', { else: 'yes' }],
    ['help', { else: 'yes' }],
  ])('%s', async (line, row) => {
    const answers: Record<string, Answer> = {};
    for (const who of everybody) {
      await asBefore();
      answers[who] = answerOf((await fresh.say(who, line)).text);
    }
    expect(answers).toEqual(expectedOf(row));
  });

  /** What the one before was allowed to change. */
  async function asBefore(): Promise<void> {
    const { person, team } = fresh.prisma;
    await person.updateMany({ where: { name: '赵敏' }, data: { status: 'active', role: 'rep' } });
    await person.updateMany({ where: { name: 'Nina New' }, data: { status: 'pending', teamId: null } });
    await team.updateMany({ where: { name: 'Pacific' }, data: { name: 'West' } });
  }
});

describe('who may is named', () => {
  let fresh: Bot;
  beforeAll(async () => {
    fresh = await aBot();
  });
  afterAll(() => fresh.close());

  test.each<[CastName, string, string]>([
    // A manager is not told that a manager could.
    ['wang', '设置 币种 美元', 'Ada Admin 或 Olga Ops'],
    ['sam', 'team rename 华东 to North', '王芳 or Bo Chief'],
    ['wang', '团队 停用 Mia', 'Sam Carter 或 Bo Chief'],
    ['boss', 'settings currency USD', 'Ada Admin or Olga Ops'],
    ['mia', 'digest add workdays 09:00', 'Sam Carter or Bo Chief'],
    ['mia', 'setup', 'Ada Admin or Olga Ops'],
    ['rita', 'deal new Acme pilot', '王芳 or Bo Chief'],
  ])('%s says “%s”', async (who, line, names) => {
    const { text } = await fresh.say(who, line);
    expect(answerOf(text)).not.toBe('yes');
    expect(text).toContain(names);
    expect(text).not.toMatch(/a manager|主管/i);
  });

  test('of a deal: its owner, then the nearest manager', async () => {
    const number = await fresh.deal({ name: '储能监控', customer: '远景能源' });
    expect((await fresh.say('zhao', `推进 #${number}`)).text).toBe('这是李伟的商机。可以请李伟或王芳处理。');
    expect((await fresh.say('olga', `advance #${number}`)).text).toBe(
      'This deal is 李伟’s. 李伟 or 王芳 can do it.',
    );
  });

  test('nobody who left', async () => {
    await fresh.say('ada', 'team deactivate 王芳');
    const { text } = await fresh.say('sam', 'team rename 华东 to North');
    expect(text).toContain('Bo Chief');
    expect(text).not.toContain('王芳');
  });
});

describe('what holds, holds from the next press', () => {
  test('a role given and taken', async () => {
    const fresh = await aBot();
    const number = await fresh.deal({ name: 'Globex rollout', customer: 'Globex', owner: 'mia' });
    const advance = () => fresh.say('joe', `advance #${number}`);
    expect(answerOf((await advance()).text)).toBe('ask the owner');
    await fresh.say('sam', 'team role Joe manager');
    expect(answerOf((await advance()).text)).toBe('yes');
    await fresh.say('sam', 'team role Joe rep');
    expect(answerOf((await advance()).text)).toBe('ask the owner');
    await fresh.close();
  });

  test('access that ended', async () => {
    const fresh = await aBot();
    const card = await fresh.say('joe', 'team people');
    await fresh.say('sam', 'team deactivate Joe');
    const [first] = pressable(card);
    if (first === undefined) throw new Error('nothing to press');
    for (const reply of [await fresh.press('joe', first.says), await fresh.say('joe', 'help')]) {
      expect(reply).toEqual({ text: messages.en.chat.left, audience: 'asker' });
    }
    await fresh.close();
  });

  test('a pending person sees nothing, whatever they say or press', async () => {
    const number = await bot.deal({ name: 'Hooli deal', customer: 'Hooli', owner: 'mia' });
    const pending = messages.en.chat.pending('Nina New');
    for (const line of ['help', 'team people', `deal show #${number}`, 'settings language Chinese', 'join']) {
      expect(await bot.say('nina', line)).toEqual({ text: pending, audience: 'asker' });
    }
    const pressed = await bot.press('nina', { line: 'team admit', values: { person: bot.ids.nina } });
    expect(pressed.text).toBe(pending);
    expect((await bot.read().person(bot.ids.nina))?.status).toBe('pending');
  });
});
