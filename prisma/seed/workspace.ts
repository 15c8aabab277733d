import type { Config } from '../../src/config.ts';
import type { Change } from '../../src/domain/change.ts';
import type { Role } from '../../src/domain/people.ts';
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
  locale: 'en' | 'zh';
  rooms: readonly string[];
};

const ROOT = 'sales';
/** A team is called what its people call it. */
export const TEAMS: readonly { id: string; name: Pair; parent: string | null }[] = [
  { id: ROOT, name: { en: 'Sales', zh: '销售部' }, parent: null },
  { id: 'east', name: { en: '华东区', zh: '华东区' }, parent: ROOT },
  { id: 'west', name: { en: 'West Coast', zh: 'West Coast' }, parent: ROOT },
];

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
    team: ROOT,
    title: { en: 'Head of sales', zh: '销售总监' },
    locale: 'en',
    rooms: ['east', 'west', 'everyone'],
  },
  {
    id: 'ada',
    name: 'Ada Novak',
    role: 'admin',
    team: ROOT,
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
    topic: { en: 'The East China team and its deals', zh: '华东区团队与商机' },
  },
  { id: 'west', name: 'west', topic: { en: 'The West Coast team and its deals', zh: '美西区团队与商机' } },
  { id: 'everyone', name: 'everyone-全员', topic: { en: 'Everybody in sales', zh: '销售全员' } },
];

/** Founds the local workspace once. Returns its organisation, and whether it was made just now. */
export async function workspaceWithPeople(seeding: Seeding): Promise<{ org: string; fresh: boolean }> {
  const known = await organisationOf(seeding.prisma)('local', 'local');
  if (known !== null) return { org: known, fresh: false };
  await furnish(seeding);
  const { config, prisma, commit, now, newId } = seeding;
  const { locale, zone, currency, calendar } = config.organisation;
  const ada = CAST.find((one) => one.role === 'admin');
  const org = await found(prisma, commit, {
    name: TEAMS[0]?.name[locale ?? 'zh'] ?? 'Sales',
    locale: locale ?? 'zh',
    zone: zone ?? 'Asia/Shanghai',
    currency: currency ?? 'CNY',
    calendar: calendar ?? 'prc',
    template: 'consultative',
    workspace: { platform: 'local', external: 'local', name: 'Stagepost' },
    admin: { name: ada?.name ?? 'Admin', external: ada?.id ?? 'admin', ...(ada && { locale: ada.locale }) },
    now,
    newId,
  });
  await admit(seeding, org);
  return { org, fresh: true };
}

/** The chat's own side: seats and rooms. */
async function furnish({ store }: Seeding): Promise<void> {
  await store.ensureWorkspace();
  const team = (id: string | null): Pair | null => TEAMS.find((one) => one.id === id)?.name ?? null;
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
async function admit({ prisma, commit, now, newId, config }: Seeding, org: string): Promise<void> {
  const locale = config.organisation.locale ?? 'zh';
  const admin = await prisma.person.findFirstOrThrow({ where: { orgId: org, role: 'admin' } });
  const ids = new Map<string, string>([[ROOT, admin.teamId ?? '']]);
  const teams = TEAMS.flatMap((team): Change[] => {
    if (team.parent === null) return [];
    const id = newId();
    ids.set(team.id, id);
    const home = { platform: 'local', workspace: 'local', channel: team.id };
    return [
      { kind: 'team.add', id, name: team.name[locale], parentId: ids.get(team.parent) ?? null },
      { kind: 'team.set', id, home },
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
