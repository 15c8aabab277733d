import { afterAll, beforeAll, expect, test } from 'vitest';
import { runDigests } from '../../../src/jobs/digests.ts';
import { decideSlots } from '../../../src/store/slots.ts';
import { textOf } from '../../support/fake-lark/reading.ts';
import { aLarkBot, type LarkBot } from '../../support/lark-bot.ts';

let here: LarkBot;
beforeAll(async () => {
  here = await aLarkBot();
});
afterAll(() => here.close());

const clock = (time: string) => here.bot.at(new Date(`2026-11-23T${time}+08:00`));
const beat = async () => {
  const { bot } = here;
  await runDigests({
    organisations: async () => [bot.org],
    reads: bot.desk.reads,
    decide: (org, decision) => decideSlots(bot.prisma, org, decision),
    now: () => bot.now,
    log: { error() {} },
  });
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
