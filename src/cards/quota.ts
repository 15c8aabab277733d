import type { Card, Fact, Words } from '../chat/card.ts';
import { behindOf, countOf, type NumberAsked, type NumberName } from '../domain/behind.ts';
import { dayOf, timeOf } from '../domain/day.ts';
import { type Measured, moneyOf } from '../domain/measure.ts';
import type { Quota, Report } from '../domain/measure-report.ts';
import { formatMoney, type Money } from '../domain/money.ts';
import { type Period, periodName } from '../domain/period.ts';
import type { Target } from '../domain/target.ts';
import { withTime } from '../domain/when.ts';
import { dayText } from './deal.ts';
import type { Pen } from './pen.ts';

/** Numbers of funnels and targets as they are read, and the facts of a target that both cards show. */

/** Whose numbers a card shows, and the values with which its presses ask for the same deals again. */
export type Shown = {
  label: string;
  /** For the verbs of funnel and target. */
  values: Readonly<Record<string, string>>;
  /** For `deal list`. */
  deals: Readonly<Record<string, string>>;
};

export const sumText = (sums: readonly Money[], pen: Pick<Pen, 'm' | 'locale'>): string =>
  sums.length === 0
    ? pen.m.funnel.nothing
    : sums.map((money) => formatMoney(money, pen.locale, 'short')).join(' + ');

/** A day and a time of day, in the office's zone. */
export const momentText = (instant: Date, pen: Pick<Pen, 'locale' | 'today' | 'office'>): string =>
  withTime(dayText(dayOf(instant, pen.office.zone), pen), timeOf(instant, pen.office.zone));

/** 45, 0.5: half a day counts where deals are won within days. */
export const daysText = (days: number): string =>
  String(days >= 10 ? Math.round(days) : Math.round(days * 10) / 10);

export const percentText = (rate: number): string => `${Math.round(rate * 100)}%`;

/** 2.4×, 0.4×, <0.1×, 12×, 0×: as fine as one acts on, so that two beside each other compare. */
export function timesText(ratio: number): string {
  if (ratio === 0) return '0×';
  if (ratio >= 10) return `${Math.round(ratio)}×`;
  return ratio < 0.1 ? '<0.1×' : `${ratio.toFixed(1)}×`;
}

/** November, Q4, 11月: the year is said only where it is another one. */
export function periodText(period: Period, { locale, today }: Pick<Pen, 'locale' | 'today'>): string {
  const name = periodName(period, locale);
  const year = today.slice(0, 4);
  if (period.kind !== 'month' && period.kind !== 'quarter') return name;
  return locale === 'zh' ? name.replace(`${year}年`, '') : name.replace(` ${year}`, '');
}

/** The value as read, or why there is none. */
export const measuredText = <T>(
  measured: Measured<T>,
  text: (value: T) => string,
  pen: Pick<Pen, 'm'>,
): string => ('missing' in measured ? pen.m.funnel.missing[measured.missing] : text(measured.value));

/** An amount or a number of deals, as the target counts. */
export const inMeasure = (
  target: Pick<Target, 'measure' | 'currency'>,
  size: number,
  pen: Pick<Pen, 'm' | 'locale'>,
): string =>
  target.measure === 'units'
    ? pen.m.target.units(Math.round(size * 10) / 10)
    : formatMoney({ minor: size, currency: target.currency }, pen.locale, 'short');

/** Numbers of what is open now: a period narrows them only where it was asked for. */
const NOW: ReadonlySet<NumberName> = new Set(['open', 'noAmount', 'omitted']);
/** Numbers of all open deals or of the last twelve months, whatever period was asked for. */
const ALWAYS: ReadonlySet<NumberName> = new Set([
  'overdue',
  'silent',
  'stuck',
  'noClose',
  'winRate',
  'cycle',
]);

/** The words that ask for a number's deals are those that one could type. */
const wordsFor = (name: NumberName): Record<string, string> =>
  name === 'open' || name === 'won' || name === 'lost' ? { status: name } : { filter: name };

/** The presses behind the numbers of a report: each carries whose deals, of which period, counted when. */
export function pressesOf(report: Report, shown: Shown) {
  const { period, due, at } = report;
  const when = { at: at.toISOString() };
  const within = (name: NumberName): Record<string, string> =>
    ALWAYS.has(name) || (due === null && NOW.has(name)) ? {} : { period: period.key };
  return {
    cohort: (stage: string): Words => ({
      line: 'funnel cohort',
      values: { ...shown.values, period: period.key, stage, ...when },
    }),
    number: (name: NumberName, more: Record<string, string> = {}): Words => ({
      line: 'deal list',
      values: { ...shown.deals, ...wordsFor(name), ...within(name), ...more, ...when },
    }),
  };
}

