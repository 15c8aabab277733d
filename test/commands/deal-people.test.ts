import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { suggest } from '../../src/chat/suggest.ts';
import { aBot, type Bot } from '../support/bot.ts';
import { pressable, pressed, wordsOf } from '../support/reading.ts';

let bot: Bot;
beforeAll(async () => {
  bot = await aBot();
});
afterAll(() => bot.close());

const viewOf = (number: number) => bot.read().dealView(number);
/** What was sent to somebody of the bot's own accord. */
const toldTo = (who: string) =>
  bot.posts.filter((post) => post.to.kind === 'person' && post.to.person === who);

describe('handing over', () => {
  test('the other accepts with one press; the deal follows them to their team', async () => {
    const number = await bot.deal({ name: 'Portal', customer: 'Acme', owner: 'mia' });
    const asked = await bot.say('mia', 'hand over acme to 李伟');
    expect(asked.text).toContain('until 李伟 accepts');
    expect((await viewOf(number))?.owner.name).toBe('Mia Lopez');
    await bot.deliver();
    const [notice] = toldTo('li');
    const accept = pressed(notice?.message ?? { text: '' }, '接手');

    expect((await bot.press('joe', accept)).text).toContain('no such deal');
    const taken = await bot.press('li', accept);
    expect(taken.text).toBe('Portal 现在由您负责。');
    expect(await viewOf(number)).toMatchObject({ owner: { name: '李伟' }, team: { name: '华东' } });
    expect((await bot.press('li', accept)).text).toContain('答复过');
    await bot.deliver();
    expect(toldTo('mia').at(-1)?.message.text).toContain('taken over');
  });

  test('only those are offered and taken who can own a deal', async () => {
    const number = await bot.deal({ name: 'Wharf', customer: 'Massive', owner: 'mia' });
    const offered = async (who: 'mia' | 'boss' | 'sam', line: string, field: string) =>
      (
        await suggest(bot.desk, {
          ...{ platform: 'local', workspace: 'local', actor: who, line, field, typed: '' },
          place: { kind: 'direct', channel: who },
        })
      )
        .map((one) => one.label)
        .sort();
    const owners = ['Bo Chief', 'Joe Brown', 'Mia Lopez', 'Sam Carter', '李伟', '王芳', '赵敏'];
    expect(await offered('mia', 'deal assign', 'person')).toEqual(owners);
    expect(await offered('boss', 'deal new', 'owner')).toEqual(owners);
    expect(await offered('sam', 'deal new', 'owner')).toEqual(['Joe Brown', 'Mia Lopez', 'Sam Carter']);
    expect(await offered('sam', 'team admit', 'person')).toContain('Nina New');

    const { form } = await bot.say('boss', 'deal new');
    for (const one of ['nina', 'rita'] as const) {
      const reply = await bot.submit('boss', form, { name: 'Shed', owner: bot.ids[one] });
      expect(reply.form?.fields.find(({ name }) => name === 'owner')?.fault).toMatch(
        one === 'rita' ? /^Rita Reader cannot own deals/ : /./,
      );
      const handed = await bot.say('mia', `hand over #${number} to ${one}`);
      expect(handed.text).toContain('cannot own deals');
    }
  });

  test('declined, it stays; asked of somebody else, the first request is off', async () => {
    const number = await bot.deal({ name: 'Hub', customer: 'Hooli', owner: 'mia' });
    await bot.say('mia', 'hand over hooli to Joe');
    await bot.deliver();
    const first = pressed(toldTo('joe').at(-1)?.message ?? { text: '' }, 'Accept');
    await bot.say('mia', 'hand over hooli to Sam');
    expect((await bot.press('joe', first)).text).toContain('no longer on offer');
    await bot.deliver();
    const decline = pressed(toldTo('sam').at(-1)?.message ?? { text: '' }, 'Decline');
    expect((await bot.press('sam', decline)).text).toContain('stays with its owner');
    expect((await viewOf(number))?.owner.name).toBe('Mia Lopez');
  });

  test('asked twice, the second request says so; asked anew, the old message points to the newer one', async () => {
    const number = await bot.deal({ name: 'Vault', customer: 'Wayne', owner: 'mia' });
    await bot.say('mia', 'hand over wayne to Joe');
    await bot.deliver();
    const first = pressed(toldTo('joe').at(-1)?.message ?? { text: '' }, 'Accept');
    expect((await bot.say('mia', 'hand over wayne to Joe')).text).toContain('Joe Brown was asked already');
    const card = await bot.say('mia', `show #${number}`);
    expect(wordsOf(card)).toContain('Offered to\nJoe Brown');

    await bot.say('mia', 'hand over wayne to Sam');
    await bot.say('mia', 'hand over wayne to Joe');
    expect((await bot.press('joe', first)).text).toContain('newer message');
    expect((await viewOf(number))?.owner.name).toBe('Mia Lopez');
  });

  test('before it is taken over, the card offers only what the other may do', async () => {
    await bot.deal({ name: 'Tower', customer: 'Oscorp', owner: 'mia' });
    await bot.say('mia', 'hand over oscorp to 李伟');
    await bot.deliver();
    const notice = toldTo('li').at(-1)?.message ?? { text: '' };
    expect(pressable(notice).map((one) => one.label)).toEqual(['接手', '不接']);
    const own = await bot.say('mia', 'show oscorp');
    expect(pressable(own).map((one) => one.label)).toContain('Won');
    const theirs = await bot.say('joe', 'show oscorp');
    expect(pressable(theirs).map((one) => one.label)).toEqual(['History']);
  });

  test('a manager assigns within the team at once, and the new owner is told', async () => {
    const number = await bot.deal({ name: '风机', customer: '远景能源' });
    const reply = await bot.say('wang', '分配 远景 给赵敏');
    expect(reply.text).toBe('风机已交给赵敏，并已通知本人。');
    expect((await viewOf(number))?.owner.name).toBe('赵敏');
    await bot.deliver();
    expect(toldTo('zhao').at(-1)?.message.text).toBe('王芳把“风机”交给您负责了。');
  });

  test('only to somebody who can own a deal', async () => {
    const number = await bot.deal({ name: 'Kiosk', customer: 'Umbrella', owner: 'mia' });
    expect((await bot.say('mia', 'hand over umbrella to Rita')).text).toContain('cannot own deals');
    expect((await viewOf(number))?.owner.name).toBe('Mia Lopez');
  });
});

