import type { Day } from './day.ts';

export type Locale = 'en' | 'zh';
export const otherLocale = (locale: Locale): Locale => (locale === 'zh' ? 'en' : 'zh');
export type Role = 'rep' | 'manager' | 'operations' | 'admin' | 'readonly';
export const ROLES: readonly Role[] = ['rep', 'manager', 'operations', 'admin', 'readonly'];

/** A person as everyone may know them. */
export type PersonRef = { id: string; name: string };

export type Person = PersonRef & {
  role: Role;
  status: 'pending' | 'active' | 'left';
  teamId: string | null;
  locale: Locale;
  /** IANA zone; null = the organisation's. */
  zone: string | null;
  email: string | null;
  mutedUntil: Date | null;
  /** Nudges are held between these local times. */
  quiet: { from: string; to: string } | null;
  createdAt: Date;
};

export type Team = {
  id: string;
  name: string;
  parentId: string | null;
  /** The rooms in which its deals live: one in each workspace, where one was chosen. */
  homes: readonly RoomAddress[];
};

/** One chat that the bot is in, in the platform's own id. */
export type WorkspaceAddress = { platform: string; workspace: string };

export type RoomAddress = WorkspaceAddress & { channel: string };

export const sameWorkspace = (one: WorkspaceAddress, other: WorkspaceAddress): boolean =>
  one.platform === other.platform && one.workspace === other.workspace;

/** `deputy` gets `person`'s nudges from `from` through `until`. */
export type Leave = { id: string; person: PersonRef; deputy: PersonRef; from: Day; until: Day };

export type Organisation = {
  id: string;
  name: string;
  locale: Locale;
  zone: string;
  currency: string;
  /** The working-day calendar that holds now. */
  calendar: string;
  template: string;
};

/** The teams below `root` in the tree, itself included. */
export function subtree(teams: readonly Team[], root: string): string[] {
  const found = [root];
  for (const id of found) {
    for (const team of teams) if (team.parentId === id && !found.includes(team.id)) found.push(team.id);
  }
  return found;
}

/** The teams from `start` up to the root, itself first. */
export function lineage(teams: readonly Team[], start: string): string[] {
  const path: string[] = [];
  let next: string | null = start;
  while (next !== null && !path.includes(next)) {
    const id: string = next;
    path.push(id);
    next = teams.find((team) => team.id === id)?.parentId ?? null;
  }
  return path;
}

/** The rooms in which a team's deals live: in each workspace the one that it chose, or the nearest team above it. */
export function roomsOf(teams: readonly Team[], teamId: string): RoomAddress[] {
  const rooms: RoomAddress[] = [];
  for (const id of lineage(teams, teamId)) {
    const chosen = teams.find((team) => team.id === id)?.homes ?? [];
    rooms.push(...chosen.filter((home) => !rooms.some((room) => sameWorkspace(room, home))));
  }
  return rooms;
}

/** Roles that reach beyond one team: only an administrator gives or takes them. */
export const APPOINTED: readonly Role[] = ['operations', 'admin'];

/** The nearest active manager above a person, themself left out; null when nobody manages them. */
export function managerOf(
  person: Pick<Person, 'id' | 'teamId'>,
  { people, teams }: { people: readonly Person[]; teams: readonly Team[] },
): Person | null {
  if (person.teamId === null) return null;
  for (const teamId of lineage(teams, person.teamId)) {
    const found = people.find(
      (one) =>
        one.id !== person.id && one.teamId === teamId && one.role === 'manager' && one.status === 'active',
    );
    if (found !== undefined) return found;
  }
  return null;
}

/** A team with how deep it stands, parents before their children. */
type Branch = { team: Team; depth: number };

export function tree(teams: readonly Team[], root: string | null = null): Branch[] {
  const below = (parentId: string | null, depth: number): Branch[] =>
    teams
      .filter((team) => team.parentId === parentId)
      .flatMap((team) => [{ team, depth }, ...below(team.id, depth + 1)]);
  const top = teams.find((team) => team.id === root);
  return top === undefined ? below(null, 0) : [{ team: top, depth: 0 }, ...below(top.id, 1)];
}

/**
 * Colleagues as Chinese speakers call each other: 小刘, 老王, 王总, 李工. Several people may share a surname; whoever
 * asks decides what to do then.
 */
export function nicknamed<P extends PersonRef>(said: string, people: readonly P[]): P[] {
  const surnames = [
    ...said.matchAll(/[小老阿](?<surname>\p{Script=Han})/gu),
    ...said.matchAll(/(?<surname>\p{Script=Han})(?:总|工|哥|姐|经理|老师)/gu),
  ].flatMap((match) => match.groups?.surname ?? []);
  return people.filter((one) => surnames.some((surname) => one.name.startsWith(surname)));
}

/** The leave that a person is on, if any. */
export const leaveOn = (leaves: readonly Leave[], personId: string, day: Day): Leave | null =>
  leaves.find((leave) => leave.person.id === personId && leave.from <= day && day <= leave.until) ?? null;

/** A shared place has one language: that of whoever leads the team it is about, else the organisation's. */
export function languageOf(
  teamId: string | null,
  { organisation, people }: { organisation: Organisation; people: readonly Person[] },
): Locale {
  const lead = people.find(
    (one) => one.teamId === teamId && one.role === 'manager' && one.status === 'active',
  );
  return teamId === null || lead === undefined ? organisation.locale : lead.locale;
}
