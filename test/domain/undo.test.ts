import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BLANK, type DealEvent, fold, type NewEvent, type Tracked } from '../../src/domain/deal.ts';
import {
  aboutOf,
  entryIn,
  type History,
  movable,
  moveEntry,
  moveIn,
  restsOn,
  rowsOf,
  takeBack,
} from '../../src/domain/undo.ts';

const NOW = new Date('2026-11-21T02:00:00Z');
const OPENING: Tracked = {
  ...BLANK,
  status: 'open',
  pipelineId: 'p',
  stageId: 's1',
  nameId: 'n',
  currency: 'CNY',
  ownerId: 'li',
  teamId: 't',
};

type Said = Pick<NewEvent, 'kind'> & Partial<NewEvent> & { by?: string };

/** A history in which each line is one input; the first is the opening. */
function aHistory(deal: number, inputs: readonly (readonly Said[])[]): History {
  const events: DealEvent[] = [];
  for (const [index, input] of [[{ kind: 'opened', changes: OPENING } as Said], ...inputs].entries()) {
    for (const { kind, changes = {}, detail = {}, voids, by = 'li' } of input) {
      const { deal: _, ...rest } = detail;
      events.push({
        seq: events.length + 1,
        kind,
        actorId: by,
        teamId: 't',
        at: NOW,
        recordedAt: NOW,
        changes,
        detail: rest,
        voids: voids ?? null,
        inputId: `i${index}`,
      });
    }
  }
  return { deal, version: events.length, events };
}

const visit = (id: string): Said => ({ kind: 'contacted', detail: { visitId: id } });
const objected = (step: 'recorded' | 'answered' | 'resolved', textId?: string): Said => ({
  kind: 'objected',
  detail: { objectionId: 'o', objection: step, ...(textId === undefined ? {} : { textId }) },
});

/** What the store makes of the changes. */
function recordedIn(history: History, changes: ReturnType<typeof takeBack>, inputId: string): History {
  const added = changes.flatMap((change) =>
    change.kind === 'deal.record' && change.deal === history.deal ? change.events : [],
  );
  const events = added.map((event, index): DealEvent => {
    const { deal: _, ...detail } = event.detail ?? {};
    return {
      ...event,
      detail,
      voids: event.voids ?? null,
      seq: history.version + index + 1,
      actorId: 'li',
      teamId: 't',
      recordedAt: NOW,
      inputId,
    };
  });
  return { ...history, version: history.version + events.length, events: [...history.events, ...events] };
}

