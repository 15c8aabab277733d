import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hear } from '../../src/chat/dispatch.ts';
import type { Input, Profile } from '../../src/chat/input.ts';
import { messages } from '../../src/i18n/messages.ts';
import { aBot, type Bot } from '../support/bot.ts';
import { pressed } from '../support/reading.ts';

let bot: Bot;
beforeAll(async () => {
  bot = await aBot();
});
afterAll(() => bot.close());

const member: Profile = {
  name: 'Ken Stranger',
  kind: 'member',
  locale: 'en',
  email: 'ken@example.com',
};

const input = (actor: string, over: Partial<Input> & { profile?: Input['profile'] } = {}): Input => ({
  id: bot.desk.newId(),
  platform: 'local',
  workspace: 'local',
  actor,
  place: { kind: 'direct', channel: `dm-${actor}` },
  said: { kind: 'line', text: 'hello', addressed: 'plain' },
  files: [],
  at: bot.now,
  profile: async () => member,
  members: async () => [actor],
  ...over,
});
const known = (actor: string) => bot.read().identified('local', 'local', actor);

describe('first contact', () => {
  test('makes a pending person, who sees nothing; each who may admit is told once', async () => {
    const hello = await hear(bot.desk, input('ken'));
    expect(hello).toEqual({ text: messages.en.chat.pending('Ken Stranger'), audience: 'asker' });
    expect(await known('ken')).toMatchObject({ status: 'pending', role: 'rep', teamId: null });
    await hear(bot.desk, input('ken'));
    await bot.deliver();
    const asked = bot.posts.filter((post) => post.message.text.includes('Ken Stranger'));
    const whom = asked.map((post) => (post.to.kind === 'person' ? post.to.person : ''));
    expect(whom.sort()).toEqual(['ada', 'boss', 'sam', 'wang']);
    expect(asked.map(({ message: { text } }) => text).sort()).toEqual([
      ...Array(3).fill('Ken Stranger (ken@example.com) would like to join.'),
      'Ken Stranger（ken@example.com）申请加入，是否通过？',
    ]);
    const sams = asked.find((post) => post.to.kind === 'person' && post.to.person === 'sam');
    const reply = await bot.press('sam', pressed(sams?.message ?? { text: '' }, 'Let in'));
    expect(reply).toMatchObject({ text: 'Ken Stranger has joined West.', replaces: true });
  });

  test('is recorded before the chat is asked who they are', async () => {
    const met: unknown[] = [];
    const profile = async (): Promise<Profile> => {
      met.push(await known('early'));
      return { ...member, email: 'early@example.com', zone: 'America/Chicago' };
    };
    await hear(bot.desk, input('early', { profile }));
    expect(met).toMatchObject([{ name: 'early', status: 'pending', email: null }]);
    expect(await known('early')).toMatchObject({
      ...{ name: 'Ken Stranger', email: 'early@example.com', zone: 'America/Chicago', locale: 'en' },
    });
    await hear(bot.desk, input('early', { profile }));
    expect(met).toHaveLength(1);
  });

  test('is not lost when the chat does not answer; the next word asks again', async () => {
    const away = async () => Promise.reject(new Error('ratelimited'));
    const first = await hear(bot.desk, input('U0LATER', { profile: away }));
    expect(first?.text).toBe(messages.zh.chat.pending('U0LATER'));
    expect(bot.errors.splice(0)).toHaveLength(1);
    await bot.deliver();
    expect(bot.posts.filter((post) => post.message.text.includes('U0LATER'))).toHaveLength(4);
    expect(await known('U0LATER')).toMatchObject({ status: 'pending', name: 'U0LATER' });

    const later = await hear(
      bot.desk,
      input('U0LATER', { profile: async () => ({ ...member, name: 'Lea Later' }) }),
    );
    expect(later?.text).toBe(messages.en.chat.pending('Lea Later'));
    await bot.deliver();
    expect(bot.posts.filter((post) => post.message.text.includes('Lea Later'))).toHaveLength(0);
  });

  test.each(['guest', 'bot'] as const)('refuses a %s and keeps nothing of them', async (kind) => {
    const before = [await bot.prisma.person.count(), await bot.prisma.membership.count()];
    const profile = async (): Promise<Profile> => ({ name: 'Passer-by', kind });
    const hello = input(`a ${kind}`, { profile });
    for (const said of [hello, hello, input(`a ${kind}`, { profile })]) {
      expect((await hear(bot.desk, said))?.text).toBe(messages.zh.chat.guest);
      expect(await known(`a ${kind}`)).toBeNull();
    }
    expect([await bot.prisma.person.count(), await bot.prisma.membership.count()]).toEqual(before);
    await bot.deliver();
    expect(bot.posts.filter((post) => post.message.text.includes('Passer-by'))).toEqual([]);
  });

  test('of somebody from another workspace is none, and nobody asks who they are', async () => {
    const profile = () => Promise.reject(new Error('asked'));
    const said = (text: string) => ({ kind: 'line', text, addressed: 'mention' }) as const;
    const from = (over: Partial<Input>) =>
      hear(bot.desk, input('stranger', { stranger: true, profile, ...over }));
    expect((await from({ said: said('advance acme') }))?.text).toBe(messages.en.chat.guest);
    expect((await from({ said: said('推进远景') }))?.text).toBe(messages.zh.chat.guest);
    expect((await from({ said: { kind: 'press', words: { line: 'help' } } }))?.text).toBe(
      messages.zh.chat.guest,
    );
    expect(await known('stranger')).toBeNull();
    expect(bot.errors).toEqual([]);
  });

  test('in a language of one’s own, or the organisation’s', async () => {
    const profile = async (): Promise<Profile> => ({ name: '钱多多', kind: 'member' });
    expect((await hear(bot.desk, input('qian', { profile })))?.text).toBe(messages.zh.chat.pending('钱多多'));
  });

  test('of somebody who says two things at once happens once', async () => {
    const replies = await Promise.all([1, 2, 3].map(() => hear(bot.desk, input('twin'))));
    expect(new Set(replies.map((one) => one?.text))).toEqual(
      new Set([messages.en.chat.pending(member.name)]),
    );
    expect(await bot.prisma.identity.count({ where: { external: 'twin' } })).toBe(1);
    expect(bot.errors).toEqual([]);
  });

  test('does not trust the name', async () => {
    const name = `\u0000${'很'.repeat(500)}\ud800`;
    await hear(bot.desk, input('odd', { profile: async () => ({ name, kind: 'member' }) }));
    expect((await known('odd'))?.name).toBe('很'.repeat(100));
    await hear(bot.desk, input('blank', { profile: async () => ({ name: ' \u0000 ', kind: 'member' }) }));
    expect((await known('blank'))?.name).toBe('blank');
  });

  test('in a workspace that belongs to nobody is a sentence', async () => {
    const reply = await hear(bot.desk, input('ken', { workspace: 'elsewhere' }));
    expect(reply?.text).toBe(messages.en.chat.unknownWorkspace);
  });
});

