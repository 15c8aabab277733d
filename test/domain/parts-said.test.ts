import { describe, expect, test } from 'vitest';
import { partsSaid } from '../../src/domain/parts-said.ts';
import { NOW, ZONE } from './deals.ts';

const at = { now: NOW, zone: ZONE, calendar: 'prc', currency: 'CNY' };

describe('the parts of a deal as they are said', () => {
  test('一期30万签了，二期明年', () => {
    expect(partsSaid('一期30万签了，二期明年', at)).toEqual({
      part: { name: '一期', amount: { minor: 30_000_000, currency: 'CNY' }, day: null, won: true },
      rest: { name: '二期', amount: null, day: '2027-12-31', won: false },
    });
  });

  test('phase one $300k signed yesterday, the rest $200,000 next quarter', () => {
    const { part, rest } = partsSaid('phase one $300k signed yesterday, the rest $200,000 next quarter', at);
    expect(part).toEqual({
      name: 'phase one',
      amount: { minor: 30_000_000, currency: 'USD' },
      day: '2026-11-20',
      won: true,
    });
    expect(rest).toEqual({
      name: '',
      amount: { minor: 20_000_000, currency: 'USD' },
      day: '2027-03-31',
      won: false,
    });
  });

  test('nothing signed, nothing left', () => {
    expect(partsSaid('试点 50万', at)).toEqual({
      part: { name: '试点', amount: { minor: 50_000_000, currency: 'CNY' }, day: null, won: false },
      rest: null,
    });
  });

  test('an amount whose unit is a guess is left open', () => {
    expect(partsSaid('一期60个', at).part.amount).toBeNull();
  });

  test('nothing said', () => {
    expect(partsSaid('', at)).toEqual({
      part: { name: '', amount: null, day: null, won: false },
      rest: null,
    });
  });
});
