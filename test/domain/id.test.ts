import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { isUuid } from '../../src/domain/id.ts';

test('every UUID in lower case is one, whatever its version', () => {
  fc.assert(fc.property(fc.uuid(), (id) => isUuid(id)));
});

test.each([
  '',
  '-'.repeat(36),
  'a'.repeat(36),
  '01890a5d-ac96-774b-bcce-b302099a805',
  ' 01890a5d-ac96-774b-bcce-b302099a8057',
])('%j is none', (text) => {
  expect(isUuid(text)).toBe(false);
});
