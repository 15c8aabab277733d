import type { Button, Card, CardElement, Cell, Words } from '../chat/card.ts';
import type { Whose } from '../domain/measure.ts';
import type { Quota, Report } from '../domain/measure-report.ts';
import { periodName } from '../domain/period.ts';
import {
  type Breakdown,
  isForeign,
  type Subject,
  type Target,
  type Won,
  wonTowards,
} from '../domain/target.ts';
import type { Pen } from './pen.ts';
import {
  basis,
  inMeasure,
  momentText,
  percentText,
  pressesOf,
  quotaFacts,
  type Shown,
  sumText,
  valueOr,
} from './quota.ts';

/** A target's parts with what each has won; `won` is null where the reader may not see a person's numbers. */
export type Parts = { breakdown: Breakdown; won(part: Subject): Won | null };

export type TargetView = {
  report: Report;
  shown: Shown;
  pen: Pen;
  /** One for each measure that has a target in the whole or its parts. */
  parts: readonly Parts[];
  maySet: boolean;
};

/** One line that says how much is left to win. */
export function togoText({ report, shown, pen }: Pick<TargetView, 'report' | 'shown' | 'pen'>): string {
  const { m, locale } = pen;
  const period = periodName(report.period, locale);
  const said = quotasOf(report).map((quota) => {
    const { target } = quota;
    if (target === undefined) return '';
    if (quota.foreign) return foreignText(target, { report, shown, pen });
    const left = valueOr(quota.remaining, 0);
    return left <= 0
      ? m.target.met(inMeasure(target, -left, pen), shown.label, period)
      : m.target.togo(inMeasure(target, left, pen), shown.label, period);
  });
  if (said.length > 0) return said.join(' ');
  const { won } = report.amountQuota;
  return [
    m.target.none(shown.label, period),
    ...(won.units === 0 ? [] : [m.target.wonSoFar(sumText(won.amount, pen))]),
  ].join(pen.locale === 'zh' ? '' : ' ');
}

function foreignText(
  target: Target,
  { report, shown, pen }: Pick<TargetView, 'report' | 'shown' | 'pen'>,
): string {
  const { m } = pen;
  const { won } = report.amountQuota;
  return [
    m.target.foreign(inMeasure(target, target.value, pen), shown.label, {
      period: periodName(report.period, pen.locale),
      currency: target.currency,
    }),
    ...(won.amount.length === 0 ? [] : [m.target.wonSoFar(sumText(won.amount, pen))]),
  ].join(pen.locale === 'zh' ? '' : ' ');
}

/** The quotas that have a target. */
export const quotasOf = (report: Report): Quota[] =>
  [report.amountQuota, report.unitsQuota].filter((quota) => quota.target !== undefined);

/** What was promised, what is won, what is left, whether what is open covers it, and how the parts add up. */
export function targetCard(view: TargetView): Card {
  const { report, shown, pen, parts } = view;
  const { m, locale } = pen;
  const quotas = quotasOf(report);
  const shownQuotas = quotas.length > 0 ? quotas : [report.amountQuota];
  return {
    title: m.target.title(shown.label, periodName(report.period, locale)),
    ...badge(quotas, pen),
    elements: [
      { kind: 'text', text: togoText(view) },
      ...shownQuotas.map((quota): CardElement => ({ kind: 'facts', facts: quotaFacts(quota, view) })),
      ...parts.flatMap((one) => partsElements(one, view)),
      { kind: 'buttons', buttons: buttons(view) },
      basis(pen),
    ],
    footer: m.funnel.footer(momentText(report.at, pen)),
  };
}

function badge(quotas: readonly Quota[], { m }: Pen): Pick<Card, 'badge'> {
  const attained = quotas
    .flatMap(({ attainment, foreign }) => ('value' in attainment && !foreign ? [attainment.value] : []))
    .at(0);
  if (attained === undefined) return {};
  return {
    badge: { text: `${m.target.attained} ${percentText(attained)}`, tone: attained >= 1 ? 'good' : 'plain' },
  };
}

function partsElements({ breakdown, won }: Parts, { report, pen }: TargetView): CardElement[] {
  if (breakdown.parts.length === 0) return [];
  const { column } = pen.m.target;
  const labels = [column.target, column.won, column.attainment, column.remaining];
  const rows = breakdown.parts.map(({ part, name, target }): Cell[] => {
    const press = { line: 'target show', values: { [part.scope]: part.subject, period: report.period.key } };
    return [
      { text: name, press },
      ...numbers({ target, won: won(part), press: wonPress(part, report) }, pen),
    ];
  });
  return [
    {
      kind: 'table',
      columns: [{ label: column.part }, ...labels.map((label) => ({ label, align: 'end' as const }))],
      rows,
    },
    ...sumLine(breakdown, pen),
  ];
}

/** What a part has won, as the deals behind it. */
function wonPress(part: Subject, report: Report): Words {
  const whose = part.scope === 'person' ? 'owner' : part.scope;
  return pressesOf(report, { label: '', values: {}, deals: { [whose]: part.subject } }).number('won');
}

type Row = { target: Target | undefined; won: Won | null; press: Words };

function numbers({ target, won, press }: Row, pen: Pen): Cell[] {
  const none = pen.m.funnel.nothing;
  if (won === null)
    return [target === undefined ? none : inMeasure(target, target.value, pen), none, none, none];
  const opening = (text: string): Cell =>
    won.units === 0 && won.amount.length === 0 ? text : { text, press };
  if (target === undefined) return [none, opening(sumText(won.amount, pen)), none, none];
  if (isForeign(target, won.amount))
    return [inMeasure(target, target.value, pen), opening(sumText(won.amount, pen)), none, none];
  const reached = wonTowards(target, won);
  const left = target.value - reached;
  return [
    inMeasure(target, target.value, pen),
    opening(inMeasure(target, reached, pen)),
    target.value === 0 ? none : percentText(reached / target.value),
    left <= 0
      ? { text: pen.m.funnel.overTarget(inMeasure(target, -left, pen)), tone: 'good' }
      : inMeasure(target, left, pen),
  ];
}

/** Whether the parts add up to the whole, and what is missing where they do not. */
export function sumLine(breakdown: Breakdown, pen: Pen): CardElement[] {
  const { whole, difference, unset } = breakdown;
  const { m } = pen;
  if (whole === undefined || difference === null) return [];
  const size = inMeasure(whole, Math.abs(difference), pen);
  const verdict =
    difference === 0 ? m.target.addsUp : difference > 0 ? m.target.over(size) : m.target.short(size);
  const text = unset === 0 ? verdict : [verdict, m.target.unset(unset)].join(pen.locale === 'zh' ? '' : ' ');
  return [{ kind: 'text', text, tone: difference === 0 ? 'muted' : 'warn' }];
}

function buttons({ report, shown, pen, maySet }: TargetView): Button[] {
  const { m } = pen;
  const values = { ...shown.values, period: report.period.key };
  return [
    ...(maySet ? [{ label: m.target.button.set, says: { line: 'target set', values } }] : []),
    { label: m.target.button.funnel, says: { line: 'funnel', values } },
  ];
}

/** What a part of the whole is about: a team with all below it, or a person. */
export const partWhose = (part: Subject, below: (teamId: string) => Whose): Whose =>
  part.scope === 'person' ? { kind: 'person', personId: part.subject } : below(part.subject);