describe('somebody who is known already', () => {
  const profile = (name: string, email?: { address: string; verified: boolean }) => async () => ({
    name,
    kind: 'member' as const,
    locale: 'en' as const,
    ...(email !== undefined && { email: email.address }),
    ...(email?.verified === true && { emailVerified: true as const }),
  });
  const imported = async (name: string, email: string | null): Promise<string> => {
    const id = bot.desk.newId();
    const person = { id, name, email, role: 'manager', status: 'active', teamId: null } as const;
    await bot.commit(bot.org, {
      key: `imported-${id}`,
      actorId: bot.ids.ada,
      now: bot.now,
      changes: [{ kind: 'person.add', person: { ...person, locale: 'en', zone: null } }],
      answeredIn: null,
      reply: async () => null,
    });
    return id;
  };
  const sayAs = (actor: string, who: ReturnType<typeof profile>) =>
    hear(bot.desk, {
      id: `first-${actor}`,
      platform: 'local',
      workspace: 'local',
      actor,
      place: { kind: 'direct', channel: `dm-${actor}` },
      said: { kind: 'line', text: 'help', addressed: 'plain' },
      files: [],
      at: bot.now,
      profile: who,
      members: async () => [actor],
    });
  const personBehind = (actor: string) => bot.read().identified('local', 'local', actor);

  test('by an e-mail address that the platform vouches for is the same person at once, and is heard', async () => {
    const id = await imported('Vera', 'vera@example.com');
    const reply = await sayAs('vera', profile('V.', { address: 'Vera@Example.com', verified: true }));
    expect(reply?.card?.title).toBe('What you can say');
    expect(await personBehind('vera')).toMatchObject({ id, status: 'active' });
    expect(await bot.prisma.person.count({ where: { name: 'vera' } })).toBe(0);
  });

  test('by any other address, or by name alone, is that person once people have said so', async () => {
    const ivan = await imported('Ivan Imported', null);
    const reply = await sayAs('ivan', profile('ivan imported'));
    expect(reply?.text).toContain('has to let you in first');
    expect(await personBehind('ivan')).toMatchObject({ id: ivan, status: 'pending' });
    const zoe = await imported('Zoe', 'zoe@example.com');
    await sayAs('zoe', profile('Z.', { address: 'zoe@example.com', verified: false }));
    expect(await personBehind('zoe')).toMatchObject({ id: zoe, status: 'pending' });
  });

  test('an address of somebody who is in this chat already makes nobody them', async () => {
    await sayAs('mia-again', profile('M. Lopez', { address: 'mia@example.com', verified: true }));
    expect((await personBehind('mia-again'))?.id).not.toBe(bot.ids.mia);
  });

  test('a namesake who is in a chat already is somebody else', async () => {
    await sayAs('other-joe', profile('Joe Brown'));
    expect((await personBehind('other-joe'))?.id).not.toBe(bot.ids.joe);
  });
});
