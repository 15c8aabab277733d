import type { Config } from '../../src/config.ts';
import type { Change } from '../../src/domain/change.ts';
import type { Locale, Role } from '../../src/domain/people.ts';
import type { Commit } from '../../src/store/commit.ts';
import { found, organisationOf } from '../../src/store/founding.ts';
import type { PrismaClient } from '../../src/store/generated/client.ts';
import type { createLocalStore } from '../../src/store/local.ts';

/** The people, teams and rooms of the local workspace on its first start, and the organisation behind them. */

export type Seeding = {
  prisma: PrismaClient;
  commit: Commit;
  store: ReturnType<typeof createLocalStore>;
  config: Config;
  now: Date;
  newId(): string;
};

type Pair = { en: string; zh: string };
export type CastMember = {
  id: string;
  name: string;
  role: Role;
  team: string | null;
  title: Pair;
  locale: Locale;
  rooms: readonly string[];
};

type SeedTeam = { id: string; name: Pair };
const ROOT: SeedTeam = { id: 'sales', name: { en: 'Sales', zh: '销售部' } };
const REGIONS: readonly SeedTeam[] = [
  { id: 'east', name: { en: 'East', zh: '华东' } },
  { id: 'west', name: { en: 'West', zh: '美西' } },
];
/** Two languages share the teams, so a team is called by both names: either of them says which one is meant. */
const fullName = ({ name }: SeedTeam): string => `${name.en} ${name.zh}`;

/** What the workspace calls a team, in either language. */
export const teamPair = (name: string): Pair =>
  [ROOT, ...REGIONS].find((team) => fullName(team) === name)?.name ?? { en: name, zh: name };

const REP: Pair = { en: 'Sales rep', zh: '销售代表' };
const MANAGER: Pair = { en: 'Sales manager', zh: '销售经理' };

export const CAST: readonly CastMember[] = [
  {
    id: 'li-wei',
    name: '李伟',
    role: 'rep',
    team: 'east',
    title: REP,
    locale: 'zh',
    rooms: ['east', 'everyone'],
  },
  {
    id: 'zhao-min',
    name: '赵敏',
    role: 'rep',
    team: 'east',
    title: REP,
    locale: 'zh',
    rooms: ['east', 'everyone'],
  },
  {
    id: 'liu-yang',
    name: '刘洋',
    role: 'rep',
    team: 'east',
    title: REP,
    locale: 'zh',
    rooms: ['east', 'everyone'],
  },
  {
    id: 'wang-fang',
    name: '王芳',
    role: 'manager',
    team: 'east',
    title: MANAGER,
    locale: 'zh',
    rooms: ['east', 'everyone'],
  },
  {
    id: 'mia',
    name: 'Mia Lopez',
    role: 'rep',
    team: 'west',
    title: REP,
    locale: 'en',
    rooms: ['west', 'everyone'],
  },
  {
    id: 'joe',
    name: 'Joe Brown',
    role: 'rep',
    team: 'west',
    title: REP,
    locale: 'en',
    rooms: ['west', 'everyone'],
  },
  {
    id: 'sam',
    name: 'Sam Carter',
    role: 'manager',
    team: 'west',
    title: MANAGER,
    locale: 'en',
    rooms: ['west', 'everyone'],
  },
  {
    id: 'grace',
    name: 'Grace Chen',
    role: 'manager',
    team: ROOT.id,
    title: { en: 'Head of sales', zh: '销售总监' },
    locale: 'en',
    rooms: ['east', 'west', 'everyone'],
  },
  {
    id: 'ada',
    name: 'Ada Novak',
    role: 'admin',
    team: ROOT.id,
    title: { en: 'Administrator', zh: '管理员' },
    locale: 'en',
    rooms: ['everyone'],
  },
];

/** Has a seat in the workspace but is not admitted yet. */
const NEWCOMER = {
  id: 'nina',
  name: 'Nina Park',
  title: { en: 'New here', zh: '新同事' },
  locale: 'en' as const,
};

