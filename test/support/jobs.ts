// The jobs that run by the clock, over the database and the clock of a bot:
//
//   bot.at('2026-11-23T01:00:00Z');
//   await runDigests(digestPorts(bot));  await bot.deliver();  bot.posts

import type { DigestPorts } from '../../src/jobs/digests.ts';
import type { NudgePorts } from '../../src/jobs/nudges.ts';
import type { PrismaClient } from '../../src/store/generated/client.ts';
import { giveNudges } from '../../src/store/nudges.ts';
import { readsOf } from '../../src/store/reads.ts';
import { decideSlots } from '../../src/store/slots.ts';
import type { Bot } from './bot.ts';

type On = Pick<Bot, 'org' | 'prisma' | 'errors' | 'desk'> & { readonly now: Date };

/** `prisma`: another connection than the bot's own, as a second replica has. */
export function digestPorts(bot: On, prisma: PrismaClient = bot.prisma): DigestPorts {
  return {
    organisations: async () => [bot.org],
    reads: (org, now) => readsOf({ db: prisma, org, now }),
    decide: (org, decision) => decideSlots(prisma, org, decision),
    postedAt: bot.desk.postedAt,
    now: () => bot.now,
    log: { error: (fields, message) => bot.errors.push({ fields, message }) },
  };
}

export function nudgePorts(bot: On, prisma: PrismaClient = bot.prisma): NudgePorts {
  return {
    organisations: async () => [bot.org],
    reads: (org, now) => readsOf({ db: prisma, org, now }),
    give: (org, giving) => giveNudges(prisma, org, giving),
    now: () => bot.now,
    log: { error: (fields, message) => bot.errors.push({ fields, message }) },
  };
}
