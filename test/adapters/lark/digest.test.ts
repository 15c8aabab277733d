import { afterAll, beforeAll, expect, test } from 'vitest';
import { runDigests } from '../../../src/jobs/digests.ts';
import { cardOf, textOf } from '../../support/fake-lark/reading.ts';
import { digestPorts } from '../../support/jobs.ts';
import { aLarkBot, type LarkBot } from '../../support/lark-bot.ts';
import { inOneLanguage } from '../../support/lark-languages.ts';

let here: LarkBot;
beforeAll(async () => {
  here = await aLarkBot();
});
afterAll(() => here.close());

const clock = (time: string) => here.bot.at(new Date(`2026-11-23T${time}+08:00`));
const beat = async () => {
  const { bot } = here;
  await runDigests(digestPorts(bot));
  await here.deliver();
};

test('a digest of 09:00 goes out at the minute that its list says, away from the full hour', async () => {
  const { lark, bot } = here;
  await lark.say('ou_wang', '@bot 日报 新增 工作日 09:00', { chat: 'oc_east' });
  await bot.deal({ name: '数据平台一期', customer: '远景能源', amount: 480_000 });
  await lark.say('ou_wang', '@bot 日报 列表', { chat: 'oc_east' });
  const listed = /下次 \S*?(?:\s?\S+?)? ?09:0([1-4])/.exec(textOf(lark.last('ou_wang')))?.[1];
  expect(listed).toBeDefined();
  const before = lark.posted('oc_east').length;
  clock('09:00:30');
  await beat();
  clock(`09:0${Number(listed)}:00`);
  await beat();
  const early = lark.posted('oc_east').length;
  clock(`09:0${Number(listed)}:59`);
  await beat();
  expect([before, early, lark.posted('oc_east').length]).toEqual([early, before, before + 1]);
  expect(textOf(lark.last('oc_east'))).toContain('日报');
});

test('its picture, its table and every word of it are in both languages, also when it is asked for', async () => {
  const { lark } = here;
  const slot = lark.last('oc_east');
  here.pass(5000);
  await lark.say('ou_wang', '@bot 日报 现在', { chat: 'oc_east' });
  const asked = lark.last('oc_east');
  expect(asked.id).not.toBe(slot.id);
  for (const digest of [slot, asked]) {
    expect(digest.content).toMatch(/"tag":"markdown".*"zh_cn":"[^"]*潜在客户.*"en_us":"[^"]*Prospect/);
    expect(inOneLanguage(cardOf(digest))).toEqual([]);
  }
});
