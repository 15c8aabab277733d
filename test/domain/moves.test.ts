import { describe, expect, test } from 'vitest';
import {
  cancelWin,
  closeLost,
  closeWon,
  closingInstant,
  NO_STEP,
  reopen,
  stageBeforeWin,
} from '../../src/domain/closing.ts';
import { assign, edit, finishStep, hide, holdBall, planStep, snooze, wake } from '../../src/domain/edits.ts';
import { advance, type Decision, type MoveTo, moveTo } from '../../src/domain/moves.ts';
import { leftOver, merge, takePart } from '../../src/domain/parts.ts';
import { aPipeline, aState, NOW, ZONE } from './deals.ts';

const pipeline = aPipeline('project');
const stage = (key: string) => {
  const found = pipeline.stages.find((one) => one.key === key);
  if (found === undefined) throw new Error(`no stage ${key}`);
  return found;
};
const at = (key: string, more = {}) => aState({ pipelineId: pipeline.id, stageId: stage(key).id, ...more });
const moving = (state = at('candidate'), more: Partial<MoveTo> = {}): MoveTo => ({
  state,
  pipeline,
  reached: [],
  now: NOW,
  meets: [],
  reasonId: null,
  letThrough: false,
  ...more,
});
const refused = (decision: Decision) => ('refused' in decision ? decision.refused : 'events');
const last = (decision: Decision) => ('events' in decision ? decision.events.at(-1) : undefined);
const ids = (key: string) => stage(key).criteria.map((one) => one.id);

describe('moving', () => {
  test('a standard that asks for all is met by all of its criteria, old and new', () => {
    const [first = '', ...others] = ids('qualified');
    expect(refused(advance(moving()))).toBe('gate');
    expect(refused(advance(moving(at('candidate'), { meets: others })))).toBe('gate');
    const met = advance(moving(at('candidate', { met: [first] }), { meets: others }));
    expect(last(met)).toMatchObject({ kind: 'moved', changes: { stageId: stage('qualified').id } });
  });

  test('a standard that asks for any is met by one', () => {
    const [, second = ''] = ids('technical1');
    expect(refused(advance(moving(at('contact'), { meets: [second] })))).toBe('events');
  });

  test('let through, the criteria that were not met are kept', () => {
    const through = advance(moving(at('candidate'), { letThrough: true, reasonId: 'why' }));
    expect(last(through)?.detail).toEqual({ textId: 'why', unmetIds: ids('qualified') });
  });

  test('stages passed over are kept; only the standard of the target is asked for', () => {
    const [one = ''] = ids('technical1');
    const jump = moveTo(moving(at('candidate'), { meets: [one] }), stage('technical1'));
    expect(last(jump)?.detail?.skippedIds).toEqual([stage('qualified').id, stage('contact').id]);
  });

  test('back asks for a reason and for no standard', () => {
    expect(refused(moveTo(moving(at('technical1')), stage('contact')))).toBe('reason');
    const back = moveTo(moving(at('technical1'), { reasonId: 'why' }), stage('contact'));
    expect(last(back)?.detail).toEqual({ back: true, textId: 'why' });
  });

  test('a winning stage, the stage it has, a closed deal and another pipeline are no moves', () => {
    expect(refused(moveTo(moving(at('commercial')), stage('signed')))).toBe('wins');
    expect(refused(advance(moving(at('commercial'))))).toBe('wins');
    expect(refused(moveTo(moving(at('contact')), stage('contact')))).toBe('sameStage');
    expect(refused(advance(moving(at('contact', { status: 'lost' }))))).toBe('notOpen');
    const foreign = aPipeline('consultative').stages[0];
    if (foreign === undefined) throw new Error('no stage');
    expect(refused(moveTo(moving(), foreign))).toBe('otherPipeline');
  });
});

describe('closing', () => {
  const on = (day: string) => ({ day, now: NOW, zone: ZONE, office: ZONE });
  const opened = { openedAt: new Date('2026-11-02T09:00:00Z') };

  test('a day stands for now today, for noon before, and never for a time before the opening', () => {
    const state = aState(opened);
    expect(closingInstant(state, on('2026-11-21'))).toEqual(NOW);
    expect(closingInstant(state, on('2026-11-20'))).toEqual(new Date('2026-11-20T04:00:00Z'));
    expect(closingInstant(state, on('2026-11-02'))).toEqual(opened.openedAt);
    expect(closingInstant(state, on('2026-11-22'))).toEqual({ refused: 'future' });
    expect(closingInstant(state, on('2026-11-01'))).toEqual({ refused: 'beforeOpening' });
  });

  test('a win asks for the standard of its stage and books amount and currency', () => {
    const won = { ...moving(at('commercial', opened)), on: on('2026-11-21'), amount: null };
    expect(refused(closeWon(won))).toBe('gate');
    const decision = closeWon({ ...won, meets: ids('signed'), amount: { minor: 500, currency: 'USD' } });
    expect(last(decision)?.changes).toEqual({
      status: 'won',
      amount: 500,
      currency: 'USD',
      stageId: stage('signed').id,
      nextStepId: null,
      nextStepDue: null,
      snoozedUntil: null,
    });
    const known = last(closeWon({ ...won, meets: ids('signed') }))?.changes;
    expect(known).not.toHaveProperty('amount');
  });

  test('a loss keeps the stage and names the objections that decided it', () => {
    const decision = closeLost(at('contact', opened), {
      lossReason: 'price',
      competitorId: null,
      on: on('2026-11-21'),
      objectionIds: ['o1'],
      reasonId: null,
    });
    expect('events' in decision && decision.events.map((event) => event.kind)).toEqual(['objected', 'lost']);
    expect(last(decision)?.changes).not.toHaveProperty('stageId');
  });

  test('only what was lost is reopened, only what was won is cancelled', () => {
    const again = { now: NOW, reasonId: null, step: NO_STEP };
    expect(refused(reopen(at('contact'), again))).toBe('notClosed');
    expect(refused(reopen(at('signed', { status: 'won' }), again))).toBe('notClosed');
    expect(refused(reopen(at('contact', { status: 'lost' }), again))).toBe('events');
    const cancel = { now: NOW, stage: stage('contact'), reasonId: 'why', step: NO_STEP };
    expect(refused(cancelWin(at('contact', { status: 'lost' }), cancel))).toBe('notWon');
    expect(refused(cancelWin(at('signed', { status: 'won' }), cancel))).toBe('events');
  });

  test('a cancelled win goes back to the last open stage that it entered', () => {
    const entered = ['candidate', 'contact', 'technical1', 'contact', 'signed'].map((key) => stage(key).id);
    expect(stageBeforeWin(pipeline, entered)?.key).toBe('contact');
  });
});

