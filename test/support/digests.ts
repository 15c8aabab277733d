// A bot's digests as its clock moves on:
//
//   const { live, outcomes, last } = digestsOf(() => bot);
//   await live('2026-11-23T01:00:00Z');  await outcomes();        ['2026-11-23T01:00 sent']

import { runDigests } from '../../src/jobs/digests.ts';
import type { Bot } from './bot.ts';
import { digestPorts } from './jobs.ts';
import type { NewDeal } from './opening.ts';

export function digestsOf(current: () => Bot) {
  const run = () => runDigests(digestPorts(current()));
  const slots = () =>
    current().prisma.slot.findMany({
      where: { orgId: current().org },
      orderBy: { at: 'asc' },
      select: { at: true, outcome: true, reason: true },
    });
  const last = () => {
    const post = current().posts.at(-1);
    if (post === undefined) throw new Error('nothing was posted');
    return post;
  };
  return {
    run,
    slots,
    /** '2026-11-23T01:00 skipped late' */
    outcomes: async () =>
      (await slots()).map(
        ({ at, outcome, reason }) =>
          `${at.toISOString().slice(0, 16)} ${outcome}${reason === null ? '' : ` ${reason}`}`,
      ),
    /** Runs at every instant, with delivery. */
    async live(...instants: string[]): Promise<void> {
      for (const instant of instants) {
        current().at(instant);
        await run();
        await current().deliver();
      }
    },
    deal: (of: Partial<NewDeal> & { name: string }) => current().deal({ amount: 480_000, ...of }),
    last,
    lines() {
      const list = last().message.card?.elements.find((one) => one.kind === 'list');
      return list?.kind === 'list' ? list.items : [];
    },
  };
}
