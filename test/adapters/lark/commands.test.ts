import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { commands } from '../../../commands/index.ts';
import { createApi } from '../../../src/adapters/lark/api.ts';
import { registerCommands, slashCommands } from '../../../src/adapters/lark/commands.ts';
import type { LarkConfig } from '../../../src/config.ts';
import { registerLarkMenu } from '../../../src/lark.ts';
import { APP, type FakeLark, openFakeLark } from '../../support/fake-lark/platform.ts';

test('the platform’s / menu is made equal to what can be said, in both languages', async () => {
  const now = () => new Date('2026-11-21T02:00:00Z');
  const lark = await openFakeLark({ now });
  const log = { info() {}, warn() {}, error() {} };
  const api = createApi({ ...APP, domain: lark.url }, { log, now });
  const wanted = slashCommands(commands);
  expect(wanted.map((one) => one.command)).toContain('deal');
  expect(wanted.every((one) => /^[a-z]+$/.test(one.command))).toBe(true);

  lark.state.commands.push(
    { command_id: 'c1', command: 'old', description: { default_value: 'Old' } },
    { command_id: 'c2', command: 'deal', description: { default_value: 'Outdated' } },
  );
  const done = await registerCommands(api, wanted);
  expect(done.changed).toEqual(['deal']);
  expect(done.removed).toEqual(['old']);
  expect(done.added).toHaveLength(wanted.length - 1);
  const deal = wanted.find((one) => one.command === 'deal');
  expect(lark.state.commands.find((one) => one.command === 'deal')?.description).toEqual({
    default_value: deal?.en,
    i18n: { zh_cn: deal?.zh, en_us: deal?.en },
  });
  expect(await registerCommands(api, wanted)).toEqual({ added: [], changed: [], removed: [] });
  await lark.close();
});

const FEISHU = { appId: APP.appId, appSecret: APP.appSecret, events: { by: 'socket' } } as const;
const now = () => new Date('2026-11-21T02:00:00Z');
const log = { info() {}, warn() {}, error() {} };
const SCOPE = 'application:app_slash_command:write';

describe('npm run lark:commands says in one sentence', () => {
  let lark: FakeLark;
  beforeEach(async () => {
    lark = await openFakeLark({ now });
  });
  afterEach(() => lark.close());
  const run = (config: Partial<LarkConfig> = {}, locale: 'en' | 'zh' = 'en') =>
    registerLarkMenu({ ...FEISHU, domain: lark.url, ...config }, { commands, log, now, locale });

  test('what it did, and that there was nothing to do', async () => {
    const { length } = slashCommands(commands);
    const first = await run();
    expect(first).toMatchObject({ ok: true, text: expect.stringContaining(`${length} added, 0 changed`) });
    expect(lark.state.commands).toHaveLength(length);
    expect(await run({}, 'zh')).toEqual({ ok: true, text: `斜杠命令菜单已是最新，共 ${length} 个命令。` });
  });

  test.each([
    ['a permission is missing', () => void lark.state.scopes.delete(SCOPE), SCOPE],
    [
      'the app is disabled',
      () => void Object.assign(lark.state, { disabled: true }),
      'disabled or not installed',
    ],
    ['anything else', () => void lark.state.planned.push({ path: /app_slash/, code: 40000031 }), '40000031'],
  ])('%s', async (_, happens, expected) => {
    happens();
    expect(await run()).toMatchObject({ ok: false, text: expect.stringContaining(expected) });
  });

  test('the secret is wrong, nobody is there, nothing is configured', async () => {
    expect((await run({ appSecret: 'another-secret' })).text).toContain('LARK_APP_SECRET');
    expect((await run({ domain: 'http://127.0.0.1:9' }, 'zh')).text).toContain('连不上平台');
    const none = await registerLarkMenu(null, { commands, log, now, locale: 'en' });
    expect(none).toEqual({ ok: false, text: expect.stringContaining('set LARK_APP_ID') });
  });
});
