import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aBot, type Bot } from '../support/bot.ts';
import { pressed, wordsOf } from '../support/reading.ts';

let bot: Bot;
beforeAll(async () => {
  bot = await aBot();
});
afterAll(() => bot.close());

const first = async (deal: number) => (await bot.read().objectionsOf(deal))[0];

describe('recording', () => {
  test('from the visit’s button, by one press: category, words, who said it, at which visit', async () => {
    const deal = await bot.deal({ name: '储能监控', customer: '远景能源' });
    const visit = await bot.say('li', '记拜访 远景见了王总，嫌贵，下周二演示');
    const reply = await bot.press('li', pressed(visit, '记下“价格”异议？'));
    expect(reply.text).toBe('已为“储能监控”记下价格异议。');
    expect(await first(deal)).toMatchObject({
      category: 'price',
      words: '嫌贵',
      saidBy: '王总',
      status: 'open',
      visitId: (await bot.read().visitsOf({ deal }))[0]?.id,
    });
    expect((await bot.read().eventsOf(deal)).at(-1)).toMatchObject({
      kind: 'objected',
      detail: { objection: 'recorded' },
    });
    expect(wordsOf(reply)).toContain('先不降价');
    expect(wordsOf(reply)).toContain('贵了多少？');
  });

  test.each([
    ['too pricey, wants 10% off', 'price'],
    ['no budget this year', 'budget'],
    ['category: authority', 'authority'],
    ['they have never heard of us', 'trust'],
  ])('%s', async (words, category) => {
    const deal = await bot.deal({ name: `Deal ${category}`, customer: `Customer ${category}`, owner: 'mia' });
    await bot.say('mia', `objection record #${deal} ${words}`);
    expect(await first(deal)).toMatchObject({ category });
    expect((await first(deal))?.words ?? '').not.toContain('objection record');
  });

  test('what kind it is, is asked when the words do not say', async () => {
    const deal = await bot.deal({ name: '园区', customer: '中建科工' });
    const ask = await bot.say('li', `记异议 #${deal} 领导脸色不好看`);
    expect(ask.text).toBe('是哪一类异议？');
    await bot.submit('li', ask.form, { category: 'trust', nature: 'hidden', saidBy: '周总' });
    expect(await first(deal)).toMatchObject({ category: 'trust', nature: 'hidden', saidBy: '周总' });
  });
});

