import { LIMITS } from './limits.ts';

/**
 * What was accepted within the time that a signature is good for. It is this replica's own: a replay that reaches
 * another one is met there by the input's dedupe key and by the uuid of its answer. What could not be handled is
 * forgotten, so that the platform may bring it again.
 */
export type Replays = {
  /** True the first time. */
  accept(id: string, now: number): boolean;
  forget(id: string): void;
};

/** Both sides of the window. */
const KEPT_MS = 2 * LIMITS.skewMs;

export function createReplays(): Replays {
  const seen = new Map<string, number>();
  return {
    accept(id, now) {
      // Insertion order is time order: what is too old is at the front.
      for (const [old, at] of seen) {
        if (at > now - KEPT_MS) break;
        seen.delete(old);
      }
      if (seen.has(id)) return false;
      seen.set(id, now);
      return true;
    },
    forget(id) {
      seen.delete(id);
    },
  };
}
