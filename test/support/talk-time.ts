// The clock of a conversation: it goes forward only, and what is due by then is decided and sent.

import { runDigests } from '../../src/jobs/digests.ts';
import { runNudges } from '../../src/jobs/nudges.ts';
import type { Bot } from './bot.ts';
import { digestPorts, nudgePorts } from './jobs.ts';

const SECOND = 1000;
/** What is paced waits a second for the next; more than this many in one room is not a conversation. */
const MOST_WAITS = 20;

export function timeOf(bot: Bot, send: () => Promise<unknown>) {
  async function deliver(): Promise<void> {
    for (let waits = 0; waits < MOST_WAITS; waits += 1) {
      await send();
      const soon = new Date(bot.now.getTime() + 5 * SECOND);
      const left = await bot.prisma.outbox.count({ where: { status: 'due', dueAt: { lte: soon } } });
      if (left === 0) return;
      bot.at(new Date(bot.now.getTime() + 1.1 * SECOND));
    }
    const stuck = await bot.prisma.outbox.findMany({ where: { status: 'due' } });
    throw new Error(`not delivered: ${stuck.map((row) => `${row.key} ${row.problem}`).join(', ')}`);
  }
  return {
    deliver,
    async moveTo(instant: Date): Promise<void> {
      if (instant < bot.now) throw new Error(`it is ${bot.now.toISOString()} already`);
      bot.at(instant);
      await runDigests(digestPorts(bot));
      await runNudges(nudgePorts(bot));
      await deliver();
    },
  };
}
