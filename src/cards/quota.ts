import type { Card, Fact, Words } from '../chat/card.ts';
import { later } from '../domain/day.ts';
import { type Measured, moneyOf } from '../domain/measure.ts';
import type { Quota, Report } from '../domain/measure-report.ts';
import { formatMoney, type Money } from '../domain/money.ts';
import type { Target } from '../domain/target.ts';
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

export const percentText = (rate: number): string => `${Math.round(rate * 100)}%`;

/** 2.4×, 0.35×, 12×, 0×: as fine as the news is. */
export function timesText(ratio: number): string {
  if (ratio === 0) return '0×';
  if (ratio >= 10) return `${Math.round(ratio)}×`;
  return `${ratio.toFixed(ratio >= 1 ? 1 : 2)}×`;
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

/** The presses behind the numbers of a report. */
export function pressesOf(report: Report, shown: Shown) {
  const { period } = report;
  const ours = (line: string, values: Record<string, string> = {}): Words => ({
    line,
    values: { ...shown.values, period: period.key, ...values },
  });
  return {
    moves: (kind: string): Words => ours('funnel moves', { kind }),
    cohort: (stage: string): Words => ours('funnel cohort', { stage }),
    deals: (values: Record<string, string>): Words => ({
      line: 'deal list',
      values: { ...shown.deals, ...values },
    }),
  };
}

/** Q1: what is won, what is left to win, and whether what is open covers it. */
export function quotaFacts(quota: Quota, at: { report: Report; shown: Shown; pen: Pen }): Fact[] {
  const { report, shown, pen } = at;
  const { m } = pen;
  const press = pressesOf(report, shown);
  const { target, won, attainment, coverage } = quota;
  const wonText =
    target === undefined
      ? sumText(won.amount, pen)
      : inMeasure(target, target.value - valueOr(quota.remaining, 0), pen);
  const facts: Fact[] = [
    {
      label: m.funnel.target,
      value: target === undefined ? m.funnel.missing.noTarget : inMeasure(target, target.value, pen),
      press: { line: 'target show', values: { ...shown.values, period: report.period.key } },
    },
    {
      label: m.funnel.won,
      value: 'missing' in attainment ? wonText : m.funnel.wonOf(wonText, percentText(attainment.value)),
      press: press.moves('won'),
    },
  ];
  if (target === undefined) return facts;
  const left = valueOr(quota.remaining, 0);
  facts.push({
    label: m.funnel.remaining,
    value: left <= 0 ? m.funnel.overTarget(inMeasure(target, -left, pen)) : inMeasure(target, left, pen),
    ...(left <= 0 ? { tone: 'good' as const } : {}),
  });
  return [...facts, ...('missing' in coverage ? [] : coverageFacts(quota, { target, ...at }))];
}

function coverageFacts(quota: Quota, at: { target: Target; report: Report; shown: Shown; pen: Pen }): Fact[] {
  const { target, report, shown, pen } = at;
  if ('missing' in quota.coverage) return [];
  const { m } = pen;
  const { ratio, weightedRatio, open, largest } = quota.coverage.value;
  const required = 'value' in quota.required ? quota.required.value : null;
  const from = later(report.period.from, pen.today);
  const due = pressesOf(report, shown).deals({ status: 'open', from, until: report.period.until });
  return [
    {
      label: m.funnel.coverage,
      value: m.funnel.coverageOf(timesText(ratio), inMeasure(target, open, pen)),
      press: due,
      ...(required !== null && ratio < required ? { tone: 'warn' as const } : {}),
    },
    { label: m.funnel.weightedCoverage, value: timesText(weightedRatio), press: due },
    { label: m.funnel.required, value: measuredText(quota.required, timesText, pen) },
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
