import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { live } from '../../src/domain/deal.ts';
import { aBot, type Bot, NOW } from '../support/bot.ts';
import { pressable, pressed, wordsOf } from '../support/reading.ts';

// What a bare “undo” means: the last thing that the person did.

let bot: Bot;
beforeAll(async () => {
  bot = await aBot();
});
afterAll(() => bot.close());
beforeEach(() => minutes(1));

const minutes = (count: number) => bot.at(new Date(bot.now.getTime() + count * 60_000));
const counting = async (deal: number) => live(await bot.read().eventsOf(deal)).map((event) => event.kind);

describe('the last entry', () => {
  test('said again it goes further back; what was brought back is the last entry again', async () => {
    const deal = await bot.deal({ name: 'Stack', customer: 'Stackers', owner: 'mia' });
    minutes(1);
    await bot.say('mia', `visit log #${deal} met Ann`);
    minutes(1);
    await bot.say('mia', `deal advance #${deal}`);
    minutes(1);
    const first = await bot.say('mia', 'undo');
    expect(first.text).toContain('Taken back: moved it to First contact');
    expect(await counting(deal)).toEqual(['opened', 'contacted']);
    minutes(1);
    expect((await bot.say('mia', 'oops undo')).text).toContain('met Ann');
    expect(await counting(deal)).toEqual(['opened']);
    minutes(1);
    await bot.press('mia', pressed(first, 'Bring it back'));
    expect(await counting(deal)).toEqual(['opened', 'moved']);
    minutes(1);
    expect((await bot.say('mia', 'undo that')).text).toContain('moved it to First contact');
    expect(await counting(deal)).toEqual(['opened']);
  });

  test.each(['undo please', 'Undo the last one', 'my bad, undo last entry'])('%s', async (line) => {
    const deal = await bot.deal({ name: line, customer: 'Manners', owner: 'mia' });
    minutes(1);
    await bot.say('mia', `visit log #${deal} met Ann`);
    minutes(1);
    expect((await bot.say('mia', line)).text).toContain('Taken back');
    expect(await counting(deal)).toEqual(['opened']);
  });

  test.each(['撤销一下吧', '刚才记错了', '搞错了，撤销'])('%s', async (line) => {
    const deal = await bot.deal({ name: line, customer: '礼貌集团' });
    minutes(1);
    await bot.say('li', `记拜访 #${deal} 见了王总`);
    minutes(1);
    expect((await bot.say('li', line)).text).toContain('已撤销');
    expect(await counting(deal)).toEqual(['opened']);
  });

  test('of a deal that is named; nothing is taken back on a guess', async () => {
    const one = await bot.deal({ name: 'Named', customer: 'Hooli', owner: 'joe' });
    const other = await bot.deal({ name: 'Later', customer: 'Globex', owner: 'joe' });
    minutes(1);
    await bot.say('joe', `visit log #${one} met Gavin`);
    minutes(1);
    await bot.say('joe', `visit log #${other} met Hank`);
    for (const line of ['undo the blue one', 'oops', 'never mind']) {
      const list = await bot.say('joe', line);
      expect(list.text).toBe('Which one do you want to take back?');
    }
    expect(await counting(other)).toEqual(['opened', 'contacted']);
    expect((await bot.say('joe', 'undo hooli')).text).toContain('met Gavin');
    expect(await counting(one)).toEqual(['opened']);
    expect(await counting(other)).toEqual(['opened', 'contacted']);
  });

  test('the list has what was taken back too, with the way to bring it back', async () => {
    const deal = await bot.deal({ name: 'Listed', customer: 'Initech', owner: 'joe' });
    minutes(1);
    await bot.say('joe', `visit log #${deal} met Bill`);
    minutes(1);
    const done = await bot.say('joe', 'undo');
    const list = await bot.press('joe', pressed(done, 'An earlier one'));
    expect(wordsOf(list)).toContain('taken back: logged a customer contact “met Bill”');
    await bot.press('joe', pressed(list, 'Bring it back'));
    expect(await counting(deal)).toEqual(['opened', 'contacted']);
  });

  test('what is more than a day old is shown first, and then needs one press', async () => {
    const deal = await bot.deal({ name: '旧事', customer: '大唐发电', owner: 'zhao' });
    minutes(1);
    await bot.say('zhao', `记拜访 #${deal} 见了刘总`);
    minutes(24 * 60);
    minutes(1);
    const asked = await bot.say('zhao', '撤销');
    expect(asked.text).toContain('已超过一天');
    expect(asked.text).toContain(`#${deal} 旧事`);
    expect(await counting(deal)).toEqual(['opened', 'contacted']);
    await bot.press('zhao', pressed(asked, '撤销'));
    expect(await counting(deal)).toEqual(['opened']);
  });

  test('on a deal that one may no longer see: said, and nothing before it is taken back', async () => {
    const seen = await bot.deal({ name: 'Seen', customer: 'Umbrella', owner: 'sam' });
    const gone = await bot.deal({ name: 'Gone', customer: 'Umbrella', owner: 'joe' });
    minutes(1);
    await bot.say('sam', `visit log #${seen} met Alice`);
    minutes(1);
    await bot.say('sam', `visit log #${gone} met Albert`);
    // West is no longer hers.
    await bot.commit(bot.org, {
      key: `moved:${bot.now.getTime()}`,
      actorId: bot.ids.ada,
      now: bot.now,
      changes: [{ kind: 'person.set', id: bot.ids.sam, set: { role: 'rep', teamId: bot.teamId('华东') } }],
      answeredIn: null,
      reply: async () => null,
    });
    minutes(1);
    const refused = await bot.say('sam', 'undo');
    expect(refused.text).toContain('no longer see');
    expect(wordsOf(refused)).not.toContain('Albert');
    expect(await counting(gone)).toEqual(['opened', 'contacted']);
    expect(await counting(seen)).toEqual(['opened', 'contacted']);
  });
});

