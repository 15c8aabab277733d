import type { RoomAddress } from '../../domain/people.ts';

/** What is promised: a digest is there within this time after its slot. */
export const SPREAD_MS = 5 * 60_000;

const MINUTE = 60_000;
const HALF_HOUR = 30 * MINUTE;

/**
 * When the digest of a slot goes out in a room: there and then, but one to five minutes after a full or half hour. The
 * platform asks senders to keep away from those (code 11232), when everybody's messages go out at once. A room has the
 * same delay every day.
 */
export function postedAt(slot: Date, { workspace, channel }: RoomAddress): Date {
  if (slot.getTime() % HALF_HOUR !== 0) return slot;
  const delay = MINUTE + (hashOf(`${workspace}:${channel}`) % (SPREAD_MS - MINUTE));
  return new Date(slot.getTime() + delay);
}

/** FNV-1a, 32 bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash;
}