const ROOMS: readonly { id: string; name: string; topic: Pair }[] = [
  {
    id: 'east',
    name: 'east-华东',
    topic: { en: 'The East team and its deals', zh: '华东团队与商机' },
  },
  { id: 'west', name: 'west-美西', topic: { en: 'The West team and its deals', zh: '美西团队与商机' } },
  { id: 'everyone', name: 'everyone-全员', topic: { en: 'Everybody in sales', zh: '销售全员' } },
];

/** Where the demo's people work unless it is set otherwise. */
export const officeOf = ({ zone, calendar }: Config['organisation']): { zone: string; calendar: string } => ({
  zone: zone ?? 'Asia/Shanghai',
  calendar: calendar ?? 'prc',
});

/** Founds the local workspace once. Returns its organisation. */
export async function workspaceWithPeople(seeding: Seeding): Promise<string> {
  const known = await organisationOf(seeding.prisma)('local', 'local');
  if (known !== null) return known;
  await furnish(seeding);
  const { config, prisma, commit, now, newId } = seeding;
  const { locale, currency } = config.organisation;
  const ada = CAST.find((one) => one.role === 'admin');
  const org = await found(prisma, commit, {
    name: fullName(ROOT),
    locale: locale ?? 'zh',
    currency: currency ?? 'CNY',
    ...officeOf(config.organisation),
    template: 'consultative',
    workspace: { platform: 'local', external: 'local', name: 'Stagepost' },
    admin: { name: ada?.name ?? 'Admin', external: ada?.id ?? 'admin', ...(ada && { locale: ada.locale }) },
    now,
    newId,
  });
  await admit(seeding, org);
  return org;
}

/** The chat's own side: seats and rooms. */
async function furnish({ store }: Seeding): Promise<void> {
  await store.ensureWorkspace();
  const team = (id: string | null): Pair | null =>
    [ROOT, ...REGIONS].find((one) => one.id === id)?.name ?? null;
  for (const [position, one] of CAST.entries()) {
    await store.ensurePerson({
      id: one.id,
      name: one.name,
      email: `${one.id}@example.com`,
      locale: one.locale,
      zone: null,
      kind: 'member',
      title: one.title,
      team: team(one.team),
      position,
    });
  }
  await store.ensurePerson({
    ...NEWCOMER,
    email: null,
    zone: null,
    kind: 'member',
    team: null,
    position: CAST.length,
  });
  for (const [position, room] of ROOMS.entries()) {
    await store.ensureChannel({ ...room, position });
    const members = CAST.filter((one) => one.rooms.includes(room.id)).map((one) => one.id);
    for (const person of members) await store.join(room.id, person);
  }
}

/** The organisation's side: teams below the founding one, and people in them. */
async function admit({ prisma, commit, now, newId }: Seeding, org: string): Promise<void> {
  const admin = await prisma.person.findFirstOrThrow({ where: { orgId: org, role: 'admin' } });
  const ids = new Map<string, string>([[ROOT.id, admin.teamId ?? '']]);
  const teams = REGIONS.flatMap((team): Change[] => {
    const id = newId();
    ids.set(team.id, id);
    const at = { platform: 'local', workspace: 'local' };
    return [
      { kind: 'team.add', id, name: fullName(team), parentId: ids.get(ROOT.id) ?? null },
      { kind: 'team.home', id, at, channel: team.id },
    ];
  });
  const people = CAST.filter((one) => one.role !== 'admin').flatMap((one): Change[] => {
    const id = newId();
    const { name, role, locale } = one;
    const teamId = ids.get(one.team ?? '') ?? null;
    return [
      {
        kind: 'person.add',
        person: {
          id,
          name,
          email: `${one.id}@example.com`,
          role,
          status: 'active',
          teamId,
          locale,
          zone: null,
        },
      },
      { kind: 'person.identify', id, platform: 'local', workspace: 'local', external: one.id },
    ];
  });
  await commit(org, {
    key: 'seed:people',
    actorId: admin.id,
    now,
    changes: [...teams, ...people],
    answeredIn: null,
    reply: async () => null,
  });
}
