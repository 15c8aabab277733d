import { describe, expect, test } from 'vitest';
import { likelySame, likeness } from '../../src/domain/duplicate.ts';

const deal = (name: string, customerId: string | null, ownerId = 'me') => ({ name, customerId, ownerId });

describe('the same business', () => {
  test.each([
    ['one’s own, nearly the same name', deal('储能监控', 'a'), deal('储能监控项目', 'a'), true],
    ['one’s own, another phase', deal('储能一期', 'a'), deal('储能二期', 'a'), false],
    ['one’s own, something else', deal('CRM renewal', 'a'), deal('Data platform', 'a'), false],
    ['a colleague at the same customer', deal('CRM renewal', 'a'), deal('Data platform', 'a', 'other'), true],
    ['the same name at another customer', deal('CRM renewal', 'a'), deal('CRM renewal', 'b'), false],
    ['no customer, the same name', deal('Acme  CRM', null), deal('acme crm', null, 'other'), true],
    ['no customer, a similar name', deal('Acme CRM', null), deal('Acme CRM 2', null), false],
  ])('%s', (_, fresh, existing, same) => {
    expect(likelySame(fresh, existing)).toBe(same);
  });
});

test('likeness is 1 for the same, 0 for nothing shared, and does not depend on the order', () => {
  expect(likeness('储能监控', '储能 监控')).toBe(1);
  expect(likeness('甲', '乙')).toBe(0);
  expect(likeness('CRM renewal', 'Renewal CRM')).toBe(likeness('Renewal CRM', 'CRM renewal'));
});
