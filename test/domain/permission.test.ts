import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Person, ROLES, type Role, type Team } from '../../src/domain/people.ts';
import {
  ACTIONS,
  type Action,
  allowed,
  everAllowed,
  RELATIONS,
  type Relation,
  relationToDeal,
  relationToPerson,
  relationToTeam,
  scopeOf,
} from '../../src/domain/permission.ts';

/**
 * Who may do what, as the design says it, written out by hand. A cell holds the relations for which the action is
 * allowed: o(wn) c(ollaborator) m(anaged) t(eam) x(other) -(no subject); a dot for none of them.
 */
const EXPECTED = `
                     rep     manager  operations  admin   readonly
deal.read            oct     ocmt     ocmtx       oct     oct
deal.log             oc      ocm      oc          .       .
deal.change          o       om       .           .       .
deal.create          o-      om-      .           .       .
deal.assign          o       om       .           .       .
deal.gate            .       om       .           .       .
deal.hide            o       om       .           .       .
team.read            ot-     omt-     ocmtx-      ot-     ot-
team.target          .       om       ocmtx-      .       .
self.target          o       o        ocmtx-      .       .
people.read          ocmtx-  ocmtx-   ocmtx-      ocmtx-  ocmtx-
people.admit         .       m-       .           ocmtx-  .
people.change        .       m        .           ocmtx-  .
people.appoint       .       .        .           ocmtx-  .
people.leave         o-      om-      o-          ocmtx-  o-
team.change          .       m-       .           ocmtx-  .
digest.change        .       m-       ocmtx-      ocmtx-  .
organisation.change  .       .        ocmtx-      ocmtx-  .
workspace.link       .       .        .           ocmtx-  .
data.import          o-      om-      ocmtx-      ocmtx-  .
data.export          o-      o-       ocmtx-      .       .
self                 ocmtx-  ocmtx-   ocmtx-      ocmtx-  ocmtx-
`;

const [HEAD = [], ...ROWS] = EXPECTED.trim()
  .split('\n')
  .map((line) => line.trim().split(/\s+/));

const expectedCell = (action: Action, role: Role): string => {
  const cell = ROWS.find(([name]) => name === action)?.[HEAD.indexOf(role) + 1];
  return cell === undefined || cell === '.' ? '' : cell;
};

const LETTER: Record<Relation, string> = {
  own: 'o',
  collaborator: 'c',
  managed: 'm',
  team: 't',
  other: 'x',
  none: '-',
};

describe('the table', () => {
  test('lists every action and role', () => {
    expect(ROWS.map(([name]) => name).sort()).toEqual([...ACTIONS].sort());
    expect(HEAD).toEqual([...ROLES]);
  });

  for (const action of ACTIONS) {
    for (const role of ROLES) {
      test(`${role} · ${action}`, () => {
        const cell = RELATIONS.filter((relation) => allowed(role, action, relation));
        expect(new Set(cell.map((one) => LETTER[one]))).toEqual(new Set(expectedCell(action, role)));
        expect(everAllowed(role, action)).toBe(expectedCell(action, role) !== '');
      });
    }
  }
});

// Group ─┬─ East ── East 1
//        └─ West
const TEAMS: readonly Team[] = [
  { id: 'group', name: 'Group', parentId: null, homes: [] },
  { id: 'east', name: 'East', parentId: 'group', homes: [] },
  { id: 'east1', name: 'East 1', parentId: 'east', homes: [] },
  { id: 'west', name: 'West', parentId: 'group', homes: [] },
];

const someone = (role: Role, teamId: string | null, id = 'me'): Person => ({
  id,
  name: id,
  role,
  status: 'active',
  teamId,
  locale: 'en',
  zone: null,
  email: null,
  mutedUntil: null,
  quiet: null,
  createdAt: new Date(0),
});

const deal = (over: Partial<Parameters<typeof relationToDeal>[1]> = {}) => ({
  ownerId: 'other',
  teamId: 'east',
  collaborators: [],
  confidential: false,
  ...over,
});

