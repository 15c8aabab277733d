import type { DealState, LossReason, NewEvent, Tracked } from '../domain/deal.ts';
import { type Decision, lose, win } from '../domain/moves.ts';
import { nameKey } from '../domain/name.ts';
import type { Pipeline, Stage } from '../domain/stage.ts';
import { clip, LONGEST, minorOf, type Row } from './rows.ts';
import { pipelinesOf, standingOf } from './standing.ts';
import { type FileStatus, lossSaid } from './words.ts';
import type { Work } from './work.ts';

/** A deal row, read: what it says of the deal, with everything it names found or made. */
export type DealFacts = {
  name: string;
  customerId: string | null;
  partnerId: string | null;
  ownerId: string;
  teamId: string;
  pipeline: Pipeline;
  /** An open stage. */
  stage: Stage;
  status: FileStatus;
  amount: number | null;
  currency: string;
  opened: Date;
  expectedClose: string | null;
  /** When it was won or lost. */
  closed: Date;
  lossReason: LossReason;
  /** The reason in the file's own words, where ours has none for it. */
  lossWords: string;
  competitor: string;
  source: string | null;
  nextStep: string;
  nextStepDue: string | null;
  note: string;
};

export function cut(work: Work, row: Row, text: string, most: number): string {
  if (text.length > most) work.remarks.warn(row, 'cut', text);
  return clip(text, most);
}

/**
 * Reads a row; null when it was left out, which is then remarked. `own` is the pipeline of the deal that the row became
 * before.
 */
export function factsOf(row: Row, work: Work, own: Pipeline | null = null): DealFacts | null {
  const name = nameOf(row, work);
  if (name === '') {
    work.remarks.skip(row, 'noName');
    return null;
  }
  const owner = ownerOf(row, work);
  if (owner === null) return null;
  const { pipeline, stage, status } = standingOf(row, pipelinesOf(row, work, own), work);
  const money = moneyOf(row, work);
  const dates = datesOf(row, status, work);
  const reason = row.cell('loss_reason');
  const lossReason = reason === '' ? 'other' : lossSaid(reason);
  if (status === 'lost' && lossReason === null) work.remarks.warn(row, 'unknownReason', reason);
  const { roster } = work;
  const customer = cut(work, row, row.cell('customer'), LONGEST.name);
  const partner = cut(work, row, row.cell('partner'), LONGEST.name);
  const source = cut(work, row, row.cell('source'), LONGEST.source);
  return {
    name,
    customerId: customer === '' ? null : roster.customer(customer),
    partnerId: partner === '' ? null : roster.customer(partner),
    ...owner,
    pipeline,
    stage,
    status,
    // A lost deal worth 0 says what was earned, not what was at stake.
    amount: status === 'lost' && money.amount === 0 ? null : money.amount,
    currency: money.currency,
    ...dates,
    lossReason: lossReason ?? 'other',
    lossWords: lossReason === null ? reason : '',
    competitor: cut(work, row, row.cell('competitor'), LONGEST.name),
    source: source === '' ? null : source,
    nextStep: cut(work, row, row.cell('next_step'), LONGEST.text),
    nextStepDue: dayOf(row, 'next_step_due', work),
    note: cut(work, row, row.cell('note'), LONGEST.text),
  };
}

/** Its own name, else product and customer, else its id. */
function nameOf(row: Row, work: Work): string {
  const product = work.products.get(nameKey(row.cell('product'))) ?? row.cell('product');
  const parts = [product, row.cell('customer')].filter((part) => part !== '');
  const name = row.cell('name') || parts.join(' · ') || row.cell('foreign_id');
  return cut(work, row, name, LONGEST.name);
}

function ownerOf(row: Row, work: Work): { ownerId: string; teamId: string } | null {
  const { roster, intent, remarks } = work;
  const { importer } = intent;
  const teamName = cut(work, row, row.cell('team') || row.cell('manager'), LONGEST.name);
  // Whoever brings in their own deals does not choose another team for them.
  const teamSaid = teamName === '' || !intent.mayAdd ? null : roster.team(teamName);
  const said = row.cell('owner') || row.cell('owner_email');
  if (said === '') {
    remarks.warn(row, 'noOwner', importer.name);
    return { ownerId: importer.id, teamId: teamSaid ?? importer.teamId ?? roster.fallbackTeam() };
  }
  const { name, email } = person(said, row.cell('owner_email'));
  const found = roster.find(name, email);
  const teamId = teamSaid ?? found?.member.teamId ?? roster.fallbackTeam();
  const mine = found !== null && intent.mayImport({ ownerId: found.member.id, teamId });
  if (!mine && !(found === null && intent.mayAdd)) {
    remarks.skip(row, found === null ? 'unknownPerson' : 'notYours', said);
    return null;
  }
  if (found?.several === true) remarks.warn(row, 'severalPeople', said);
  if (found?.member.status === 'left') remarks.warn(row, 'ownerLeft', said);
  const member =
    found?.member ?? roster.add({ name: cut(work, row, name, LONGEST.name), email, teamId, role: 'rep' });
  if (intent.mayAdd) roster.join(member, teamId);
  return { ownerId: member.id, teamId };
}

/** `Li Wei <li@example.com>` names somebody twice; an address alone is taken for a name. */
export function person(said: string, mail: string): { name: string; email: string } {
  const [, name = '', inside = ''] = /^(.*?)\s*<([^<>\s]+@[^<>\s]+)>$/u.exec(said) ?? [];
  if (inside !== '') return { name: name === '' ? inside : name, email: inside };
  return { name: said, email: mail !== '' ? mail : /^\S+@\S+\.\S+$/.test(said) ? said : '' };
}