describe('in a room', () => {
  test('only the asker sees what was taken back', async () => {
    const deal = await bot.deal({ name: '保密一点', customer: '晶科能源' });
    minutes(1);
    await bot.say('li', `记拜访 #${deal} 见了王总`);
    minutes(1);
    const done = await bot.say('li', '@驿站 撤销', { room: 'all' });
    expect(done).toMatchObject({ audience: 'asker', text: expect.stringContaining('见了王总') });
  });
});

describe('an import is one entry', () => {
  test('undone as a whole, after one more question', async () => {
    const csv = 'name,customer,amount\nOne,Acme,1000\nTwo,Acme,2000\n';
    const preview = await bot.drop('olga', [{ name: 'deals.csv', bytes: new TextEncoder().encode(csv) }]);
    minutes(1);
    await bot.press('olga', pressed(preview, 'Import'));
    minutes(1);
    const asked = await bot.say('olga', 'undo');
    expect(asked.text).toContain('import of 2 deals');
    const [button] = pressable(asked);
    expect(button?.says.line).toBe('import undo');
    const list = await bot.say('olga', 'undo list');
    const items = list.card?.elements.flatMap((one) => (one.kind === 'list' ? one.items : []));
    expect(items).toHaveLength(1);
    const undone = await bot.press('olga', button?.says ?? { line: '' });
    expect(undone.text).toContain('2');
    minutes(1);
    expect((await bot.say('olga', 'undo')).text).toContain('nothing');
  });
});

describe('a plan that took place', () => {
  const planned = async (name: string) => {
    const deal = await bot.deal({ name, customer: 'Wayne', owner: 'mia' });
    minutes(1);
    const plan = await bot.say('mia', `visit plan #${deal} demo next tuesday 10:00`);
    minutes(1);
    const form = await bot.press('mia', pressed(plan, 'It took place'));
    minutes(1);
    const logged = await bot.submit('mia', form.form, { what: 'met Bruce', on: '2026-11-20' });
    return { deal, logged };
  };
  const visits = async (deal: number) =>
    (await bot.read().visitsOf({ deal })).map(({ status, at, summary, kind }) => ({
      status,
      at,
      summary,
      kind,
    }));
  const PLAN = { status: 'planned', at: new Date('2026-11-24T02:00:00Z'), summary: 'demo', kind: 'onsite' };

  test('undone, it is planned for its own day again; brought back, it took place', async () => {
    const { deal, logged } = await planned('Cave');
    const was = await visits(deal);
    expect(was).toMatchObject([{ status: 'done', summary: 'met Bruce' }]);
    const undone = await bot.press('mia', pressed(logged, 'Undo'));
    expect(await visits(deal)).toEqual([PLAN]);
    expect(await bot.read().dealView(deal)).toMatchObject({ nextStep: 'demo' });
    await bot.press('mia', pressed(undone, 'Bring it back'));
    expect(await visits(deal)).toEqual(was);
  });

  test('moved to another deal, the plan stays where it was and the other deal keeps its next step', async () => {
    const { deal } = await planned('Tower');
    const right = await bot.deal({ name: 'Mansion', customer: 'Kane', owner: 'mia' });
    await bot.say('mia', `deal next #${right} send the lease by friday`);
    minutes(1);
    const list = await bot.say('mia', 'undo list');
    const move = pressable(list).filter((one) => one.label === 'Move to another deal')[1];
    const asked = await bot.press('mia', move?.says ?? { line: '' });
    const moved = await bot.submit('mia', asked.form, { deal: `#${right}` });
    expect(moved.text).toContain('Moved from Tower to Mansion');
    expect(await visits(deal)).toEqual([PLAN]);
    expect(await visits(right)).toMatchObject([{ status: 'done', summary: 'met Bruce' }]);
    expect(await bot.read().dealView(right)).toMatchObject({ nextStep: 'send the lease' });
  });
});

