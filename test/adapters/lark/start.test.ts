import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectLark } from '../../../src/lark.ts';
import { PlatformRefused } from '../../../src/roof.ts';
import { APP } from '../../support/fake-lark/platform.ts';
import { aLarkBot, type LarkBot } from '../../support/lark-bot.ts';

let here: LarkBot;
beforeAll(async () => {
  here = await aLarkBot();
});
afterAll(() => here.close());

const { appId, appSecret, encryptKey, verificationToken } = APP;
const connected = (set: { appSecret?: string; domain?: string } = {}) => {
  const events = { by: 'webhook', encryptKey, verificationToken } as const;
  return connectLark({ appId, appSecret, domain: here.lark.url, events, ...set }, here.roof).adapter;
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
