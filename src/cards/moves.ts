import type { Card, CardElement, Cell, ListItem } from '../chat/card.ts';
import { dayOf, isDay } from '../domain/day.ts';
import type { Move, MoveKind } from '../domain/measure-moves.ts';
import type { Report } from '../domain/measure-report.ts';
import { formatMoney } from '../domain/money.ts';
import { type CurrencyMovement, LINES, slippageRate } from '../domain/movement.ts';
import { periodName } from '../domain/period.ts';
import { findStage, stageName } from '../domain/stage.ts';
import { dayText } from './deal.ts';
import { type Pen, zoneOf } from './pen.ts';
import { basis, dealAmount, measuredText, momentText, percentText, pressesOf, type Shown } from './quota.ts';

/** Moves on a page. */
const SHOWN = 30;

export type Told = {
  report: Report;
  shown: Shown;
  /** Names of the people who did it, by id. */
  names: ReadonlyMap<string, string>;
  pen: Pen;
};

/** What moved in the period, newest first, and how the open pipeline changed by it. */
export function movesCard({ kind, page }: { kind: MoveKind | null; page: number }, told: Told): Card {
  const { report, shown, pen } = told;
  const { m, locale } = pen;
  const moves = report.moves.filter((move) => kind === null || move.kind === kind).toReversed();
  const items = moves.slice((page - 1) * SHOWN, page * SHOWN).map((move) => moveItem(move, told));
  return {
    title: m.funnel.moves.title(shown.label, periodName(report.period, locale)),
    ...(moves.length === 0
      ? {}
      : { subtitle: m.funnel.moves.some(moves.length, new Set(moves.map((move) => move.deal.number)).size) }),
    ...(kind === null ? {} : { badge: { text: m.funnel.move[kind], tone: 'plain' } }),
    elements: [
      items.length === 0 ? { kind: 'text', text: m.funnel.moves.none } : { kind: 'list', items },
      ...rest(moves.length - page * SHOWN, { kind, page }, told),
      ...(kind === null ? report.movement.currencies.map((one) => waterfall(one, told)) : []),
      basis(pen),
    ],
    footer: m.funnel.footer(momentText(report.at, pen)),
  };
}

function rest(
  left: number,
  { kind, page }: { kind: MoveKind | null; page: number },
  told: Told,
): CardElement[] {
  const { report, shown, pen } = told;
  if (left <= 0) return [];
  const values = {
    ...shown.values,
    period: report.period.key,
    ...(kind === null ? {} : { kind }),
    page: String(page + 1),
    at: report.at.toISOString(),
  };
  const label = pen.m.funnel.moves.rest(left);
  return [{ kind: 'buttons', buttons: [{ label, says: { line: 'funnel moves', values } }] }];
}

const TONES = { won: 'good', lost: 'bad', slipped: 'warn', regressed: 'warn' } as const;

/** What was done, who did it, and when. */
export function moveText(move: Move, told: Told): string {
  const { pen, names } = told;
  const { m } = pen;
  const who = move.actorId === null ? '' : (names.get(move.actorId) ?? '');
  const when = dayText(dayOf(move.at, zoneOf(pen)), pen);
  const what = `${m.funnel.move[move.kind]} ${changeText(move, told)}`.trim();
  return m.funnel.moves.by(what, who, when);
}

function moveItem(move: Move, told: Told): ListItem {
  const { pen } = told;
  return {
    title: `#${move.deal.number} ${move.deal.name} · ${dealAmount(move.deal, pen)}`,
    detail: moveText(move, told),
    ...(move.kind in TONES ? { tone: TONES[move.kind as keyof typeof TONES] } : {}),
    press: { line: 'deal show', values: { deal: `#${move.deal.number}` } },
  };
}

/** From → to: stages by name, days of a slip in full; a deal that was left behind says so. */
function changeText(move: Move, { report, pen }: Told): string {
  const { m } = pen;
  const named = (code: string): string => {
    if (isDay(code)) return dayText(code, pen);
    const stage = report.pipelines.flatMap(({ pipeline }) => findStage(pipeline, code) ?? []).at(0);
    return stage === undefined ? '' : stageName(stage, pen.locale);
  };
  if (move.kind === 'slipped' && move.to === null) return m.funnel.moves.undated;
  const [from, to] = [named(move.from ?? ''), named(move.to ?? '')];
  return from === '' || to === '' || from === to ? to : m.funnel.moves.change(from, to);
}

function waterfall(movement: CurrencyMovement, { report, shown, pen }: Told): CardElement {
  const { m, locale } = pen;
  const { currency } = movement;
  const press = pressesOf(report, shown);
  const money = (minor: number): string => formatMoney({ minor, currency }, locale, 'short');
  const signed = (minor: number): string => (minor > 0 ? `+${money(minor)}` : money(minor));
  const opening = (text: string, line: string): Cell => ({
    text,
    press: press.number('movement', { line, currency }),
  });
  const end = (line: 'start' | 'end'): Cell =>
    movement[line] === 0 ? money(0) : opening(money(movement[line]), line);
  const lines = LINES.filter((line) => movement.lines[line] !== 0);
  const slippage = slippageRate(movement);
  const rate = measuredText(slippage, percentText, pen);
  return {
    kind: 'more',
    summary: `${m.funnel.moves.waterfall} · ${money(movement.start)} → ${money(movement.end)}`,
    elements: [
      {
        kind: 'table',
        columns: [{ label: '' }, { label: currency, align: 'end' }],
        rows: [
          [m.funnel.moves.start, end('start')],
          ...lines.map((line) => [m.funnel.movement[line], opening(signed(movement.lines[line]), line)]),
          [m.funnel.moves.end, end('end')],
          [m.funnel.moves.residual, money(movement.residual)],
          [
            m.funnel.moves.slippage,
            'missing' in slippage ? rate : { text: rate, press: press.number('slippage', { currency }) },
          ],
        ],
      },
    ],
  };
}
