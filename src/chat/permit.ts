import type { Person, Team } from '../domain/people.ts';
import {
  type Action,
  allowed,
  relationToDeal,
  relationToPerson,
  relationToTeam,
} from '../domain/permission.ts';
import type { Messages } from '../i18n/en.ts';
import type { Subject } from './command.ts';

/** Asks the one table. A verb about nothing in particular has the relation `none`. */
export function mayDo(
  person: Person,
  teams: readonly Team[],
  ask: { action: Action; subject: Subject },
): boolean {
  const { action, subject } = ask;
  if (subject === null) return allowed(person.role, action, 'none');
  if ('deal' in subject) return allowed(person.role, action, relationToDeal(person, subject.deal, teams));
  if ('person' in subject)
    return allowed(person.role, action, relationToPerson(person, subject.person, teams));
  return allowed(person.role, action, relationToTeam(person, subject.team.id, teams));
}

/** Why not, and whom to ask. What one may not read is not admitted to exist. */
export function refusal(m: Messages, ask: { subject: Subject; owner: string; mayRead: boolean }): string {
  const { notAllowed } = m.chat;
  if (ask.subject === null) return notAllowed.nothing;
  if ('deal' in ask.subject) return ask.mayRead ? notAllowed.deal(ask.owner) : notAllowed.hidden;
  return 'person' in ask.subject ? notAllowed.person : notAllowed.team;
}
