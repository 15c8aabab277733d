import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { aBot, type Bot } from '../support/bot.ts';
import { pressable, pressed, wordsOf } from '../support/reading.ts';

let bot: Bot;

/** A bot for each test that changes who is who; one for all where that is not so. */
const forEach = () => {
  beforeEach(async () => {
    bot = await aBot();
  });
  afterEach(() => bot.close());
};
const forAll = () => {
  beforeAll(async () => {
    bot = await aBot();
  });
  afterAll(() => bot.close());
};

const person = async (name: Parameters<Bot['say']>[0]) => {
  const found = await bot.read().identified('local', 'local', name);
  if (found === null) throw new Error(`nobody called ${name}`);
  return found;
};
const told = (external: string): string[] =>
  bot.posts.flatMap((post) =>
    post.to.kind === 'person' && post.to.person === external ? [post.message.text] : [],
  );

describe('who is who', () => {
  forAll();

  test('pending people first, then the teams as a tree', async () => {
    const words = wordsOf(await bot.say('wang', '团队成员')).split('\n');
    const at = (word: string) => words.findIndex((one) => one.includes(word));
    expect(at('Nina New')).toBeLessThan(at('Sales · 3 人'));
    expect(at('Sales · 3 人')).toBeLessThan(at('　华东 · 4 人'));
    expect(at('　华东')).toBeLessThan(at('李伟'));
  });

  test('a rep is offered no admission', async () => {
    expect(wordsOf(await bot.say('li', '团队成员'))).not.toContain('Nina');
  });

  test('one team, and one person, by a press', async () => {
    const team = await bot.say('ada', 'team people West');
    expect(wordsOf(team)).not.toContain('李伟');
    const mia = await bot.press('ada', pressed(team, 'Mia Lopez'));
    expect(mia.text).toBe('Mia Lopez · Rep');
    expect(pressed(mia, 'End access').values).toEqual({ person: bot.ids.mia });
    expect(wordsOf(mia)).toContain('It holds at once: Mia Lopez can read and change nothing');
    expect(wordsOf(mia)).toContain('Open deals go to Sam Carter, to be handed out');
  });

  test('whoami says role, team and manager', async () => {
    const words = wordsOf(await bot.say('li', '我是谁'));
    expect(words).toContain('销售');
    expect(words).toContain('华东');
    expect(words).toContain('王芳');
    expect(wordsOf(await bot.say('joe', 'join'))).toContain('Sam Carter');
  });
});

describe('letting somebody in', () => {
  forEach();

  test('one press by a manager, into the manager’s own team; the newcomer hears of it', async () => {
    const list = await bot.say('sam', 'team people');
    const reply = await bot.press('sam', pressed(list, 'Let in'));
    expect(reply.text).toBe('Nina New has joined West.');
    expect(await person('nina')).toMatchObject({ status: 'active', role: 'rep', teamId: bot.teamId('West') });
    await bot.deliver();
    expect(told('nina')).toEqual(['Sam Carter has let you in. Say “help” to see what I can do.']);
    const welcome = bot.posts.find((post) => post.message.card?.title.startsWith('Welcome'));
    expect(wordsOf(welcome?.message ?? { text: '' })).toContain('my deals');
    expect((await bot.say('nina', 'whoami')).text).toBe('Nina New · Rep');
  });

  test('a second press tells who was faster, and changes nothing', async () => {
    const words = pressed(await bot.say('sam', 'team people'), 'Let in');
    await bot.press('wang', words);
    const second = await bot.press('sam', words);
    expect(second.text).toBe('王芳 has already let Nina New in; the team is 华东.');
    expect((await person('nina')).teamId).toBe(bot.teamId('华东'));
  });

  test('two presses at the same moment: one holds, both are told the same', async () => {
    const words = pressed(await bot.say('sam', 'team people'), 'Let in');
    // Each hears it at an instant of its own.
    let ms = 0;
    bot.desk.now = () => new Date(bot.now.getTime() + ms++);
    const replies = await Promise.all([bot.press('wang', words), bot.press('sam', words)]);
    bot.desk.now = () => bot.now;
    bot.at(new Date(bot.now.getTime() + 1000));
    const first = (await person('nina')).teamId === bot.teamId('West') ? 'Sam Carter' : '王芳';
    const loser = first === 'Sam Carter' ? replies[0] : replies[1];
    expect(loser.text).toContain(first);
    const rows = await bot.prisma.membership.count({ where: { personId: bot.ids.nina } });
    // As a pending person, and as admitted: once.
    expect(rows).toBe(2);
    await bot.deliver();
    expect(told('nina')).toHaveLength(1);
  });

  test('an administrator chooses the team', async () => {
    const choice = await bot.press('ada', { line: 'team admit', values: { person: bot.ids.nina } });
    expect(choice.text).toBe('Which team does Nina New join?');
    expect((await person('nina')).status).toBe('pending');
    await bot.press('ada', pressed(choice, '华东'));
    expect((await person('nina')).teamId).toBe(bot.teamId('华东'));
  });

  test('as something else than a rep', async () => {
    await bot.say('boss', 'team admit Nina West manager');
    expect(await person('nina')).toMatchObject({ role: 'manager', teamId: bot.teamId('West') });
  });

  test('a manager cannot let in an administrator', async () => {
    const reply = await bot.say('boss', 'team admit Nina administrator');
    expect(reply.text).toContain('Only an administrator');
    expect((await person('nina')).status).toBe('pending');
  });

  test('or turning them away', async () => {
    await bot.press('sam', pressed(await bot.say('sam', 'team people'), 'Turn down'));
    expect((await bot.say('nina', 'help')).text).toContain('access has ended');
    const back = await bot.say('ada', 'team people');
    await bot.press('ada', pressed(back, 'Give access back'));
    expect((await person('nina')).status).toBe('pending');
  });
});

