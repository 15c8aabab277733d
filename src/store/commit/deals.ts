import type { Change, DealChange } from '../../domain/change.ts';
import { apply, type DealState, type EventDetail, fold, type NewEvent } from '../../domain/deal.ts';
import { jsonOf, Moved, numberOf, type Recorders, type Recording } from '../recording.ts';
import { columnsOf, eventOf, stateOf } from '../rows.ts';

export const dealRecorders: Recorders<DealChange> = {
  'deal.open': open,
  'deal.record': append,
  async 'deal.collaborators'({ db, org }, change) {
    const dealNumber = change.deal;
    await db.collaborator.createMany({
      data: change.add.map((personId) => ({ orgId: org, dealNumber, personId })),
      skipDuplicates: true,
    });
    await db.collaborator.deleteMany({
      where: { orgId: org, dealNumber, personId: { in: [...change.remove] } },
    });
  },
};

async function open(recording: Recording, { ref, opening, then = [] }: DealChange & { kind: 'deal.open' }) {
  const { db, org } = recording;
  const { lastDeal: number } = await db.organisation.update({
    where: { id: org },
    data: { lastDeal: { increment: 1 } },
    select: { lastDeal: true },
  });
  recording.made.set(ref, number);
  const first: NewEvent = { kind: 'opened', ...opening };
  const steps = steppedFrom(null, [first, ...then], recording.now);
  await db.deal.create({
    data: {
      orgId: org,
      number,
      version: steps.length,
      updatedAt: recording.now,
      ...columnsOf(lastState(steps)),
    },
  });
  await writeEvents(recording, number, { from: 0, steps });
}

async function append(recording: Recording, change: DealChange & { kind: 'deal.record' }): Promise<void> {
  const { db, org, now } = recording;
  const number = numberOf(recording, change.deal);
  const row = await db.deal.findUniqueOrThrow({ where: { orgId_number: { orgId: org, number } } });
  if (change.version !== null && row.version !== change.version) throw new Moved(number);
  // What a void deal becomes depends on whether its opening counts, which the row alone does not say.
  const anew = row.status === 'void' || change.events.some((event) => event.voids !== undefined);
  const steps = anew
    ? await refolded(recording, number, change.events)
    : steppedFrom(stateOf(row), change.events, now);
  await db.deal.update({
    where: { orgId_number: { orgId: org, number } },
    data: { version: row.version + steps.length, updatedAt: now, ...columnsOf(lastState(steps)) },
  });
  await writeEvents(recording, number, { from: row.version, steps });
}

/**
 * Writers of one deal queue here, so seq has no gaps and the row is the fold of its events. All deals of a decision are
 * locked first and by number: two mergers the other way round would wait for each other for ever. So would two writers of
 * one visit if the key were locked, which a visit holds by its foreign key.
 */
export async function lockDeals({ db, org }: Recording, changes: readonly Change[]): Promise<void> {
  const numbers = changes.flatMap((change) =>
    change.kind === 'deal.record' && typeof change.deal === 'number' ? [change.deal] : [],
  );
  if (numbers.length === 0) return;
  await db.$queryRaw`
    SELECT 1 FROM "Deal" WHERE "orgId" = ${org}::uuid AND "number" = ANY(${numbers}::int[])
    ORDER BY "number" FOR NO KEY UPDATE`;
}

type Step = { event: NewEvent; after: DealState };

const lastState = (steps: readonly Step[]): DealState => {
  const last = steps.at(-1);
  if (last === undefined) throw new Error('a recording has at least one event');
  return last.after;
};

/** Each new event with the state it leaves. */
function steppedFrom(before: DealState | null, events: readonly NewEvent[], now: Date): Step[] {
  let state = before;
  return events.map((event) => {
    state =
      state === null
        ? fold([{ ...asRecorded(event, now), seq: 1 }])
        : apply(state, { ...event, detail: event.detail ?? {} });
    return { event, after: state };
  });
}

/** Voiding changes what earlier events add up to, so the whole history is folded anew. */
async function refolded(
  { db, org, now }: Recording,
  number: number,
  events: readonly NewEvent[],
): Promise<Step[]> {
  const rows = await db.dealEvent.findMany({
    where: { orgId: org, dealNumber: number },
    orderBy: { seq: 'asc' },
  });
  const history = rows.map(eventOf);
  return events.map((event) => {
    history.push({ ...asRecorded(event, now), seq: history.length + 1 });
    return { event, after: fold(history) };
  });
}

/** A new event as the fold reads it; who recorded it makes no difference to the state. */
const asRecorded = (event: NewEvent, now: Date) => ({
  kind: event.kind,
  at: event.at,
  changes: event.changes,
  detail: foldable(event.detail),
  voids: event.voids ?? null,
  actorId: '',
  teamId: '',
  inputId: '',
  recordedAt: now,
});

/** The number of another deal explains an event; the state does not rest on it. */
function foldable({ deal: _, ...detail }: NonNullable<NewEvent['detail']> = {}): EventDetail {
  return detail;
}

/** By now every deal of the same list has its number. */
function numbered(recording: Recording, { deal, ...detail }: NonNullable<NewEvent['detail']>): EventDetail {
  return deal === undefined ? detail : { ...detail, deal: numberOf(recording, deal) };
}

async function writeEvents(
  recording: Recording,
  number: number,
  { from, steps }: { from: number; steps: Step[] },
) {
  const { db, org, actorId, now, inputId, touched } = recording;
  await db.dealEvent.createMany({
    data: steps.map(({ event, after }, index) => ({
      orgId: org,
      dealNumber: number,
      seq: from + index + 1,
      kind: event.kind,
      actorId,
      teamId: after.teamId,
      at: event.at,
      recordedAt: now,
      changes: jsonOf(event.changes),
      detail: jsonOf(numbered(recording, event.detail ?? {})),
      after: jsonOf(after),
      voids: event.voids ?? null,
      inputId,
    })),
  });
  const first = touched.get(number)?.from ?? from + 1;
  touched.set(number, { from: first, to: from + steps.length });
}
