import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runNudges } from '../../../src/jobs/nudges.ts';
import { aBot, type Bot } from '../../support/bot.ts';
import type { CastName } from '../../support/cast.ts';
import { digestsOf } from '../../support/digests.ts';
import { nudgePorts } from '../../support/jobs.ts';
import { wordsOf } from '../../support/reading.ts';

// Saturday 21 November 2026 in Shanghai; each test has an organisation of its own.
let bot: Bot;
const { outcomes, live, deal, last } = digestsOf(() => bot);
beforeEach(async () => {
  bot = await aBot();
});
afterEach(() => bot.close());

describe('for one person', () => {
  test('a digest asked for in a direct conversation goes to the asker alone, in their language', async () => {
    expect((await bot.say('sam', 'digest add workdays 09:00')).text).toContain('for you alone');
    await deal({ name: 'Secret', owner: 'mia', confidential: true });
    await live('2026-11-23T01:00:00Z');
    expect(last().to).toEqual({ kind: 'person', workspace: 'local', person: 'sam' });
    expect(last().locale).toBe('en');
    expect(wordsOf(last().message)).toContain('Movement: 1 new (Mia Lopez)');
    // Nobody else knows of it.
    expect(wordsOf(await bot.say('boss', 'digest list'))).toContain('No digests yet');
  });

  test('it is skipped when its reader has left', async () => {
    await bot.say('sam', 'digest add workdays 09:00');
    await bot.prisma.person.updateMany({
      where: { orgId: bot.org, id: bot.ids.sam },
      data: { status: 'left' },
    });
    await deal({ name: 'CRM', owner: 'mia' });
    await live('2026-11-23T01:00:00Z');
    expect(await outcomes()).toEqual(['2026-11-23T01:00 skipped reader']);
  });
});

describe('a manager’s own digest', () => {
  beforeEach(async () => {
    await bot.say('wang', '日报 新增 每周一 09:00');
    await bot.say('wang', '/日报 新增 每周一 09:00', { room: 'east' });
  });
  const digestFor = (kind: 'person' | 'room') =>
    wordsOf(
      bot.posts.findLast((post) => post.key.includes(':digest:') && post.to.kind === kind)?.message ?? {
        text: '',
      },
    );
  const ofReader = () => digestFor('person');
  const ofRoom = () => digestFor('room');

  test('says where a rep’s deals stop more often than their peers’, to the manager alone', async () => {
    for (const month of ['05', '08']) {
      await past('li', month, { passed: 1, of: 10 });
      await past('zhao', month, { passed: 11, of: 12 });
    }
    await live('2026-11-23T01:00:00Z');
    expect(ofReader()).toContain(
      '值得看看（仅您可见）：李伟在潜在客户（10 个中 1 个进入下一阶段，同事 12 个中 11 个）',
    );
    expect(ofReader()).toContain('先问：是线索质量，还是话术。');
    expect(ofRoom()).toContain('新增 44');
    expect(ofRoom()).not.toContain('仅您可见');
  });

  test('has what was left lying until the manager was told, which the room has not', async () => {
    await deal({ name: '储能监控', stage: 'need' });
    for (const instant of ['2026-12-07T01:30:00Z', '2026-12-11T01:30:00Z']) {
      bot.at(instant);
      await runNudges(nudgePorts(bot));
    }
    await live('2026-12-14T01:00:00Z');
    expect(ofReader()).toContain('待您过问：1 个停滞商机');
    expect(ofRoom()).toContain('新停滞：失联 1');
    expect(ofRoom()).not.toContain('过问');
  });
});

/** Deals that somebody opened early in a month of 2026, of which so many moved on within it and the others were lost. */
async function past(
  owner: CastName,
  month: string,
  { passed, of }: { passed: number; of: number },
): Promise<void> {
  const [pipeline] = await bot.read().pipelines();
  const next = pipeline?.stages[1];
  if (next === undefined) throw new Error('no second stage');
  for (let index = 0; index < of; index++) {
    const openedAt = new Date(`2026-${month}-04T02:00:00Z`);
    const number = await deal({ name: `${owner} ${month} ${index}`, owner, openedAt });
    const at = new Date(`2026-${month}-11T02:00:00Z`);
    await bot.commit(bot.org, {
      key: `past:${number}`,
      actorId: bot.ids[owner],
      now: bot.now,
      changes: [
        {
          kind: 'deal.record',
          deal: number,
          version: null,
          events: [
            index < passed
              ? { kind: 'moved', at, changes: { stageId: next.id } }
              : { kind: 'lost', at, changes: { status: 'lost', lossReason: 'price' } },
          ],
        },
      ],
      answeredIn: null,
      reply: async () => null,
    });
  }
}
