import type { Button, Card, CardElement, ListItem, Words } from '../chat/card.ts';
import type { Message } from '../chat/message.ts';
import { dayOf, later, timeOf } from '../domain/day.ts';
import type { Digest } from '../domain/digest.ts';
import type { Tally } from '../domain/measure.ts';
import type { Quota } from '../domain/measure-report.ts';
import { NEWS, type News, type NewsKind } from '../domain/news.ts';
import type { Locale, Team } from '../domain/people.ts';
import { periodName } from '../domain/period.ts';
import type { Cadence } from '../domain/schedule.ts';
import { stageName } from '../domain/stage.ts';
import { byAmount, type Stall } from '../domain/stall.ts';
import { wonTowards } from '../domain/target.ts';
import type { DealLine } from '../domain/views.ts';
import { messages } from '../i18n/messages.ts';
import { dayText } from './deal.ts';
import { funnelPicture } from './funnel.ts';
import type { Pen } from './pen.ts';
import { basis, dealAmount, inMeasure, pressesOf, type Shown, sumText, timesText } from './quota.ts';

/** `now` was asked for; the others came by the clock. */
export type Occasion = Cadence['kind'] | 'now';

export type DigestSheet = { occasion: Occasion; shown: Shown; pen: Pen };

/** Whose digest it is, and how its numbers ask for the same deals again. */
export const digestOver = (team: Team | null, { m }: Pick<Pen, 'm'>): Shown =>
  team === null
    ? { label: m.digest.whole, values: { whose: 'everyone' }, deals: { whose: 'everyone' } }
    : { label: team.name, values: { team: team.id }, deals: { team: team.id } };

export const writtenIn = (locale: Locale, pen: Pen): Pen => ({ ...pen, locale, m: messages[locale] });

/** A day and a time of day, in the office's zone. */
export const momentText = (instant: Date, pen: Pick<Pen, 'locale' | 'today' | 'office'>): string =>
  `${dayText(dayOf(instant, pen.office.zone), pen)} ${timeOf(instant, pen.office.zone)}`;

/** The picture, and at most five lines that are there because something changed or somebody must act. */
export function digestMessage(digest: Digest, sheet: DigestSheet): Message {
  const { occasion, shown, pen } = sheet;
  const { m } = pen;
  const title = m.digest.title[occasion](shown.label, dayText(pen.today, pen));
  const at = { digest, sheet };
  const lines = [enough(at), moving(at), stalled(at), act(at), bottleneck(at)].flatMap((line) => line ?? []);
  const card: Card = {
    title,
    elements: [
      ...digest.report.funnels.slice(0, 1).map(
        (funnel): CardElement => ({
          kind: 'picture',
          ...funnelPicture(funnel, { title: shown.label, pen }),
        }),
      ),
      { kind: 'list', items: lines },
      ...(digest.quiet ? [{ kind: 'text', text: m.digest.quiet, tone: 'muted' } as const] : []),
      { kind: 'buttons', buttons: [{ label: m.digest.button.funnel, says: funnelWords(sheet) }] },
      basis(pen),
    ],
    footer: m.digest.footer(momentText(digest.since, pen), momentText(digest.now, pen)),
  };
  return { text: [title, ...lines.slice(0, 2).map((line) => line.title)].join(' · '), card };
}

const funnelWords = ({ shown }: DigestSheet): Words => ({ line: 'funnel', values: { ...shown.values } });

type At = { digest: Digest; sheet: DigestSheet };