describe('taking back', () => {
  test('voids every event of the input, and its visit', () => {
    const history = aHistory(1, [[visit('v'), { kind: 'stepped', changes: { nextStepId: 'x' } }]]);
    expect(takeBack([history], { inputId: 'i1', now: NOW })).toEqual([
      {
        kind: 'deal.record',
        deal: 1,
        version: 3,
        events: [
          { kind: 'voided', at: NOW, changes: {}, voids: 2 },
          { kind: 'voided', at: NOW, changes: {}, voids: 3 },
        ],
      },
      { kind: 'visit.set', id: 'v', set: { deal: 1, status: 'void' } },
    ]);
  });

  test('nothing that holds is nothing to take back', () => {
    const history = aHistory(1, [[visit('v')], [{ kind: 'voided', voids: 2 }]]);
    expect(takeBack([history], { inputId: 'i1', now: NOW })).toEqual([]);
    expect(takeBack([history], { inputId: 'unknown', now: NOW })).toEqual([]);
  });

  test('a visit that took place is a plan again, an answered objection an open one', () => {
    const history = aHistory(1, [
      [{ kind: 'planned', detail: { visitId: 'v' } }],
      [visit('v')],
      [objected('recorded')],
      [objected('answered', 'first')],
      [objected('answered', 'second')],
    ]);
    const rows = (inputId: string) => takeBack([history], { inputId, now: NOW }).slice(1);
    expect(rows('i2')).toEqual([{ kind: 'visit.set', id: 'v', set: { deal: 1, status: 'planned' } }]);
    expect(rows('i5')).toEqual([
      { kind: 'objection.set', id: 'o', deal: 1, status: 'answered', responseId: 'first' },
    ]);
    expect(rows('i3')).toEqual([]);
  });

  test('an opening takes everything on its deal with it', () => {
    const history = aHistory(1, [[visit('v')], [objected('recorded')]]);
    expect(takeBack([history], { inputId: 'i0', now: NOW }).slice(1)).toEqual([
      { kind: 'visit.set', id: 'v', set: { deal: 1, status: 'void' } },
      { kind: 'objection.set', id: 'o', deal: 1, status: 'void', responseId: null },
    ]);
  });

  test('what rests on it: the same person’s later entries, or everything since an opening', () => {
    const history = aHistory(1, [
      [visit('v')],
      [{ kind: 'noted', by: 'wang' }],
      [{ kind: 'moved', changes: { stageId: 's2' } }],
      [{ kind: 'noted' }],
      [{ kind: 'voided', voids: 5 }],
    ]);
    const kinds = (inputId: string) => restsOn(history, entryIn(history, inputId)).map((event) => event.kind);
    expect(kinds('i1')).toEqual(['moved']);
    expect(kinds('i0')).toEqual(['contacted', 'noted', 'moved']);
    expect(kinds('i3')).toEqual([]);
  });

  test('what a chain of voidings is about', () => {
    const history = aHistory(1, [
      [visit('v')],
      [{ kind: 'voided', voids: 2 }],
      [{ kind: 'voided', voids: 3 }],
    ]);
    const [, contact, undo, redo] = history.events;
    if (contact === undefined || undo === undefined || redo === undefined) throw new Error('four events');
    const about = (event: DealEvent) => aboutOf([{ history, events: [event] }]);
    expect(about(contact)).toEqual({ parts: [{ history, events: [contact] }], takesAway: false });
    expect(about(undo)).toEqual({ parts: [{ history, events: [contact] }], takesAway: true });
    expect(about(redo)).toEqual({ parts: [{ history, events: [contact] }], takesAway: false });
  });

  test('a move is no mere voiding, and taking it back takes it away', () => {
    const histories = [aHistory(1, [[visit('v')]]), aHistory(2, [])] as const;
    const [from, to] = histories;
    const moved = moveEntry({ from, to: { ...to, open: true } }, { inputId: 'i1', now: NOW });
    const after = histories.map((history) => recordedIn(history, moved, 'f'));
    const parts = after.map((history) => ({ history, events: entryIn(history, 'f') }));
    expect(aboutOf(parts)).toEqual({ parts, takesAway: false });
    expect(moveIn(parts)).toEqual({ from: parts[0], to: parts[1] });
    const undone = takeBack(after, { inputId: 'f', now: NOW });
    const undoing = after
      .map((history) => recordedIn(history, undone, 'u'))
      .map((history) => ({ history, events: entryIn(history, 'u') }));
    expect(aboutOf(undoing)).toMatchObject({ takesAway: true });
    expect(moveIn(undoing)).toBeNull();
  });
});

test('property: taking back twice restores everything, whatever was taken back before', () => {
  const input = fc.oneof(
    fc
      .record({ stage: fc.constantFrom('s1', 's2', 's3') })
      .map(({ stage }): Said[] => [{ kind: 'moved', changes: { stageId: stage } }]),
    fc.nat(5).map((n): Said[] => [visit(`v${n}`), { kind: 'stepped', changes: { nextStepId: `x${n}` } }]),
    fc.nat(1_000).map((amount): Said[] => [{ kind: 'edited', changes: { amount } }]),
    fc
      .constantFrom('recorded' as const, 'answered' as const, 'resolved' as const)
      .map((step) => [objected(step)]),
  );
  fc.assert(
    fc.property(
      fc.array(input, { minLength: 1, maxLength: 8 }),
      fc.array(fc.nat(12), { maxLength: 6 }),
      (inputs, undone) => {
        let history = aHistory(1, inputs);
        for (const [turn, target] of undone.entries()) {
          const inputId = target < 9 ? `i${target}` : `u${target - 9}`;
          const before = { state: fold(history.events), rows: rowsOf([history]) };
          const once = recordedIn(history, takeBack([history], { inputId, now: NOW }), `u${turn}`);
          const changes = takeBack([once], { inputId: `u${turn}`, now: NOW });
          const twice = recordedIn(once, changes, 'again');
          expect(fold(twice.events)).toEqual(before.state);
          expect(rowsOf([twice])).toEqual(before.rows);
          history = once;
        }
      },
    ),
    { numRuns: 300 },
  );
});

