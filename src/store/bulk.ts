import type { ImportChange, ImportRun, WrittenEvent } from '../domain/change.ts';
import type { EventDetail } from '../domain/deal.ts';
import type { KeptReport, Touched } from '../domain/exchange.ts';
import { nameKey } from '../domain/name.ts';
import { statesOf } from '../domain/written.ts';
import { insertRows, updateRefs } from './bulk/insert.ts';
import { undoImport } from './bulk/undo.ts';
import { dealRecorders, lockDeals } from './commit/deals.ts';
import { organisationRecorders } from './commit/organisation.ts';
import { peopleRecorders } from './commit/people.ts';
import { Moved, numberOf, type Recorders, type Recording } from './recording.ts';
import { columnsOf, optionalRow } from './rows.ts';

type Of<K extends ImportChange['kind']> = Extract<ImportChange, { kind: K }>;
type DealWrite = Of<'deal.write'>;

/** Imports, written in batches: the same rows that the changes of commands write one by one. */
export const importRecorders: Recorders<ImportRun> = {
  'import.apply': applyImport,
  'import.undo': undoImport,
};

async function applyImport(
  recording: Recording,
  { id, report, changes }: ImportRun & { kind: 'import.apply' },
): Promise<void> {
  const { org, actorId, now } = recording;
  // The same files again leave no trace.
  if (changes.length === 0) return;
  const of = <K extends ImportChange['kind']>(kind: K): Of<K>[] =>
    changes.filter((one): one is Of<K> => one.kind === kind);
  const writes = of('deal.write');
  for (const one of of('pipeline.add')) await organisationRecorders['pipeline.add'](recording, one);
  await addPeople(recording, of);
  await addNames(recording, of);
  await reserveNumbers(recording, writes);
  await writeDeals(recording, writes);
  await writeActivity(recording, of);
  // What was there before is changed as a command changes it, but nothing is posted.
  const quiet: Recording = { ...recording, touched: new Map() };
  await lockDeals(quiet, of('deal.record'));
  for (const one of of('deal.record')) await dealRecorders['deal.record'](quiet, one);
  await keepRefs(recording, of('foreign.keep'));
  const touched: Touched[] = [
    ...writes.map((one) => ({
      number: numberOf(recording, { made: one.ref }),
      from: 1,
      to: one.events.length,
    })),
    ...[...quiet.touched].map(([number, seqs]) => ({ number, ...seqs })),
  ];
  const rows = [
    ...of('visit.write').map((one) => one.visit.id),
    ...of('objection.write').map((one) => one.objection.id),
  ];
  const kept: KeptReport = { ...report, remarks: report.remarks.slice(0, KEPT_REMARKS), touched, rows };
  await insertRows(recording, 'Import', [
    { orgId: org, id, personId: actorId, source: report.source, report: kept, at: now },
  ]);
}

/** A report is kept to be looked at; whoever needs every remark has been given it. */
const KEPT_REMARKS = 200;

type Picked = <K extends ImportChange['kind']>(kind: K) => Of<K>[];

async function addPeople(recording: Recording, of: Picked): Promise<void> {
  const { org, now: createdAt } = recording;
  const people = of('person.add').map((one) => one.person);
  await insertRows(
    recording,
    'Team',
    of('team.add').map(({ id, name, parentId }) => ({ orgId: org, id, name, parentId })),
  );
  await insertRows(
    recording,
    'Person',
    people.map((one) => ({ orgId: org, ...one, createdAt })),
  );
  await insertRows(
    recording,
    'Membership',
    people.map(({ id, teamId, role }) => ({ orgId: org, personId: id, from: createdAt, teamId, role })),
  );
  for (const one of of('person.set')) await peopleRecorders['person.set'](recording, one);
}

async function addNames(recording: Recording, of: Picked): Promise<void> {
  const { org, actorId, now: createdAt } = recording;
  await insertRows(
    recording,
    'Customer',
    of('customer.add').map(({ id, name }) => ({ orgId: org, id, name, nameKey: nameKey(name), createdAt })),
  );
  await insertRows(
    recording,
    'Contact',
    of('contact.add').map(({ kind: _, ...contact }) => ({ orgId: org, ...contact, createdAt })),
  );
  await insertRows(
    recording,
    'Text',
    of('text.write').map(({ id, body }) => ({ orgId: org, id, body, authorId: actorId, createdAt })),
  );
}

