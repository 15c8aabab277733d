import fc from 'fast-check';
import { expect, test } from 'vitest';
import { postedAt, SPREAD_MS } from '../../../src/adapters/lark/spread.ts';

const at = (time: string) => new Date(`2026-11-23T${time}Z`);
const room = (channel: string) => ({ platform: 'lark', workspace: 'tenant_a', channel });

test('at full and half hours a room in Feishu gets its digest one to five minutes later, every day alike', () => {
  fc.assert(
    fc.property(fc.string(), fc.nat(1000), (channel, halfHours) => {
      const slot = new Date(at('00:00:00').getTime() + halfHours * 1_800_000);
      const delay = postedAt(slot, room(channel)).getTime() - slot.getTime();
      const another = new Date(slot.getTime() + 86_400_000);
      expect(delay).toBeGreaterThanOrEqual(60_000);
      expect(delay).toBeLessThan(SPREAD_MS);
      expect(postedAt(another, room(channel)).getTime() - another.getTime()).toBe(delay);
    }),
  );
});

test('rooms are spread over the whole window', () => {
  const minutes = Array.from({ length: 200 }, (_, each) =>
    postedAt(at('01:00:00'), room(`oc_${each}`)).getUTCMinutes(),
  );
  expect([...new Set(minutes)].sort()).toEqual([1, 2, 3, 4]);
});

test('other times are quiet enough', () => {
  expect(postedAt(at('01:10:00'), room('oc_east'))).toEqual(at('01:10:00'));
});