function moneyOf(row: Row, work: Work): { amount: number | null; currency: string } {
  const { remarks, known } = work;
  const cell = row.cell('amount');
  const read = row.amount('amount');
  const named = row.cell('currency').toUpperCase();
  const isCode = /^[A-Z]{3}$/.test(named) && CURRENCIES.has(named);
  if (named !== '' && !isCode) remarks.warn(row, 'badCurrency', named);
  const own = known.organisation.currency;
  const currency = isCode ? named : read !== null && read !== 'bad' ? (read.currency ?? own) : own;
  if (read === null) return { amount: null, currency };
  const amount = read === 'bad' ? null : minorOf(read.value, currency);
  if (amount === null) remarks.warn(row, 'badAmount', cell);
  else if (amount < 0) remarks.warn(row, 'negativeAmount', cell);
  return { amount: amount === null || amount < 0 ? null : amount, currency };
}

const CURRENCIES: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

function dayOf(row: Row, field: string, work: Work): string | null {
  const day = row.day(field);
  if (day !== 'bad') return day;
  work.remarks.warn(row, 'badDate', row.cell(field));
  return null;
}

/** When something happened: never after the import. */
function happened(row: Row, field: string, work: Work): Date | null {
  const { remarks, intent, known } = work;
  const instant = row.instant(field, known.organisation.zone);
  if (instant === null) return null;
  if (instant === 'bad') {
    remarks.warn(row, 'badDate', row.cell(field));
    return null;
  }
  if (instant <= intent.now) return instant;
  // A day alone means noon; today's noon may still be ahead.
  if (instant.getTime() - intent.now.getTime() > DAY_MS) remarks.warn(row, 'futureDate', row.cell(field));
  return intent.now;
}

const DAY_MS = 86_400_000;

function datesOf(
  row: Row,
  status: FileStatus,
  work: Work,
): Pick<DealFacts, 'opened' | 'closed' | 'expectedClose'> {
  const { now } = work.intent;
  const opened = happened(row, 'opened', work);
  const expected = dayOf(row, 'expected_close', work);
  if (status === 'open') {
    // "Close date" of an open deal is when it should close.
    const close = expected ?? dayOf(row, 'close_date', work) ?? dayOf(row, 'closed', work);
    return { opened: opened ?? now, closed: now, expectedClose: close };
  }
  const field = ['closed', 'close_date', 'expected_close'].find((one) => row.cell(one) !== '');
  const closed = field === undefined ? null : happened(row, field, work);
  if (closed === null) work.remarks.warn(row, 'noCloseDate');
  const end = closed ?? opened ?? now;
  if (opened !== null && opened > end) work.remarks.warn(row, 'closedFirst', row.cell('opened'));
  return { opened: opened === null || opened > end ? end : opened, closed: end, expectedClose: expected };
}

/** The history that commands would have made of the row. */
export function historyOf(facts: DealFacts, work: Work): readonly NewEvent[] {
  const { roster, intent } = work;
  const { opened, status } = facts;
  const changes: Partial<Tracked> = {
    status: 'open',
    pipelineId: facts.pipeline.id,
    stageId: facts.stage.id,
    nameId: roster.text(facts.name),
    customerId: facts.customerId,
    ...(facts.partnerId === null ? {} : { partnerId: facts.partnerId }),
    // What a won deal was worth is known when it closes.
    amount: status === 'won' ? null : facts.amount,
    currency: facts.currency,
    expectedClose: facts.expectedClose,
    ownerId: facts.ownerId,
    teamId: facts.teamId,
    ...(facts.source === null ? {} : { source: facts.source }),
  };
  const opening: NewEvent = { kind: 'opened', at: opened, changes, detail: { importId: intent.importId } };
  const closed = closing({ status: 'open', openedAt: opened }, facts, work);
  return [opening, ...noted(facts.note, facts, work), ...stepped(facts, work), ...closed];
}

export function noted(note: string, facts: DealFacts, { roster, intent }: Work): NewEvent[] {
  if (note === '') return [];
  const at = facts.status === 'open' ? intent.now : facts.closed;
  return [{ kind: 'noted', at, changes: {}, detail: { textId: roster.text(note) } }];
}

export function stepped(facts: DealFacts, { roster, intent }: Work): NewEvent[] {
  const { nextStep, nextStepDue, status } = facts;
  if (nextStep === '' || status !== 'open') return [];
  return [{ kind: 'stepped', at: intent.now, changes: { nextStepId: roster.text(nextStep), nextStepDue } }];
}

/** What closes an open deal, by the rules of the commands, at the instant that the row names. */
export function closing(
  state: Pick<DealState, 'status' | 'openedAt'>,
  facts: DealFacts,
  { roster }: Work,
): readonly NewEvent[] {
  const { status, pipeline, closed, amount, currency, lossReason } = facts;
  const at = closed.getTime() < state.openedAt.getTime() ? state.openedAt : closed;
  if (status === 'open') return [];
  if (status === 'won') return eventsOf(win({ state, pipeline, at, amount, currency }));
  const competitorId = facts.competitor === '' ? null : roster.text(facts.competitor);
  const events = eventsOf(lose(state, { at, lossReason, competitorId }));
  if (facts.lossWords === '') return events;
  const textId = roster.text(facts.lossWords);
  return events.map((event) => ({ ...event, detail: { ...event.detail, textId } }));
}

function eventsOf(decision: Decision): readonly NewEvent[] {
  if ('refused' in decision) throw new Error(`an open deal could not be closed: ${decision.refused}`);
  return decision.events;
}
