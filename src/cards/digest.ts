import type { Button, Card, ListItem, Words } from '../chat/card.ts';
import type { Message } from '../chat/message.ts';
import type { Bottleneck, Side } from '../domain/bottleneck.ts';
import type { Digest } from '../domain/digest.ts';
import { NEWS, type News, type NewsKind } from '../domain/news.ts';
import type { Locale, Team } from '../domain/people.ts';
import { rangesOf } from '../domain/ranges.ts';
import type { Cadence } from '../domain/schedule.ts';
import { stageName } from '../domain/stage.ts';
import { byAmount, type Stall } from '../domain/stall.ts';
import type { DealLine } from '../domain/views.ts';
import { messages } from '../i18n/messages.ts';
import { dayText } from './deal.ts';
import { enough } from './digest-enough.ts';
import { mainPicture } from './funnel.ts';
import type { Pen } from './pen.ts';
import { basis, daysText, dealAmount, momentText, type Shown } from './quota.ts';

/** `now` was asked for; the others came by the clock. */
export type Occasion = Cadence['kind'] | 'now';

export type DigestSheet = { occasion: Occasion; shown: Shown; pen: Pen };

/** Whose digest it is, and how its numbers ask for the same deals again. */
export function digestOver(
  team: Team | null,
  { m }: Pick<Pen, 'm'>,
  { room }: { room: boolean } = { room: false },
): Shown {
  // What a room was shown is counted for the room again, whoever presses.
  const shared: Record<string, string> = room ? { room: 'yes' } : {};
  return team === null
    ? { label: m.digest.whole, values: { whose: 'everyone' }, deals: { whose: 'everyone', ...shared } }
    : { label: team.name, values: { team: team.id }, deals: { team: team.id, ...shared } };
}

export const writtenIn = (locale: Locale, pen: Pen): Pen => ({ ...pen, locale, m: messages[locale] });

/** The picture, and at most five lines that are there because something changed or somebody must act. */
export function digestMessage(digest: Digest, sheet: DigestSheet): Message {
  const { occasion, shown, pen } = sheet;
  const { m } = pen;
  const title = m.digest.title[occasion](shown.label, dayText(pen.today, pen));
  const at = { digest, sheet };
  // Nothing new is no reason to say that nothing is to be done.
  const idle = digest.quiet && digest.escalated.length === 0;
  const lines = [
    enough({ report: digest.report, shown, pen }),
    moving(at),
    stalled(at),
    act(at),
    bottleneck(at),
  ].flatMap((line) => line ?? []);
  const card: Card = {
    title,
    elements: [
      ...mainPicture(digest.report, { title: shown.label, pen }),
      { kind: 'list', items: lines },
      ...(idle ? [{ kind: 'text', text: m.digest.quiet, tone: 'muted' } as const] : []),
      { kind: 'buttons', buttons: [{ label: m.digest.button.funnel, says: funnelWords(sheet) }] },
      basis(pen),
    ],
    footer: m.digest.footer(momentText(digest.since, pen), momentText(digest.now, pen)),
  };
  return { text: [title, ...lines.slice(0, 2).map((line) => line.title)].join(' · '), card };
}

const funnelWords = ({ shown }: DigestSheet): Words => ({ line: 'funnel', values: { ...shown.values } });

type At = { digest: Digest; sheet: DigestSheet };

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
  const all = byAmount([...silent, ...stuck], digest.report.currency);
  if (all.length === 0) return null;
  const counts = [
    ...(silent.length === 0 ? [] : [say.silent(silent.length)]),
    ...(stuck.length === 0 ? [] : [say.stuck(stuck.length)]),
  ];
  const deals = all.filter(
    (one, index) => all.findIndex(({ deal }) => deal.number === one.deal.number) === index,
  );
  const named = deals.slice(0, NAMED).map(({ deal }) =>
    stalledText(
      deal,
      all.filter((one) => one.deal.number === deal.number),
      pen,
    ),
  );
  const more = deals.length > NAMED ? [say.more(deals.length - NAMED)] : [];
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

/** A deal with all that it has stalled for. */
function stalledText(deal: DealLine, stalls: readonly Stall[], pen: Pen): string {
  const { m, locale } = pen;
  const { stalled: say } = m.digest;
  const facts = [
    dealAmount(deal, pen),
    ...stalls.map(({ why, days }) => (why === 'silent' ? say.silentFor(days) : say.stuckFor(days))),
    m.deal.holds[deal.state.ball ?? 'nobody'],
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
    title: open.map((one) => say[one.about](one.deals.length)).join(locale === 'zh' ? '；' : ', '),
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
  const named = digest.bottlenecks.slice(0, NAMED);
  const title = say.heading(named.map((one) => lookText(one, pen)).join(pen.locale === 'zh' ? '；' : '; '));
  return { title, detail: say.ask, buttons: named.flatMap((one) => lookButtons(one, { digest, sheet })) };
}

function lookText({ person, stage, by, own, peers }: Bottleneck, pen: Pen): string {
  const { bottleneck: say } = pen.m.digest;
  const text = ({ deals, hits, days }: Side): string =>
    by === 'time' ? daysText(days) : say.share(hits, deals.length);
  return say[by]({
    who: person.name,
    stage: stageName(stage, pen.locale),
    own: text(own),
    peers: text(peers),
  });
}

function lookButtons({ person, stage, own, peers }: Bottleneck, { digest, sheet }: At): Button[] {
  const { button } = sheet.pen.m.digest;
  const name = stageName(stage, sheet.pen.locale);
  return [
    {
      label: button.look(person.name, name, own.deals.length),
      says: behind({ about: 'look', deals: own.deals, digest }),
    },
    {
      label: button.peers(name, peers.deals.length),
      says: behind({ about: 'look', deals: peers.deals, digest }),
    },
  ];
}

/** A press can carry so much text; the deals that do not fit are counted. */
const CARRIED = 1_000;

/** The deals behind a number, as they were when it was counted. */
function behind(of: { about: string; deals: readonly DealLine[]; digest: Digest }): Words {
  const numbers = [...new Set(of.deals.map((deal) => deal.number))].sort((a, b) => a - b);
  let carried = numbers;
  while (rangesOf(carried).length > CARRIED) carried = carried.slice(0, Math.ceil(carried.length * 0.9));
  const left = numbers.length - carried.length;
  return {
    line: 'digest deals',
    values: {
      about: of.about,
      deals: rangesOf(carried),
      at: of.digest.now.toISOString(),
      ...(left > 0 ? { more: String(left) } : {}),
    },
  };
}
