import { describe, expect, test } from 'vitest';
import { OBJECTION_CATEGORIES } from '../../src/domain/activity.ts';
import { isLive, OBJECTION_WORDS, objectionEvent, successRate } from '../../src/domain/objection.ts';
import { PLAYBOOK, playFor, STEPS } from '../../src/domain/playbook.ts';

const NOW = new Date('2026-11-21T02:00:00Z');

describe('objections', () => {
  test('a word means one category, and every category has words in both languages', () => {
    const words = OBJECTION_CATEGORIES.flatMap((category) => OBJECTION_WORDS[category]);
    expect(new Set(words).size).toBe(words.length);
    for (const category of OBJECTION_CATEGORIES) {
      expect(OBJECTION_WORDS[category].some((word) => /\p{Script=Han}/u.test(word))).toBe(true);
      expect(OBJECTION_WORDS[category].some((word) => /[a-z]/.test(word))).toBe(true);
    }
  });

  test('a rate is said from five cases on', () => {
    expect(successRate({ resolved: 4, lost: 0 })).toBeNull();
    expect(successRate({ resolved: 4, lost: 1 })).toBe(80);
    expect(successRate({ resolved: 0, lost: 5 })).toBe(0);
  });

  test('open and answered ones go on, closed ones do not', () => {
    expect((['open', 'answered', 'resolved', 'lost', 'void'] as const).filter(isLive)).toEqual([
      'open',
      'answered',
    ]);
  });

  test('an event holds ids and codes, never words', () => {
    expect(objectionEvent({ id: 'o', visitId: 'v' }, { at: NOW, step: 'answered', responseId: 't' })).toEqual(
      {
        kind: 'objected',
        at: NOW,
        changes: {},
        detail: { objectionId: 'o', objection: 'answered', visitId: 'v', textId: 't' },
      },
    );
  });
});

describe('the playbook', () => {
  test('has the nine usual objections and five steps, in both languages', () => {
    expect(PLAYBOOK).toHaveLength(9);
    expect(new Set(PLAYBOOK.map((play) => play.key)).size).toBe(9);
    expect(STEPS).toHaveLength(5);
    for (const { said, means, ask, answer } of PLAYBOOK) {
      for (const text of [said, means, ask, answer]) {
        expect(text.en).toMatch(/^[\p{Script=Latin}\p{P}\p{Zs}\p{N}]+$/u);
        expect(text.zh).toMatch(/\p{Script=Han}/u);
      }
    }
  });

  test.each([
    ['price', '嫌贵', 'too_expensive'],
    ['budget', null, 'no_budget'],
    ['timing', 'send me a brochure', 'send_material'],
    ['timing', '先发份资料看看', 'send_material'],
    ['timing', '再考虑考虑', 'think_about_it'],
    ['trust', '我有亲戚也做这个', 'relative_sells'],
    ['trust', null, 'colleague_regretted'],
    ['competition', '在用别家', 'has_supplier'],
    ['no_need', '什么都不要', 'want_nothing'],
    ['authority', 'not my decision', 'no_authority'],
    ['product', 'too slow', undefined],
  ] as const)('%s %s', (category, words, key) => {
    expect(playFor(category, words)?.key).toBe(key);
  });

  test('price is never cut first', () => {
    const play = playFor('price', null);
    expect(play?.answer.en).toMatch(/^Never cut first/);
    expect(play?.answer.zh).toMatch(/^先不降价/);
  });
});
