import type { Button, Card, CardElement, Cell, Fact, FunnelBar, Picture } from '../chat/card.ts';
import { COLUMNS } from '../domain/forecast.ts';
import { type Tally, together } from '../domain/measure.ts';
import type { StageConversion } from '../domain/measure-conversion.ts';
import type { PipelineFunnel, Report } from '../domain/measure-report.ts';
import { periodName } from '../domain/period.ts';
import { stageName } from '../domain/stage.ts';
import { pipelineName } from '../domain/templates.ts';
import type { Pen } from './pen.ts';
import {
  basis,
  countFact,
  daysText,
  momentText,
  percentText,
  pressesOf,
  quotaFacts,
  type Shown,
  sumText,
} from './quota.ts';

type At = { report: Report; shown: Shown; pen: Pen };

/** The funnel of a team or a person: picture, stages, Q1, Q2, and how all of it is counted. */
export function funnelCard(report: Report, shown: Shown, pen: Pen): Card {
  const { m, locale } = pen;
  const at = { report, shown, pen };
  const due = report.due === null ? m.funnel.allOpen : m.funnel.dueIn(periodName(report.due, locale));
  return {
    title: m.funnel.title(shown.label),
    subtitle: due,
    elements: [
      ...wholeElements(at),
      ...report.funnels.flatMap((funnel) => pipelineElements(funnel, at)),
      { kind: 'divider' },
      ...titled(m.funnel.q1(periodName(report.period, locale)), enough(at)),
      ...titled(m.funnel.q2(periodName(report.period, locale)), moving(at)),
      ...titled(m.funnel.pace.title, pace(at)),
      ...titled(m.funnel.notes.title, leftOut(at)),
      ...otherwise(at),
      { kind: 'buttons', buttons: buttons(at) },
      basis(pen),
    ],
    footer: m.funnel.footer(momentText(report.at, pen)),
  };
}

const titled = (text: string, facts: readonly Fact[]): CardElement[] =>
  facts.length === 0
    ? []
    : [
        { kind: 'text', text },
        { kind: 'facts', facts },
      ];

/** Of several pipelines the tables have their own totals: what they come to is said above them. */
function wholeElements({ report, shown, pen }: At): CardElement[] {
  if (report.funnels.length < 2) return [];
  const { total } = report;
  const value = pen.m.funnel.line(total.count, sumText(total.amount, pen));
  const press = pressesOf(report, shown).number('open');
  return [{ kind: 'facts', facts: [{ label: pen.m.funnel.total, value, press }] }];
}

function pipelineElements(funnel: PipelineFunnel, at: At): CardElement[] {
  const { pen, report, shown } = at;
  // With one pipeline its name tells nothing; with several it is what tells them apart.
  const title =
    report.funnels.length > 1 ? pipelineName(funnel.pipeline, pen.locale) : pen.m.funnel.title(shown.label);
  return [
    { kind: 'picture', ...funnelPicture(funnel, { title, pen }) },
    { kind: 'table', ...stageTable(funnel, at) },
  ];
}

/** The funnel with the most deals; where there are several it says which one it is. */
export function mainPicture({ funnels }: Report, { title, pen }: { title: string; pen: Pen }): CardElement[] {
  const [main, ...others] = funnels.toSorted((a, b) => b.all.count - a.all.count);
  if (main === undefined) return [];
  const named = others.length === 0 ? title : [title, pipelineName(main.pipeline, pen.locale)].join(' · ');
  return [{ kind: 'picture', ...funnelPicture(main, { title: named, pen }) }];
}

/** The picture with its numbers, and the same in words for those who cannot see it. */
function funnelPicture(
  funnel: PipelineFunnel,
  { title, pen }: { title: string; pen: Pen },
): { picture: Picture; alt: string } {
  const { m, locale } = pen;
  // Bars of one currency show money; several cannot be compared, so the bars show deals.
  const [only, ...others] = funnel.all.amount;
  const bars = funnel.stages.map((one): FunnelBar => {
    const conversion = funnel.conversions.find(({ stage }) => stage.id === one.stage.id);
    const onward = onwardOf(conversion);
    return {
      label: stageName(one.stage, locale),
      count: one.count,
      value: only === undefined || others.length > 0 ? one.count : (one.amount[0]?.minor ?? 0),
      text: m.funnel.bar(one.count, one.amount.length === 0 ? '' : sumText(one.amount, pen)),
      ...(onward === null || conversion === undefined || conversion.entered < ENOUGH_FOR_PERCENT
        ? {}
        : { detail: m.funnel.onward(onward, conversion.entered) }),
    };
  });
  const footer = m.funnel.line(funnel.all.count, sumText(funnel.all.amount, pen));
  const alt = funnel.stages.map((one) => {
    const onward = onwardOf(funnel.conversions.find(({ stage }) => stage.id === one.stage.id));
    const name = stageName(one.stage, locale);
    const words = m.funnel.alt.stage(name, one.count, sumText(one.amount, pen), sumText(one.weighted, pen));
    return onward === null ? words : [words, m.funnel.alt.onward(onward)].join(locale === 'zh' ? '，' : ', ');
  });
  return {
    picture: { kind: 'funnel', title, bars, footer },
    alt: [...alt, footer].join(m.funnel.alt.join),
  };
}

/** A share of fewer deals than these is told as a fraction. */
const ENOUGH_FOR_PERCENT = 5;

function onwardOf(conversion: StageConversion | undefined): string | null {
  if (conversion === undefined || 'missing' in conversion.shares) return null;
  const { cohort, entered, shares } = conversion;
  return entered < ENOUGH_FOR_PERCENT
    ? `${cohort.reached.length}/${entered}`
    : percentText(shares.value.reached);
}

