import { describe, expect, test } from 'vitest';
import { contactsIn, personCalled, visitEvents, visitTime } from '../../src/domain/visit.ts';

const NOW = new Date('2026-11-21T02:00:00Z');
const at = { now: NOW, zone: 'Asia/Shanghai', office: 'Asia/Shanghai' };

describe('the instant of a visit', () => {
  test('today without a time is now, another day its noon', () => {
    expect(visitTime({ day: '2026-11-21', time: null }, at)).toEqual({ at: NOW, ahead: false });
    expect(visitTime({ day: '2026-11-20', time: null }, at).at).toEqual(new Date('2026-11-20T04:00:00Z'));
  });

  test('a time of day is one of the zone, and may still be ahead', () => {
    expect(visitTime({ day: '2026-11-21', time: '09:30' }, at)).toEqual({
      at: new Date('2026-11-21T01:30:00Z'),
      ahead: false,
    });
    expect(visitTime({ day: '2026-11-21', time: '15:00' }, at).ahead).toBe(true);
    expect(visitTime({ day: '2026-11-22', time: null }, at).ahead).toBe(true);
  });
});

describe('what a visit adds to its deal', () => {
  const visit = { id: 'v', at: new Date('2026-11-20T04:00:00Z'), nextStepId: null, nextStepDue: null };
  const open = { open: true, now: NOW };

  test('a contact or an attempt when it happened, a plan when it was made', () => {
    const one = (status: 'done' | 'attempt' | 'planned') =>
      visitEvents({ ...visit, status }, open).map(({ kind, at: when }) => [kind, when]);
    expect(one('done')).toEqual([['contacted', visit.at]]);
    expect(one('attempt')).toEqual([['attempted', visit.at]]);
    expect(one('planned')).toEqual([['planned', NOW]]);
  });

  test('its next step is the deal’s, while the deal is open', () => {
    const agreed = { ...visit, status: 'done' as const, nextStepId: 't', nextStepDue: '2026-11-24' };
    expect(visitEvents(agreed, open)[1]).toMatchObject({
      kind: 'stepped',
      at: NOW,
      changes: { nextStepId: 't', nextStepDue: '2026-11-24' },
    });
    expect(visitEvents(agreed, { ...open, open: false }).map((event) => event.kind)).toEqual(['contacted']);
  });
});

describe('who was met', () => {
  const contacts = [
    { id: 'a', name: '王建国', title: '总经理' },
    { id: 'b', name: '王芳', title: '采购工程师' },
    { id: 'c', name: '李强', title: null },
    { id: 'd', name: 'Bob Lee', title: 'CFO' },
    { id: 'e', name: 'Bob Stone', title: null },
  ];
  test.each([
    ['王建国', 'a'],
    ['王总', 'a'],
    ['王工', 'b'],
    ['李经理', 'c'],
    ['小李', 'c'],
    ['阿强', 'c'],
    ['CFO', 'd'],
    ['the cfo', null],
    ['Bob Lee', 'd'],
    ['lee', 'd'],
    ['Mr. Stone', 'e'],
    ['Bob', null],
    ['张总', null],
    ['王', null],
    ['', null],
  ])('%s', (said, id) => {
    const found = personCalled(said, contacts);
    expect('contactId' in found ? found.contactId : null).toBe(id);
  });

  test('known names stand in the line as words', () => {
    const ids = (line: string) =>
      contactsIn(line, contacts).map((one) => ('contactId' in one ? one.contactId : null));
    expect(ids('今天见了王建国和李强')).toEqual(['a', 'c']);
    expect(ids('met bob lee at the fair')).toEqual(['d', 'e']);
    expect(ids('bobsled race')).toEqual([]);
  });
});
