import type { Person, Role, Team } from './people.ts';
import { subtree } from './people.ts';

/**
 * What a verb needs. One line of the table below decides each. `people.change` is role, team and leaving;
 * `people.appoint` is giving or taking a role that reaches beyond one team.
 */
export const ACTIONS = [
  'deal.read',
  'deal.log',
  'deal.change',
  'deal.create',
  'deal.assign',
  'deal.gate',
  'deal.hide',
  'team.read',
  'team.target',
  'self.target',
  'people.read',
  'people.admit',
  'people.change',
  'people.appoint',
  'people.leave',
  'team.change',
  'digest.change',
  'organisation.change',
  'workspace.link',
  'data.import',
  'data.export',
  'self',
] as const;
export type Action = (typeof ACTIONS)[number];

/** How a person stands to the deal, team or person that a verb is about. */
export const RELATIONS = ['own', 'collaborator', 'managed', 'team', 'other', 'none'] as const;
/** own: theirs · managed: in their subtree as manager · team: same team · other: none of these · none: no subject */
export type Relation = (typeof RELATIONS)[number];

type Cells = Partial<Record<Action, readonly Relation[]>>;
const ALL: readonly Relation[] = RELATIONS;
const NEAR: readonly Relation[] = ['own', 'collaborator', 'team'];

const READER: Cells = {
  'deal.read': NEAR,
  'team.read': ['own', 'team', 'none'],
  'people.read': ALL,
  'people.leave': ['own', 'none'],
  self: ALL,
};
const REP: Cells = {
  ...READER,
  'deal.log': ['own', 'collaborator'],
  'deal.change': ['own'],
  'deal.create': ['own', 'none'],
  'deal.assign': ['own'],
  'deal.hide': ['own'],
  'self.target': ['own'],
  'data.import': ['own', 'none'],
  'data.export': ['own', 'none'],
};
const MANAGED: readonly Relation[] = ['own', 'collaborator', 'managed'];
const MANAGER: Cells = {
  ...REP,
  'deal.read': ['own', 'collaborator', 'team', 'managed'],
  'deal.log': MANAGED,
  'deal.change': ['own', 'managed'],
  'deal.create': ['own', 'managed', 'none'],
  'deal.assign': ['own', 'managed'],
  'deal.gate': ['own', 'managed'],
  'deal.hide': ['own', 'managed'],
  'team.read': ['own', 'team', 'managed', 'none'],
  'team.target': ['own', 'managed'],
  'people.admit': ['managed', 'none'],
  'people.change': ['managed'],
  'people.leave': ['own', 'managed', 'none'],
  'team.change': ['managed', 'none'],
  'digest.change': ['managed', 'none'],
  'data.import': ['own', 'managed', 'none'],
};
const OPERATIONS: Cells = {
  ...READER,
  'deal.read': ['own', 'collaborator', 'team', 'managed', 'other'],
  'deal.log': ['own', 'collaborator'],
  'team.read': ALL,
  'team.target': ALL,
  'self.target': ALL,
  'digest.change': ALL,
  'organisation.change': ALL,
  'data.import': ALL,
  'data.export': ALL,
};
const ADMIN: Cells = {
  ...READER,
  'people.admit': ALL,
  'people.change': ALL,
  'people.appoint': ALL,
  'people.leave': ALL,
  'team.change': ALL,
  'organisation.change': ALL,
  'workspace.link': ALL,
  'digest.change': ALL,
  // Whoever installs it brings last year's spreadsheet along; reading the deals stays another matter.
  'data.import': ALL,
};

/** The one table of who may do what. A confidential deal is closed to `team` and `other` before it is asked. */
export const TABLE: Readonly<Record<Role, Cells>> = {
  rep: REP,
  manager: MANAGER,
  operations: OPERATIONS,
  admin: ADMIN,
  readonly: READER,
};

export function allowed(role: Role, action: Action, relation: Relation): boolean {
  return TABLE[role][action]?.includes(relation) ?? false;
}

/** May a person of this role ever do it, to anything? What help shows. */
export const everAllowed = (role: Role, action: Action): boolean => (TABLE[role][action] ?? []).length > 0;

export type DealSubject = {
  ownerId: string;
  teamId: string;
  collaborators: readonly string[];
  confidential: boolean;
};

/** How a person stands to a deal. Confidential deals know only owner, collaborators and the managers above. */
export function relationToDeal(person: Person, deal: DealSubject, teams: readonly Team[]): Relation {
  if (deal.ownerId === person.id) return 'own';
  if (person.role === 'manager' && manages(person, deal.teamId, teams)) return 'managed';
  if (deal.collaborators.includes(person.id)) return 'collaborator';
  if (deal.confidential) return 'none';
  if (person.teamId === deal.teamId) return 'team';
  return 'other';
}

/** A manager manages the team they belong to and every team below it. */
export function manages(person: Person, teamId: string | null, teams: readonly Team[]): boolean {
  if (person.role !== 'manager' || person.teamId === null || teamId === null) return false;
  return subtree(teams, person.teamId).includes(teamId);
}

export function relationToPerson(person: Person, other: Person, teams: readonly Team[]): Relation {
  if (other.id === person.id) return 'own';
  if (manages(person, other.teamId, teams)) return 'managed';
  return other.teamId !== null && other.teamId === person.teamId ? 'team' : 'other';
}

/** Whose a deal may be: somebody who is there, in a team, and runs deals. */
export const canOwn = (person: Person): person is Person & { teamId: string } =>
  person.status === 'active' && person.teamId !== null && allowed(person.role, 'deal.create', 'none');

export function relationToTeam(person: Person, teamId: string, teams: readonly Team[]): Relation {
  if (manages(person, teamId, teams)) return 'managed';
  return person.teamId === teamId ? 'team' : 'other';
}

/**
 * What of the organisation's deals a list may show to a person. Every list read takes one, so an unscoped list does
 * not compile.
 */
export type Scope = {
  readonly personId: string;
  /** Teams whose open deals are visible; 'all' = the whole organisation. */
  readonly teams: readonly string[] | 'all';
  /** Teams whose confidential deals are visible too. */
  readonly managed: readonly string[];
};

export function scopeOf(person: Person, teams: readonly Team[]): Scope {
  const managed = person.role === 'manager' && person.teamId !== null ? subtree(teams, person.teamId) : [];
  if (person.role === 'operations') return { personId: person.id, teams: 'all', managed };
  const own = person.teamId === null ? [] : [person.teamId];
  return { personId: person.id, teams: [...new Set([...own, ...managed])], managed };
}

/** What a person owns or helps with, whoever asks: for what must happen to their deals when they move or leave. */
export const ownScope = (personId: string): Scope => ({ personId, teams: [], managed: [] });

/** What everyone in a room may see: the open deals of the given teams, nobody's confidential ones. */
export const roomScope = (teams: readonly string[] | 'all'): Scope => ({ personId: '', teams, managed: [] });