/** Q1: is there enough to reach the target? */
function enough({ digest, sheet }: At): ListItem {
  const { report } = digest;
  const { pen, shown } = sheet;
  const { m } = pen;
  const { digest: say } = m;
  const quota =
    report.amountQuota.target === undefined && report.unitsQuota.target !== undefined
      ? report.unitsQuota
      : report.amountQuota;
  const press = pressesOf(report, shown);
  const all = report.funnels[0]?.all;
  const comma = pen.locale === 'zh' ? '；' : '; ';
  const won: Button[] =
    quota.won.units === 0 ? [] : [{ label: say.button.won(wonText(quota, pen)), says: press.moves('won') }];
  const period = periodName(report.period, pen.locale);
  const { target, coverage } = quota;
  if (target === undefined) {
    const open = m.funnel.line(all?.count ?? 0, sumText(all?.amount ?? [], pen));
    return {
      title: say.enough.noTarget(period, open),
      detail: [say.enough.weighted(sumText(all?.weighted ?? [], pen)), ...unsummed(all, pen)].join(comma),
      buttons: [{ label: say.button.open(all?.count ?? 0), says: press.deals({ status: 'open' }) }, ...won],
    };
  }
  const aim = inMeasure(target, target.value, pen);
  if ('missing' in coverage) {
    return { title: say.enough.met(period, wonText(quota, pen), aim), tone: 'good', buttons: won };
  }
  const { ratio, open, weighted, remaining, due } = coverage.value;
  const required = 'value' in quota.required ? quota.required.value : null;
  const words = press.deals({
    status: 'open',
    from: later(report.period.from, pen.today),
    until: report.period.until,
  });
  const short = remaining - weighted;
  return {
    title: say.enough.covered({
      period,
      left: inMeasure(target, remaining, pen),
      open: inMeasure(target, open, pen),
      ratio: timesText(ratio),
    }),
    detail: [
      say.enough.won(wonText(quota, pen), aim),
      ...(required === null ? [] : [say.enough.required(timesText(required))]),
      short > 0 ? say.enough.gap(inMeasure(target, Math.round(short), pen)) : say.enough.noGap,
      ...unsummed(all, pen),
    ].join(comma),
    tone: required === null ? (short > 0 ? 'warn' : 'plain') : ratio < required ? 'warn' : 'good',
    buttons: [
      { label: say.button.due(due.count), says: words },
      { label: say.button.weighted(inMeasure(target, weighted, pen)), says: words },
      ...won,
    ],
  };
}

/** What a sum leaves out is said beside it. */
const unsummed = (all: Tally | undefined, { m }: Pen): string[] => [
  ...(all === undefined || all.noAmount === 0 ? [] : [m.funnel.notes.noAmount(all.noAmount)]),
  ...(all === undefined || all.noClose === 0 ? [] : [m.funnel.notes.noClose(all.noClose)]),
];

function wonText({ target, won }: Quota, pen: Pen): string {
  if (target === undefined) return sumText(won.amount, pen);
  return inMeasure(target, wonTowards(target, won), pen);
}

/** Q2: are the deals moving, and who moved them? Said every week; on a day only when there is news. */
function moving({ digest, sheet }: At): ListItem | null {
  const { pen, occasion } = sheet;
  const { digest: say } = pen.m;
  if (digest.news.length === 0) {
    if (occasion === 'workdays') return null;
    return { title: say.moving.none(momentText(digest.since, pen)), tone: 'warn' };
  }
  const groups = NEWS.flatMap((kind): { kind: NewsKind; news: News[] }[] => {
    const news = digest.news.filter((one) => one.kind === kind);
    return news.length === 0 ? [] : [{ kind, news }];
  });
  const parts = groups.map(({ kind, news }) =>
    say.moving.kind(say.news[kind], news.length, actors(news, { digest, sheet })),
  );
  return {
    title: say.moving.some(parts.join(pen.locale === 'zh' ? '，' : ', ')),
    buttons: groups.map(({ kind, news }) => ({
      label: say.button.news(say.news[kind], news.length),
      says: behind({ about: kind, deals: news.map((one) => one.deal), digest }),
    })),
  };
}

/** Who did it, the busiest first. */
function actors(news: readonly News[], { digest, sheet }: At): string {
  const { m, locale } = sheet.pen;
  const counts = new Map<string, number>();
  for (const { actorId } of news) counts.set(actorId, (counts.get(actorId) ?? 0) + 1);
  const named = [...counts].sort(([, a], [, b]) => b - a);
  const names = named.slice(0, 3).flatMap(([id, count]) => {
    const person = digest.people.find((one) => one.id === id);
    return person === undefined ? [] : [m.digest.moving.who(person.name, count)];
  });
  return [...names, ...(named.length > 3 ? ['…'] : [])].join(locale === 'zh' ? '、' : ', ');
}

