import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Reply } from '../../src/chat/message.ts';
import { aBot, type Bot } from '../support/bot.ts';
import type { CastName } from '../support/cast.ts';
import { wordsOf } from '../support/reading.ts';

// What people say of money is recorded as they mean it, or they are asked. It is never silently another amount.

let bot: Bot;
let solano: number;
beforeAll(async () => {
  bot = await aBot();
  solano = await opened('mia', 'deal new customer: Solano name: Rollout $70k 31 Dec');
  await opened('mia', 'deal new customer: Initech name: Tills $50k 31 Dec');
  await opened('mia', 'deal new customer: Boreal name: First $50k 31 Dec');
  await opened('joe', 'deal new customer: Other Foods name: Old 50k EUR 31 Dec');
  await opened('joe', 'deal new customer: More Foods name: Old 50k EUR 31 Dec');
  await bot.deal({ name: '智慧园区', customer: '远景能源', owner: 'li', amount: 600_000 });
});
afterAll(() => bot.close());
beforeEach(() => bot.at(new Date(bot.now.getTime() + 60_000)));

async function opened(who: CastName, line: string): Promise<number> {
  const reply = await bot.say(who, line);
  const number = Number(/#(\d+)/.exec(reply.text)?.[1]);
  if (Number.isNaN(number)) throw new Error(wordsOf(reply));
  return number;
}

const amountOf = async (number: number) => {
  const state = (await bot.read().dealView(number))?.state;
  return { minor: state?.amount, currency: state?.currency };
};

const field = (reply: Reply, name: string) => reply.form?.fields.find((one) => one.name === name);

describe('an amount that is not clear stands in the form again, with a fault', () => {
  test.each([
    ['mia', 'edit solano -5k', '-5k'],
    ['mia', 'edit solano (5k)', '(5k)'],
    ['mia', 'edit solano 65,5k', '65,5k'],
    ['mia', 'edit solano between 5 and 10k', 'between 5 and 10k'],
    ['mia', 'edit solano 5 or 10k', '5 or 10k'],
    ['mia', 'edit solano 65k 75k', '65k, 75k'],
    ['mia', 'edit solano 999999999999 thousand', '999999999999 thousand'],
    ['mia', 'edit solano -65000', '-65000'],
    ['li', '修改 远景 -5万', '-5万'],
    ['li', '远景金额改成-5万', '-5万'],
    ['li', '修改 远景 999999999999万', '999999999999万'],
  ] as const)('%s: %s', async (who, line, value) => {
    const reply = await bot.say(who, line);
    expect(field(reply, 'amount')).toMatchObject({
      value,
      fault: expect.stringMatching(/[?？]|not an amount|不是金额/),
    });
    expect(await amountOf(solano)).toEqual({ minor: 7_000_000, currency: 'USD' });
  });
});

describe('an amount without a currency', () => {
  test('of a deal is in the deal’s, also while the deal is still to be chosen', async () => {
    const form = await bot.say('mia', 'edit nobody-knows 80k');
    expect(field(form, 'amount')?.value).toBe('80k');
    await bot.submit('mia', form.form, { deal: `#${solano}` });
    expect(await amountOf(solano)).toEqual({ minor: 8_000_000, currency: 'USD' });
    await bot.say('mia', `deal edit ${solano} 70k`);
    expect(await amountOf(solano)).toEqual({ minor: 7_000_000, currency: 'USD' });
  });

  test.each([
    ['mia', 'deal new customer: Fresh Foods name: Pilot 65k 31 Dec', 'USD'],
    ['joe', 'deal new anyway customer: Boreal name: Second 65k 31 Dec', 'USD'],
    ['joe', 'deal new customer: New Foods name: Pilot 65k 31 Dec', 'EUR'],
    ['li', '新建商机 客户：新客户 名称：试点 6万 12月31日', 'CNY'],
    ['mia', 'deal new customer: Fresh Foods name: In yuan 65k CNY 31 Dec', 'CNY'],
  ] as const)(
    'of a new one is in the customer’s, the person’s or the team’s: %s: %s',
    async (who, line, currency) => {
      expect((await amountOf(await opened(who, line))).currency).toBe(currency);
    },
  );

  test('of a target is in what the team’s deals are in', async () => {
    const reply = await bot.say('sam', 'target set West this month 800k');
    expect(reply.text).toContain('$800k');
    expect(reply.text).not.toContain('CN¥');
  });
});

describe('65k→70k', () => {
  test('is taken where the deal stands at the first', async () => {
    const number = await opened('mia', 'deal new customer: Arrow One name: Belt $65k 31 Dec');
    await bot.say('mia', `edit #${number} 65k→70k`);
    expect(await amountOf(number)).toEqual({ minor: 7_000_000, currency: 'USD' });
  });

  test.each([
    ['Quiver', 'edit #N 65k→75k'],
    ['Feather', '#N 65k->75k'],
  ])('is asked about where it stands elsewhere: %s', async (customer, line) => {
    const number = await opened('mia', `deal new customer: ${customer} name: Shaft $40k 31 Dec`);
    const reply = await bot.say('mia', line.replace('N', String(number)));
    expect(field(reply, 'amount')).toMatchObject({
      value: '75,000 USD',
      fault: expect.stringContaining('$40k'),
    });
    expect((await amountOf(number)).minor).toBe(4_000_000);
    await bot.submit('mia', reply.form, {});
    expect((await amountOf(number)).minor).toBe(7_500_000);
  });
});

test.each([
  ['mia', 'edit solano 65,432', '$65,432'],
  ['mia', 'edit solano 65,500', '$65.5k'],
  ['mia', 'edit solano 70k', '$70k'],
] as const)(
  'what was recorded is said in full where the short form would lose a digit: %s %s',
  async (who, line, said) => {
    expect((await bot.say(who, line)).text).toContain(said);
  },
);

describe('a win never proposes another amount than the one that was said', () => {
  test.each([
    ['initech signed friday 22,000', '22,000 USD', '2026-11-20'],
    ['initech signed yesterday for 22,000', '22,000 USD', '2026-11-20'],
    ['win initech 22,000', '22,000 USD', '2026-11-21'],
  ])('%s', async (line, amount, date) => {
    const reply = await bot.say('mia', line);
    expect([field(reply, 'amount')?.value, field(reply, 'date')?.value]).toEqual([amount, date]);
    expect(field(reply, 'amount')?.fault).toBeUndefined();
  });

  test.each([
    ['initech signed at 22', 'at 22'],
    ['win initech 22', '22'],
  ])('%s', async (line, value) => {
    expect(field(await bot.say('mia', line), 'amount')).toMatchObject({ value, fault: expect.any(String) });
  });

  test('nor another day', async () => {
    const reply = await bot.say('mia', 'initech signed 22k 12/31');
    expect(field(reply, 'date')).toMatchObject({ value: '2026-12-31', fault: expect.any(String) });
    expect(field(reply, 'amount')?.value).toBe('22,000 USD');
  });
});
