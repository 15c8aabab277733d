import { expect, test } from 'vitest';
import { commands } from '../../../commands/index.ts';
import { createApi } from '../../../src/adapters/lark/api.ts';
import { registerCommands, slashCommands } from '../../../src/adapters/lark/commands.ts';
import { menuOf } from '../../../src/chat/menu.ts';
import { APP, openFakeLark } from '../../support/fake-lark/platform.ts';

test('the platform’s / menu is made equal to what can be said, in both languages', async () => {
  const now = () => new Date('2026-11-21T02:00:00Z');
  const lark = await openFakeLark({ now });
  const log = { info() {}, warn() {}, error() {} };
  const api = createApi({ ...APP, domain: lark.url }, { log, now });
  const wanted = slashCommands(menuOf(commands, 'en'), menuOf(commands, 'zh'));
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
