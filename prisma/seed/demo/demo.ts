import type { ImportChange } from '../../../src/domain/change.ts';
import { addDays, dayOf } from '../../../src/domain/day.ts';
import { slotBefore } from '../../../src/domain/digest-slots.ts';
import type { ImportReport } from '../../../src/domain/exchange.ts';
import type { Organisation, Person } from '../../../src/domain/people.ts';
import type { Pipeline } from '../../../src/domain/stage.ts';
import type { Commit } from '../../../src/store/commit.ts';
import type { Reads } from '../../../src/store/reads.ts';
import { type Random, randomFrom } from './random.ts';
import { digests, MORNING, targets } from './routine.ts';
import { tell } from './story.ts';
import type { Habits } from './telling.ts';
import { VOCABULARY, type Vocabulary } from './words.ts';
import { written } from './written.ts';

/** About 150 deals over the last four months of a seeded team, ending at `now`. */

const MINUTE_MS = 60_000;

const SEED = 20_260_701;
const DEALS = 150;
const DAYS = 120;
const DAY_MS = 86_400_000;

/** Deals that the README and the empty page speak of: open, under way, each with the rep whose line it is. */
const HEADLINES: readonly { rep: string; customer: string; daysAgo: number }[] = [
  { rep: '李伟', customer: '远景能源', daysAgo: 40 },
  { rep: '赵敏', customer: '华能新能源', daysAgo: 33 },
  { rep: 'Mia Lopez', customer: 'Acme Robotics', daysAgo: 38 },
  { rep: 'Joe Brown', customer: 'Globex Foods', daysAgo: 30 },
];
const HEADLINE_HABITS: Habits = { pace: 1.3, close: 9 };

/** How each rep works. Joe's deals pile up in the proposal; Zhao Min is quick. */
const HABITS: Readonly<Record<string, Habits>> = {
  李伟: { pace: 1, close: 1.05 },
  赵敏: { pace: 0.75, close: 1.15 },
  刘洋: { pace: 1.2, close: 0.85 },
  'Mia Lopez': { pace: 0.85, close: 1.1 },
  'Joe Brown': { pace: 1.1, close: 0.95, slowStage: 'proposal' },
};
const USUAL: Habits = { pace: 1, close: 1 };

/**
 * When the demo begins: a minute before the last morning on which its digests were due. Time then passes until now, so
 * that the rooms hold a digest when they are first looked at.
 */
export function demoBegins(office: { zone: string; calendar: string }, now: Date): Date {
  const last = slotBefore({ cadence: { kind: 'workdays' }, time: MORNING, ...office }, now);
  return new Date(last.getTime() - MINUTE_MS);
}

export type Demo = { commit: Commit; org: string; read: Reads; now: Date; newId(): string };

/** Fills an organisation that has people and a pipeline and no deals. One commit, like any import. */
export async function tellDemo({ commit, org, read, now, newId }: Demo): Promise<void> {
  const [organisation, people, teams, [pipeline]] = await Promise.all([
    read.organisation(),
    read.people(),
    read.teams(),
    read.pipelines(),
  ]);
  const admin = people.find((one) => one.role === 'admin');
  if (pipeline === undefined || admin === undefined)
    throw new Error('the demo needs a pipeline and an administrator');
  const demo = demoChanges({ organisation, people, pipeline, now, newId });
  await commit(org, {
    key: 'seed:demo',
    actorId: admin.id,
    now,
    changes: [
      { kind: 'import.apply', id: newId(), report: reportOf(demo.deals), changes: demo.changes },
      ...targets({ organisation, people, now, newId }),
      ...digests({ organisation, people, teams, newId }),
    ],
    answeredIn: null,
    reply: async () => null,
  });
}

export type DemoWorld = {
  organisation: Organisation;
  people: readonly Person[];
  pipeline: Pipeline;
  now: Date;
  newId(): string;
};

/** The whole history as changes: the same people, the same seed and the same day tell the same story. */
export function demoChanges(world: DemoWorld): { changes: readonly ImportChange[]; deals: number } {
  const random = randomFrom(SEED);
  const customers = new Map<string, string>();
  const reps = world.people.filter(
    (one) => one.role === 'rep' && one.status === 'active' && one.teamId !== null,
  );
  const today = dayOf(world.now, world.organisation.zone);
  const changes: ImportChange[] = [];

  function addDeal(deal: {
    ref: string;
    rep: Person;
    customer: string;
    daysAgo: number;
    habits: Habits;
    until: Date;
  }) {
    const { rep, customer, habits, until } = deal;
    const words: Vocabulary = VOCABULARY[rep.locale];
    const known = customers.get(customer);
    const customerId = known ?? world.newId();
    if (known === undefined) {
      customers.set(customer, customerId);
      changes.push(
        { kind: 'customer.add', id: customerId, name: customer },
        ...contactsOf(words, { random, customerId, world }),
      );
    }
    const { zone, calendar } = world.organisation;
    const story = tell(
      { random, words, pipeline: world.pipeline, office: { zone, calendar }, until, newId: world.newId },
      {
        customer,
        customerId,
        ownerId: rep.id,
        teamId: rep.teamId ?? '',
        opened: addDays(today, -deal.daysAgo),
        habits,
      },
    );
    changes.push(...written(story, { ref: deal.ref, rep, customerId, newId: world.newId }));
  }

  for (let index = 0; index < DEALS - HEADLINES.length; index += 1) {
    const rep = random.pick(reps);
    // Every fourth deal is left alone for a while before today: that is what nudges are for.
    const quiet = random.chance(0.26) ? random.between(9, 30) : 0;
    addDeal({
      ref: `demo-${index}`,
      rep,
      customer: random.pick(VOCABULARY[rep.locale].customers.slice(HEADLINES.length / 2)),
      // Spread over the months, denser towards the end.
      daysAgo: Math.ceil(DAYS * (1 - index / DEALS) ** 1.4) + quiet,
      habits: HABITS[rep.name] ?? USUAL,
      until: new Date(world.now.getTime() - quiet * DAY_MS),
    });
  }
  for (const { rep: name, customer, daysAgo } of HEADLINES) {
    const rep = reps.find((one) => one.name === name);
    if (rep === undefined) continue;
    addDeal({ ref: `demo-${name}`, rep, customer, daysAgo, habits: HEADLINE_HABITS, until: world.now });
  }
  return { changes, deals: DEALS };
}

function contactsOf(
  words: Vocabulary,
  { random, customerId, world }: { random: Random; customerId: string; world: DemoWorld },
): ImportChange[] {
  const roles = ['decision', 'purchaser', 'technical', 'user', 'supporter'] as const;
  const first = random.between(0, words.contacts.length - 1);
  return [0, 1].flatMap((step): ImportChange[] => {
    const contact = words.contacts[(first + step * 3) % words.contacts.length];
    if (contact === undefined) return [];
    return [
      { kind: 'contact.add', id: world.newId(), customerId, ...contact, buyingRole: random.pick(roles) },
    ];
  });
}

const reportOf = (deals: number): ImportReport => ({
  source: 'demo',
  files: [],
  deals: { read: deals, created: deals, updated: 0, unchanged: 0, skipped: 0 },
  visits: { read: 0, created: 0, updated: 0, unchanged: 0, skipped: 0 },
  objections: { read: 0, created: 0, updated: 0, unchanged: 0, skipped: 0 },
  made: { customers: 0, people: 0, teams: 0 },
  without: { customer: 0, amount: 0, close: 0 },
  remarks: [],
  warned: 0,
});
