import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { NewEvent } from '../../src/domain/deal.ts';
import { monthOf } from '../../src/domain/period.ts';
import { scopeOf } from '../../src/domain/permission.ts';
import { aBot, type Bot } from '../support/bot.ts';
import type { CastName } from '../support/cast.ts';

let bot: Bot;

beforeAll(async () => {
  bot = await aBot();
});
afterAll(() => bot.close());

const day = (text: string): Date => new Date(`${text}T02:00:00Z`);

async function scope(of: CastName) {
  const read = bot.read();
  const person = await read.person(bot.ids[of]);
  if (person === null) throw new Error(`no person ${of}`);
  return scopeOf(person, await read.teams());
}

const record = (deal: number, events: readonly NewEvent[], now = bot.now) =>
  bot.commit(bot.org, {
    key: `record:${deal}:${now.getTime()}:${events[0]?.kind}`,
    actorId: bot.ids.li,
    now,
    changes: [{ kind: 'deal.record', deal, version: null, events }],
    answeredIn: null,
    reply: async () => null,
  });

async function stageId(key: string): Promise<string> {
  const [pipeline] = await bot.read().pipelines();
  const stage = pipeline?.stages.find((one) => one.key === key);
  if (stage === undefined) throw new Error(`no stage ${key}`);
  return stage.id;
}

describe('histories', () => {
  test('of deals that something happened to or was recorded about in the window, each from its beginning', async () => {
    bot.at(day('2026-08-03'));
    const quiet = await bot.deal({ name: '没有动静' });
    const moved = await bot.deal({ name: '推进了' });
    const late = await bot.deal({ name: '补记的' });
    await record(
      moved,
      [{ kind: 'edited', at: day('2026-09-10'), changes: { amount: 100 } }],
      day('2026-09-10'),
    );
    await record(
      late,
      [{ kind: 'edited', at: day('2026-08-20'), changes: { amount: 200 } }],
      day('2026-09-11'),
    );
    const window = { from: day('2026-09-01'), to: day('2026-10-01') };
    const found = await bot.read().histories(window, await scope('li'));
    expect(found.map(({ deal }) => deal.number)).toEqual([moved, late]);
    expect(found.map(({ events }) => events.map(({ kind }) => kind))).toEqual([
      ['opened', 'edited'],
      ['opened', 'edited'],
    ]);
    expect(found.map(({ deal }) => deal.number)).not.toContain(quiet);
  });

  test('of what the reader may see only', async () => {
    bot.at(day('2026-09-20'));
    const hidden = await bot.deal({ owner: 'zhao', name: '保密', confidential: true });
    const seen = async (who: CastName) => {
      const found = await bot.read().histories({ from: day('2026-09-15') }, await scope(who));
      return found.some(({ deal }) => deal.number === hidden);
    };
    expect([await seen('zhao'), await seen('wang'), await seen('li'), await seen('mia')]).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});

describe('stageP90', () => {
  test('from the fifth deal that left the stage, voided moves left out', async () => {
    const [contact, need] = [await stageId('contact'), await stageId('need')];
    const [pipeline] = await bot.read().pipelines();
    const left = async (workdays: number): Promise<number> => {
      bot.at(day('2026-09-14'));
      const deal = await bot.deal({ name: `停留${workdays}`, stage: 'contact' });
      const at = day(`2026-09-${14 + workdays}`);
      await record(deal, [{ kind: 'moved', at, changes: { stageId: need } }], at);
      bot.at(at);
      return deal;
    };
    const p90 = async () => (await bot.read().stageP90(pipeline?.id ?? '')).get(contact) ?? null;
    for (const workdays of [1, 1, 2, 2]) await left(workdays);
    expect(await p90()).toBeNull();
    const last = await left(4);
    expect(await p90()).toBe(4);
    const at = day('2026-09-19');
    await record(last, [{ kind: 'voided', at, changes: {}, voids: 2 }], at);
    bot.at(at);
    expect(await p90()).toBeNull();
  });
});

test('a report is over what its reader may see, with the target of the period', async () => {
  bot.at(day('2026-11-10'));
  await bot.deal({ owner: 'mia', name: 'Renewal', amount: 1_000, close: '2026-11-30', stage: 'need' });
  await bot.commit(bot.org, {
    key: 'target',
    actorId: bot.ids.sam,
    now: bot.now,
    changes: [
      {
        kind: 'target.set',
        target: {
          id: bot.desk.newId(),
          scope: 'person',
          subject: bot.ids.mia,
          period: '2026-11',
          measure: 'amount',
          value: 50_000,
          currency: 'CNY',
        },
      },
    ],
    answeredIn: null,
    reply: async () => null,
  });
  const asked = {
    whose: { kind: 'person', personId: bot.ids.mia },
    subject: { scope: 'person', subject: bot.ids.mia },
    due: null,
    period: monthOf('2026-11-10'),
  } as const;
  const own = await bot.read().report(asked, await scope('mia'));
  expect(own.amountQuota.coverage).toMatchObject({ value: { ratio: 2, remaining: 50_000 } });
  expect(own.movement.currencies).toMatchObject([
    { start: 0, lines: { new: 100_000 }, end: 100_000, residual: 0 },
  ]);
  const others = await bot.read().report(asked, await scope('li'));
  expect(others.funnels[0]?.all.count).toBe(0);
});
