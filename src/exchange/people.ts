import { person } from './deals.ts';
import { clip, LONGEST, type Row } from './rows.ts';
import type { Work } from './work.ts';

/**
 * A list of people: who they are, in which team, under which manager. Whoever is known keeps their role and team; an
 * import gives nobody rights over what is there already. New managers lead the team that stands beside their name.
 */
export function planPeople(rows: readonly Row[], { roster }: Work): void {
  for (const row of rows) {
    const said = clip(row.cell('person'), LONGEST.name);
    if (said === '') continue;
    const { name, email } = person(said, row.cell('email'));
    const manager = clip(row.cell('manager'), LONGEST.name);
    const teamName = clip(row.cell('team') || manager, LONGEST.name);
    const found = roster.find(name, email);
    const teamId = teamName === '' ? (found?.member.teamId ?? roster.fallbackTeam()) : roster.team(teamName);
    if (manager !== '' && roster.find(manager, '') === null) {
      roster.add({ name: manager, email: '', teamId, role: 'manager' });
    }
    // A manager may stand in the list as a person too.
    const member = roster.find(name, email)?.member ?? roster.add({ name, email, teamId, role: 'rep' });
    roster.join(member, teamId);
  }
}
