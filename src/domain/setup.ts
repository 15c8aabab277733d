import type { RoomAddress } from './people.ts';

/** The questions of setting up, in the order in which they are asked. */
export const SETUP_STEPS = ['language', 'template', 'room', 'digest'] as const;
export type SetupStep = (typeof SETUP_STEPS)[number];

/** What was answered so far. Answers hold at once; this only remembers where somebody stopped. */
export type Setup = {
  done: readonly SetupStep[];
  /** The room that was chosen; null = none. */
  room: RoomAddress | null;
};

export const NEW_SETUP: Setup = { done: [], room: null };

export const nextStep = ({ done }: Setup): SetupStep | null =>
  SETUP_STEPS.find((step) => !done.includes(step)) ?? null;

export const answered = (setup: Setup, steps: readonly SetupStep[]): Setup => ({
  ...setup,
  done: SETUP_STEPS.filter((step) => setup.done.includes(step) || steps.includes(step)),
});

/** A set-up as it was kept; null for anything else. */
export function setupFrom(body: unknown): Setup | null {
  if (typeof body !== 'object' || body === null || !('done' in body) || !Array.isArray(body.done))
    return null;
  const kept: unknown[] = body.done;
  const room = 'room' in body ? roomFrom(body.room) : null;
  return { done: SETUP_STEPS.filter((step) => kept.includes(step)), room };
}

function roomFrom(room: unknown): RoomAddress | null {
  if (typeof room !== 'object' || room === null) return null;
  if (!('platform' in room && 'workspace' in room && 'channel' in room)) return null;
  const { platform, workspace, channel } = room;
  const said = typeof platform === 'string' && typeof workspace === 'string' && typeof channel === 'string';
  return said ? { platform, workspace, channel } : null;
}

/** When the digest may run, as buttons offer it. */
export const DIGEST_TIMES = ['08:30', '09:00', '18:00'] as const;
