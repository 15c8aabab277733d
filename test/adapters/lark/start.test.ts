import { setImmediate as turn } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Input, Profile } from '../../../src/chat/input.ts';
import { toAsker } from '../../../src/chat/message.ts';
import { connectLark } from '../../../src/lark.ts';
import { PlatformRefused } from '../../../src/platform.ts';
import { APP } from '../../support/fake-lark/platform.ts';
import { textOf } from '../../support/fake-lark/reading.ts';
import { aLarkBot, type LarkBot } from '../../support/lark-bot.ts';

let here: LarkBot;
let thinking = async () => {};
beforeAll(async () => {
  here = await aLarkBot({ thinking: () => thinking() });
});
afterAll(() => here.close());

const { appId, appSecret, encryptKey, verificationToken } = APP;
const connected = (set: { appSecret?: string; domain?: string } = {}) => {
  const events = { by: 'webhook', encryptKey, verificationToken } as const;
  return connectLark({ appId, appSecret, domain: here.lark.url, events, ...set }, here.spine).adapter;
};
const logged = () => here.logged.splice(0).map((one) => one.message);

test('an app that the platform does not know is not started, and the reason is its code', async () => {
  const starting = connected({ appSecret: 'another-secret' }).start();
  await expect(starting).rejects.toThrow(PlatformRefused);
  await expect(starting).rejects.toMatchObject({ platform: 'Feishu', reason: '10014' });
  here.lark.state.disabled = true;
  await expect(connected().start()).rejects.toMatchObject({ reason: '99991662' });
  here.lark.state.disabled = false;
});

test('a platform that is away keeps nobody from starting', async () => {
  await connected({ domain: 'http://127.0.0.1:9' }).start();
  expect(logged().join()).toContain('cannot be reached');
});

test('the / menu is made at the start where that is allowed, and nothing depends on it', async () => {
  const scope = 'application:app_slash_command:write';
  here.lark.state.scopes.delete(scope);
  await connected().start();
  expect(logged().join()).toContain(scope);
  expect(here.lark.state.commands).toEqual([]);
  here.lark.state.scopes.add(scope);
  await connected().start();
  expect(here.lark.state.commands.map((one) => one.command)).toContain('deal');
});

test('without im:message.group_msg people’s talk in groups never reaches the bot', async () => {
  here.lark.state.scopes.delete('im:message.group_msg');
  const talk = await here.lark.say('ou_li', '大家早', { chat: 'oc_east' });
  expect(talk.outcome.body).toBe('not sent');
  expect((await here.lark.say('ou_li', '@bot 我的商机', { chat: 'oc_east' })).outcome.status).toBe(200);
});

const firstWord = (workspace: string, profile: () => Promise<Profile>): Input => ({
  ...{ id: workspace, platform: 'lark', workspace, actor: 'ou_first', files: [], at: here.bot.now },
  place: { kind: 'direct', channel: 'oc_first' },
  said: { kind: 'line', text: 'help', addressed: 'plain' },
  members: async () => ['ou_first'],
  profile,
});
const lee = async (): Promise<Profile> => ({ name: 'Lee', kind: 'member', locale: 'en', zone: 'Asia/Tokyo' });
async function founded(workspace: string) {
  const org = (await here.bot.desk.organisationOf('lark', workspace)) ?? '';
  const read = here.bot.desk.reads(org, here.bot.now);
  const [{ name }, teams, people] = await Promise.all([read.organisation(), read.teams(), read.people()]);
  return { name, teams: teams.map((one) => one.name), people };
}

test('a company is called what it calls itself where the bot may ask, and never by its key', async () => {
  await here.ports.hear(firstWord('2ed263bf32cf1651', lee));
  expect(await founded('2ed263bf32cf1651')).toMatchObject({ name: 'Our team', teams: ['Our team'] });
  here.lark.state.scopes.add('tenant:tenant:readonly');
  await here.ports.hear(firstWord('2ed263bf32cf1652', lee));
  const { name, teams, people } = await founded('2ed263bf32cf1652');
  expect([name, teams]).toEqual(['驿站科技', ['驿站科技']]);
  expect(people).toMatchObject([{ name: 'Lee', role: 'admin', locale: 'en', zone: 'Asia/Tokyo' }]);
});

test('a founding that fails is said with a number to look for, and the next word tries again', async () => {
  const away = firstWord('2ed263bf32cf1653', () => Promise.reject(new Error('no directory')));
  expect((await here.ports.hear(away))?.text).toMatch(/[0-9a-f]{8}/);
  expect(here.bot.errors.splice(0)).toMatchObject([{ message: 'input failed' }]);
  const said = { kind: 'line', text: '帮助', addressed: 'plain' } as const;
  const profile = async (): Promise<Profile> => ({ name: '李', kind: 'member' });
  await here.ports.hear({ ...away, id: 'again', said, profile });
  // The platform says nobody's language: it is the one in which they write.
  expect((await founded('2ed263bf32cf1653')).people).toMatchObject([{ name: '李', locale: 'zh' }]);
});

test('where there is nothing to say nothing follows; an answer that cannot be kept ends in the log', async () => {
  const asked = { ...firstWord(APP.tenant, lee), actor: 'ou_li' };
  const before = here.lark.posted('ou_li').length;
  await here.ports.later({ ...asked, id: 'talk' }, Promise.resolve(null));
  await here.settled();
  expect(here.lark.posted('ou_li')).toHaveLength(before);
  // No text of PostgreSQL's holds this character.
  await here.ports.later({ ...asked, id: 'zero' }, Promise.resolve(toAsker('\u0000')));
  await expect.poll(() => here.bot.errors.splice(0)).toMatchObject([{ message: 'a late answer failed' }]);
});

test('stopping waits until what was heard is answered', async () => {
  let release = () => {};
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  thinking = () => gate;
  const before = here.heard.length;
  const saying = here.lark.say('ou_li', '我的商机');
  while (here.heard.length === before) await turn();
  let stopped = false;
  const stopping = here.adapter.stop().then(() => {
    stopped = true;
  });
  for (let index = 0; index < 5; index += 1) await turn();
  expect(stopped).toBe(false);
  release();
  await stopping;
  expect(textOf(here.lark.last('ou_li'))).toContain('我的商机');
  await saying;
});
