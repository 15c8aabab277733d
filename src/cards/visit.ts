import type { Button, Card, CardElement, ListItem, Words } from '../chat/card.ts';
import { BUYING_ROLES, SIGNALS, VISIT_KINDS } from '../domain/activity.ts';
import { dayOf, timeOf } from '../domain/day.ts';
import type { VisitView } from '../domain/views.ts';
import { withTime } from '../domain/when.ts';
import { namedCodes } from './choices.ts';
import { dayText } from './deal.ts';
import { type Pen, zoneOf } from './pen.ts';

export const visitKinds = namedCodes(VISIT_KINDS, (m, kind) => m.visit.kind[kind]);
export const buyingRoles = namedCodes(BUYING_ROLES, (m, role) => m.visit.role[role]);
export const buyingSignals = namedCodes(SIGNALS, (m, signal) => m.visit.signal[signal]);

/** One page of visits; `offset` is how many come before it. */
export type VisitPage = {
  title: string;
  visits: readonly VisitView[];
  offset: number;
  older: Words | null;
  newer: Words | null;
};

export function visitListCard(page: VisitPage, pen: Pen): Card {
  const { m } = pen;
  const { visits, offset, title, older, newer } = page;
  if (visits.length === 0) return { title, elements: [{ kind: 'text', text: m.visit.none, tone: 'muted' }] };
  const turns: Button[] = [
    ...(newer === null ? [] : [{ label: m.visit.newer, says: newer }]),
    ...(older === null ? [] : [{ label: m.visit.earlier, says: older }]),
  ];
  const elements: CardElement[] = [{ kind: 'list', items: visits.map((visit) => visitItem(visit, pen)) }];
  if (turns.length > 0) elements.push({ kind: 'buttons', buttons: turns });
  return { title, subtitle: m.visit.page(offset + 1, offset + visits.length), elements };
}

/** One visit in a list: when, how and whom; what was learned; what follows. */
export function visitItem(visit: VisitView, pen: Pen): ListItem {
  const { m } = pen;
  const day = dayText(dayOf(visit.at, zoneOf(pen)), pen);
  const what = visit.status === 'attempt' ? m.visit.status.attempt : m.visit.kind[visit.kind];
  const title = [
    visit.status === 'planned' ? withTime(day, timeOf(visit.at, zoneOf(pen))) : day,
    visit.status === 'planned' ? `${m.visit.status.planned} · ${what}` : what,
    ...visit.people,
  ].join(' · ');
  const next =
    visit.nextStep === null
      ? []
      : [
          visit.nextStepDue === null
            ? m.visit.nextOpen(visit.nextStep)
            : m.visit.next(visit.nextStep, dayText(visit.nextStepDue, pen)),
        ];
  const detail = [
    ...(visit.summary === null ? [] : [visit.summary]),
    ...next,
    ...(visit.dealName === null ? [] : [visit.dealName]),
    m.visit.by(visit.person.name),
  ].join(' · ');
  return {
    title,
    detail,
    ...(visit.status === 'attempt' ? { tone: 'muted' as const } : {}),
    ...(visit.deal === null ? {} : { press: { line: 'deal show', values: { deal: `#${visit.deal}` } } }),
    ...(visit.status === 'planned' ? { buttons: planButtons(visit, pen) } : {}),
  };
}

/** What becomes of a plan: it took place, or it will not. */
export function planButtons(visit: Pick<VisitView, 'id' | 'deal'>, { m }: Pick<Pen, 'm'>): Button[] {
  if (visit.deal === null) return [];
  const values = { deal: `#${visit.deal}`, visit: visit.id };
  return [
    { label: m.visit.tookPlace, says: { line: 'visit done', values }, tone: 'primary' },
    { label: m.visit.cancelPlan, says: { line: 'visit cancel', values } },
  ];
}
