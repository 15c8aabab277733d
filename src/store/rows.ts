import type { Day } from '../domain/day.ts';
import type { DealEvent, DealState, EventDetail, Tracked } from '../domain/deal.ts';
import { BALLS, EVENT_KINDS, LOSS_REASONS } from '../domain/deal.ts';
import type { Person, PersonRef } from '../domain/people.ts';
import { ROLES } from '../domain/people.ts';
import { CATEGORIES, PHASES } from '../domain/stage.ts';
import type { Deal as DealRow, DealEvent as EventRow, Person as PersonRow } from './generated/client.ts';

/** Rows ↔ domain values. The only place where a column's text is taken for a domain code. */

export const dayOfRow = (date: Date): Day => date.toISOString().slice(0, 10);
export const rowOfDay = (day: Day): Date => new Date(`${day}T00:00:00Z`);
export const optionalDay = (date: Date | null): Day | null => (date === null ? null : dayOfRow(date));
export const optionalRow = (day: Day | null): Date | null => (day === null ? null : rowOfDay(day));

/** Reads a code column; a value outside the list means that the database and the code disagree. */
export function code<T extends string>(codes: readonly T[], value: string): T {
  const found = codes.find((one) => one === value);
  if (found === undefined) throw new Error(`unknown code in the database: ${value}`);
  return found;
}
export const optionalCode = <T extends string>(codes: readonly T[], value: string | null): T | null =>
  value === null ? null : code(codes, value);

const STATUSES = ['open', 'won', 'lost', 'void'] as const;

export function stateOf(row: DealRow): DealState {
  return {
    status: code(STATUSES, row.status),
    pipelineId: row.pipelineId,
    stageId: row.stageId,
    nameId: row.nameId,
    customerId: row.customerId,
    partnerId: row.partnerId,
    amount: row.amount === null ? null : Number(row.amount),
    currency: row.currency,
    expectedClose: optionalDay(row.expectedClose),
    ownerId: row.ownerId,
    teamId: row.teamId,
    category: optionalCode(CATEGORIES, row.category),
    phase: optionalCode(PHASES, row.phase),
    ball: optionalCode(BALLS, row.ball),
    nextStepId: row.nextStepId,
    nextStepDue: optionalDay(row.nextStepDue),
    snoozedUntil: optionalDay(row.snoozedUntil),
    confidential: row.confidential,
    lossReason: optionalCode(LOSS_REASONS, row.lossReason),
    competitorId: row.competitorId,
    partOf: row.partOf,
    mergedInto: row.mergedInto,
    source: row.source,
    openedAt: row.openedAt,
    stageSince: row.stageSince,
    stuckSince: row.stuckSince,
    closedAt: row.closedAt,
    lastContactAt: row.lastContactAt,
    silentFrom: row.silentFrom,
    pushes: row.pushes,
    met: row.met,
  };
}

/** A deal's columns but for its key, version and updatedAt. */
export function columnsOf(state: DealState): Omit<DealRow, 'orgId' | 'number' | 'version' | 'updatedAt'> {
  return {
    ...state,
    amount: state.amount === null ? null : BigInt(state.amount),
    expectedClose: optionalRow(state.expectedClose),
    nextStepDue: optionalRow(state.nextStepDue),
    snoozedUntil: optionalRow(state.snoozedUntil),
    met: [...state.met],
  };
}

export function eventOf(row: EventRow): DealEvent {
  return {
    seq: row.seq,
    kind: code(EVENT_KINDS, row.kind),
    actorId: row.actorId,
    teamId: row.teamId,
    at: row.at,
    recordedAt: row.recordedAt,
    // Written by commit from the same types; the database refuses every change since.
    changes: row.changes as Partial<Tracked>,
    detail: row.detail as EventDetail,
    voids: row.voids,
    inputId: row.inputId,
  };
}

export function personOf(row: PersonRow): Person {
  return {
    id: row.id,
    name: row.name,
    role: code(ROLES, row.role),
    status: code(['pending', 'active', 'left'] as const, row.status),
    teamId: row.teamId,
    locale: code(['en', 'zh'] as const, row.locale),
    zone: row.zone,
    email: row.email,
    mutedUntil: row.mutedUntil,
    quiet: row.quietFrom === null || row.quietTo === null ? null : { from: row.quietFrom, to: row.quietTo },
    createdAt: row.createdAt,
  };
}

export const refOf = (row: { id: string; name: string }): PersonRef => ({ id: row.id, name: row.name });