describe('answering', () => {
  test('open → answered → resolved, and no further', async () => {
    const deal = await bot.deal({ name: 'CRM renewal', customer: 'Acme', owner: 'mia' });
    const recorded = await bot.say('mia', `objection record #${deal} too expensive`);
    const ask = await bot.press('mia', pressed(recorded, 'Record our answer'));
    expect(ask.form?.note).toContain('How much too much');
    const answered = await bot.submit('mia', ask.form, { response: 'Showed the return: 14 months' });
    expect(await first(deal)).toMatchObject({ status: 'answered', response: 'Showed the return: 14 months' });
    const resolved = await bot.press('mia', pressed(answered, 'Resolved'));
    expect(resolved.card?.badge?.text).toBe('Resolved');
    expect((await bot.press('mia', pressed(answered, 'Resolved'))).text).toContain('closed already');
    expect((await bot.read().eventsOf(deal)).map((event) => event.detail.objection)).toEqual([
      undefined,
      'recorded',
      'answered',
      'resolved',
    ]);
  });

  test('what resolved the like before is offered with the deal it came from; a rate from five cases on', async () => {
    const words = 'we already use another supplier, the incumbent';
    const open = async (n: number) => {
      const deal = await bot.deal({ name: `Line ${n}`, customer: `Plant ${n}`, owner: 'joe' });
      return {
        deal,
        reply: await bot.say('joe', `objection record #${deal} category: competition ${words}`),
      };
    };
    const one = await open(1);
    expect(wordsOf(one.reply)).not.toContain('What resolved it before');
    await bot.say('joe', `objection answer #${one.deal} offered to be second source`);
    await bot.say('joe', `objection resolve #${one.deal}`);
    for (let n = 2; n <= 5; n += 1) {
      const next = await open(n);
      expect(wordsOf(next.reply)).toContain(`offered to be second source`);
      expect(wordsOf(next.reply)).not.toContain('% of');
      await bot.press('joe', pressed(next.reply, 'Answer like this'));
      expect((await first(next.deal))?.response).toBe('offered to be second source');
      await bot.say('joe', `objection ${n === 5 ? 'lost' : 'resolve'} #${next.deal}`);
    }
    const six = await open(6);
    expect(wordsOf(six.reply)).toContain('80% of 5 resolved');
    // Another team does not see it.
    const east = await bot.deal({ name: '电控', customer: '汇川' });
    expect(wordsOf(await bot.say('li', `记异议 #${east} 类别：competition 在用别家`))).not.toContain(
      'second source',
    );
  });

  test('of several one is chosen; of none it is said', async () => {
    const deal = await bot.deal({ name: 'Two doubts', customer: 'Globex', owner: 'mia' });
    expect((await bot.say('mia', `objection resolve #${deal}`)).text).toContain('no open objection');
    await bot.say('mia', `objection record #${deal} too pricey`);
    await bot.say('mia', `objection record #${deal} no budget`);
    const which = await bot.say('mia', `objection resolve #${deal}`);
    await bot.press('mia', pressed(which, /Budget/));
    const statuses = (await bot.read().objectionsOf(deal)).map((one) => [one.category, one.status]);
    expect(new Map(statuses as [string, string][])).toEqual(
      new Map([
        ['price', 'open'],
        ['budget', 'resolved'],
      ]),
    );
  });

  test('two people answer at once: one answer stands, the second is told', async () => {
    const deal = await bot.deal({ name: 'Race', customer: 'Initech', owner: 'mia' });
    await bot.say('mia', `objection record #${deal} too pricey`);
    const one = (await first(deal))?.id ?? '';
    const words = (line: string) => ({ line, values: { deal: `#${deal}`, objection: one } });
    const replies = await Promise.all([
      bot.press('mia', words('objection resolve')),
      bot.press('sam', words('objection lost')),
    ]);
    const closed = (await bot.read().eventsOf(deal)).filter((event) => event.kind === 'objected');
    expect(closed).toHaveLength(2);
    expect(replies.filter((reply) => reply.text.includes('closed already'))).toHaveLength(1);
  });
});

describe('lists', () => {
  test('of a deal and of a team, by status and category, within what one may see', async () => {
    const deal = await bot.deal({ name: '光伏', customer: '隆基股份' });
    const secret = await bot.deal({ name: '密单', customer: '保密客户', confidential: true });
    await bot.say('li', `记异议 #${deal} 嫌贵，要再降一成`);
    await bot.say('li', `记异议 #${secret} 没预算`);
    const ofDeal = await bot.say('li', `异议列表 #${deal}`);
    expect(ofDeal.text).toContain('光伏');
    expect(wordsOf(ofDeal)).toContain('嫌贵');
    const team = await bot.say('zhao', '异议列表 华东 未处理');
    expect(wordsOf(team)).toContain('嫌贵');
    expect(wordsOf(team)).not.toContain('没预算');
    expect(wordsOf(await bot.say('wang', '异议列表 华东'))).toContain('没预算');
    expect(wordsOf(await bot.say('mia', 'objection list 华东'))).not.toContain('嫌贵');
    expect((await bot.say('zhao', `异议列表 #${secret}`)).text).toContain('没有这个商机');
    const shown = await bot.press('zhao', pressed(team, /嫌贵/));
    expect(shown.card?.title).toBe('价格异议');
  });
});

test('who may: a teammate reads, only those who may log record', async () => {
  const deal = await bot.deal({ name: 'Hooli', customer: 'Hooli', owner: 'mia' });
  expect((await bot.say('joe', `objection record #${deal} too pricey`)).text).toContain('Mia Lopez');
  expect((await bot.say('li', `记异议 #${deal} 太贵`)).text).toContain('没有这个商机');
  await bot.say('mia', `objection record #${deal} too pricey`);
  const id = (await first(deal))?.id ?? '';
  const answer = { line: 'objection answer', values: { deal: `#${deal}`, objection: id, response: 'x' } };
  expect((await bot.press('joe', answer)).text).toContain('Mia Lopez');
  expect(
    (await bot.press('mia', { line: 'objection show', values: { deal: `#${deal}`, objection: 'x' } })).text,
  ).toContain('no longer there');
});
