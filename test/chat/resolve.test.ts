import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { suggest } from '../../src/chat/suggest.ts';
import { aBot, type Bot } from '../support/bot.ts';
import type { CastName } from '../support/cast.ts';
import { wordsOf } from '../support/reading.ts';

// Names of several words are found, or made, without quotes.

let bot: Bot;
beforeAll(async () => {
  bot = await aBot();
  for (const customer of ['Next plc', 'March Networks', 'Won Industries', '3M', '7-Eleven', '360 Security']) {
    await bot.deal({ name: `Old ${customer} deal`, customer, owner: 'mia' });
  }
  for (const customer of ['三一重工', '六国化工', '九阳股份']) {
    await bot.deal({ name: `${customer}旧项目`, customer });
  }
});
afterAll(() => bot.close());
beforeEach(() => bot.at(new Date(bot.now.getTime() + 60_000)));

/** The deal that a line opened. */
async function opened(who: CastName, line: string) {
  const reply = await bot.say(who, line);
  const number = Number(/#(\d+)/.exec(reply.text)?.[1]);
  const view = await bot.read().dealView(number);
  return {
    name: view?.name,
    customer: view?.customer?.name,
    amount: view?.state.amount,
    close: view?.state.expectedClose,
  };
}

describe('a known customer of several words ends where its name does', () => {
  test.each<[who: CastName, line: string, name: string, customer: string]>(
    [
      ['mia', 'deal new customer: Next plc CRM renewal 65k 31 Dec', 'CRM renewal', 'Next plc'],
      [
        'mia',
        'new deal customer: March Networks spring rollout 65k 31 Dec',
        'spring rollout',
        'March Networks',
      ],
      ['mia', 'new deal for Won Industries line three 65k 31 Dec', 'line three', 'Won Industries'],
      ['mia', 'deal new customer: 3M tapes 65k 31 Dec', 'tapes', '3M'],
      ['mia', 'deal new 65k 31 Dec customer: 7-Eleven shelves', 'shelves', '7-Eleven'],
      ['mia', 'deal new firewall for 360 Security 65k 31 Dec', 'firewall', '360 Security'],
      ['mia', 'deal new customer: 360 security night camera 65k 31 Dec', 'night camera', '360 Security'],
      ['li', '新建商机 客户：三一重工 智慧工厂 6.5万 12月31日', '智慧工厂', '三一重工'],
      ['li', '新建商机 给六国化工 污水监测 6.5万 12月31日', '污水监测', '六国化工'],
      ['li', '新建商机 6.5万 12月31日 九阳 豆浆机线', '豆浆机线', '九阳股份'],
    ].filter((row): row is [CastName, string, string, string] => row[2] !== ''),
  )('%s: %s', async (who, line, name, customer) => {
    expect(await opened(who, line)).toEqual({ name, customer, amount: 6_500_000, close: '2026-12-31' });
  });
});

describe('an unknown customer is every word up to the next field', () => {
  test('beside a name', async () => {
    expect(await opened('mia', 'deal new Pilot customer: Fresh Co Widgets 50k')).toMatchObject({
      name: 'Pilot',
      customer: 'Fresh Co Widgets',
    });
    expect(await opened('mia', 'deal new customer: Next Fresh Co name: Second pilot 50k')).toMatchObject({
      name: 'Second pilot',
      customer: 'Next Fresh Co',
    });
  });

  test('alone: only the deal’s name is still asked for', async () => {
    const asked = await bot.say('mia', 'new deal for Blue Sky Storage 50k');
    const values = Object.fromEntries(asked.form?.fields.map((field) => [field.name, field.value]) ?? []);
    expect(values).toMatchObject({ name: undefined, customer: 'Blue Sky Storage', amount: '50,000 CNY' });
    const done = await bot.submit('mia', asked.form, { name: 'Roof' });
    expect(wordsOf(done)).toContain('Blue Sky Storage');
  });

  test('a visit to it', async () => {
    await bot.say('mia', 'visit customer customer: Fresh Fruit Ltd met the CIO, send an offer by Friday');
    const [visit] = await bot
      .read()
      .visits({ personId: bot.ids.mia }, { personId: bot.ids.mia, teams: [], managed: [] });
    expect(visit?.summary).toBe('met the CIO, send an offer by Friday');
    expect(await bot.read().customerName(visit?.customerId ?? '')).toBe('Fresh Fruit Ltd');
  });
});

describe('other names of several words', () => {
  test('an owner, with the deal’s name behind', async () => {
    const reply = await bot.say('sam', 'deal new customer: Tills R Us owner: Joe Brown name: Tills 5k');
    expect(wordsOf(reply)).toContain('Joe Brown');
  });

  test('a deal by its name', async () => {
    const deal = await bot.deal({ name: 'Long winded rollout', customer: 'Initech', owner: 'mia' });
    const reply = await bot.say('mia', 'deal edit deal: long winded rollout amount: 70k');
    expect(wordsOf(reply)).toContain('70');
    expect((await bot.read().dealView(deal))?.state.amount).toBe(7_000_000);
  });
});

describe('which deal', () => {
  test('own deals come first, open before closed, each with its stage and amount', async () => {
    const later = () => bot.at(new Date(bot.now.getTime() + 60_000));
    await bot.deal({ name: 'Twin two', customer: 'Twin Corp', owner: 'mia', amount: 20_000 });
    const lost = await bot.deal({ name: 'Twin three', customer: 'Twin Corp', owner: 'mia' });
    later();
    await bot.deal({ name: 'Twin one', customer: 'Twin Corp', owner: 'joe', amount: 10_000 });
    later();
    const form = await bot.say('mia', `deal lose #${lost}`);
    await bot.submit('mia', form.form, { reason: 'price' });
    const place = { kind: 'direct', channel: 'dm-mia' } as const;
    const typing = {
      platform: 'local',
      workspace: 'local',
      actor: 'mia',
      place,
      line: 'visit list',
      field: 'deal',
    } as const;
    const options = await suggest(bot.desk, { ...typing, typed: 'twin' });
    expect(options.map((one) => one.label.replace(/^#\d+ /, ''))).toEqual([
      'Twin two',
      'Twin three',
      'Twin one',
    ]);
    expect(options.map((one) => one.detail)).toEqual([
      'Twin Corp · Prospect · CN¥20k',
      'Twin Corp · Lost',
      'Twin Corp · Prospect · CN¥10k · Joe Brown',
    ]);
    const chosen = await bot.say('sam', 'show twin');
    const list = chosen.card?.elements.find((one) => one.kind === 'list');
    expect(list?.items.map((one) => one.detail).sort()).toEqual([
      'Twin Corp · Prospect · CN¥10k · Joe Brown',
      'Twin Corp · Prospect · CN¥20k · Mia Lopez',
    ]);
  });
});
