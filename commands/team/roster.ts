import { personCard, type Rights, type Roster } from '../../src/cards/team.ts';
import type { Context } from '../../src/chat/command.ts';
import type { Message } from '../../src/chat/message.ts';
import { zoneText } from '../../src/domain/locality.ts';
import { APPOINTED, type Person } from '../../src/domain/people.ts';
import { penOf } from '../deal/answer.ts';

export async function rosterOf(read: Context['read'], { today }: Context): Promise<Roster> {
  const [people, teams, leaves] = await Promise.all([read.people(), read.teams(), read.leaves(today)]);
  return { people, teams, leaves };
}

export function rightsTo(person: Person, { may, person: self }: Context): Rights {
  const subject = { person };
  return {
    own: person.id === self.id,
    leave: may('people.leave', subject),
    change:
      may('people.change', subject) && (!APPOINTED.includes(person.role) || may('people.appoint', subject)),
  };
}

/** A sentence on what happened, and the person as they then stand. */
export async function personAnswer(
  context: Context,
  at: { read: Context['read']; personId: string },
  text: (person: Person) => string,
): Promise<Message> {
  const [person, roster] = await Promise.all([at.read.person(at.personId), rosterOf(at.read, context)]);
  if (person === null) return { text: context.m.chat.none };
  const rights = rightsTo(person, context);
  const own = zoneText(person.zone ?? context.organisation.zone, context);
  const zone = person.zone === null ? context.m.settings.likeAll(own) : own;
  return { text: text(person), card: personCard(person, { roster, rights, zone }, penOf(context)) };
}
