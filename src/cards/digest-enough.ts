import type { Button, ListItem } from '../chat/card.ts';
import { behindOf, countOf, type NumberName } from '../domain/behind.ts';
import type { Quota, Report } from '../domain/measure-report.ts';
import { wonTowards } from '../domain/target.ts';
import type { Pen } from './pen.ts';
import {
  inMeasure,
  numberAsked,
  percentText,
  periodText,
  pressesOf,
  type Shown,
  sumText,
  timesText,
} from './quota.ts';

type At = { report: Report; shown: Shown; pen: Pen };

/** Q1: is there enough to reach the target? Every number in it has a button that opens its deals. */
export function enough(at: At): ListItem {
  const { report, shown, pen } = at;
  const say = pen.m.digest;
  const quota =
    report.amountQuota.target === undefined && report.unitsQuota.target !== undefined
      ? report.unitsQuota
      : report.amountQuota;
  const press = pressesOf(report, shown);
  const period = periodText(report.period, pen);
  const { target, coverage } = quota;
  const won = wonButtons(quota, at);
  if (target === undefined) return withoutTarget((open) => say.enough.noTarget(period, open), { at, won });
  const aim = inMeasure(target, target.value, pen);
  if (quota.foreign) {
    const { currency } = target;
    return withoutTarget((open) => say.enough.foreign({ period, aim, currency, open }), { at, won });
  }
  if ('missing' in coverage) {
    return { title: say.enough.met(period, wonText(quota, pen), aim), tone: 'good', buttons: won };
  }
  const { ratio, open, weighted, remaining, due } = coverage.value;
  const required = 'value' in quota.required ? quota.required.value : null;
  const short = remaining - weighted;
  const left = unsummed(at);
  const togo = inMeasure(target, remaining, pen);
  const gap = short > 0 ? say.enough.gap(inMeasure(target, Math.round(short), pen)) : say.enough.noGap;
  return {
    title:
      due.count === 0
        ? say.enough.uncovered({ period, left: togo })
        : say.enough.covered({
            period,
            left: togo,
            open: inMeasure(target, open, pen),
            ratio: timesText(ratio),
          }),
    detail: [
      say.enough.won(wonText(quota, pen), aim),
      ...(required === null ? [] : [say.enough.required(timesText(required))]),
      ...(due.count === 0 ? [] : [gap]),
      ...left.map(({ text }) => text),
    ].join(pen.locale === 'zh' ? '；' : '; '),
    tone: required === null ? (short > 0 ? 'warn' : 'plain') : ratio < required ? 'warn' : 'good',
    buttons: [
      ...(due.count === 0
        ? []
        : [
            { label: say.button.due(due.count), says: press.number('due') },
            { label: say.button.weighted(inMeasure(target, weighted, pen)), says: press.number('due') },
          ]),
      ...won,
      ...(required === null ? [] : rateButtons(at)),
      ...left.map(({ button }) => button),
    ],
  };
}

/** What is open, where there is nothing to hold it against. */
function withoutTarget(
  title: (open: string) => string,
  { at, won }: { at: At; won: readonly Button[] },
): ListItem {
  const { report, shown, pen } = at;
  const { digest: say, funnel } = pen.m;
  const { total: all } = report;
  const left = unsummed(at);
  const says = pressesOf(report, shown).number('open');
  const detail = [
    ...(all.weighted.length === 0 ? [] : [say.enough.weighted(sumText(all.weighted, pen))]),
    ...left.map(({ text }) => text),
  ];
  return {
    title: title(funnel.line(all.count, sumText(all.amount, pen))),
    ...(detail.length === 0 ? {} : { detail: detail.join(pen.locale === 'zh' ? '；' : '; ') }),
    buttons: [
      ...(all.count === 0 ? [] : [{ label: say.button.open(all.count), says }]),
      ...won,
      ...left.map(({ button }) => button),
    ],
  };
}

/** What a sum leaves out is said beside it. */
function unsummed({ report, shown, pen }: At): { text: string; button: Button }[] {
  const { enough: say, button } = pen.m.digest;
  return (['noAmount', 'noClose'] as const).flatMap((name: 'noAmount' | 'noClose') => {
    const count = counted(name, report);
    const says = pressesOf(report, shown).number(name);
    return count === 0 ? [] : [{ text: say[name](count), button: { label: button[name](count), says } }];
  });
}

const counted = (name: NumberName, report: Report): number => countOf(behindOf(numberAsked(name), report));

function wonButtons(quota: Quota, { report, shown, pen }: At): Button[] {
  if (counted('won', report) === 0 && quota.won.amount.length === 0) return [];
  const label = pen.m.digest.button.won(wonText(quota, pen));
  return [{ label, says: pressesOf(report, shown).number('won') }];
}

function rateButtons({ report, shown, pen }: At): Button[] {
  const { winRate } = report.pace;
  if ('missing' in winRate) return [];
  const label = pen.m.digest.button.rate(percentText(winRate.value.rate));
  return [{ label, says: pressesOf(report, shown).number('winRate') }];
}

function wonText({ target, won, foreign }: Quota, pen: Pen): string {
  if (target === undefined || foreign) return sumText(won.amount, pen);
  return inMeasure(target, wonTowards(target, won), pen);
}