function stageTable(
  funnel: PipelineFunnel,
  at: At,
): { columns: { label: string; align?: 'end' }[]; rows: Cell[][] } {
  const { pen, report, shown } = at;
  const { column, total } = pen.m.funnel;
  const press = pressesOf(report, shown);
  const pipeline = report.funnels.length > 1 ? { pipeline: funnel.pipeline.id } : undefined;
  const numbers = (of: Tally, narrowed?: Record<string, string>): Cell[] =>
    [String(of.count), sumText(of.amount, pen), sumText(of.weighted, pen)].map((text) =>
      of.count === 0 ? text : { text, press: press.number('open', narrowed) },
    );
  const rows = funnel.stages.map((one): Cell[] => {
    const conversion = funnel.conversions.find(({ stage }) => stage.id === one.stage.id);
    const onward = onwardOf(conversion);
    return [
      stageName(one.stage, pen.locale),
      ...numbers(one, { stage: one.stage.id }),
      onward === null
        ? pen.m.funnel.nothing
        : { text: onward, press: press.cohort(one.stage.id), ...toneOf(conversion) },
      one.stage.benchmark === null ? pen.m.funnel.nothing : `${one.stage.benchmark}%`,
    ];
  });
  const labels = [column.deals, column.amount, column.weighted, column.onward, column.benchmark];
  return {
    columns: [{ label: column.stage }, ...labels.map((label) => ({ label, align: 'end' as const }))],
    rows: [...rows, [total, ...numbers(funnel.all, pipeline), '', '']],
  };
}

/** A stage is beside its benchmark only when its deals have had the same time. */
function toneOf(conversion: StageConversion | undefined): { tone?: 'good' | 'warn' } {
  if (conversion === undefined || 'missing' in conversion.atEqualAge) return {};
  const { rate, benchmark } = conversion.atEqualAge.value;
  return { tone: rate < benchmark ? 'warn' : 'good' };
}

/** Q1 */
function enough(at: At): Fact[] {
  const { report, shown, pen } = at;
  const { m } = pen;
  const press = pressesOf(report, shown);
  const quota =
    report.amountQuota.target === undefined && report.unitsQuota.target !== undefined
      ? report.unitsQuota
      : report.amountQuota;
  return [
    ...quotaFacts(quota, at),
    ...countFact('overdue', { ...at, tone: 'warn' }),
    ...COLUMNS.map((column): Fact => {
      const { deals, amount } = report.forecast[column];
      const value = sumText(amount, pen);
      const label = m.funnel.behind.number[NUMBER_OF[column]];
      return deals.count === 0 && amount.length === 0
        ? { label, value }
        : { label, value, press: press.number(NUMBER_OF[column]) };
    }),
  ];
}

const NUMBER_OF = { open: 'forecast', best: 'bestCase', commit: 'commit' } as const;

/** Q2 */
function moving(at: At): Fact[] {
  const { m } = at.pen;
  const facts = [
    ...MOVED.flatMap((name) => countFact(name, at)),
    ...(['silent', 'stuck'] as const).flatMap((name) => countFact(name, { ...at, tone: 'warn' })),
  ];
  return facts.length > 0 ? facts : [{ label: m.funnel.button.moves, value: m.funnel.none }];
}

const MOVED = ['created', 'advanced', 'regressed', 'won', 'lost', 'reopened', 'slipped'] as const;

/** How often and how fast deals were won of late. */
function pace({ report, shown, pen }: At): Fact[] {
  const { pace: say } = pen.m.funnel;
  const { winRate, cycle } = report.pace;
  const press = pressesOf(report, shown);
  return [
    ...('missing' in winRate
      ? []
      : [
          {
            label: say.winRate,
            value: say.rate(percentText(winRate.value.rate), winRate.value.won, winRate.value.lost),
            press: press.number('winRate'),
          },
        ]),
    ...('missing' in cycle
      ? []
      : [
          {
            label: say.cycle,
            value: say.median(daysText(cycle.value.median)),
            press: press.number('cycle'),
          },
        ]),
  ];
}

/** What the sums do not say. */
function leftOut(at: At): Fact[] {
  const { report, shown, pen } = at;
  const { notes, behind } = pen.m.funnel;
  const omitted = together(report.funnels.map(({ categories }) => categories.omitted));
  return [
    ...countFact('noAmount', at),
    ...countFact('noClose', at),
    ...(omitted.count === 0
      ? []
      : [
          {
            label: behind.number.omitted,
            value: notes.counted(omitted.count, sumText(omitted.amount, pen)),
            press: pressesOf(report, shown).number('omitted'),
          },
        ]),
  ];
}

function otherwise({ report, pen }: At): CardElement[] {
  const { coverage } = report.amountQuota;
  if ('missing' in coverage || coverage.value.otherwise.length === 0) return [];
  return [
    { kind: 'text', text: pen.m.funnel.otherwise(sumText(coverage.value.otherwise, pen)), tone: 'muted' },
  ];
}

function buttons({ report, shown, pen }: At): Button[] {
  const { m } = pen;
  const values = { ...shown.values, period: report.period.key };
  const period: Record<string, string> = report.due === null ? {} : { period: report.due.key };
  return [
    { label: m.funnel.button.moves, says: { line: 'funnel moves', values } },
    { label: m.funnel.button.target, says: { line: 'target show', values } },
    { label: m.funnel.button.mine, says: { line: 'funnel', values: { ...period, whose: 'mine' } } },
    { label: m.funnel.button.everyone, says: { line: 'funnel', values: { ...period, whose: 'everyone' } } },
  ];
}
