import { faultOf } from '../chat/fault.ts';
import type { Log } from '../chat/log.ts';
import type { Message } from '../chat/message.ts';
import { dayOf } from '../domain/day.ts';
import { atWork, type Due, dueNudges, reachable } from '../domain/nudge.ts';
import type { Team } from '../domain/people.ts';
import type { Scope } from '../domain/permission.ts';
import { type Office, type Stall, stallsOf } from '../domain/stall.ts';
import type { Giving } from '../store/nudges.ts';
import type { Reads } from '../store/reads.ts';
import type { Job } from './heartbeat.ts';
import { givingOf, type Nudge } from './nudges-posts.ts';

/** What the nudges need of the rest; given by the composition root. */
export type NudgePorts = {
  organisations(): Promise<readonly string[]>;
  reads(org: string, now: Date): Reads;
  /** Gives a person the first of these that still fit into their day; returns those given. */
  give(org: string, giving: Giving<Message, Nudge>): Promise<readonly Nudge[]>;
  now(): Date;
  log: Pick<Log, 'error'>;
};

/** Deals stall by the day: looking once a minute is soon enough. */
const LOOK_EVERY_MS = 60_000;

/** Nudges about deals that stopped moving. Running it twice, late, or on several replicas nudges nobody twice. */
export function nudgeJob(ports: NudgePorts): Job {
  let looked: number | null = null;
  return {
    name: 'nudges',
    async run() {
      const now = ports.now().getTime();
      if (looked !== null && now >= looked && now - looked < LOOK_EVERY_MS) return;
      // Before looking: what fails is looked at again in a minute, too.
      looked = now;
      await runNudges(ports);
    },
  };
}

/** Gives every nudge that is due. Returns how many were given. */
export async function runNudges(ports: NudgePorts): Promise<number> {
  const now = ports.now();
  let given = 0;
  for (const org of await ports.organisations()) given += await nudgeAll(ports, { org, now });
  return given;
}

/** What cannot be said in one organisation holds up no other. */
async function nudgeAll(ports: NudgePorts, { org, now }: { org: string; now: Date }): Promise<number> {
  let given = 0;
  try {
    const found = await nudgesOf(ports.reads(org, now), now);
    for (const giving of found) given += (await ports.give(org, giving)).length;
  } catch (error) {
    ports.log.error({ org, ...faultOf(error) }, 'nudges failed');
  }
  return given;
}

async function nudgesOf(read: Reads, now: Date): Promise<readonly Giving<Message, Nudge>[]> {
  const [organisation, everyone, inChat] = await Promise.all([
    read.organisation(),
    read.people(),
    read.peopleInChat(),
  ]);
  const { zone, calendar, currency } = organisation;
  const office = { zone, calendar };
  // Somebody who has never been seen in a chat cannot be told: their deals are their manager's.
  const people = everyone.filter((one) => one.status === 'active' && inChat.has(one.id));
  // Outside everybody's working hours the deals need not be looked at.
  if (!atWork(now, office) && !people.some((one) => reachable(one, now, office))) return [];
  const today = dayOf(now, office.zone);
  const teams = await read.teams();
  const stalls = await stalledIn(read, { today, office, teams });
  const numbers = stalls.map((stall) => stall.deal.number);
  const [leaves, given, homes, acted] = await Promise.all([
    read.leaves(today),
    read.nudgesOf(numbers),
    read.withHome(numbers),
    read.lastActed(numbers),
  ]);
  // A deal that was made confidential after it got a home is not spoken of there.
  const open = stalls.filter(({ deal }) => !deal.state.confidential && homes.has(deal.number));
  const threads = new Set(open.map(({ deal }) => deal.number));
  const due = dueNudges({ stalls, given, threads, acted, people, teams, leaves, now, office, currency });
  return Promise.all(byPerson(due).map((all) => givingOf(read, all, organisation)));
}

function byPerson(due: readonly Due[]): Due[][] {
  const groups = new Map<string, Due[]>();
  for (const one of due) groups.set(one.person.id, [...(groups.get(one.person.id) ?? []), one]);
  return [...groups.values()];
}

async function stalledIn(
  read: Reads,
  { today, office, teams }: { today: string; office: Office; teams: readonly Team[] },
): Promise<readonly Stall[]> {
  const pipelines = await read.pipelines();
  const [deals, ...times] = await Promise.all([
    read.deals({ status: ['open'] }, everything(teams)),
    ...pipelines.map((pipeline) => read.stageP90(pipeline.id)),
  ]);
  const p90 = new Map(times.flatMap((one) => [...one]));
  return deals.flatMap((deal) => stallsOf(deal, { today, office, pipelines, p90 }));
}

/** Confidential deals stall too; what is said of one goes to its owner and the managers above it. */
const everything = (teams: readonly Team[]): Scope => ({
  personId: '',
  teams: 'all',
  managed: teams.map((team) => team.id),
});