/** A number of deals as a fact that opens them; none without any. */
export function countFact(
  name: NumberName,
  { report, shown, pen, tone }: { report: Report; shown: Shown; pen: Pen; tone?: 'warn' },
): Fact[] {
  const count = countOf(behindOf(numberAsked(name), report));
  if (count === 0) return [];
  const label = pen.m.funnel.behind.number[name];
  const press = pressesOf(report, shown).number(name);
  return [{ label, value: String(count), press, ...(tone === undefined ? {} : { tone }) }];
}

export const numberAsked = (of: NumberName): NumberAsked => ({
  of,
  stageId: null,
  pipelineId: null,
  line: null,
  currency: null,
});

/** Q1: what is won, what is left to win, and whether what is open covers it. */
export function quotaFacts(quota: Quota, at: { report: Report; shown: Shown; pen: Pen }): Fact[] {
  const { report, shown, pen } = at;
  const { m } = pen;
  const press = pressesOf(report, shown);
  const showTarget: Words = { line: 'target show', values: { ...shown.values, period: report.period.key } };
  const { target, won, attainment, coverage, foreign } = quota;
  const wonText =
    target === undefined || foreign
      ? sumText(won.amount, pen)
      : inMeasure(target, target.value - valueOr(quota.remaining, 0), pen);
  const facts: Fact[] = [
    {
      label: m.funnel.target,
      value: target === undefined ? m.funnel.missing.noTarget : inMeasure(target, target.value, pen),
      press: showTarget,
    },
    {
      label: m.funnel.won,
      value:
        'missing' in attainment || foreign ? wonText : m.funnel.wonOf(wonText, percentText(attainment.value)),
      press: press.number('won'),
    },
  ];
  if (target === undefined) return facts;
  if (foreign) {
    const value = m.funnel.otherCurrency(target.currency);
    return [...facts, { label: m.funnel.remaining, value, tone: 'warn', press: showTarget }];
  }
  const left = valueOr(quota.remaining, 0);
  facts.push({
    label: m.funnel.remaining,
    value: left <= 0 ? m.funnel.overTarget(inMeasure(target, -left, pen)) : inMeasure(target, left, pen),
    press: showTarget,
    ...(left <= 0 ? { tone: 'good' as const } : {}),
  });
  return [...facts, ...('missing' in coverage ? [] : coverageFacts(quota, { target, ...at }))];
}

function coverageFacts(quota: Quota, at: { target: Target; report: Report; shown: Shown; pen: Pen }): Fact[] {
  const { target, report, shown, pen } = at;
  if ('missing' in quota.coverage) return [];
  const { m } = pen;
  const { ratio, weightedRatio, open, largest, due } = quota.coverage.value;
  const required = 'value' in quota.required ? quota.required.value : null;
  const press = pressesOf(report, shown);
  const opens = due.count === 0 ? {} : { press: press.number('due') };
  return [
    {
      label: m.funnel.coverage,
      value: m.funnel.coverageOf(timesText(ratio), inMeasure(target, open, pen)),
      ...opens,
      ...(required !== null && ratio < required ? { tone: 'warn' as const } : {}),
    },
    ...(due.count === 0
      ? []
      : [{ label: m.funnel.weightedCoverage, value: timesText(weightedRatio), ...opens }]),
    ...(required === null
      ? []
      : [{ label: m.funnel.required, value: timesText(required), press: press.number('winRate') }]),
    ...(largest === null
      ? []
      : [
          {
            label: m.funnel.largest,
            value: m.funnel.largestOf(largest.deal.name, percentText(largest.share)),
            press: { line: 'deal show', values: { deal: `#${largest.deal.number}` } },
          },
        ]),
  ];
}

export const valueOr = <T>(measured: Measured<T>, otherwise: T): T =>
  'missing' in measured ? otherwise : measured.value;

/** “How is this counted?”, in the reader's words. */
export const basis = ({ m }: Pick<Pen, 'm'>): Card['elements'][number] => ({
  kind: 'more',
  summary: m.funnel.basis.summary,
  elements: m.funnel.basis.lines.map((text) => ({ kind: 'text', text, tone: 'muted' })),
});

export const dealAmount = (deal: Parameters<typeof moneyOf>[0], pen: Pick<Pen, 'm' | 'locale'>): string =>
  sumText(
    [moneyOf(deal)].flatMap((money) => money ?? []),
    pen,
  );
