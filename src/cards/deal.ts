import type { Card, CardElement, Fact, PathStep, Tone } from '../chat/card.ts';
import { type Day, dayOf, daysBetween } from '../domain/day.ts';
import { formatMoney } from '../domain/money.ts';
import type { Locale } from '../domain/people.ts';
import { openStages, runsAhead, stageName } from '../domain/stage.ts';
import { overdue, silent, snoozed, stuck, workdaysSince } from '../domain/stall.ts';
import type { DealView } from '../domain/views.ts';
import { formatDay } from '../domain/when.ts';
import { dealButtons } from './deal-buttons.ts';
import { type Pen, zoneOf } from './pen.ts';

export const amountText = (
  state: { amount: number | null; currency: string },
  pen: Pick<Pen, 'm' | 'locale'>,
): string =>
  state.amount === null
    ? pen.m.deal.card.unknown
    : formatMoney({ minor: state.amount, currency: state.currency }, pen.locale, 'short');

/** The same where nothing says that it is an amount. */
export const moneyText = (
  state: { amount: number | null; currency: string },
  pen: Pick<Pen, 'm' | 'locale'>,
): string => (state.amount === null ? pen.m.deal.lists.noAmount : amountText(state, pen));

export const dayText = (day: Day, pen: Pick<Pen, 'locale' | 'today'>): string =>
  formatDay(day, pen.locale, { today: pen.today, style: 'short' });

/** The deal card: its path, what matters now, and buttons that do the next likely thing. */
export function dealCard(view: DealView, pen: Pen): Card {
  const { m } = pen;
  const badge = badgeOf(view, pen);
  const where = [view.customer?.name, view.partner?.name].flatMap((name) => name ?? []).join(' · ');
  const elements: CardElement[] = [
    { kind: 'path', steps: pathOf(view, pen.locale) },
    { kind: 'facts', facts: factsOf(view, pen) },
  ];
  const warnings = warningsOf(view, pen);
  if (warnings.length > 0) elements.push({ kind: 'text', text: warnings.join(' · '), tone: 'warn' });
  elements.push(...dealButtons(view, pen));
  return {
    deal: view.number,
    title: `#${view.number} ${view.name}`,
    ...(where === '' ? {} : { subtitle: where }),
    badge,
    elements,
    ...(view.state.confidential ? { footer: m.deal.card.confidential } : {}),
  };
}

function badgeOf({ state, stage }: DealView, { m, locale }: Pen): { text: string; tone: Tone } {
  if (state.status === 'won') return { text: m.deal.status.won, tone: 'good' };
  if (state.status === 'lost') return { text: m.deal.status.lost, tone: 'bad' };
  if (state.status === 'void') return { text: m.deal.status.void, tone: 'muted' };
  return {
    text: `${stageName(stage, locale)} · ${m.deal.card.probability(stage.probability)}`,
    tone: 'plain',
  };
}

/** The stages as a path; a stage that was passed over without entry is shown as skipped. */
function pathOf(view: DealView, locale: Locale): PathStep[] {
  const { pipeline, stage, state, entered } = view;
  const won = state.status === 'won';
  return [...openStages(pipeline), ...pipeline.stages.filter((one) => one.part === 'wins')].map((one) => {
    const label = stageName(one, locale);
    if (one.id === stage.id) return { label, state: won ? 'done' : 'current' };
    if (one.position > stage.position) return { label, state: 'ahead' };
    return { label, state: entered.includes(one.id) ? 'done' : 'skipped' };
  });
}