describe('edits', () => {
  const on = { now: NOW, reasonId: null };

  test('only what is different is recorded', () => {
    const state = aState({ amount: 100, expectedClose: '2026-11-30' });
    expect(refused(edit(state, { amount: 100, currency: 'CNY' }, on))).toBe('unchanged');
    expect(last(edit(state, { amount: 100, expectedClose: '2026-12-31' }, on))?.changes).toEqual({
      expectedClose: '2026-12-31',
    });
  });

  test('the third push asks why; pulling in never does', () => {
    const state = aState({ expectedClose: '2026-11-30', pushes: 2 });
    expect(edit(state, { expectedClose: '2026-12-31' }, on)).toEqual({ refused: 'push', pushes: 2 });
    expect(refused(edit(state, { expectedClose: '2026-12-31' }, { now: NOW, reasonId: 'why' }))).toBe(
      'events',
    );
    expect(refused(edit(state, { expectedClose: '2026-11-20' }, on))).toBe('events');
    expect(refused(edit({ ...state, pushes: 1 }, { expectedClose: '2026-12-31' }, on))).toBe('events');
  });

  test('steps, snoozes, the ball, confidentiality and owners', () => {
    const state = aState({});
    const closed = aState({ status: 'won' });
    const to = { until: '2026-11-22', ball: null, today: '2026-11-21', now: NOW, reasonId: null };
    expect(refused(planStep(closed, { stepId: 's', due: null, now: NOW }))).toBe('notOpen');
    expect(refused(finishStep(state, NOW))).toBe('noStep');
    expect(refused(snooze(state, { ...to, until: '2026-11-21' }))).toBe('past');
    expect(last(snooze(state, to))?.changes).toEqual({ snoozedUntil: '2026-11-22' });
    expect(refused(wake(state, NOW))).toBe('notSnoozed');
    expect(refused(holdBall(aState({ ball: 'us' }), { ball: 'us', now: NOW }))).toBe('unchanged');
    expect(refused(hide(state, { confidential: false, now: NOW }))).toBe('unchanged');
    const { ownerId, teamId } = state;
    expect(refused(assign(state, { ownerId, teamId, now: NOW }))).toBe('unchanged');
    expect(last(assign(state, { ownerId: 'other', teamId: 'elsewhere', now: NOW }))?.changes).toEqual({
      ownerId: 'other',
      teamId: 'elsewhere',
    });
  });
});

describe('parts', () => {
  const cny = (minor: number) => ({ minor, currency: 'CNY' });

  test('what a part leaves over', () => {
    expect(leftOver({ amount: 800, currency: 'CNY' }, cny(300))).toEqual(cny(500));
    expect(leftOver({ amount: 800, currency: 'CNY' }, cny(900))).toEqual({ refused: 'partTooLarge' });
    expect(leftOver({ amount: 800, currency: 'USD' }, cny(300))).toEqual({ refused: 'currencies' });
    expect(leftOver({ amount: null, currency: 'CNY' }, cny(300))).toBeNull();
  });

  test('an amount that was said for the rest holds, whatever the sum', () => {
    const part = { deal: 7, amount: cny(900), rest: { amount: cny(100), close: null }, now: NOW };
    expect(last(takePart(aState({ amount: 800 }), part))?.changes).toEqual({ amount: 100, currency: 'CNY' });
  });

  test('a merger adds amounts only when asked, and never across currencies', () => {
    const one = { number: 1, state: aState({ amount: 200 }) };
    const other = { number: 2, state: aState({ amount: 300 }) };
    const quiet = merge(one, other, { addAmounts: false, now: NOW });
    expect('goesOn' in quiet && quiet.goesOn[0]?.changes).toEqual({});
    const sum = merge(one, other, { addAmounts: true, now: NOW });
    expect('goesOn' in sum && sum.goesOn[0]?.changes).toEqual({ amount: 500 });
    const dollars = { number: 3, state: aState({ amount: 1, currency: 'USD' }) };
    expect(merge(dollars, other, { addAmounts: true, now: NOW })).toEqual({ refused: 'currencies' });
    expect(merge(one, one, { addAmounts: false, now: NOW })).toEqual({ refused: 'sameDeal' });
  });
});