describe('roles', () => {
  forEach();

  test('are changed by a manager of the team, and kept with the instant they hold from', async () => {
    await bot.say('wang', '团队角色 赵敏 主管');
    expect((await person('zhao')).role).toBe('manager');
    const held = await bot.prisma.membership.findMany({
      where: { personId: bot.ids.zhao },
      orderBy: { from: 'asc' },
    });
    expect(held.map((one) => one.role)).toEqual(['rep', 'manager']);
  });

  test('that reach beyond a team are an administrator’s to give and take', async () => {
    expect((await bot.say('boss', 'team role Mia admin')).text).toContain('Only an administrator');
    expect((await bot.say('boss', 'team role Olga rep')).text).toContain('Only an administrator');
    expect((await bot.say('boss', 'team deactivate Ada')).text).toContain('Only an administrator');
    await bot.say('ada', 'team role Mia operations');
    expect((await person('mia')).role).toBe('operations');
  });

  test('never leave an organisation without an administrator', async () => {
    expect((await bot.say('ada', 'team role Ada manager')).text).toContain('no administrator left');
    await bot.say('ada', 'team role Olga admin');
    await bot.say('ada', 'team role Ada manager');
    expect((await person('ada')).role).toBe('manager');
    expect((await bot.say('olga', 'team deactivate Olga')).text).toContain('cannot end your own');
  });
});

describe('teams', () => {
  forEach();

  test('somebody moves with their open deals; closed ones stay', async () => {
    const open = await bot.deal({ name: 'Acme renewal', customer: 'Acme', owner: 'mia' });
    const reply = await bot.say('boss', 'team move Mia to 华东');
    expect(reply.text).toBe('Mia Lopez is now in 华东, with 1 open deal.');
    expect((await person('mia')).teamId).toBe(bot.teamId('华东'));
    expect((await bot.read().dealView(open))?.team.name).toBe('华东');
    // From the next press on the new manager sees it, and the old one does not.
    expect(wordsOf(await bot.say('wang', `deal show #${open}`))).toContain('Acme renewal');
    expect((await bot.say('sam', `deal show #${open}`)).text).toContain('no such deal');
  });

  test('nobody is moved into a team that is not one’s own', async () => {
    expect((await bot.say('sam', 'team move Mia to 华东')).text).toContain('not one of your teams');
    expect((await person('mia')).teamId).toBe(bot.teamId('West'));
  });

  test('a manager’s new team stands below their own; names are told apart', async () => {
    expect((await bot.say('wang', '团队新建 华东二部')).text).toBe('已在华东下新建团队华东二部。');
    expect((await bot.say('ada', 'team new South parent: West')).text).toBe(
      'South is a new team below West.',
    );
    expect((await bot.say('ada', 'team new ＳＯＵＴＨ')).text).toContain('already a team');
    expect((await bot.say('wang', '团队改名 华东二部 改为 浙江')).text).toBe('华东二部已改名为浙江。');
    expect((await bot.read().teams()).map((one) => one.name)).toContain('浙江');
  });

  test('a team’s deals live in the room where that was said', async () => {
    expect((await bot.say('wang', '团队群')).text).toContain('请在要指定的群里');
    const chosen = await bot.say('wang', '/团队群', { room: 'east' });
    expect(chosen.text).toBe('华东的商机以后就在您说这句话的群里更新。');
    const number = await bot.deal({ name: '储能监控', customer: '远景能源' });
    await bot.say('li', `/推进 #${number}`, { room: 'all' });
    expect(await bot.read().placementsOf(number)).toMatchObject([{ channel: 'east' }]);
    expect((await bot.say('wang', '团队群 取消')).text).toContain('不再固定');
    expect((await bot.read().teams()).find((one) => one.name === '华东')?.homes).toEqual([]);
  });

  test('where somebody in the room may not read them, that is said at once, and what to do', async () => {
    const many = await bot.say('sam', '@stagepost team home', { room: 'all' });
    expect(many.text).toMatch(
      /nothing of these deals will be seen here yet: (?:(?:王芳|李伟|赵敏|Ada Admin)(?:, | and )){3}one more may not read them\. Take/u,
    );
    const few = await bot.say('wang', '@驿站 团队群', { room: 'all' });
    expect(few.text).toContain('等 4 人无权查看');
    const other = await bot.say('sam', '@stagepost team home', { room: 'leads-and-nobody' });
    expect(other.text).toBe('Deals of West now live in the channel where you said this.');
  });
});

