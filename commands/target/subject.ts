import type { Shown } from '../../src/cards/quota.ts';
import type { Context } from '../../src/chat/command.ts';
import type { Team } from '../../src/domain/people.ts';
import type { Subject } from '../../src/domain/target.ts';

/** May this person set the target? One's own by `self.target`; a team's, a member's, the organisation's by `team.target`. */
export async function maySet(subject: Subject, context: Context): Promise<boolean> {
  const { may, person: me, teams, organisation, read } = context;
  if (subject.scope === 'organisation')
    return subject.subject === organisation.id && may('team.target', null);
  if (subject.scope === 'team') {
    const team = teams.find((one) => one.id === subject.subject);
    return team !== undefined && may('team.target', { team });
  }
  const person = subject.subject === me.id ? me : await read.person(subject.subject);
  return person !== null && (may('self.target', { person }) || may('team.target', { person }));
}

/** Whose target it is, as a sentence about a target calls them. */
export function calledAs(shown: Shown, subject: Subject | null, { person, m }: Context): Shown {
  if (subject?.scope === 'organisation') return { ...shown, label: m.target.organisation };
  return subject?.subject === person.id ? { ...shown, label: m.target.mine } : shown;
}

/** What a target is a part of: a person of their team, a team of the one above or of the organisation. */
export function wholeOf(
  subject: Subject,
  at: Pick<Context, 'teams' | 'organisation'> & { teamId: string | null },
): Subject | null {
  const { teams, organisation, teamId } = at;
  if (subject.scope === 'organisation') return null;
  if (subject.scope === 'person') return teamId === null ? null : { scope: 'team', subject: teamId };
  const parentId = teams.find((one) => one.id === subject.subject)?.parentId ?? null;
  // The one team at the top is the organisation by another name: its parts are compared with the organisation's target.
  const whole: Subject = { scope: 'organisation', subject: organisation.id };
  return parentId === null || isRoof(teams, parentId) ? whole : { scope: 'team', subject: parentId };
}

const isRoof = (teams: readonly Team[], id: string): boolean => {
  const roots = teams.filter((one) => one.parentId === null);
  return roots.length === 1 && roots[0]?.id === id;
};
