import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hear } from '../../src/chat/dispatch.ts';
import type { Input, Profile } from '../../src/chat/input.ts';
import type { Reply } from '../../src/chat/message.ts';
import { aBot, type Bot } from '../support/bot.ts';
import { pressed } from '../support/reading.ts';

let bot: Bot;
let said = 0;
beforeAll(async () => {
  bot = await aBot();
  await bot.prisma.workspace.create({
    data: { platform: 'lark', external: 'tenant', orgId: bot.org, name: 'Feishu', createdAt: bot.now },
  });
});
afterAll(() => bot.close());

/** Somebody says something in the organisation's other chat. */
async function inLark(actor: string, text: string, profile: Partial<Profile> = {}): Promise<Reply> {
  said += 1;
  const input: Input = {
    id: `m${said}`,
    platform: 'lark',
    workspace: 'tenant',
    actor,
    place: { kind: 'direct', channel: actor },
    said: { kind: 'line', text, addressed: 'plain' },
    files: [],
    at: bot.now,
    profile: async () => ({ name: actor, kind: 'member', locale: 'en', ...profile }),
    members: async () => [actor],
  };
  const reply = await hear(bot.desk, input);
  if (reply === null) throw new Error('the bot said nothing');
  return reply;
}

const codeFor = async (who: 'li' | 'mia' | 'joe' | 'sam' | 'zhao' | 'ada'): Promise<string> => {
  const code = /[0-9A-Z]{4}-[0-9A-Z]{4}/.exec((await bot.say(who, 'link')).text)?.[0];
  if (code === undefined) throw new Error('there is no code');
  return code;
};
const inLarkIs = async (actor: string) => (await bot.read().identified('lark', 'tenant', actor))?.id;
const tick = (ms: number): void => bot.at(new Date(bot.now.getTime() + ms));

