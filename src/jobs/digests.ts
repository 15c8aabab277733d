import { digestMessage, digestOver } from '../cards/digest.ts';
import type { PostedAt } from '../chat/desk.ts';
import { faultOf } from '../chat/fault.ts';
import type { Log } from '../chat/log.ts';
import type { Message } from '../chat/message.ts';
import { dayOf } from '../domain/day.ts';
import type { Memory } from '../domain/digest.ts';
import { newsBegin, planSlots, readerOf, type Schedule } from '../domain/digest-slots.ts';
import { type Locale, otherLocale, type Person, subtree } from '../domain/people.ts';
import { roomScope, type Scope, scopeOf } from '../domain/permission.ts';
import { messages } from '../i18n/messages.ts';
import type { Reads } from '../store/reads.ts';
import type { DecidedSlot, DigestPost, SlotDecision } from '../store/slots.ts';
import type { Job } from './heartbeat.ts';

/** What the digests need of the rest; given by the composition root. */
export type DigestPorts = {
  organisations(): Promise<readonly string[]>;
  reads(org: string, now: Date): Reads;
  /** Records what became of slots and posts the one that runs; false when another replica did. */
  decide(org: string, decision: SlotDecision<Message>): Promise<boolean>;
  postedAt: PostedAt;
  now(): Date;
  log: Pick<Log, 'error'>;
};

/** Posts the digests whose time has come. Running it twice, late, or on several replicas posts nothing twice. */
export const digestJob = (ports: DigestPorts): Job => ({ name: 'digests', run: () => runDigests(ports) });

/** Decides every slot that is due. Returns how many it decided. */
export async function runDigests(ports: DigestPorts): Promise<number> {
  const now = ports.now();
  let decided = 0;
  for (const org of await ports.organisations()) decided += await decideAll(ports, { org, now });
  return decided;
}

/** One digest that cannot be made holds up no other, and no other organisation; its slots are tried again. */
async function decideAll(ports: DigestPorts, { org, now }: { org: string; now: Date }): Promise<number> {
  let decided = 0;
  try {
    for (const schedule of await ports.reads(org, now).undecidedSchedules()) {
      try {
        decided += await decideSchedule(ports, { org, schedule, now });
      } catch (error) {
        ports.log.error({ org, schedule: schedule.id, ...faultOf(error) }, 'digest failed');
      }
    }
  } catch (error) {
    ports.log.error({ org, ...faultOf(error) }, 'digests failed');
  }
  return decided;
}

type Running = { org: string; schedule: Schedule; now: Date };

async function decideSchedule(ports: DigestPorts, { org, schedule, now }: Running): Promise<number> {
  const plan = planSlots(schedule, now);
  if (plan.length === 0 && schedule.removedAt === null) return 0;
  const slots: DecidedSlot<Message>[] = [];
  for (const { at, skip } of plan) {
    slots.push(
      skip === null
        ? await composed(ports.reads(org, now), { schedule, at, dueAt: ports.postedAt(at, schedule.room) })
        : { at, outcome: 'skipped', reason: skip },
    );
  }
  const decision = { schedule: schedule.id, decidedFrom: schedule.decidedTo, decidedTo: now, now, slots };
  return (await ports.decide(org, decision)) ? slots.length : 0;
}

/** One slot's digest; frozen as it is now, whenever it is delivered. */
async function composed(
  read: Reads,
  { schedule, at, dueAt }: { schedule: Schedule; at: Date; dueAt: Date },
): Promise<DecidedSlot<Message>> {
  const audience = await audienceOf(read, schedule);
  if (audience === null) return { at, outcome: 'skipped', reason: 'reader' };
  const [organisation, teams, memory] = await Promise.all([
    read.organisation(),
    read.teams(),
    read.digestMemory(schedule.id),
  ]);
  const { scope, reader, locale, address } = audience;
  const { zone, calendar } = organisation;
  // A meeting looks at the picture even in a week in which nothing moved.
  const regular = schedule.cadence.kind !== 'workdays';
  const digest = await read.digest(
    {
      teamId: schedule.teamId,
      memory,
      since: newsBegin(schedule),
      manager: reader === null ? null : { bottlenecks: regular && reader.role === 'manager' },
    },
    scope,
  );
  if (digest.quiet && !regular) return { at, outcome: 'quiet' };
  const team = teams.find((one) => one.id === schedule.teamId) ?? null;
  const said = (language: Locale): Message => {
    const office = { zone, calendar };
    const pen = { m: messages[language], locale: language, today: dayOf(read.now, zone), office };
    const shown = digestOver(team, pen, { room: reader === null });
    return digestMessage(digest, { occasion: schedule.cadence.kind, shown, pen });
  };
  // A room may be one that shows both languages; a reader has one.
  const twin = reader === null ? { twin: said(otherLocale(locale)) } : {};
  const body = { kind: 'message' as const, message: said(locale), locale, ...twin };
  const kept: Memory = digest.memory;
  return {
    at,
    outcome: 'sent',
    memory: kept,
    post: { platform: schedule.room.platform, address, body, dueAt },
  };
}

type Audience = {
  scope: Scope;
  /** Whose eyes alone it is for; null = everyone in a room. */
  reader: Person | null;
  locale: Locale;
  address: DigestPost<Message>['address'];
};

/** A room sees what everybody in it may see; a person what they may. Null when that person is not here any more. */
async function audienceOf(read: Reads, schedule: Schedule): Promise<Audience | null> {
  const { platform, workspace, channel } = schedule.room;
  const teams = await read.teams();
  const external = readerOf(schedule.room);
  if (external === null) {
    const { teamId, locale } = schedule;
    const scope = roomScope(teamId === null ? 'all' : subtree(teams, teamId));
    return { scope, reader: null, locale, address: { kind: 'room', workspace, channel } };
  }
  const reader = await read.identified(platform, workspace, external);
  if (reader === null || reader.status !== 'active') return null;
  return {
    scope: scopeOf(reader, teams),
    reader,
    locale: reader.locale,
    address: { kind: 'person', workspace, person: external },
  };
}
