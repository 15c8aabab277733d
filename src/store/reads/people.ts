import { createHash } from 'node:crypto';
import type { Day } from '../../domain/day.ts';
import type { Leave, Person, PersonRef, Team } from '../../domain/people.ts';
import { type Account, accountsOf, firstChatOf } from '../first-chat.ts';
import { dayOfRow, personOf, refOf, rowOfDay } from '../rows.ts';
import type { ReadsAt } from './at.ts';

/** What is kept of a link code: nobody who reads the database can say it. */
export const hashOf = (code: string): string => createHash('sha256').update(code).digest('hex');

/** How the audit trail calls an admission. */
export const ADMITTED = 'person.admit';

export type Invitation = { organisation: { id: string; name: string }; by: Person };

/** People, teams, who stands in for whom. Small tables: read whole. */
export function peopleReads({ db, org, now }: ReadsAt) {
  let loadedTeams: Promise<readonly Team[]> | undefined;

  const teams = (): Promise<readonly Team[]> => {
    loadedTeams ??= db.team
      .findMany({ where: { orgId: org, retiredAt: null }, orderBy: { id: 'asc' }, include: { homes: true } })
      .then((rows) =>
        rows.map((row) => ({
          id: row.id,
          name: row.name,
          parentId: row.parentId,
          homes: row.homes.map(({ platform, workspace, channel }) => ({ platform, workspace, channel })),
        })),
      );
    return loadedTeams;
  };

  return {
    teams,

    async person(id: string): Promise<Person | null> {
      const row = await db.person.findUnique({ where: { orgId_id: { orgId: org, id } } });
      return row === null ? null : personOf(row);
    },

    async people(): Promise<readonly Person[]> {
      const rows = await db.person.findMany({
        where: { orgId: org, sameAs: null },
        orderBy: { createdAt: 'asc' },
      });
      return rows.map(personOf);
    },

    /** The person behind an external identity. */
    async identified(platform: string, workspace: string, external: string): Promise<Person | null> {
      const row = await db.identity.findUnique({
        where: { orgId_platform_workspace_external: { orgId: org, platform, workspace, external } },
        include: { person: true },
      });
      return row === null ? null : personOf(row.person);
    },

    /** The people behind those of some external identities that are known. */
    async identifiedAll(
      platform: string,
      workspace: string,
      externals: readonly string[],
    ): Promise<ReadonlyMap<string, Person>> {
      const rows = await db.identity.findMany({
        where: { orgId: org, platform, workspace, external: { in: [...externals] } },
        include: { person: true },
      });
      return new Map(rows.map((row) => [row.external, personOf(row.person)]));
    },

    /** The same person, once what their chat says of them has been read. */
    async introduced(platform: string, workspace: string, external: string): Promise<Person | null> {
      const row = await db.identity.findFirst({
        where: { orgId: org, platform, workspace, external, introducedAt: { not: null } },
        include: { person: true },
      });
      return row === null ? null : personOf(row.person);
    },

    /** Who let a person in; null for those who founded or were imported. */
    async admittedBy(personId: string): Promise<PersonRef | null> {
      const row = await db.audit.findFirst({
        where: { orgId: org, action: ADMITTED, detail: { path: ['personId'], equals: personId } },
        orderBy: { at: 'desc' },
        include: { actor: true },
      });
      return row === null ? null : refOf(row.actor);
    },

    /** Whom a link code stands for; null when it was taken, is over or was never given. */
    async linkedBy(code: string): Promise<Person | null> {
      const row = await db.linkCode.findUnique({
        where: { orgId_hash: { orgId: org, hash: hashOf(code) }, expiresAt: { gt: now } },
        include: { person: true },
      });
      return row === null ? null : personOf(row.person);
    },

    /**
     * The organisation that a workspace code leads to, and who made it; null when it was taken, is over or was never
     * given. The one query that looks beyond the organisation: a code is how one hears of another.
     */
    async invitation(code: string): Promise<Invitation | null> {
      const row = await db.workspaceCode.findUnique({
        where: { hash: hashOf(code), expiresAt: { gt: now } },
        include: { person: { include: { organisation: true } } },
      });
      if (row === null) return null;
      const { organisation } = row.person;
      return { organisation: { id: organisation.id, name: organisation.name }, by: personOf(row.person) };
    },

    /** Where a person can be written to, in the order in which they became known there. */
    identitiesOf: (personId: string): Promise<readonly Account[]> => accountsOf(db, { org, personId }),

    /** Where a person is told what goes to them alone; null when no chat knows them. */
    firstChat: (personId: string): Promise<Account | null> => firstChatOf(db, { org, personId }),

    /** Leaves that are not over on `day`, soonest first. */
    async leaves(day: Day): Promise<readonly Leave[]> {
      const rows = await db.leave.findMany({
        where: { orgId: org, cancelledAt: null, until: { gte: rowOfDay(day) } },
        include: { person: true, deputy: true },
        orderBy: { from: 'asc' },
      });
      return rows.map((row) => ({
        id: row.id,
        person: refOf(row.person),
        deputy: refOf(row.deputy),
        from: dayOfRow(row.from),
        until: dayOfRow(row.until),
      }));
    },
  };
}
