import type { Button, Card, ListItem } from '../chat/card.ts';
import type { Message } from '../chat/message.ts';
import { dayOf } from '../domain/day.ts';
import type { Due, Given, Next } from '../domain/nudge.ts';
import type { Person } from '../domain/people.ts';
import { stageName } from '../domain/stage.ts';
import { type Stall, snoozed } from '../domain/stall.ts';
import { dayText } from './deal.ts';
import type { Pen } from './pen.ts';
import { dealAmount } from './quota.ts';

/** Whom a nudge speaks to: the owner, somebody who stands in for them, or everybody in the deal's thread. */
export type Spoken = { to: 'owner' | 'deputy' | 'thread' };

/** What a nudge is about, and what else the deal is stalled for. */
type Nudged = Pick<Due, 'stall' | 'also'>;

/** All that a deal is stalled for, silence first as everywhere. */
const reasonsOf = ({ stall, also }: Nudged): readonly Stall[] => {
  if (also === null) return [stall];
  return also.why === 'silent' ? [also, stall] : [stall, also];
};

/** One stalled deal: when its clocks started and why, who holds the ball, the four things one can do, and the deal. */
export function nudgeMessage(nudged: Nudged, { to }: Spoken, pen: Pen): Message {
  const { m } = pen;
  const { deal } = nudged.stall;
  const reasons = reasonsOf(nudged);
  const name = `#${deal.number} ${deal.name}`;
  const aside = {
    owner: [],
    deputy: [m.nudge.standsIn(deal.owner.name)],
    thread: [m.nudge.owner(deal.owner.name)],
  }[to];
  const card: Card = {
    title: name,
    subtitle: [deal.customer, dealAmount(deal, pen)].filter((part) => part !== null).join(' · '),
    badge: { text: reasons.map(({ why, days }) => m.nudge[why].badge(days)).join(' · '), tone: 'warn' },
    elements: [
      ...reasons.map((stall) => ({ kind: 'text' as const, text: reasonText(stall, pen) })),
      { kind: 'text', text: [ballText(nudged.stall, pen), ...aside].join(pen.locale === 'zh' ? '' : ' ') },
      {
        kind: 'buttons',
        buttons: [
          ...nudgeButtons(nudged.stall, pen),
          { label: m.deal.button.show, says: showWords(nudged.stall) },
        ],
      },
    ],
  };
  return { text: headline(name, reasons, pen), card };
}

function headline(name: string, [first, second]: readonly Stall[], { m }: Pen): string {
  if (first === undefined) return name;
  if (second === undefined) return m.nudge[first.why].text(name, first.days);
  return m.nudge.both(name, { silent: first.days, stuck: second.days });
}

/** When the clock started and how long it may run. */
function reasonText({ deal, stage, why, since, limit }: Stall, pen: Pen): string {
  const { m, office, locale } = pen;
  const at = { stage: stageName(stage, locale), day: dayText(since, pen) };
  if (why === 'stuck') {
    // Without five exits the limit is twice the patience.
    return limit === 2 * stage.patience
      ? m.nudge.stuck.twice({ ...at, limit })
      : m.nudge.stuck.since({ ...at, limit });
  }
  const { lastContactAt } = deal.state;
  const contact = lastContactAt !== null && dayOf(lastContactAt, office.zone) === since;
  return contact
    ? m.nudge.silent.since({ ...at, patience: limit })
    : m.nudge.silent.never({ ...at, patience: limit });
}

/** The same without a full stop, in a line with other things. */
const ballPart = ({ deal }: Stall, { m }: Pen): string => m.deal.holds[deal.state.ball ?? 'nobody'];

const ballText = (stall: Stall, pen: Pen): string => pen.m.nudge.ball(ballPart(stall, pen));

/** Logging and planning hold whatever happened meanwhile; giving a deal up rests on how it stood. */
function nudgeButtons({ deal }: Stall, { m }: Pen): Button[] {
  const values = { deal: `#${deal.number}` };
  const seen = { deal: deal.number, version: deal.version };
  return [
    { label: m.deal.button.log, tone: 'primary', says: { line: 'visit log', values } },
    { label: m.deal.button.next, says: { line: 'deal next', values } },
    { label: m.deal.button.snooze, says: { line: 'deal snooze', values } },
    { label: m.deal.button.lose, says: { line: 'deal lose', values, seen } },
  ];
}