describe('a visit that stands for another', () => {
  const replacing: Said = { kind: 'contacted', detail: { visitId: 'v', replaces: 'p' } };
  const sets = (changes: ReturnType<typeof takeBack>) => changes.filter((one) => one.kind === 'visit.set');

  test('the plan that it was is a plan again, with what was planned; brought back, it took place', () => {
    const history = aHistory(1, [[{ kind: 'planned', detail: { visitId: 'p' } }], [replacing]]);
    const undone = takeBack([history], { inputId: 'i2', now: NOW });
    expect(sets(undone)).toEqual([
      { kind: 'visit.set', id: 'p', set: { deal: 1, status: 'planned' } },
      { kind: 'visit.set', id: 'v', set: { deal: 1, status: 'void' } },
    ]);
    const redone = takeBack([recordedIn(history, undone, 'u')], { inputId: 'u', now: NOW });
    expect(sets(redone)).toEqual([
      { kind: 'visit.set', id: 'p', set: { deal: 1, status: 'void' } },
      { kind: 'visit.set', id: 'v', set: { deal: 1, status: 'done' } },
    ]);
  });

  test('what was logged without a deal is there again, still without one', () => {
    const history = aHistory(1, [[replacing]]);
    expect(sets(takeBack([history], { inputId: 'i1', now: NOW }))).toEqual([
      { kind: 'visit.set', id: 'p', set: { status: 'done' } },
      { kind: 'visit.set', id: 'v', set: { deal: 1, status: 'void' } },
    ]);
  });

  test('moved on, a plan stays behind and a visit without a deal does not', () => {
    const to = { ...aHistory(2, []), open: true };
    const stepDone: Said = { kind: 'stepped', changes: { nextStepId: null }, detail: { stepDone: true } };
    const planned = aHistory(1, [[{ kind: 'planned', detail: { visitId: 'p' } }], [replacing, stepDone]]);
    const left = moveEntry({ from: planned, to }, { inputId: 'i2', now: NOW });
    // The step that was done is not the other deal's.
    expect(left[1]).toMatchObject({ deal: 2, events: [{ kind: 'contacted', detail: { visitId: 'v' } }] });
    expect(sets(left)[0]).toEqual({ kind: 'visit.set', id: 'p', set: { deal: 1, status: 'planned' } });
    const without = moveEntry({ from: aHistory(1, [[replacing]]), to }, { inputId: 'i1', now: NOW });
    expect(sets(without)).toEqual([{ kind: 'visit.set', id: 'v', set: { deal: 2, status: 'done' } }]);
  });
});

describe('moving', () => {
  const from = aHistory(1, [[visit('v'), { kind: 'stepped', changes: { nextStepId: 'x' } }]]);
  const to = aHistory(2, []);

  test('voids there, records again here, and the visit goes along', () => {
    const changes = moveEntry({ from, to: { ...to, open: true } }, { inputId: 'i1', now: NOW });
    expect(changes).toMatchObject([
      { kind: 'deal.record', deal: 1, events: [{ voids: 2 }, { voids: 3 }] },
      { kind: 'deal.record', deal: 2, version: 1, events: [{ kind: 'contacted' }, { kind: 'stepped' }] },
      { kind: 'visit.set', id: 'v', set: { deal: 2, status: 'done' } },
    ]);
  });

  test('a closed deal gets no next step', () => {
    const changes = moveEntry({ from, to: { ...to, open: false } }, { inputId: 'i1', now: NOW });
    expect(changes[1]).toMatchObject({ deal: 2, events: [{ kind: 'contacted' }] });
  });

  test('undone, the visit is back where it was', () => {
    const moved = moveEntry({ from, to: { ...to, open: true } }, { inputId: 'i1', now: NOW });
    const histories = [recordedIn(from, moved, 'f'), recordedIn(to, moved, 'f')];
    expect(takeBack(histories, { inputId: 'f', now: NOW }).at(-1)).toEqual({
      kind: 'visit.set',
      id: 'v',
      set: { deal: 1, status: 'done' },
    });
  });

  test('only what says something of a deal alone moves', () => {
    const entry = (said: Said) => entryIn(aHistory(1, [[said]]), 'i1');
    for (const kind of ['contacted', 'attempted', 'planned', 'noted', 'stepped', 'snoozed'] as const) {
      expect(movable(entry({ kind }))).toBe(true);
    }
    for (const kind of ['moved', 'won', 'lost', 'assigned', 'split', 'merged', 'edited', 'voided'] as const) {
      expect(movable(entry({ kind }))).toBe(false);
    }
    expect(movable(entry(objected('recorded')))).toBe(true);
    expect(movable(entry(objected('answered')))).toBe(false);
    expect(movable([])).toBe(false);
  });
});
