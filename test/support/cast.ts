// The people of the bot's organisation, who works with whom, and a database in which they are there.

import { v7 } from 'uuid';
import type { Change } from '../../src/domain/change.ts';
import { pipelineFrom } from '../../src/domain/founding.ts';
import type { Role } from '../../src/domain/people.ts';
import type { TemplateKey } from '../../src/domain/templates.ts';
import { commitTo } from '../../src/store/commit.ts';
import type { PrismaClient } from '../../src/store/generated/client.ts';
import { rowOfDay } from '../../src/store/rows.ts';
import { type FreshDatabase, freshDatabase, patternDatabase } from './database.ts';

export const ZONE = 'Asia/Shanghai';

type CastMember = { name: string; role: Role; team: string | null; locale: 'en' | 'zh'; status?: 'pending' };

/** East is Chinese, West is American; both below Sales. */
export const CAST = {
  wang: { name: '王芳', role: 'manager', team: '华东', locale: 'zh' },
  li: { name: '李伟', role: 'rep', team: '华东', locale: 'zh' },
  zhao: { name: '赵敏', role: 'rep', team: '华东', locale: 'zh' },
  sam: { name: 'Sam Carter', role: 'manager', team: 'West', locale: 'en' },
  mia: { name: 'Mia Lopez', role: 'rep', team: 'West', locale: 'en' },
  joe: { name: 'Joe Brown', role: 'rep', team: 'West', locale: 'en' },
  ada: { name: 'Ada Admin', role: 'admin', team: 'Sales', locale: 'en' },
  olga: { name: 'Olga Ops', role: 'operations', team: 'Sales', locale: 'en' },
  rita: { name: 'Rita Reader', role: 'readonly', team: '华东', locale: 'en' },
  boss: { name: 'Bo Chief', role: 'manager', team: 'Sales', locale: 'en' },
  nina: { name: 'Nina New', role: 'rep', team: null, locale: 'en', status: 'pending' },
} satisfies Record<string, CastMember>;
export type CastName = keyof typeof CAST;

/** Rooms and who reads them. */
export const ROOMS: Record<string, readonly CastName[]> = {
  east: ['wang', 'li', 'zhao'],
  huddle: ['wang', 'li', 'zhao'],
  west: ['sam', 'mia', 'joe'],
  leads: ['olga', 'boss'],
  all: ['wang', 'li', 'zhao', 'sam', 'mia', 'joe', 'ada', 'olga', 'boss'],
};

/** Of the organisation, its people and its teams. */
type Ids = {
  org: string;
  ids: Record<CastName, string>;
  teamIds: ReadonlyMap<string, string>;
};
type Founding = { template: TemplateKey; calendar: string; now: Date };

/** By what they were founded with: who is engaged once need not be engaged again for every bot. */
const engaged = new Map<string, Promise<{ pattern: string; made: Ids }>>();

/**
 * A database with the cast in it. It is a copy, so that the ids are the same in every one of this process; `apart` has
 * ids of its own.
 */
export async function databaseWithCast(
  founding: Founding,
  { apart }: { apart: boolean },
): Promise<Ids & { database: FreshDatabase }> {
  if (apart) {
    const database = await freshDatabase();
    return { ...(await engage(database.prisma, founding)), database };
  }
  const key = JSON.stringify(founding);
  const known = engaged.get(key) ?? patternDatabase((prisma) => engage(prisma, founding));
  engaged.set(key, known);
  const { pattern, made } = await known;
  return { ...made, database: await freshDatabase({ like: pattern }) };
}

async function engage(prisma: PrismaClient, { template, calendar, now }: Founding): Promise<Ids> {
  const org = v7();
  const ids = Object.fromEntries(Object.keys(CAST).map((key) => [key, v7()])) as Record<CastName, string>;
  const teamIds = new Map(['Sales', '华东', 'West'].map((name) => [name, v7()]));
  await prisma.organisation.create({
    data: { id: org, name: 'Stagepost', locale: 'zh', zone: ZONE, currency: 'CNY', template, createdAt: now },
  });
  await prisma.organisationCalendar.create({ data: { orgId: org, from: rowOfDay('2020-01-01'), calendar } });
  await prisma.workspace.create({
    data: { platform: 'local', external: 'local', orgId: org, name: 'Local', createdAt: now },
  });
  const pipeline = pipelineFrom(template, {
    from: new Date('2026-01-01T00:00:00Z'),
    isDefault: true,
    locale: 'zh',
    newId: v7,
  });
  await commitTo(prisma)(org, {
    key: 'cast',
    actorId: ids.ada,
    now: new Date('2026-01-01T00:00:00Z'),
    changes: [...teamChanges(teamIds), ...peopleChanges(ids, teamIds), pipeline],
    answeredIn: null,
    reply: async () => null,
  });
  return { org, ids, teamIds };
}

function teamChanges(teamIds: Ids['teamIds']): Change[] {
  const sales = teamIds.get('Sales') ?? '';
  return [...teamIds].map(([name, id]) => ({
    kind: 'team.add',
    id,
    name,
    parentId: name === 'Sales' ? null : sales,
  }));
}

function peopleChanges(ids: Ids['ids'], teamIds: Ids['teamIds']): Change[] {
  return Object.entries(CAST).flatMap(([key, one]: [string, CastMember]): Change[] => {
    const id = ids[key as CastName];
    return [
      {
        kind: 'person.add',
        person: {
          id,
          name: one.name,
          email: `${key}@example.com`,
          role: one.role,
          status: one.status ?? 'active',
          teamId: one.team === null ? null : (teamIds.get(one.team) ?? null),
          locale: one.locale,
          zone: null,
        },
      },
      { kind: 'person.identify', id, platform: 'local', workspace: 'local', external: key },
      { kind: 'person.introduce', platform: 'local', workspace: 'local', external: key },
    ];
  });
}