/** What a manager is told on one day, in one message: deals that their people were told of, or whose owner cannot be. */
export function managerMessage(due: readonly Pick<Due, 'stall' | 'also' | 'before'>[], pen: Pen): Message {
  const { m } = pen;
  const [first] = due;
  const text =
    due.length === 1 && first !== undefined
      ? m.nudge.manager.one(`#${first.stall.deal.number} ${first.stall.deal.name}`)
      : m.nudge.manager.several(due.length);
  const items = due.map(
    ({ stall, also, before }): ListItem => ({
      title: dealTitle(stall, pen),
      detail: [
        stall.deal.owner.name,
        ...reasonsOf({ stall, also }).map((one) => stallText(one, pen)),
        ballPart(stall, pen),
        ...(before.length === 0 ? [m.nudge.manager.unreachable] : before.map((one) => givenText(one, pen))),
      ].join(' · '),
      tone: 'warn',
      press: showWords(stall),
      buttons: nudgeButtons(stall, pen),
    }),
  );
  return { text, card: { title: m.nudge.manager.title, elements: [{ kind: 'list', items }] } };
}

const givenText = ({ level, day }: Given, pen: Pen): string =>
  pen.m.nudge.given(pen.m.nudge.level[level], dayText(day, pen));

const dealTitle = ({ deal }: Stall, pen: Pen): string =>
  `#${deal.number} ${deal.name} · ${dealAmount(deal, pen)}`;

const showWords = ({ deal }: Stall) => ({ line: 'deal show', values: { deal: `#${deal.number}` } });

const stallText = ({ why, days, since }: Stall, pen: Pen): string =>
  pen.m.nudge.stall[why](days, dayText(since, pen));

/** A stalled deal with who was told and who will be. */
export type Standing = Nudged & { last: Given | null; next: Next | null };

const SHOWN = 20;

/** The stalled deals of a person or a team, and what comes next for each; below it the reader's own quiet times. */
export function standingCard(
  standings: readonly Standing[],
  of: { whose: string; reader: Person; quiet: { from: string; to: string } },
  pen: Pen,
): Card {
  const { m } = pen;
  const items = standings.slice(0, SHOWN).map((one) => standingItem(one, pen));
  const left = standings.length - items.length;
  return {
    title: m.nudge.show.title(of.whose),
    elements: [
      items.length === 0 ? { kind: 'text', text: m.nudge.show.none, tone: 'good' } : { kind: 'list', items },
      ...(left > 0 ? [{ kind: 'text', text: m.nudge.show.more(left), tone: 'muted' } as const] : []),
      { kind: 'buttons', buttons: [muteButton(of.reader, pen)] },
    ],
    footer: quietText(of.reader, of.quiet, pen),
  };
}

function standingItem({ stall, also, last, next }: Standing, pen: Pen): ListItem {
  const { m, today } = pen;
  const { state, owner } = stall.deal;
  const coming =
    next === null ? m.nudge.show.done : m.nudge.show.next(m.nudge.level[next.level], dayText(next.on, pen));
  return {
    title: dealTitle(stall, pen),
    detail: [
      owner.name,
      ...reasonsOf({ stall, also }).map((one) => stallText(one, pen)),
      ballPart(stall, pen),
      ...(last === null ? [] : [givenText(last, pen)]),
      ...(snoozed(state, today) ? [m.nudge.show.snoozed(dayText(state.snoozedUntil ?? today, pen))] : []),
      coming,
    ].join(' · '),
    tone: 'warn',
    press: showWords(stall),
  };
}

const isMuted = ({ mutedUntil }: Person, { today, office }: Pen): boolean =>
  mutedUntil !== null && dayOf(mutedUntil, office.zone) > today;

const muteButton = (reader: Person, pen: Pen): Button =>
  isMuted(reader, pen)
    ? { label: pen.m.nudge.button.unmute, says: { line: 'nudge unmute' } }
    : { label: pen.m.nudge.button.mute, says: { line: 'nudge mute' } };

function quietText(reader: Person, quiet: { from: string; to: string }, pen: Pen): string {
  const { show } = pen.m.nudge;
  if (reader.mutedUntil !== null && isMuted(reader, pen)) {
    return show.muted(dayText(dayOf(reader.mutedUntil, reader.zone ?? pen.office.zone), pen));
  }
  return quiet.from === quiet.to ? show.always : show.quiet(quiet.from, quiet.to);
}
