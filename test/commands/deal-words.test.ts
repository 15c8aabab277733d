import { describe, expect, test } from 'vitest';
import { rivalIn } from '../../commands/deal/rival.ts';

describe('who took the deal', () => {
  test.each([
    ['被用友拿了', '用友'],
    ['黄了，被金蝶抢走了', '金蝶'],
    ['输给了浪潮', '浪潮'],
    ['客户选了华为', '华为'],
    ['to Oracle', 'Oracle'],
    ['they went with Salesforce', 'Salesforce'],
    ['lost to Acme Corp.', 'Acme Corp'],
    ['Oracle', 'Oracle'],
    ['黄了', null],
    ['it', null],
    ['', null],
    ['，', null],
  ])('%s → %s', (said, rival) => {
    expect(rivalIn(said)).toBe(rival);
  });
});