describe('a code', () => {
  test('makes somebody new in another chat the person they are', async () => {
    const code = await codeFor('mia');
    const reply = await inLark('ou_mia', `link ${code.toLowerCase().replace('-', ' ')}`);
    expect(reply.text).toBe('You are Mia Lopez here too from now on.');
    expect(await inLarkIs('ou_mia')).toBe(bot.ids.mia);
    expect((await inLark('ou_mia', 'whoami')).text).toBe('Mia Lopez · Rep');
    await bot.deliver();
    const told = bot.posts.filter((post) => post.message.text.includes('is you from now on'));
    expect(told.length).toBe(1);
    // Taken once: it is nobody's any more.
    expect((await inLark('ou_eve', `link ${code}`)).text).toContain('over or was used');
  });

  test('of somebody who already waits there joins the two, and the one who waited is gone', async () => {
    await inLark('ou_joe', 'hello');
    const waiting = await inLarkIs('ou_joe');
    // Whoever waits there may have done so for longer than the other has been known.
    const since = new Date('2025-06-01T00:00:00Z');
    await bot.prisma.identity.updateMany({ where: { external: 'ou_joe' }, data: { since } });
    expect((await inLark('ou_joe', `link 0000-0000`)).text).toContain('over or was used');
    expect((await inLark('ou_joe', `link account ${await codeFor('joe')}`)).text).toContain(
      'You are Joe Brown',
    );
    expect(await inLarkIs('ou_joe')).toBe(bot.ids.joe);
    expect((await bot.read().people()).map((one) => one.id)).not.toContain(waiting);
    // They hear of it where they were known before, in case it was not them.
    const told = await bot.prisma.outbox.findFirst({ where: { key: 'linked:lark:tenant:ou_joe' } });
    expect(told?.address).toEqual({ kind: 'person', workspace: 'local', person: 'joe' });
  });

  test('of somebody at work there is asked once more, and the deals come along', async () => {
    // 赵敏 was let in twice: here, and in the other chat as somebody else.
    await inLark('ou_zhao', 'hello', { name: '小赵', locale: 'zh' });
    const other = (await inLarkIs('ou_zhao')) ?? '';
    await bot.press('ada', {
      line: 'team admit',
      values: { person: other, team: bot.teamId('华东') },
    });
    await inLark('ou_zhao', '新建商机 客户：隆基绿能 光伏 5万');
    const asked = await inLark('ou_zhao', `关联账号 ${await codeFor('zhao')}`);
    expect(asked.text).toContain('名下 1 个进行中的商机一起转过去');
    const words = pressed(asked, '是我本人');
    said += 1;
    const done = await hear(bot.desk, {
      id: `m${said}`,
      platform: 'lark',
      workspace: 'tenant',
      actor: 'ou_zhao',
      place: { kind: 'direct', channel: 'ou_zhao' },
      said: { kind: 'press', words },
      files: [],
      at: bot.now,
      profile: async () => ({ name: '', kind: 'member' }),
      members: async () => [],
    });
    expect(done?.text).toBe('以后您在这里也是赵敏。');
    expect(await inLarkIs('ou_zhao')).toBe(bot.ids.zhao);
    const mine = await inLark('ou_zhao', '我的商机');
    expect(JSON.stringify(mine.card)).toContain('光伏');
    expect((await bot.read().people()).some((one) => one.id === other)).toBe(false);
  });

  test('is no good to oneself, in the same chat, when it is over, or when it is none', async () => {
    const code = await codeFor('sam');
    expect((await bot.say('sam', `link ${code}`)).text).toContain('your own code');
    expect((await bot.say('li', `关联账号 ${code}`)).text).toContain('本聊天里的另一位同事');
    expect((await bot.say('sam', 'link please')).text).toContain('is not a code');
    tick(16 * 60_000);
    expect((await inLark('ou_sam', `link ${code}`)).text).toContain('over or was used');
  });

  test('replaces the one before, and is kept as a hash', async () => {
    const first = await codeFor('sam');
    const second = await codeFor('sam');
    expect((await inLark('ou_sam', `link ${first}`)).text).toContain('over or was used');
    const rows = await bot.prisma.linkCode.findMany();
    expect(JSON.stringify(rows)).not.toContain(second.replace('-', ''));
    expect((await inLark('ou_sam', `link ${second}`)).text).toContain('Sam Carter');
  });

  test('does not make the last administrator somebody else', async () => {
    await inLark('ou_li', 'hello');
    const other = (await inLarkIs('ou_li')) ?? '';
    await bot.press('ada', { line: 'team admit', values: { person: other, team: bot.teamId('West') } });
    const code = /[0-9A-Z]{4}-[0-9A-Z]{4}/.exec((await inLark('ou_li', 'link')).text)?.[0] ?? '';
    expect((await bot.say('ada', `link ${code}`)).text).toContain('no administrator left');
  });
});

describe('an e-mail address', () => {
  test('that the chat vouches for makes somebody new the person they are, and what they said is heard', async () => {
    const reply = await inLark('ou_olga', 'whoami', { email: 'Olga@Example.com', emailVerified: true });
    expect(reply.text).toBe('Olga Ops · Operations');
    expect(await inLarkIs('ou_olga')).toBe(bot.ids.olga);
  });

  test('that it does not vouch for proves nothing', async () => {
    const reply = await inLark('ou_boss', 'whoami', { email: 'boss@example.com' });
    expect(reply.text).toContain('let you in first');
    expect(await inLarkIs('ou_boss')).not.toBe(bot.ids.boss);
  });

  test('of somebody who left, or is in that chat already, makes nobody anybody', async () => {
    await bot.say('ada', 'team deactivate Rita');
    const left = await inLark('ou_rita', 'whoami', { email: 'rita@example.com', emailVerified: true });
    expect(left.text).toContain('let you in first');
    const twice = await inLark('ou_olga2', 'whoami', { email: 'olga@example.com', emailVerified: true });
    expect(twice.text).toContain('let you in first');
  });
});