describe('leave', () => {
  forAll();
  beforeEach(() => bot.prisma.leave.deleteMany());

  const leaves = async () =>
    (await bot.read().leaves('2026-11-21')).map(
      (one) => `${one.person.name} ${one.from} ${one.until} ${one.deputy.name}`,
    );

  test.each([
    ['休假 下周，小赵盯', '李伟 2026-11-23 2026-11-29 赵敏'],
    ['请假 12月3日到10日，赵敏盯', '李伟 2026-12-03 2026-12-10 赵敏'],
    ['休假 周三到周五 王芳代班', '李伟 2026-11-25 2026-11-27 王芳'],
    ['ooo until friday, 赵敏 covers', '李伟 2026-11-21 2026-11-27 赵敏'],
    ['out of office 3 dec to 10 dec 赵敏', '李伟 2026-12-03 2026-12-10 赵敏'],
    ['休假 明天 赵敏', '李伟 2026-11-22 2026-11-22 赵敏'],
  ])('%s', async (line, expected) => {
    await bot.say('li', line);
    expect(await leaves()).toEqual([expected]);
  });

  test('what is missing is asked for, with what is known filled in', async () => {
    const asked = await bot.say('mia', 'ooo next week');
    expect(asked.text).toBe('Who gets the nudges meanwhile?');
    expect(asked.form?.fields.map((one) => one.value)).toEqual([undefined, '2026-11-23', '2026-11-29']);
    await bot.submit('mia', asked.form, { deputy: bot.ids.joe });
    expect(await leaves()).toEqual(['Mia Lopez 2026-11-23 2026-11-29 Joe Brown']);
  });

  test('the deputy is somebody else, who is there and sees the deals', async () => {
    const say = async (deputy: string) => (await bot.say('mia', `ooo next week, ${deputy} covers`)).text;
    expect(await say('mia')).toContain('Nobody covers for themselves');
    expect(await say('赵敏')).toContain('cannot see these deals');
    expect(await say('nina')).toContain('no access');
    await bot.say('joe', 'ooo 24 nov, sam covers');
    await bot.say('sam', 'ooo next week, joe covers');
    expect(await say('sam')).toContain('away then, too');
    expect(
      (await bot.say('mia', 'team leave from: 2026-12-05 until: 2026-12-01 deputy: Joe')).text,
    ).toContain('before the first');
  });

  test('is planned by a manager too, listed for all, and cancelled by either', async () => {
    await bot.say('sam', 'team leave next week person: Mia deputy: Joe');
    expect(await leaves()).toEqual(['Mia Lopez 2026-11-23 2026-11-29 Joe Brown']);
    expect(pressable(await bot.say('li', '谁在休假')).map((one) => one.label)).toEqual([]);
    const list = await bot.say('mia', 'team leaves');
    await bot.press('mia', pressed(list, 'Cancel leave'));
    expect(await leaves()).toEqual([]);
    expect((await bot.press('mia', pressed(list, 'Cancel leave'))).text).toContain('canceled before');
  });
});

