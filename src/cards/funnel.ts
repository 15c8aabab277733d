import type { Button, Card, CardElement, Cell, Fact, FunnelBar, Picture } from '../chat/card.ts';
import type { Tally } from '../domain/measure.ts';
import type { StageConversion } from '../domain/measure-conversion.ts';
import { MOVES } from '../domain/measure-moves.ts';
import type { Report } from '../domain/measure-report.ts';
import { periodName } from '../domain/period.ts';
import { stageName } from '../domain/stage.ts';
import { dayText } from './deal.ts';
import type { Pen } from './pen.ts';
import { basis, percentText, pressesOf, quotaFacts, type Shown, sumText } from './quota.ts';

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
      ...report.funnels.flatMap((funnel) => pipelineElements(funnel, at)),
      { kind: 'divider' },
      { kind: 'text', text: m.funnel.q1(periodName(report.period, locale)) },
      { kind: 'facts', facts: enough(at) },
      { kind: 'text', text: m.funnel.q2(periodName(report.period, locale)) },
      { kind: 'facts', facts: moving(at) },
      ...notes(at),
      { kind: 'buttons', buttons: buttons(at) },
      basis(pen),
    ],
    footer: m.funnel.footer(dayText(pen.today, pen)),
  };
}

function pipelineElements(funnel: DrawnFunnel, at: At): CardElement[] {
  const { pen, report, shown } = at;
  // With one pipeline its name tells nothing; with several it is what tells them apart.
  const title = report.funnels.length > 1 ? funnel.pipeline.name : pen.m.funnel.title(shown.label);
  return [
    { kind: 'picture', ...funnelPicture(funnel, { title, pen }) },
    { kind: 'table', ...stageTable(funnel, at) },
  ];
}

/** One funnel as the report holds it: what a picture is drawn from. */
export type DrawnFunnel = Report['funnels'][number];

/** The picture with its numbers, and the same in words for those who cannot see it. */
export function funnelPicture(
  funnel: DrawnFunnel,
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
  funnel: DrawnFunnel,
  at: At,
): { columns: { label: string; align?: 'end' }[]; rows: Cell[][] } {
  const { pen, report, shown } = at;
  const { column, total } = pen.m.funnel;
  const press = pressesOf(report, shown);
  const span = report.due === null ? {} : { from: report.due.from, until: report.due.until };
  const numbers = (of: Tally, values: Record<string, string>): Cell[] =>
    [String(of.count), sumText(of.amount, pen), sumText(of.weighted, pen)].map((text) =>
      of.count === 0 ? text : { text, press: press.deals({ status: 'open', ...values, ...span }) },
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
    rows: [...rows, [total, ...numbers(funnel.all, {}), '', '']],
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
  const columns = report.funnels[0]?.columns;
  return [
    ...quotaFacts(quota, at),
    ...(report.overdue.length === 0
      ? []
      : [
          {
            label: m.funnel.overdue,
            value: String(report.overdue.length),
            tone: 'warn' as const,
            press: press.deals({ status: 'open', filter: 'overdue' }),
          },
        ]),
    ...(columns === undefined
      ? []
      : (['open', 'best', 'commit'] as const).map((one) => ({
          label: m.funnel.forecast[one],
          value: sumText(columns[one], pen),
        }))),
  ];
}

/** Q2 */
function moving({ report, shown, pen }: At): Fact[] {
  const { m } = pen;
  const press = pressesOf(report, shown);
  const moved = MOVES.flatMap((kind): Fact[] => {
    const deals = new Set(report.moves.filter((move) => move.kind === kind).map((move) => move.deal.number));
    return deals.size === 0
      ? []
      : [{ label: m.funnel.move[kind], value: String(deals.size), press: press.moves(kind) }];
  });
  const stalled = (['silent', 'stuck'] as const).flatMap((filter): Fact[] => {
    const { length } = report[filter];
    if (length === 0) return [];
    return [
      {
        label: m.funnel[filter],
        value: String(length),
        tone: 'warn',
        press: press.deals({ status: 'open', filter }),
      },
    ];
  });
  const facts = [...moved, ...stalled];
  return facts.length > 0 ? facts : [{ label: m.funnel.button.moves, value: m.funnel.none }];
}

/** What the sums do not say, and the rates of the last year. */
function notes({ report, pen }: At): CardElement[] {
  const { m } = pen;
  const said = report.funnels.flatMap(({ all, categories }) => [
    ...(all.noAmount > 0 ? [m.funnel.notes.noAmount(all.noAmount)] : []),
    ...(all.noClose > 0 ? [m.funnel.notes.noClose(all.noClose)] : []),
    ...(categories.omitted.count > 0
      ? [m.funnel.notes.omitted(categories.omitted.count, sumText(categories.omitted.amount, pen))]
      : []),
  ]);
  if (report.undated > 0) said.push(m.funnel.notes.undated(report.undated));
  const { coverage } = report.amountQuota;
  if ('value' in coverage && coverage.value.otherwise.length > 0) {
    said.push(m.funnel.otherwise(sumText(coverage.value.otherwise, pen)));
  }
  const { winRate, cycle } = report.pace;
  if ('value' in winRate && 'value' in cycle) {
    const { rate, won, lost } = winRate.value;
    said.push(m.funnel.notes.pace(percentText(rate), won, lost, String(Math.round(cycle.value.median))));
  }
  return said.map((text) => ({ kind: 'text', text, tone: 'muted' }));
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