describe('collaborators', () => {
  test('may log and note, not change; and no longer once they are taken off', async () => {
    const number = await bot.deal({ name: 'Suite', customer: 'Initech', owner: 'mia' });
    const shared = await bot.say('mia', 'deal share initech with 李伟');
    expect(shared.text).toContain('has been told');
    expect((await bot.say('li', '备注 initech 一起看了机房')).text).toContain('已备注');
    expect((await bot.say('li', '推进 initech')).text).toContain('Mia Lopez');

    await bot.press('mia', pressed(shared, 'Take 李伟 off again'));
    expect((await bot.say('li', `备注 #${number} 再看一次`)).text).toContain('没有这个商机');
  });
});

describe('confidential', () => {
  test('only owner, collaborators and the managers above see it', async () => {
    const number = await bot.deal({ name: '并购', customer: '宁德时代', amount: 9_000_000 });
    expect(wordsOf(await bot.say('zhao', `查看 #${number}`))).toContain('并购');
    await bot.say('li', '商机保密 宁德');

    const hidden = await bot.say('zhao', `查看 #${number}`);
    expect(wordsOf(hidden)).not.toMatch(/并购|宁德|900/);
    expect(wordsOf(await bot.say('zhao', '商机列表'))).not.toContain('并购');
    expect(wordsOf(await bot.say('wang', `查看 #${number}`))).toContain('并购');
    expect(wordsOf(await bot.say('boss', `show #${number}`))).toContain('并购');

    await bot.say('li', '商机协作 宁德 赵敏');
    expect(wordsOf(await bot.say('zhao', `查看 #${number}`))).toContain('并购');
    await bot.say('li', '取消协作 宁德 赵敏');
    await bot.say('li', '取消保密 宁德');
    expect(wordsOf(await bot.say('zhao', `查看 #${number}`))).toContain('并购');
  });
});

describe('who may change a deal', () => {
  const lines = [
    'advance',
    'edit',
    'deal win',
    'deal lose',
    'deal snooze',
    'deal split',
    'deal confidential',
    'deal visible',
  ];
  test.each(lines)('%s: not a colleague, not another team, not a reader', async (line) => {
    const number = await bot.deal({ name: 'Wall', customer: 'Wonka', owner: 'mia', amount: 10_000 });
    const words = { line, values: { deal: `#${number}` } };
    expect((await bot.press('joe', words)).text).toContain('Mia Lopez');
    expect((await bot.press('li', words)).text).toContain('没有这个商机');
    expect((await bot.press('rita', words)).text).toContain('no such deal');
    expect((await bot.press('ada', words)).text).toContain('no such deal');
    expect((await bot.press('olga', words)).text).toContain('Mia Lopez');
    expect(await bot.read().eventsOf(number)).toHaveLength(1);
  });

  test('the manager of the team may', async () => {
    const number = await bot.deal({ name: 'Gate', customer: 'Soylent', owner: 'mia' });
    await bot.say('sam', 'advance soylent');
    expect((await viewOf(number))?.stage.key).toBe('contact');
  });

  test('of a merger, both deals', async () => {
    const one = await bot.deal({ name: 'Pilot', customer: 'Massive', owner: 'joe' });
    const other = await bot.deal({ name: 'Rollout', customer: 'Massive', owner: 'mia' });
    const words = { line: 'deal merge', values: { deal: `#${one}`, into: `#${other}` } };
    expect((await bot.press('joe', words)).text).toContain('Mia Lopez');
    const confirmed = { ...words, line: 'deal merge confirmed' };
    await bot.press('joe', confirmed);
    expect((await viewOf(one))?.state.status).toBe('open');
  });
});

describe('two people at once', () => {
  test('pressing the same button: one thing happens and the other is told', async () => {
    const number = await bot.deal({ name: 'Race', customer: 'Cyberdyne', owner: 'mia' });
    const words = pressed(await bot.say('mia', 'show cyberdyne'), 'Advance to First contact');
    const answers = await Promise.all([bot.press('mia', words), bot.press('sam', words)]);
    expect(answers.filter((one) => one.text.includes('Prospect → First contact'))).toHaveLength(1);
    expect(answers.filter((one) => one.text.includes('nothing was done'))).toHaveLength(1);
    expect(await bot.read().eventsOf(number)).toHaveLength(2);
  });

  test('accepting a hand-over while the deal is assigned to somebody else', async () => {
    const number = await bot.deal({ name: 'Tug', customer: 'Tyrell', owner: 'mia' });
    await bot.say('mia', 'hand over tyrell to 李伟');
    await bot.deliver();
    const asked = toldTo('li').find((post) => post.message.text.includes('Tug'));
    const accept = pressed(asked?.message ?? { text: '' }, '接手');
    await bot.say('sam', 'assign tyrell to Joe');
    expect((await bot.press('li', accept)).text).toContain('现由 Joe Brown 负责');
    expect((await viewOf(number))?.owner.name).toBe('Joe Brown');
  });
});
