import { managerMessage, nudgeMessage } from '../cards/nudge.ts';
import type { Pen } from '../cards/pen.ts';
import type { Message } from '../chat/message.ts';
import { dayOf } from '../domain/day.ts';
import { type Due, MOST_A_DAY } from '../domain/nudge.ts';
import { type Locale, languageOf, type Organisation, otherLocale, type Person } from '../domain/people.ts';
import { messages } from '../i18n/messages.ts';
import type { Giving, NewNudge, NudgePost } from '../store/nudges.ts';
import type { Reads } from '../store/reads.ts';

/** A nudge on its way: what is kept of it, and what it says about whom. */
export type Nudge = NewNudge & { due: Due };

type Home = { platform: string; workspace: string };
type Homes = ReadonlyMap<number, readonly Home[]>;

/** What one person is to be told today, the largest deal first, and how it is said. */
export async function givingOf(
  read: Reads,
  due: readonly Due[],
  organisation: Organisation,
): Promise<Giving<Message, Nudge>> {
  const [first] = due;
  if (first === undefined) throw new Error('there is somebody to nudge');
  const { person } = first;
  const chat = await read.firstChat(person.id);
  if (chat === null) throw new Error('only people in a chat are nudged');
  const { platform, workspace, external } = chat;
  const inThread = due.filter((one) => one.level === 'thread').map(({ stall }) => stall.deal.number);
  const homes: Homes = new Map(
    await Promise.all(inThread.map(async (number) => [number, await read.placementsOf(number)] as const)),
  );
  const day = dayOf(read.now, organisation.zone);
  const language = languageOf(person.teamId, { organisation, people: await read.people() });
  const pens = {
    own: penOf(person.locale, { organisation, day }),
    room: penOf(language, { organisation, day }),
    other: penOf(otherLocale(language), { organisation, day }),
  };
  const to = { platform, address: { kind: 'person', workspace, person: external } } as const;
  return {
    personId: person.id,
    day,
    now: read.now,
    most: MOST_A_DAY,
    nudges: due.map((one) => ({
      deal: one.stall.deal.number,
      why: one.stall.why,
      clockStart: one.stall.clockStart,
      level: one.level,
      due: one,
    })),
    posts: (given) => [
      ...given.flatMap((nudge) => {
        if (nudge.level === 'owner') return [privatePost(nudge, { to, person, pen: pens.own })];
        return nudge.level === 'thread' ? threadPosts(nudge, { homes, ...pens }) : [];
      }),
      ...managerPosts(given, { to, person, pen: pens.own }),
    ],
  };
}

const penOf = (locale: Locale, { organisation, day }: { organisation: Organisation; day: string }): Pen => ({
  m: messages[locale],
  locale,
  today: day,
  office: { zone: organisation.zone, calendar: organisation.calendar },
});

/** Names the nudge for ever, as its row does. */
const keyOf = ({ deal, why, clockStart, level }: NewNudge): string =>
  `nudge:${deal}:${why}:${clockStart.toISOString()}:${level}`;

type Privately = { to: Pick<NudgePost<Message>, 'platform' | 'address'>; person: Person; pen: Pen };

function privatePost(nudge: Nudge, { to, person, pen }: Privately): NudgePost<Message> {
  const { deal } = nudge.due.stall;
  const spoken = person.id === deal.owner.id ? 'owner' : 'deputy';
  const message = nudgeMessage(nudge.due, { to: spoken }, pen);
  return { key: keyOf(nudge), ...to, body: { kind: 'message', message, locale: pen.locale } };
}

/** One line in the deal's thread, in each workspace that has one. */
function threadPosts(
  nudge: Nudge,
  { homes, room, other }: { homes: Homes; room: Pen; other: Pen },
): NudgePost<Message>[] {
  const said = (pen: Pen): Message => nudgeMessage(nudge.due, { to: 'thread' }, pen);
  const { locale } = room;
  return (homes.get(nudge.deal) ?? []).map(({ platform, workspace }) => ({
    key: `${keyOf(nudge)}:${platform}:${workspace}`,
    platform,
    address: { kind: 'home', workspace, deal: nudge.deal },
    body: { kind: 'message', message: said(room), locale, twin: said(other) },
  }));
}

/** A manager is told of everything that was left lying in one message. */
function managerPosts(given: readonly Nudge[], { to, pen }: Privately): NudgePost<Message>[] {
  const told = given.filter((nudge) => nudge.level === 'manager');
  const [first] = told;
  if (first === undefined) return [];
  const message = managerMessage(
    told.map((nudge) => nudge.due),
    pen,
  );
  return [{ key: keyOf(first), ...to, body: { kind: 'message', message, locale: pen.locale } }];
}
