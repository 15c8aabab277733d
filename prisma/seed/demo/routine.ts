import type { Change } from '../../../src/domain/change.ts';
import { dayOf, firstOfMonth } from '../../../src/domain/day.ts';
import { languageOf, type Organisation, type Person, type Team } from '../../../src/domain/people.ts';

/** When the teams' digests go out on working days. */
export const MORNING = '09:00';

type World = { organisation: Organisation; people: readonly Person[]; now: Date; newId(): string };

/** This month's and this quarter's targets, per person, team and all, in each team's currency. */
export function targets({ organisation, people, now, newId }: World): Change[] {
  const month = firstOfMonth(dayOf(now, organisation.zone)).slice(0, 7);
  const reps = people.filter((one) => one.role === 'rep' && one.status === 'active');
  const per = {
    zh: { minor: 240 * 10_000 * 100, currency: 'CNY' },
    en: { minor: 24 * 10_000 * 100, currency: 'USD' },
  };
  const persons = reps.map((one): Change => {
    const { minor, currency } = per[one.locale];
    return {
      kind: 'target.set',
      target: {
        id: newId(),
        scope: 'person',
        subject: one.id,
        period: month,
        measure: 'amount',
        value: minor,
        currency,
      },
    };
  });
  const teams = [...new Set(reps.flatMap((one) => one.teamId ?? []))].map((teamId): Change => {
    const members = reps.filter((one) => one.teamId === teamId);
    const { minor, currency } = per[members[0]?.locale ?? 'zh'];
    const value = Math.round(minor * members.length * 1.1);
    return {
      kind: 'target.set',
      target: {
        id: newId(),
        scope: 'team',
        subject: teamId,
        period: month,
        measure: 'amount',
        value,
        currency,
      },
    };
  });
  return [...persons, ...teams];
}

/** A digest at nine on working days for each team that has a room. */
export function digests(of: Omit<World, 'now'> & { teams: readonly Team[] }): Change[] {
  const { zone, calendar } = of.organisation;
  return of.teams.flatMap((team): Change[] => {
    const [room] = team.homes;
    if (room === undefined) return [];
    const locale = languageOf(team.id, of);
    const schedule = {
      id: of.newId(),
      room,
      time: MORNING,
      zone,
      calendar,
      teamId: team.id,
      locale,
    };
    return [{ kind: 'schedule.add', schedule: { ...schedule, cadence: { kind: 'workdays' } } }];
  });
}
