import { afterAll, beforeAll, expect, test } from 'vitest';
import { textOf } from '../../support/fake-lark/reading.ts';
import { aLarkBot, type LarkBot } from '../../support/lark-bot.ts';

let here: LarkBot;
beforeAll(async () => {
  here = await aLarkBot();
  // Two who are known from another chat, and new in Feishu.
  await here.bot.prisma.identity.deleteMany({
    where: { platform: 'lark', external: { in: ['ou_olga', 'ou_boss', 'ou_sam'] } },
  });
});
afterAll(() => here.close());

const whoami = async (openId: string) => {
  here.pass(5000);
  await here.lark.say(openId, 'whoami');
  return textOf(here.lark.last(openId));
};
const known = async (openId: string) => {
  const identity = await here.bot.prisma.identity.findFirst({
    where: { platform: 'lark', external: openId },
  });
  return identity?.personId;
};

test('an enterprise mailbox is its holder’s: the same person as in the other chat', async () => {
  here.lark.user('ou_olga', {
    name: 'Olga',
    email: 'olga@home.example',
    enterpriseEmail: 'Olga@Example.com',
  });
  expect(await whoami('ou_olga')).toContain('Olga Ops');
  expect(await known('ou_olga')).toBe(here.bot.ids.olga);
});

test('a contact address proves nothing, and neither does one that the app may not see', async () => {
  here.lark.user('ou_boss', { name: 'Bo', email: 'boss@example.com' });
  await whoami('ou_boss');
  expect(await known('ou_boss')).not.toBe(here.bot.ids.boss);
  here.lark.state.scopes.delete('contact:user.employee:readonly');
  here.lark.user('ou_sam', { name: 'Sam', enterpriseEmail: 'sam@example.com' });
  await whoami('ou_sam');
  expect(await known('ou_sam')).not.toBe(here.bot.ids.sam);
});