const NAMED = 3;

/** New silent and stuck deals, and who holds the ball. */
function stalled({ digest, sheet }: At): ListItem | null {
  const { pen } = sheet;
  const { stalled: say, button } = pen.m.digest;
  const { silent, stuck } = digest;
  const all = byAmount([...silent, ...stuck]);
  if (all.length === 0) return null;
  const counts = [
    ...(silent.length === 0 ? [] : [say.silent(silent.length)]),
    ...(stuck.length === 0 ? [] : [say.stuck(stuck.length)]),
  ];
  const named = all.slice(0, NAMED).map((stall) => stallText(stall, pen));
  const more = all.length > NAMED ? [say.more(all.length - NAMED)] : [];
  const list = (about: 'silent' | 'stuck', stalls: readonly Stall[]): Button[] =>
    stalls.length === 0
      ? []
      : [
          {
            label: button[about](stalls.length),
            says: behind({ about, deals: stalls.map((one) => one.deal), digest }),
          },
        ];
  return {
    title: say.heading(counts.join(pen.locale === 'zh' ? '，' : ', ')),
    detail: [...named, ...more].join(pen.locale === 'zh' ? '；' : '; '),
    tone: 'warn',
    buttons: [...list('silent', silent), ...list('stuck', stuck)],
  };
}

function stallText({ deal, why, days }: Stall, pen: Pen): string {
  const { m, locale } = pen;
  const { stalled: say } = m.digest;
  const facts = [
    dealAmount(deal, pen),
    why === 'silent' ? say.silentFor(days) : say.stuckFor(days),
    deal.state.ball === null ? say.noBall : pen.m.deal.holds[deal.state.ball],
    deal.owner.name,
  ];
  return say.deal(`#${deal.number} ${deal.name}`, facts.join(locale === 'zh' ? '，' : ', '));
}

/** What waits for somebody today. */
function act({ digest, sheet }: At): ListItem | null {
  const { locale, m } = sheet.pen;
  const { act: say, button } = m.digest;
  const waiting = [
    { about: 'escalated', deals: digest.escalated.map((one) => one.deal) },
    { about: 'today', deals: digest.today },
    { about: 'overdue', deals: digest.overdue },
  ] as const;
  const open = waiting.filter(({ deals }) => deals.length > 0);
  if (open.length === 0) return null;
  return {
    title: say.heading(
      open.map((one) => say[one.about](one.deals.length)).join(locale === 'zh' ? '，' : ', '),
    ),
    tone: 'warn',
    buttons: open.map(({ about, deals }) => ({
      label: button[about](deals.length),
      says: behind({ about, deals, digest }),
    })),
  };
}

/** Q3, for a manager alone: where to look, never who is weak. */
function bottleneck({ digest, sheet }: At): ListItem | null {
  const { pen } = sheet;
  const { bottleneck: say } = pen.m.digest;
  if (digest.bottlenecks.length === 0) return null;
  const cells = digest.bottlenecks.slice(0, NAMED).map(({ person, stage, ...one }) =>
    say.one({
      who: person.name,
      stage: stageName(stage, pen.locale),
      passed: one.passed,
      decided: one.decided,
      peers: say.peers(one.peersPassed, one.peersDecided),
    }),
  );
  return { title: say.heading(cells.join(pen.locale === 'zh' ? '；' : '; ')), detail: say.ask };
}

/** A press can carry so many numbers; of more, the first ones are shown. */
const CARRIED = 60;

/** The deals behind a number, as they were when it was counted. */
function behind(of: { about: string; deals: readonly DealLine[]; digest: Digest }): Words {
  const numbers = [...new Set(of.deals.map((deal) => deal.number))];
  return {
    line: 'digest deals',
    values: {
      about: of.about,
      deals: numbers.slice(0, CARRIED).join(','),
      at: of.digest.now.toISOString(),
      ...(numbers.length > CARRIED ? { more: String(numbers.length - CARRIED) } : {}),
    },
  };
}
