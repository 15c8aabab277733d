import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fontFamilies } from '../../src/charts/fonts.ts';
import { barWidths } from '../../src/charts/funnel.ts';
import { drawable, pen } from '../../src/charts/lettering.ts';

const bar = (value: number, count = value) => ({ label: 'a', text: 'a', value, count });

describe('barWidths', () => {
  test('follow the value, or the count where nothing has a value', () => {
    const [full = 0, half = 0, none = 0] = barWidths([bar(100), bar(50), bar(0)]);
    expect(half - none).toBeCloseTo((full - none) / 2);
    expect(barWidths([bar(0, 4), bar(0, 2)])).toEqual(barWidths([bar(4), bar(2)]));
  });

  test('are never too narrow to be seen nor wider than their column', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.double(), fc.double()), { maxLength: 12 }), (pairs) => {
        for (const width of barWidths(pairs.map(([value, count]) => bar(value, count)))) {
          expect(width).toBeGreaterThanOrEqual(72);
          expect(width).toBeLessThanOrEqual(470);
        }
      }),
    );
  });
});

describe('drawable', () => {
  test.each([
    ['Proposal 🚀', 'Proposal'],
    ['👨‍👩‍👧', ''],
    ['1️⃣ 线索', '1 线索'],
    ['a\u202eb\u0000c\nd', 'abc d'],
    ['12 · ¥480万', '12·¥480万'],
    ['R&D™ © 3', 'R&D™ © 3'],
    ['مفاوضات', 'مفاوضات'],
  ])('%j is drawn as %j', (text, drawn) => {
    expect(drawable(text)).toBe(drawn);
  });
});

describe('fit', () => {
  const lettering = { size: 20, weight: 400 } as const;

  test('leaves what fits and shortens what does not', () => {
    const hand = pen(fontFamilies('线索确认需求…'));
    expect(hand.fit('线索确认', lettering, 100)).toBe('线索确认');
    expect(hand.fit('线索确认需求', lettering, 100)).toMatch(/^线索确?认?…$/);
    expect(hand.fit('', lettering, 0)).toBe('');
  });

  test('never passes the width, and cuts between characters', () => {
    const hand = pen(fontFamilies('é…'));
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 60 }),
        fc.integer({ min: 40, max: 300 }),
        (text, most) => {
          const fitted = hand.fit(text, lettering, most);
          expect(hand.width(fitted, lettering)).toBeLessThanOrEqual(most);
          expect(text.startsWith(fitted.replace(/…$/, ''))).toBe(true);
        },
      ),
      { numRuns: 60 },
    );
  });
});
