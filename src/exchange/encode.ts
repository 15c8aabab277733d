import type { Met } from '../domain/activity.ts';
import type { DealEvent, EventDetail, Tracked } from '../domain/deal.ts';
import type { MetInWords } from './met.ts';
import { majorOf } from './rows.ts';
import type { ChangesInWords, DetailInWords } from './words-of-events.ts';

/** Words in place of ids. */
export type Names = {
  customer(id: string): string;
  person(id: string): string;
  team(id: string): string;
  pipeline(id: string): string;
  stageKey(id: string): string;
  stageName(id: string): string;
  criterion(id: string): string;
  text(id: string): string;
  foreignId(number: number): string;
  met(one: Met): MetInWords;
};

type Dealt = DealEvent & { deal: number };

/** Events in order of deal and seq, each with its two cells of JSON; an empty one stays empty. */
export function encodeEvents(events: readonly Dealt[], names: Names) {
  let deal = 0;
  let currency = '';
  return events.map((event) => {
    if (event.deal !== deal) currency = '';
    deal = event.deal;
    currency = event.changes.currency ?? currency;
    const changes = changesInWords(event.changes, { names, currency });
    return { event, changes: cell(changes), detail: cell(detailInWords(event.detail, names)) };
  });
}

const cell = (words: object): string => (Object.keys(words).length === 0 ? '' : JSON.stringify(words));

function changesInWords(
  changes: Partial<Tracked>,
  { names, currency }: { names: Names; currency: string },
): ChangesInWords {
  const said = <K extends keyof Tracked, V>(key: K, say: (value: NonNullable<Tracked[K]>) => V) => {
    const value = changes[key];
    return value === undefined ? undefined : value === null ? null : say(value);
  };
  const same = <K extends keyof Tracked>(key: K) => changes[key];
  return defined({
    status: same('status'),
    pipeline: said('pipelineId', names.pipeline) ?? undefined,
    stage: said('stageId', names.stageKey) ?? undefined,
    name: said('nameId', names.text) ?? undefined,
    customer: said('customerId', names.customer),
    partner: said('partnerId', names.customer),
    currency: same('currency'),
    amount: said('amount', (minor) => majorOf(minor, currency)),
    expectedClose: same('expectedClose'),
    owner: said('ownerId', names.person) ?? undefined,
    team: said('teamId', names.team) ?? undefined,
    category: same('category'),
    phase: same('phase'),
    ball: same('ball'),
    nextStep: said('nextStepId', names.text),
    nextStepDue: same('nextStepDue'),
    snoozedUntil: same('snoozedUntil'),
    confidential: same('confidential'),
    lossReason: same('lossReason'),
    competitor: said('competitorId', names.text),
    partOf: same('partOf'),
    mergedInto: same('mergedInto'),
    source: same('source'),
  });
}

function detailInWords(detail: EventDetail, names: Names): DetailInWords {
  const stages = (ids: readonly string[] | undefined) => ids?.map(names.stageKey);
  const criteria = (ids: readonly string[] | undefined) => ids?.map(names.criterion);
  return defined({
    text: detail.textId === undefined ? undefined : names.text(detail.textId),
    visit: detail.visitId,
    replaces: detail.replaces,
    objection: detail.objectionId,
    step: detail.objection,
    met: criteria(detail.criterionIds),
    unmet: criteria(detail.unmetIds),
    skipped: stages(detail.skippedIds),
    back: detail.back,
    again: detail.again,
    deal: detail.deal,
    imported: detail.importId === undefined ? undefined : true,
    stepDone: detail.stepDone,
    contactedAt: detail.contactedAt,
  });
}

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

function defined<T extends object>(all: T): Defined<T> {
  const entries = Object.entries(all).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as Defined<T>;
}