describe('a visit to a customer without a deal', () => {
  const mine = async () => wordsOf(await bot.say('joe', 'my visits'));

  test('is taken back and brought back', async () => {
    await bot.say('joe', 'visit customer customer: Umbrella Labs met the CIO');
    minutes(1);
    const undone = await bot.say('joe', 'undo');
    expect(undone.text).toBe('Taken back: visit to Umbrella Labs on Sun, Nov 22, 2026 “met the CIO”.');
    expect(await mine()).not.toContain('CIO');
    const back = await bot.press('joe', pressed(undone, 'Bring it back'));
    expect(back.text).toContain('Brought back');
    expect(await mine()).toContain('CIO');
    await bot.press('joe', pressed(back, 'Undo'));
    expect(await mine()).not.toContain('CIO');
  });

  test('moves to a deal, and back when that is undone', async () => {
    const deal = await bot.deal({ name: 'Vaccine', customer: 'Raccoon', owner: 'joe' });
    minutes(1);
    await bot.say('joe', 'visit customer customer: Umbrella Works met Jill, send an offer by Friday');
    minutes(1);
    const moved = await bot.say('joe', `fix #${deal}`);
    expect(moved.text).toContain('Moved to Vaccine: visit to Umbrella Works');
    expect(await counting(deal)).toEqual(['opened', 'contacted', 'stepped']);
    expect(await bot.read().visitsOf({ deal })).toMatchObject([{ status: 'done' }]);
    expect((await mine()).match(/Jill/g)).toHaveLength(1);
    await bot.press('joe', pressed(moved, 'Undo'));
    expect(await counting(deal)).toEqual(['opened']);
    expect(await bot.read().visitsOf({ deal })).toEqual([]);
    expect((await mine()).match(/Jill/g)).toHaveLength(1);
    // It is the person's last entry again.
    expect((await bot.say('joe', 'undo list')).card).toBeDefined();
  });

  test('a plan of one is taken back, brought back and moved as a plan', async () => {
    const visit = '0199aaaa-0000-7000-8000-000000000001';
    const customer = '0199aaaa-0000-7000-8000-000000000002';
    await bot.commit(bot.org, {
      key: `plan:${bot.now.getTime()}`,
      actorId: bot.ids.mia,
      now: bot.now,
      changes: [
        { kind: 'customer.add', id: customer, name: 'Tyrell' },
        {
          kind: 'visit.add',
          visit: {
            id: visit,
            deal: null,
            customerId: customer,
            personId: bot.ids.mia,
            at: new Date(NOW.getTime() + 5 * 24 * 60 * 60_000),
            kind: 'onsite',
            status: 'planned',
            summaryId: null,
            nextStepId: null,
            nextStepDue: null,
            met: [],
            signals: [],
          },
        },
      ],
      answeredIn: null,
      reply: async () => null,
    });
    minutes(1);
    const undone = await bot.say('mia', 'undo');
    expect(undone.text).toContain('visit to Tyrell planned for Thu, Nov 26, 2026.');
    await bot.press('mia', pressed(undone, 'Bring it back'));
    expect((await bot.read().visit(visit))?.status).toBe('planned');
    const deal = await bot.deal({ name: 'Replicant', customer: 'Rosen', owner: 'mia' });
    await bot.press('mia', { line: `fix #${deal}`, values: { visit } });
    expect(await bot.read().visitsOf({ deal })).toMatchObject([{ status: 'planned' }]);
    expect(await counting(deal)).toEqual(['opened', 'planned']);
  });

  test('somebody else’s is not theirs', async () => {
    const logged = await bot.say('joe', 'visit customer customer: Cyberdyne met Miles');
    const words = pressed(logged, 'Undo');
    expect((await bot.press('mia', words)).text).toContain('not know');
    expect((await bot.press('mia', { line: 'fix', values: words.values ?? {} })).text).toContain('not know');
    expect(await mine()).toContain('Miles');
  });
});
