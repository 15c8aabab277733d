import { describe, expect, test } from 'vitest';
import {
  type Leave,
  leaveOn,
  lineage,
  managerOf,
  nicknamed,
  type Person,
  subtree,
  type Team,
  tree,
} from '../../src/domain/people.ts';

const TEAMS: readonly Team[] = [
  { id: 'west', name: 'West', parentId: 'group', homes: [] },
  { id: 'group', name: 'Group', parentId: null, homes: [] },
  { id: 'east', name: 'East', parentId: 'group', homes: [] },
  { id: 'east1', name: 'East 1', parentId: 'east', homes: [] },
];

const someone = (id: string, over: Partial<Person> = {}): Person => ({
  id,
  name: id,
  role: 'rep',
  status: 'active',
  teamId: 'east',
  locale: 'en',
  zone: null,
  email: null,
  mutedUntil: null,
  quiet: null,
  createdAt: new Date(0),
  ...over,
});

describe('the tree of teams', () => {
  test('below, above, and in reading order', () => {
    expect(subtree(TEAMS, 'east')).toEqual(['east', 'east1']);
    expect(lineage(TEAMS, 'east1')).toEqual(['east1', 'east', 'group']);
    expect(tree(TEAMS).map(({ team, depth }) => `${depth} ${team.id}`)).toEqual([
      '0 group',
      '1 west',
      '1 east',
      '2 east1',
    ]);
    expect(tree(TEAMS, 'east').map(({ team }) => team.id)).toEqual(['east', 'east1']);
  });

  test('a circle in the data does not hang', () => {
    const circle: Team[] = [
      { id: 'a', name: 'A', parentId: 'b', homes: [] },
      { id: 'b', name: 'B', parentId: 'a', homes: [] },
    ];
    expect(subtree(circle, 'a')).toEqual(['a', 'b']);
    expect(lineage(circle, 'a')).toEqual(['a', 'b']);
  });
});

describe('the manager of a person', () => {
  const chief = someone('chief', { role: 'manager', teamId: 'group' });
  const lead = someone('lead', { role: 'manager', teamId: 'east' });

  test('is the nearest one above who is there', () => {
    const people = [chief, lead];
    expect(managerOf(someone('a', { teamId: 'east1' }), { people, teams: TEAMS })?.id).toBe('lead');
    expect(managerOf(someone('a', { teamId: 'west' }), { people, teams: TEAMS })?.id).toBe('chief');
    const gone = { ...lead, status: 'left' as const };
    expect(managerOf(someone('a'), { people: [chief, gone], teams: TEAMS })?.id).toBe('chief');
  });

  test('is never the person themself', () => {
    expect(managerOf(lead, { people: [chief, lead], teams: TEAMS })?.id).toBe('chief');
    expect(managerOf(chief, { people: [chief, lead], teams: TEAMS })).toBeNull();
    expect(managerOf(someone('a', { teamId: null }), { people: [chief], teams: TEAMS })).toBeNull();
  });
});

test('colleagues as they are called', () => {
  const people = ['刘洋', '王芳', '王磊', 'Joe Brown'].map((name) => ({ id: name, name }));
  const found = (said: string) => nicknamed(said, people).map((one) => one.name);
  expect(found('下周休假，小刘盯')).toEqual(['刘洋']);
  expect(found('找王总')).toEqual(['王芳', '王磊']);
  expect(found('刘工跟进')).toEqual(['刘洋']);
  expect(found('小红书的单子')).toEqual([]);
  expect(found('joe covers')).toEqual([]);
});

test('a leave holds on its first and last day', () => {
  const leave: Leave = {
    id: 'l',
    person: { id: 'a', name: 'A' },
    deputy: { id: 'b', name: 'B' },
    from: '2026-12-03',
    until: '2026-12-10',
  };
  const on = (day: string) => leaveOn([leave], 'a', day) !== null;
  expect(['2026-12-02', '2026-12-03', '2026-12-10', '2026-12-11'].map(on)).toEqual([
    false,
    true,
    true,
    false,
  ]);
  expect(leaveOn([leave], 'b', '2026-12-05')).toBeNull();
});