/** One block for all; or the numbers of the file, while the organisation has none of its own. */
async function reserveNumbers({ db, org, made }: Recording, writes: readonly DealWrite[]): Promise<void> {
  if (writes.length === 0) return;
  const own = writes.flatMap((one) => one.number ?? []);
  if (own.length === writes.length) {
    const { count } = await db.organisation.updateMany({
      where: { id: org, lastDeal: 0 },
      data: { lastDeal: own.reduce((most, number) => Math.max(most, number), 0) },
    });
    if (count === 0) throw new Moved(null);
    for (const [index, one] of writes.entries()) made.set(one.ref, own[index] ?? 0);
    return;
  }
  const { lastDeal } = await db.organisation.update({
    where: { id: org },
    data: { lastDeal: { increment: writes.length } },
    select: { lastDeal: true },
  });
  for (const [index, one] of writes.entries()) made.set(one.ref, lastDeal - writes.length + index + 1);
}

async function writeDeals(recording: Recording, writes: readonly DealWrite[]): Promise<void> {
  const { org, now, inputId } = recording;
  const renumber = renumbering(recording, writes);
  const deals: object[] = [];
  const events: object[] = [];
  for (const write of writes) {
    const number = numberOf(recording, { made: write.ref });
    const history = write.events.map(renumber);
    const states = statesOf(history);
    const last = states.at(-1);
    if (last === undefined) throw new Error('a history has at least one event');
    deals.push({ orgId: org, number, version: history.length, updatedAt: now, ...columnsOf(last) });
    for (const [index, event] of history.entries()) {
      const after = states[index];
      events.push({
        orgId: org,
        dealNumber: number,
        seq: index + 1,
        kind: event.kind,
        actorId: event.actorId,
        teamId: after?.teamId,
        at: event.at,
        recordedAt: event.recordedAt,
        changes: event.changes,
        detail: numbered(recording, event),
        after,
        voids: event.voids ?? null,
        inputId: event.inputId ?? inputId,
      });
    }
  }
  await insertRows(recording, 'Deal', deals);
  await insertRows(recording, 'DealEvent', events);
}

/** Deals of one file speak of each other by the numbers that they had there. */
function renumbering(recording: Recording, writes: readonly DealWrite[]) {
  const numbers = new Map(
    writes.flatMap(({ was, ref }) =>
      was === null ? [] : [[was, numberOf(recording, { made: ref })] as const],
    ),
  );
  const now = (was: number | null | undefined): number | null =>
    was === null || was === undefined ? null : (numbers.get(was) ?? null);
  return (event: WrittenEvent): WrittenEvent => {
    const { partOf, mergedInto } = event.changes;
    const deal = event.detail?.deal;
    if (partOf === undefined && mergedInto === undefined && typeof deal !== 'number') return event;
    const { deal: _, ...detail } = event.detail ?? {};
    const other = typeof deal === 'number' ? now(deal) : null;
    return {
      ...event,
      changes: {
        ...event.changes,
        ...(partOf === undefined ? {} : { partOf: now(partOf) }),
        ...(mergedInto === undefined ? {} : { mergedInto: now(mergedInto) }),
      },
      detail: { ...detail, ...(other === null ? {} : { deal: other }) },
    };
  };
}

function numbered(recording: Recording, { detail = {} }: WrittenEvent): EventDetail {
  const { deal, ...rest } = detail;
  return deal === undefined ? rest : { ...rest, deal: numberOf(recording, deal) };
}

async function writeActivity(recording: Recording, of: Picked): Promise<void> {
  const { org } = recording;
  await insertRows(
    recording,
    'Visit',
    of('visit.write').map(({ visit: { deal, nextStepDue, ...visit }, recordedAt }) => ({
      orgId: org,
      ...visit,
      dealNumber: deal === null ? null : numberOf(recording, deal),
      nextStepDue: optionalRow(nextStepDue),
      recordedAt,
    })),
  );
  await insertRows(
    recording,
    'Objection',
    of('objection.write').map(({ objection: { deal, ...objection }, recordedAt, changedAt }) => ({
      orgId: org,
      ...objection,
      dealNumber: numberOf(recording, deal),
      recordedAt,
      changedAt,
    })),
  );
}

/** What a row became is said once; a second import at the same time fails here and is planned anew. */
async function keepRefs(recording: Recording, refs: readonly Of<'foreign.keep'>[]): Promise<void> {
  const rowOf = ({ source, of: kind, external, ours, hash }: Of<'foreign.keep'>) => ({
    orgId: recording.org,
    source,
    kind,
    external,
    ours: typeof ours === 'string' ? ours : String(numberOf(recording, ours)),
    hash,
  });
  const fresh = refs.filter((ref) => typeof ref.ours !== 'number');
  const known = refs.filter((ref) => typeof ref.ours === 'number');
  await insertRows(recording, 'ForeignRef', fresh.map(rowOf));
  await updateRefs(recording, known.map(rowOf));
}
