import { describe, expect, test } from 'vitest';
import { type DemoWorld, demoChanges } from '../../prisma/seed/demo/demo.ts';
import type { ImportChange } from '../../src/domain/change.ts';
import { dayOf } from '../../src/domain/day.ts';
import { pipelineFrom } from '../../src/domain/founding.ts';
import { isWorkday } from '../../src/domain/workday.ts';
import { statesOf } from '../../src/domain/written.ts';
import { NOW } from '../support/bot.ts';
import { ZONE } from '../support/cast.ts';

/** A world whose ids count up, so that two tellings can be compared. */
function aWorld(now = NOW): DemoWorld {
  let count = 0;
  const newId = () => {
    count += 1;
    return `00000000-0000-7000-8000-${String(count).padStart(12, '0')}`;
  };
  const { pipeline } = pipelineFrom('consultative', { from: now, isDefault: true, locale: 'zh', newId });
  const person = (name: string, locale: 'en' | 'zh', teamId: string) => ({
    id: newId(),
    name,
    role: 'rep' as const,
    status: 'active' as const,
    teamId,
    locale,
    zone: null,
    email: null,
    mutedUntil: null,
    quiet: null,
    createdAt: now,
  });
  return {
    organisation: {
      id: newId(),
      name: 'Demo',
      locale: 'zh',
      zone: ZONE,
      currency: 'CNY',
      calendar: 'prc',
      template: 'consultative',
    },
    people: [
      person('李伟', 'zh', 'east'),
      person('赵敏', 'zh', 'east'),
      person('Mia Lopez', 'en', 'west'),
      person('Joe Brown', 'en', 'west'),
    ],
    pipeline: {
      id: pipeline.id,
      name: pipeline.name,
      template: 'consultative',
      isDefault: true,
      stages: pipeline.stages.map((stage) => ({
        ...stage,
        pipelineId: pipeline.id,
        name: { en: stage.nameEn, zh: stage.nameZh },
        category: 'pipeline' as const,
        criteria: [],
        leastPhase: null,
      })),
    },
    now,
    newId,
  };
}

type Write = Extract<ImportChange, { kind: 'deal.write' }>;
const writesOf = (changes: readonly ImportChange[]): Write[] =>
  changes.filter((change): change is Write => change.kind === 'deal.write');

describe('the demo', () => {
  const { changes, deals } = demoChanges(aWorld());
  const writes = writesOf(changes);

  test('tells the same story from the same seed', () => {
    expect(demoChanges(aWorld()).changes).toEqual(changes);
  });

  test('is about 150 deals over four months, ending today', () => {
    expect(writes).toHaveLength(deals);
    const opened = writes.map((one) => one.events[0]?.at.getTime() ?? 0);
    expect(Math.max(...opened)).toBeLessThanOrEqual(NOW.getTime());
    expect(NOW.getTime() - Math.min(...opened)).toBeGreaterThan(110 * 86_400_000);
    const latest = Math.max(
      ...writes.flatMap((one) => one.events.map((event) => event.recordedAt.getTime())),
    );
    expect(latest).toBeLessThan(NOW.getTime());
    expect(NOW.getTime() - latest).toBeLessThan(4 * 86_400_000);
  });

  test('has everything that a pipeline has: wins, losses, slips, skips, mistakes, silences, objections', () => {
    const ends = writes.map((one) => statesOf(one.events).at(-1)?.status);
    for (const status of ['open', 'won', 'lost'] as const) {
      expect(ends.filter((one) => one === status).length, status).toBeGreaterThan(15);
    }
    const events = writes.flatMap((one) => one.events);
    for (const kind of ['voided', 'edited', 'attempted', 'stepped', 'objected', 'noted'] as const) {
      expect(events.filter((event) => event.kind === kind).length, kind).toBeGreaterThan(4);
    }
    expect(changes.filter((change) => change.kind === 'objection.write').length).toBeGreaterThan(10);
    const open = writes.filter((one) => statesOf(one.events).at(-1)?.status === 'open');
    const quiet = open.filter(
      (one) => NOW.getTime() - (one.events.at(-1)?.at.getTime() ?? 0) > 14 * 86_400_000,
    );
    expect(quiet.length).toBeGreaterThan(5);
  });

  test('happens on working days, in order', () => {
    for (const { events } of writes) {
      for (const [index, event] of events.entries()) {
        expect(isWorkday(dayOf(event.at, ZONE), 'prc')).toBe(true);
        expect(event.at.getTime()).toBeGreaterThanOrEqual(events[index - 1]?.at.getTime() ?? 0);
      }
    }
  });
});
