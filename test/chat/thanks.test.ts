import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isCourtesy } from '../../src/chat/answer/thanks.ts';
import { hear } from '../../src/chat/dispatch.ts';
import { messages } from '../../src/i18n/messages.ts';
import { aBot, type Bot } from '../support/bot.ts';
import type { CastName } from '../support/cast.ts';

let bot: Bot;
beforeAll(async () => {
  bot = await aBot();
});
afterAll(() => bot.close());

const KIND = [
  'thanks',
  'Thanks!',
  'thank you so much',
  'ok thanks',
  'OK',
  'got it, thanks a lot',
  'cool 👍',
  '👍',
  '👍🏽🙏',
  ':+1:',
  '[强]',
  '好的',
  '好的，谢谢',
  '好的谢谢啦～',
  '谢谢！',
  '收到',
  '嗯嗯',
  '辛苦了',
];
const TELLING = [
  '',
  '...',
  '???',
  'thanks to acme we won',
  'thanks but acme is lost',
  'ok, advance acme',
  '好的，推进远景',
  '谢谢王总',
  '收到合同了',
  '行业会议',
  'k8s rollout',
  `${'嗯'.repeat(39)}x`,
  `${'ok '.repeat(200)}`,
];

test.each(KIND)('%s is a courtesy', (text) => expect(isCourtesy(text)).toBe(true));
test.each(TELLING)('“%s” is none', (text) => expect(isCourtesy(text)).toBe(false));

describe('thanks', () => {
  test.each<[CastName, string]>([
    ...KIND.map((text): [CastName, string] => ['mia', text]),
    ...KIND.map((text): [CastName, string] => ['wang', text]),
  ])('%s: %s gets one friendly line in a direct chat', async (who, text) => {
    const { anyTime } = messages[who === 'mia' ? 'en' : 'zh'].chat;
    expect(await bot.say(who, text)).toEqual({ text: anyTime, audience: 'asker' });
  });

  test('get nothing in a room, addressed or not', async () => {
    for (const addressed of ['plain', 'mention', 'command'] as const) {
      for (const text of ['thanks', '谢谢', '👍']) {
        const input = {
          ...{ id: bot.desk.newId(), platform: 'local' as const, workspace: 'local', actor: 'li' },
          ...{ place: { kind: 'room' as const, channel: 'east' }, files: [], at: bot.now },
          said: { kind: 'line' as const, text, addressed },
          profile: async () => ({ name: 'li', kind: 'member' as const }),
          members: async () => ['li', 'wang'],
        };
        expect(await hear(bot.desk, input), `${addressed} ${text}`).toBeNull();
      }
    }
  });
});
