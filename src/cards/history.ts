import type { Card, CardElement, ListItem } from '../chat/card.ts';
import { dayOf, timeOf } from '../domain/day.ts';
import { type Stage, stageName } from '../domain/stage.ts';
import type { DealView, EventView } from '../domain/views.ts';
import { withTime } from '../domain/when.ts';
import { amountText, dayText } from './deal.ts';
import { partsOf } from './line.ts';
import { type Pen, zoneOf } from './pen.ts';

export const HISTORY_PAGE = 12;

export type HistoryFacts = {
  view: DealView;
  /** In the order in which they were recorded. */
  events: readonly EventView[];
  /** Of every pipeline. */
  stages: readonly Stage[];
  /** Histories of deals that were merged into this one. */
  merged: readonly { number: number; events: readonly EventView[] }[];
  /** From 1, the newest. */
  page: number;
};

/** A deal's timeline, newest first: who, when, what. What was taken back stays in it and says so. */
export function historyCard(facts: HistoryFacts, pen: Pen): Card {
  const { view, merged, page } = facts;
  const { lists } = pen.m.deal;
  const newest = linesOf(facts.events);
  const shown = newest.slice((page - 1) * HISTORY_PAGE, page * HISTORY_PAGE);
  const left = newest.length - page * HISTORY_PAGE;
  const elements: CardElement[] = [
    { kind: 'list', items: shown.map((event) => itemOf(event, facts, pen)) },
    ...merged.map((one): CardElement => {
      const theirs = { ...facts, events: one.events };
      const items = linesOf(one.events).map((event) => itemOf(event, theirs, pen));
      return {
        kind: 'more',
        summary: lists.fromMerged(`#${one.number}`),
        elements: [{ kind: 'list', items }],
      };
    }),
  ];
  if (left > 0) {
    const values = { deal: `#${view.number}`, page: String(page + 1) };
    elements.push({
      kind: 'buttons',
      buttons: [{ label: lists.earlier(left), says: { line: 'deal history', values } }],
    });
  }
  return { title: lists.history(`#${view.number} ${view.name}`), elements };
}

/** Newest first, one line for an undo however many entries it took back. */
const linesOf = (events: readonly EventView[]): EventView[] =>
  events
    .filter((event, index) => event.kind !== 'voided' || events[index - 1]?.inputId !== event.inputId)
    .reverse();

/** What was done: of an undo what it took back, of a visit or an objection what was said. */
function whatOf(event: EventView, facts: HistoryFacts, pen: Pen): string {
  const { m } = pen;
  const { lists } = m.deal;
  if (event.kind === 'voided') return takenBack(event, facts, pen);
  const paid = moneyChange(event, facts, pen);
  const parts = [...paid, ...(toldOf(event, pen) ?? partsOf(withoutMoney(event, paid), { ...facts, pen }))];
  return parts.length === 0 ? lists.other : parts.join(m.line.and);
}

function takenBack(event: EventView, facts: HistoryFacts, pen: Pen): string {
  const { m } = pen;
  const voided = facts.events.filter((one) => one.kind === 'voided' && one.inputId === event.inputId);
  const back = voided.flatMap(({ voids }) => facts.events.find((one) => one.seq === voids) ?? []);
  // Taking an undo back brings again what it took.
  const again = back.length > 0 && back.every((one) => one.kind === 'voided');
  const [first] = back;
  if (first === undefined) return m.line.voided;
  if (again) return m.deal.lists.broughtBack(takenBack(first, facts, pen));
  const what = back.map((one) => whatOf(one, facts, pen));
  return m.deal.lists.tookBack([...new Set(what)].join(m.line.and));
}

type Worth = { amount: number | null; currency: string };
const NOTHING: Worth = { amount: null, currency: '' };
const SHORT = 60;

/** The kind of visit, who was there, and the first words; null where nothing of it was kept. */
function toldOf({ kind, said, detail }: EventView, { m, locale }: Pen): string[] | null {
  if (said === null) return null;
  const { told } = m.deal.lists;
  const words =
    said.words === null ? null : said.words.length <= SHORT ? said.words : `${said.words.slice(0, SHORT)}…`;
  if (said.of === 'objection') {
    const what = m.line.objection[detail.objection ?? 'recorded'];
    return [told.objection(what, m.objection.category[said.category], words)];
  }
  if (kind !== 'contacted' && kind !== 'attempted' && kind !== 'planned') return null;
  const people = said.people.join(locale === 'zh' ? '、' : ', ');
  return [told.visit[kind](m.visit.aKind[said.kind], people === '' ? null : people, words)];
}

/** An amount that became another, or the same in another currency. */
function moneyChange({ seq, kind, changes }: EventView, { events }: HistoryFacts, pen: Pen): string[] {
  if (kind !== 'edited' || (changes.amount === undefined && changes.currency === undefined)) return [];
  const earlier = events.filter((one) => one.seq < seq && one.counts);
  const before = moneyOf(earlier, NOTHING);
  const after = moneyOf([{ changes }], before);
  return [pen.m.deal.say.change.amount(amountText(before, pen), amountText(after, pen))];
}

/** What a deal was worth after some changes. */
function moneyOf(events: readonly Pick<EventView, 'changes'>[], before: Worth): Worth {
  const last = <K extends 'amount' | 'currency'>(key: K) =>
    events.findLast((one) => one.changes[key] !== undefined)?.changes[key];
  const { amount = before.amount, currency = before.currency } = {
    amount: last('amount'),
    currency: last('currency'),
  };
  return { amount, currency };
}

function withoutMoney(event: EventView, paid: readonly string[]): EventView {
  if (paid.length === 0) return event;
  const { amount: _, currency: __, ...changes } = event.changes;
  return { ...event, changes };
}

function itemOf(event: EventView, facts: HistoryFacts, pen: Pen): ListItem {
  const { m } = pen;
  const zone = zoneOf(pen);
  const { lists } = m.deal;
  const what = whatOf(event, facts, pen);
  const happened = dayOf(event.at, zone);
  const recorded = dayOf(event.recordedAt, zone);
  const when =
    happened === recorded
      ? withTime(dayText(happened, pen), timeOf(event.recordedAt, zone))
      : `${dayText(happened, pen)} · ${lists.recordedOn(dayText(recorded, pen))}`;
  const detail = [event.actor.name, when, ...reasonsOf(event, facts, pen)].join(' · ');
  return event.counts || event.kind === 'voided'
    ? { title: what, detail, ...(event.kind === 'voided' ? { tone: 'muted' as const } : {}) }
    : { title: lists.takenBack(what), detail, tone: 'muted' };
}

/** Why, what was passed over, and what was let through. */
function reasonsOf(event: EventView, { stages }: HistoryFacts, { m, locale }: Pen): string[] {
  const { lists } = m.deal;
  const { detail, texts } = event;
  const skipped = (detail.skippedIds ?? []).flatMap((id) => {
    const stage = stages.find((one) => one.id === id);
    return stage === undefined ? [] : [stageName(stage, locale)];
  });
  const why = event.kind === 'noted' ? undefined : texts[detail.textId ?? ''];
  return [
    ...(skipped.length === 0 ? [] : [lists.skippedStages(skipped.join(locale === 'zh' ? '、' : ', '))]),
    ...(detail.unmetIds === undefined ? [] : [lists.unmet(detail.unmetIds.length)]),
    ...(why === undefined || why === '' ? [] : [lists.because(why)]),
  ];
}
