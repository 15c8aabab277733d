import { test } from 'vitest';
import { aBot, wordsOf } from '../support/bot.ts';

test('smoke', async () => {
  const bot = await aBot();
  await bot.deal({ name: '桥梁', customer: '中建三局', amount: 100_000 });
  const say = async (who: string, text: string) => {
    const r = await bot.say(who, text);
    console.log(`--- ${who}: ${text}\n${wordsOf(r)}${r.form ? `\nFORM ${JSON.stringify(r.form)}` : ''}`);
    return r;
  };
  await say('li', '修改 中建 60个');
  await say('li', '中建改60个');
  await say('li', '中建签了48万，31号盖的章');
  await bot.close();
});
