import { expect, test } from 'vitest';
import { quiet } from '../../../src/adapters/lark/quiet.ts';

// The SDK logs what it was given and what it was answered.
test.each([
  [['[ws]', 'code: 514, 某公司 is not known'], '[ws] code'],
  [[`Unexpected token '远', "远景能源" is not valid JSON`], 'Unexpected token'],
  [[{ config: { headers: { Authorization: 'Bearer t-secret' } } }], 'request failed'],
  [['token {"tenant_access_token":"t-secret"}'], 'token'],
])('of %j only the words before the first value are logged', (args, said) => {
  const logged: object[] = [];
  const log = (fields: object) => void logged.push(fields);
  quiet({ info: log, warn: log, error: log }).error(args);
  expect(logged).toEqual([{ sdk: said }]);
});
