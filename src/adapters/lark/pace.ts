import { LIMITS } from './limits.ts';

/** Keeps one app's posts within the platform's rates. Times are milliseconds; each replica keeps its own. */
export type Pace = {
  /** Milliseconds to wait before posting to `chat`; the slot is taken. Null when it is further off than `most`. */
  take(chat: string, at: { now: number; most: number }): number | null;
  /** Nothing goes out before `until`: the platform said so. */
  close(until: number): void;
};

type Window = { count: number; ms: number };

export function createPace(): Pace {
  const all: number[] = [];
  const chats = new Map<string, number[]>();
  let closedUntil = 0;

  /** When a window that is full at the moment has room again. */
  const free = (times: readonly number[], { count, ms }: Window): number => (times.at(-count) ?? -ms) + ms;

  return {
    take(chat, { now, most }) {
      const times = chats.get(chat) ?? [];
      const at = Math.max(
        now,
        closedUntil,
        free(times, LIMITS.perChat),
        free(all, LIMITS.perSecond),
        free(all, LIMITS.perMinute),
      );
      if (at - now > most) return null;
      chats.set(chat, [...times, at].slice(-LIMITS.perChat.count));
      all.push(at);
      if (all.length > 2 * LIMITS.perMinute.count) all.splice(0, LIMITS.perMinute.count);
      if (chats.size > 5000) forget(chats, now);
      return at - now;
    },
    close(until) {
      closedUntil = Math.max(closedUntil, until);
    },
  };
}

/** Chats where nothing was said lately have no window to keep. */
function forget(chats: Map<string, number[]>, now: number): void {
  for (const [chat, times] of chats) if ((times.at(-1) ?? 0) < now - LIMITS.perChat.ms) chats.delete(chat);
}
