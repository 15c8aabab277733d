import type { Met } from '../domain/activity.ts';
import type { DealEvent, DealState } from '../domain/deal.ts';
import { nameKey } from '../domain/name.ts';
import type { Scope } from '../domain/permission.ts';
import { type CsvCell, writeCsv } from '../sheets/csv.ts';
import type { Reads } from '../store/reads.ts';
import { encodeEvents, type Names } from './encode.ts';
import { isMadeUp } from './identity.ts';
import { writeMet } from './met.ts';
import { majorOf } from './rows.ts';

/** A file of an export: UTF-8 with the mark by which Excel knows it. */
export type ExportedFile = { name: string; text: string; rows: number };

const DEALS = [
  'number',
  'foreign_id',
  'name',
  'customer',
  'partner',
  'pipeline',
  'stage',
  'status',
  'amount',
  'currency',
  'owner',
  'team',
  'opened_at',
  'expected_close',
  'closed_at',
  'loss_reason',
  'competitor',
  'source',
  'next_step',
  'next_step_due',
] as const;

const EVENTS = [
  'deal',
  'seq',
  'kind',
  'at',
  'recorded_at',
  'actor',
  'input',
  'voids',
  'changes',
  'detail',
] as const;

const VISITS = [
  'id',
  'deal',
  'customer',
  'person',
  'at',
  'kind',
  'status',
  'summary',
  'next_step',
  'next_step_due',
  'met',
  'signals',
  'recorded_at',
] as const;

const OBJECTIONS = [
  'id',
  'deal',
  'visit',
  'category',
  'nature',
  'words',
  'said_by',
  'status',
  'response',
  'author',
  'at',
  'recorded_at',
  'changed_at',
] as const;

/**
 * deals.csv, events.csv, visits.csv and objections.csv of what `visibleTo` may see. Imported into an empty
 * organisation they give the same deals with the same numbers, the same history, visits and objections. Void deals are
 * in events.csv alone.
 */
export async function exportFiles(read: Reads, visibleTo: Scope): Promise<readonly ExportedFile[]> {
  const { deals, events, visits, objections } = await read.exported(visibleTo);
  const names = await namesFor(read, { events, visits, objections, states: deals.map((one) => one.state) });
  const at = (instant: Date): string => instant.toISOString();
  const text = (id: string | null): string => (id === null ? '' : names.text(id));
  const listed = deals.filter((deal) => deal.state.status !== 'void');
  const dealRows = listed.map(({ number, name, state }): CsvCell[] => [
    number,
    names.foreignId(number),
    name,
    customerOf(names, state.customerId),
    customerOf(names, state.partnerId),
    names.pipeline(state.pipelineId),
    names.stageName(state.stageId),
    state.status,
    state.amount === null ? '' : majorOf(state.amount, state.currency),
    state.currency,
    names.person(state.ownerId),
    names.team(state.teamId),
    at(state.openedAt),
    state.expectedClose ?? '',
    state.closedAt === null ? '' : at(state.closedAt),
    state.lossReason ?? '',
    text(state.competitorId),
    state.source ?? '',
    text(state.nextStepId),
    state.nextStepDue ?? '',
  ]);
  const eventRows = encodeEvents(events, names).map(({ event, changes, detail }): CsvCell[] => [
    event.deal,
    event.seq,
    event.kind,
    at(event.at),
    at(event.recordedAt),
    names.person(event.actorId),
    event.inputId,
    event.voids ?? '',
    changes,
    detail,
  ]);
  const visitRows = visits.map((visit): CsvCell[] => [
    visit.id,
    visit.dealNumber,
    customerOf(names, visit.customerId),
    names.person(visit.personId),
    at(visit.at),
    visit.kind,
    visit.status,
    text(visit.summaryId),
    text(visit.nextStepId),
    visit.nextStepDue ?? '',
    writeMet(visit.met.map(names.met)),
    visit.signals.join(' '),
    at(visit.recordedAt),
  ]);
  const objectionRows = objections.map((one): CsvCell[] => [
    one.id,
    one.dealNumber,
    one.visitId ?? '',
    one.category,
    one.nature ?? '',
    text(one.wordsId),
    one.saidBy ?? '',
    one.status,
    text(one.responseId),
    names.person(one.authorId),
    at(one.at),
    at(one.recordedAt),
    at(one.changedAt),
  ]);
  const file = async (name: string, header: readonly string[], rows: readonly CsvCell[][]) => ({
    name,
    text: await writeCsv(header, rows, { bom: true }),
    rows: rows.length,
  });
  return [
    await file('deals.csv', DEALS, dealRows),
    await file('events.csv', EVENTS, eventRows),
    await file('visits.csv', VISITS, visitRows),
    await file('objections.csv', OBJECTIONS, objectionRows),
  ];
}

