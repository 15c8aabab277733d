// How events reach the bot: to its webhook, signed and sealed, or over its long connection; again after 15 s, 5 min,
// 1 h and 6 h while they are not acknowledged.

import type { LongConnection } from './long-connection.ts';
import { APP } from './platform.ts';
import { sealedAndSigned } from './seal.ts';
import type { FakeState } from './state.ts';

export type Event = { schema: '2.0'; header: Record<string, string>; event: unknown };
/** 0: nobody was there, or nobody answered in time. */
export type Outcome = { status: number; body: unknown };

const AGAIN_MS = [15_000, 300_000, 3_600_000, 21_600_000];

type Waiting = { event: Event; due: number; tries: number };

export function deliveries({
  state,
  connection,
  ackMs,
}: {
  state: FakeState;
  connection: LongConnection;
  ackMs: number;
}) {
  const waiting: Waiting[] = [];
  const sending = {
    target: null as string | null,
    waiting,

    async once(event: Event, { fragments = 1 }: { fragments?: number } = {}): Promise<Outcome> {
      if (sending.target === null) {
        const ack = await connection.send(event, { fragments });
        return ack === null ? { status: 0, body: null } : { status: ack.code, body: ack.data };
      }
      const { body, headers } = sealedAndSigned(event, { encryptKey: APP.encryptKey, at: state.now() });
      try {
        const response = await fetch(sending.target, {
          method: 'POST',
          headers,
          body,
          signal: AbortSignal.timeout(ackMs),
        });
        return { status: response.status, body: await response.json() };
      } catch {
        return { status: 0, body: null };
      }
    },

    async send(event: Event, how: { fragments?: number } = {}): Promise<Outcome> {
      const outcome = await sending.once(event, how);
      if (outcome.status !== 200)
        waiting.push({ event, due: state.now().getTime() + (AGAIN_MS[0] ?? 0), tries: 1 });
      return outcome;
    },

    /** Brings again what is due by the clock. Gives the outcomes. */
    async redeliver(): Promise<Outcome[]> {
      const now = state.now().getTime();
      const outcomes: Outcome[] = [];
      for (const one of waiting.filter((each) => each.due <= now)) {
        const outcome = await sending.once(one.event);
        outcomes.push(outcome);
        const next = AGAIN_MS[one.tries];
        if (outcome.status === 200 || next === undefined) waiting.splice(waiting.indexOf(one), 1);
        else Object.assign(one, { due: now + next, tries: one.tries + 1 });
      }
      return outcomes;
    },
  };
  return sending;
}