describe('how a person stands to a deal', () => {
  test.each<[string, Person, ReturnType<typeof deal>, Relation]>([
    ['the owner', someone('rep', 'west'), deal({ ownerId: 'me' }), 'own'],
    [
      'the owner of a confidential one',
      someone('rep', 'west'),
      deal({ ownerId: 'me', confidential: true }),
      'own',
    ],
    ['a collaborator', someone('rep', 'west'), deal({ collaborators: ['me'] }), 'collaborator'],
    [
      'a collaborator of a confidential one',
      someone('rep', 'west'),
      deal({ collaborators: ['me'], confidential: true }),
      'collaborator',
    ],
    ['a colleague', someone('rep', 'east'), deal(), 'team'],
    ['a colleague of a confidential one', someone('rep', 'east'), deal({ confidential: true }), 'none'],
    ['a rep of the team above', someone('rep', 'group'), deal(), 'other'],
    ['the manager', someone('manager', 'east'), deal(), 'managed'],
    ['the manager above', someone('manager', 'group'), deal({ teamId: 'east1' }), 'managed'],
    [
      'the manager of a confidential one',
      someone('manager', 'group'),
      deal({ confidential: true }),
      'managed',
    ],
    ['the manager below', someone('manager', 'east1'), deal(), 'other'],
    ['the manager beside', someone('manager', 'west'), deal({ confidential: true }), 'none'],
    ['operations', someone('operations', 'group'), deal(), 'other'],
    ['operations, confidential', someone('operations', 'group'), deal({ confidential: true }), 'none'],
    ['an administrator in no team', someone('admin', null), deal(), 'other'],
  ])('%s', (_, person, subject, relation) => {
    expect(relationToDeal(person, subject, TEAMS)).toBe(relation);
  });

  test('nobody reads a confidential deal by standing outside of it', () => {
    for (const role of ROLES) expect(allowed(role, 'deal.read', 'none')).toBe(false);
  });

  // A deal that a list shows and a card refuses, or the other way round, would be a hole.
  test('lists and single deals agree, for every person and deal', () => {
    const teams = fc.constantFrom('group', 'east', 'east1', 'west');
    fc.assert(
      fc.property(
        fc.constantFrom(...ROLES),
        fc.option(teams),
        fc.record({
          ownerId: fc.constantFrom('me', 'other'),
          teamId: teams,
          collaborators: fc.subarray(['me']),
          confidential: fc.boolean(),
        }),
        (role, teamId, subject) => {
          const person = someone(role, teamId);
          const scope = scopeOf(person, TEAMS);
          const listed =
            subject.ownerId === scope.personId ||
            subject.collaborators.includes(scope.personId) ||
            (!subject.confidential && (scope.teams === 'all' || scope.teams.includes(subject.teamId))) ||
            scope.managed.includes(subject.teamId);
          expect(listed).toBe(allowed(role, 'deal.read', relationToDeal(person, subject, TEAMS)));
        },
      ),
      { numRuns: 2000 },
    );
  });
});

describe('how a person stands to people and teams', () => {
  test('themself, their team, those they manage, others', () => {
    const boss = someone('manager', 'east');
    expect(relationToPerson(boss, boss, TEAMS)).toBe('own');
    expect(relationToPerson(boss, someone('rep', 'east1', 'a'), TEAMS)).toBe('managed');
    expect(relationToPerson(boss, someone('rep', 'west', 'a'), TEAMS)).toBe('other');
    expect(relationToPerson(someone('rep', 'east'), someone('rep', 'east', 'a'), TEAMS)).toBe('team');
    expect(relationToPerson(someone('rep', null), someone('rep', null, 'a'), TEAMS)).toBe('other');
  });

  test('a manager manages downwards only', () => {
    expect(relationToTeam(someone('manager', 'east'), 'east', TEAMS)).toBe('managed');
    expect(relationToTeam(someone('manager', 'east'), 'east1', TEAMS)).toBe('managed');
    expect(relationToTeam(someone('manager', 'east'), 'group', TEAMS)).toBe('other');
    expect(relationToTeam(someone('rep', 'east'), 'east', TEAMS)).toBe('team');
  });
});
