import type { Card, CardElement, ListItem } from '../chat/card.ts';
import { dayOf, isDay } from '../domain/day.ts';
import { OUTCOMES, type StageConversion } from '../domain/measure-conversion.ts';
import type { Move, MoveKind } from '../domain/measure-moves.ts';
import type { Report } from '../domain/measure-report.ts';
import { formatMoney } from '../domain/money.ts';
import { type CurrencyMovement, LINES, slippageRate } from '../domain/movement.ts';
import { periodName } from '../domain/period.ts';
import { findStage, stageName } from '../domain/stage.ts';
import type { DealLine } from '../domain/views.ts';
import { dayText } from './deal.ts';
import type { Pen } from './pen.ts';
import { basis, dealAmount, measuredText, percentText, type Shown } from './quota.ts';

/** A list longer than this says how many more there are. */
const SHOWN = 30;

export type Told = {
  report: Report;
  shown: Shown;
  /** Names of the people who did it, by id. */
  names: ReadonlyMap<string, string>;
  pen: Pen;
};

/** What moved in the period, newest first, and how the open pipeline changed by it. */
export function movesCard(kind: MoveKind | null, told: Told): Card {
  const { report, shown, pen } = told;
  const { m, locale } = pen;
  const moves = report.moves.filter((move) => kind === null || move.kind === kind).toReversed();
  const items = moves.slice(0, SHOWN).map((move) => moveItem(move, told));
  return {
    title: m.funnel.moves.title(shown.label, periodName(report.period, locale)),
    ...(moves.length === 0
      ? {}
      : { subtitle: m.funnel.moves.some(moves.length, new Set(moves.map((move) => move.deal.number)).size) }),
    ...(kind === null ? {} : { badge: { text: m.funnel.move[kind], tone: 'plain' } }),
    elements: [
      items.length === 0 ? { kind: 'text', text: m.funnel.moves.none } : { kind: 'list', items },
      ...rest(moves.length, pen),
      ...(kind === null ? report.movement.currencies.map((one) => waterfall(one, pen)) : []),
      basis(pen),
    ],
    footer: m.funnel.footer(dayText(pen.today, pen)),
  };
}

const rest = (count: number, { m }: Pen): CardElement[] =>
  count <= SHOWN ? [] : [{ kind: 'text', text: m.funnel.moves.rest(count - SHOWN), tone: 'muted' }];

const TONES = { won: 'good', lost: 'bad', slipped: 'warn', regressed: 'warn' } as const;

function moveItem(move: Move, told: Told): ListItem {
  const { pen, names } = told;
  const { m } = pen;
  const who = move.actorId === null ? '' : (names.get(move.actorId) ?? '');
  const when = dayText(dayOf(move.at, pen.office.zone), pen);
  const what = `${m.funnel.move[move.kind]} ${changeText(move, told)}`.trim();
  return {
    title: `#${move.deal.number} ${move.deal.name} · ${dealAmount(move.deal, pen)}`,
    detail: m.funnel.moves.by(what, who, when),
    ...(move.kind in TONES ? { tone: TONES[move.kind as keyof typeof TONES] } : {}),
    press: { line: 'deal show', values: { deal: `#${move.deal.number}` } },
  };
}

/** From → to: stages by name, days of a slip in full; a deal that was left behind says so. */
function changeText(move: Move, { report, pen }: Told): string {
  const { m } = pen;
  const named = (code: string): string => {
    if (isDay(code)) return dayText(code, pen);
    const stage = report.funnels.flatMap(({ pipeline }) => findStage(pipeline, code) ?? []).at(0);
    return stage === undefined ? '' : stageName(stage, pen.locale);
  };
  if (move.kind === 'slipped' && move.to === null) return m.funnel.moves.undated;
  const [from, to] = [named(move.from ?? ''), named(move.to ?? '')];
  return from === '' || to === '' || from === to ? to : m.funnel.moves.change(from, to);
}

function waterfall(movement: CurrencyMovement, pen: Pen): CardElement {
  const { m, locale } = pen;
  const money = (minor: number): string =>
    formatMoney({ minor, currency: movement.currency }, locale, 'short');
  const signed = (minor: number): string => (minor > 0 ? `+${money(minor)}` : money(minor));
  const lines = LINES.filter((line) => movement.lines[line] !== 0);
  return {
    kind: 'more',
    summary: `${m.funnel.moves.waterfall} · ${money(movement.start)} → ${money(movement.end)}`,
    elements: [
      {
        kind: 'table',
        columns: [{ label: '' }, { label: movement.currency, align: 'end' }],
        rows: [
          [m.funnel.moves.start, money(movement.start)],
          ...lines.map((line) => [m.funnel.movement[line], signed(movement.lines[line])]),
          [m.funnel.moves.end, money(movement.end)],
          [m.funnel.moves.residual, money(movement.residual)],
          [m.funnel.moves.slippage, measuredText(slippageRate(movement), percentText, pen)],
        ],
      },
    ],
  };
}

/** The deals that entered a stage in the period, by what became of them. */
export function cohortCard(conversion: StageConversion, told: Told): Card {
  const { report, pen } = told;
  const { m, locale } = pen;
  const { cohort, shares, atEqualAge, stage } = conversion;
  const groups = OUTCOMES.flatMap((outcome): CardElement[] => {
    const deals = cohort[outcome];
    if (deals.length === 0 || 'missing' in shares) return [];
    const share = m.funnel.cohort.share(deals.length, percentText(shares.value[outcome]));
    return [
      {
        kind: 'list',
        title: `${m.funnel.cohort.outcome[outcome]} · ${share}`,
        items: deals.slice(0, SHOWN).map((deal) => dealItem(deal, pen)),
      },
      ...rest(deals.length, pen),
    ];
  });
  const age =
    'missing' in atEqualAge
      ? []
      : [
          {
            kind: 'text' as const,
            text: m.funnel.cohort.equalAge(
              percentText(atEqualAge.value.rate),
              atEqualAge.value.deals,
              atEqualAge.value.workdays,
              percentText(atEqualAge.value.benchmark),
            ),
          },
        ];
  return {
    title: m.funnel.cohort.title(stageName(stage, locale), periodName(report.period, locale)),
    subtitle: told.shown.label,
    elements: [
      ...(groups.length === 0 ? [{ kind: 'text' as const, text: m.funnel.missing.noneEntered }] : groups),
      ...age,
      basis(pen),
    ],
  };
}

const dealItem = (deal: DealLine, pen: Pen): ListItem => ({
  title: `#${deal.number} ${deal.name}`,
  detail: [dealAmount(deal, pen), deal.owner.name].join(' · '),
  press: { line: 'deal show', values: { deal: `#${deal.number}` } },
});