describe('ending somebody’s access', () => {
  forEach();

  test('makes their deals the manager’s at once and offers each team member, one press per deal', async () => {
    const first = await bot.deal({ name: 'Acme renewal', customer: 'Acme', owner: 'mia' });
    const second = await bot.deal({ name: 'Globex rollout', customer: 'Globex', owner: 'mia' });
    const card = await bot.say('sam', 'team deactivate Mia');
    expect(card.text).toBe(
      'Mia Lopez’s access has ended. 2 open deals are now with Sam Carter, to be handed out.',
    );
    for (const number of [first, second]) {
      expect((await bot.read().dealView(number))?.owner.name).toBe('Sam Carter');
    }
    expect(await bot.read().requestsFor(bot.ids.sam)).toHaveLength(2);

    const next = await bot.press('sam', pressed(card, 'Joe Brown'));
    expect(next.text).toBe('Acme renewal is now Joe Brown’s.');
    expect((await bot.read().dealView(first))?.owner.name).toBe('Joe Brown');
    expect(wordsOf(next)).toContain('One deal to hand out');
    const last = await bot.press('sam', pressed(next, 'Keep it myself'));
    expect(last.text).toBe('You keep Globex rollout.');
    expect((await bot.read().dealView(second))?.owner.name).toBe('Sam Carter');
    expect(await bot.read().requestsFor(bot.ids.sam)).toEqual([]);
    await bot.deliver();
    expect(told('joe')).toEqual(['Sam Carter has given you Acme renewal. It is yours from now on.']);
  });

  test('by an administrator tells the manager and shows the administrator no deal', async () => {
    await bot.deal({ name: 'Acme renewal', customer: 'Acme', owner: 'mia' });
    const reply = await bot.say('ada', 'team deactivate Mia');
    expect(wordsOf(reply)).not.toContain('Acme');
    await bot.deliver();
    const notice = bot.posts.find((post) => post.to.kind === 'person' && post.to.person === 'sam');
    expect(notice?.message.text).toContain('One open deal is yours now');
    const card = await bot.press('sam', pressed(notice?.message ?? { text: '' }, 'Hand out the deals'));
    expect(wordsOf(card)).toContain('Acme renewal');
  });

  test('of a manager passes the deals to the one above', async () => {
    const number = await bot.deal({ name: 'Acme renewal', customer: 'Acme', owner: 'sam' });
    await bot.say('boss', 'team deactivate Sam');
    expect((await bot.read().dealView(number))?.owner.name).toBe('Bo Chief');
    expect((await bot.read().dealView(number))?.team.name).toBe('West');
  });

  test('pressing an old button hands nothing out twice', async () => {
    const number = await bot.deal({ name: 'Acme renewal', customer: 'Acme', owner: 'mia' });
    const card = await bot.say('sam', 'team deactivate Mia');
    const words = pressed(card, 'Joe Brown');
    await bot.press('sam', words);
    const again = await bot.press('sam', words);
    expect(again.text).toContain('nothing was done');
    const assigned = (await bot.read().eventsOf(number)).filter((one) => one.kind === 'assigned');
    expect(assigned).toHaveLength(2);
  });

  // Fails until undo asks who would own the deal then: take `.fails` away with it.
  test('taken back by undo, still leaves no deal with somebody who left', async () => {
    const number = await bot.deal({ name: 'Acme renewal', customer: 'Acme', owner: 'mia' });
    const reply = await bot.say('sam', 'team deactivate Mia');
    const undone = await bot.press('sam', pressed(reply, 'Undo'));
    expect(undone.text).toContain('Mia Lopez has no access any more');
    expect(pressable(undone).map((one) => one.label)).toEqual(['Give access back']);
    expect((await bot.read().dealView(number))?.owner.name).toBe('Sam Carter');
  });

  test('ends their leaves and what waits for them, and can be taken back', async () => {
    await bot.say('mia', 'ooo next week, joe covers');
    await bot.say('sam', 'team deactivate Joe');
    expect(await bot.read().leaves('2026-11-21')).toEqual([]);
    const list = await bot.say('sam', 'team people');
    const back = await bot.press('sam', pressed(list, 'Give access back'));
    expect(back.text).toBe('Joe Brown has access again, in West.');
    expect((await bot.say('joe', 'whoami')).text).toBe('Joe Brown · Rep');
    expect((await bot.press('sam', pressed(list, 'Give access back'))).text).toContain('already in');
  });
});
