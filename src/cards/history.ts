import type { Card, CardElement, ListItem } from '../chat/card.ts';
import { dayOf, timeOf } from '../domain/day.ts';
import { type Stage, stageName } from '../domain/stage.ts';
import type { DealView, EventView } from '../domain/views.ts';
import { dayText } from './deal.ts';
import { partsOf } from './line.ts';
import type { Pen } from './pen.ts';

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
  const { view, events, merged, page } = facts;
  const { lists } = pen.m.deal;
  const newest = [...events].reverse();
  const shown = newest.slice((page - 1) * HISTORY_PAGE, page * HISTORY_PAGE);
  const left = newest.length - page * HISTORY_PAGE;
  const elements: CardElement[] = [
    { kind: 'list', items: shown.map((event) => itemOf(event, facts, pen)) },
    ...merged.map(
      (one): CardElement => ({
        kind: 'more',
        summary: lists.fromMerged(`#${one.number}`),
        elements: [
          { kind: 'list', items: [...one.events].reverse().map((event) => itemOf(event, facts, pen)) },
        ],
      }),
    ),
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

function itemOf(event: EventView, facts: HistoryFacts, pen: Pen): ListItem {
  const { m, office } = pen;
  const { lists } = m.deal;
  const parts = partsOf(event, { ...facts, pen });
  const what = parts.length === 0 ? lists.other : parts.join(m.line.and);
  const happened = dayOf(event.at, office.zone);
  const recorded = dayOf(event.recordedAt, office.zone);
  const when =
    happened === recorded
      ? `${dayText(happened, pen)} ${timeOf(event.recordedAt, office.zone)}`
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