function factsOf(view: DealView, pen: Pen): Fact[] {
  const { state, stage } = view;
  const { m, office, today } = pen;
  const { card } = m.deal;
  const facts: Fact[] = [
    { label: card.amount, value: amountText(state, pen) },
    { label: card.owner, value: view.owner.name },
    ...(view.offeredTo === null ? [] : [{ label: card.offered, value: view.offeredTo.name }]),
  ];
  if (state.status === 'open') {
    const days = workdaysSince(state.stuckSince, today, office);
    facts.push(
      {
        label: card.close,
        value: closeText(view, pen),
        ...(overdue(state, today) ? { tone: 'warn' as const } : {}),
      },
      {
        label: card.inStage,
        value: card.days(days, stage.patience),
        ...(stage.patience > 0 && days > stage.patience ? { tone: 'warn' as const } : {}),
      },
      { label: card.next, value: nextText(view, pen) },
    );
    if (state.ball !== null) facts.push({ label: card.ball, value: m.deal.ball[state.ball] });
    if (state.category !== null) facts.push({ label: card.category, value: m.deal.category[state.category] });
    if (state.phase !== null) facts.push({ label: card.phase, value: m.deal.phase[state.phase] });
  } else if (state.closedAt !== null) {
    const label = card.closedOn[state.status === 'won' ? 'won' : 'lost'];
    facts.push({ label, value: dayText(dayOf(state.closedAt, zoneOf(pen)), pen) });
  }
  if (state.lossReason !== null) facts.push({ label: card.lossReason, value: m.deal.loss[state.lossReason] });
  if (view.competitor !== null) facts.push({ label: card.competitor, value: view.competitor });
  facts.push({
    label: card.contact,
    value: state.lastContactAt === null ? card.never : dayText(dayOf(state.lastContactAt, zoneOf(pen)), pen),
  });
  if (state.partOf !== null) {
    const whole = `#${state.partOf}`;
    facts.push({
      label: m.deal.deal,
      value: card.partOf(state.partOf),
      press: { line: 'deal show', values: { deal: whole } },
    });
  }
  const open = view.objections.filter((one) => one.status === 'open');
  if (open.length > 0) {
    facts.push({
      label: card.objections,
      value: String(open.length),
      tone: 'warn',
      press: { line: 'objection list', values: { deal: `#${view.number}` } },
    });
  }
  return facts;
}

/** The expected close, and how often it has moved later. */
function closeText({ state }: DealView, pen: Pen): string {
  const { card } = pen.m.deal;
  if (state.expectedClose === null) return card.unknown;
  const day = dayText(state.expectedClose, pen);
  return state.pushes === 0 ? day : `${day} · ${card.pushes(state.pushes)}`;
}

function nextText(view: DealView, pen: Pen): string {
  const { nextStepDue } = view.state;
  if (view.nextStep === null) return pen.m.chat.none;
  return nextStepDue === null
    ? view.nextStep
    : `${view.nextStep} · ${pen.m.deal.card.due(dayText(nextStepDue, pen))}`;
}

/** What is wrong, since when, and who has to act. */
function warningsOf(view: DealView, pen: Pen): string[] {
  const { m, today, office } = pen;
  const { card } = m.deal;
  const { state, stage } = view;
  const since = (what: string, day: Day): string => card.since(what, dayText(day, pen));
  const quiet = silent(state, stage, { today, office });
  const stays = stuck(state, stage, { today, office, p90: view.stageP90 });
  const late =
    state.status === 'open' &&
    view.nextStep !== null &&
    state.nextStepDue !== null &&
    state.nextStepDue < today
      ? [card.late(daysBetween(state.nextStepDue, today))]
      : [];
  const stalled = [
    ...(quiet === null ? [] : [since(card.silent(quiet.days), quiet.since)]),
    ...(stays === null ? [] : [since(card.stuck(stays.days), stays.since)]),
  ];
  return [
    ...late,
    ...stalled,
    ...(stalled.length === 0 ? [] : [m.deal.holds[state.ball ?? 'nobody']]),
    ...(overdue(state, today) ? [card.overdue] : []),
    ...(state.status === 'open' && state.phase !== null && runsAhead(stage, state.phase)
      ? [card.ahead(m.deal.phase[state.phase])]
      : []),
    ...(state.snoozedUntil !== null && snoozed(state, today)
      ? [card.snoozed(dayText(state.snoozedUntil, pen))]
      : []),
  ];
}