const customerOf = (names: Names, id: string | null): string => (id === null ? '' : names.customer(id));

type Written = {
  events: readonly DealEvent[];
  states: readonly DealState[];
  visits: readonly { summaryId: string | null; nextStepId: string | null; met: readonly Met[] }[];
  objections: readonly { wordsId: string | null; responseId: string | null }[];
};

/** Looks up everything that is written in words, once. */
async function namesFor(read: Reads, written: Written): Promise<Names> {
  const [{ customers, contacts, refs, stages, criteria }, pipelines, people, teams, organisation] =
    await Promise.all([
      read.exportedNames(),
      read.pipelines(),
      read.people(),
      read.teams(),
      read.organisation(),
    ]);
  const bodies = await read.texts(textIds(written));
  const customerNames = new Map(customers.map((one) => [one.id, one.name]));
  const foreign = new Map(
    refs.filter((ref) => !isMadeUp(ref.external)).map((ref) => [Number(ref.ours), ref.external] as const),
  );
  const called = new Map<string, number>();
  for (const one of people) called.set(nameKey(one.name), (called.get(nameKey(one.name)) ?? 0) + 1);
  const personNames = new Map(
    people.map((one) => {
      const alone = called.get(nameKey(one.name)) === 1;
      return [one.id, alone || one.email === null ? one.name : `${one.name} <${one.email}>`] as const;
    }),
  );
  const teamNames = new Map(teams.map((one) => [one.id, one.name]));
  const shown = new Map(
    pipelines.flatMap((one) => one.stages).map((one) => [one.id, one.name[organisation.locale]]),
  );
  const keys = new Map(stages.map((one) => [one.id, one.key]));
  const positions = new Map(
    criteria.map((one) => [one.id, `${keys.get(one.stageId) ?? ''}/${one.position}`] as const),
  );
  return {
    customer: (id) => customerNames.get(id) ?? '',
    person: (id) => personNames.get(id) ?? '',
    team: (id) => teamNames.get(id) ?? '',
    pipeline: (id) => pipelines.find((one) => one.id === id)?.name ?? '',
    stageKey: (id) => keys.get(id) ?? '',
    stageName: (id) => shown.get(id) ?? keys.get(id) ?? '',
    criterion: (id) => positions.get(id) ?? '',
    text: (id) => bodies.get(id) ?? '',
    foreignId: (number) => foreign.get(number) ?? '',
    met: (one) => {
      if ('textId' in one) return { as: 'text', name: bodies.get(one.textId) ?? '', title: null, role: null };
      const contact = contacts.find((each) => each.id === one.contactId);
      if (contact === undefined) return { as: 'text', name: '', title: null, role: null };
      return { as: 'contact', name: contact.name, title: contact.title, role: contact.buyingRole };
    },
  };
}

function textIds({ events, states, visits, objections }: Written): string[] {
  const ids = [
    ...events.flatMap(({ changes, detail }) => [
      changes.nameId,
      changes.nextStepId,
      changes.competitorId,
      detail.textId,
    ]),
    ...states.flatMap((state) => [state.nextStepId, state.competitorId]),
    ...visits.flatMap((visit) => [visit.summaryId, visit.nextStepId]),
    ...visits.flatMap((visit) => visit.met.map((one) => ('textId' in one ? one.textId : null))),
    ...objections.flatMap((one) => [one.wordsId, one.responseId]),
  ];
  return [...new Set(ids.flatMap((id) => id ?? []))];
}
