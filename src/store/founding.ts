import type { Change } from '../domain/change.ts';
import { dayOf } from '../domain/day.ts';
import { pipelineFrom } from '../domain/founding.ts';
import type { Locale } from '../domain/people.ts';
import type { TemplateKey } from '../domain/templates.ts';
import type { Commit } from './commit.ts';
import type { PrismaClient } from './generated/client.ts';
import type { Db } from './prisma.ts';
import { rowOfDay } from './rows.ts';

export type NewOrganisation = {
  name: string;
  locale: Locale;
  zone: string;
  currency: string;
  calendar: string;
  template: TemplateKey;
  workspace: { platform: string; external: string; name: string };
  /** The first person: an administrator. */
  admin: { name: string; external: string; email?: string; locale?: Locale; zone?: string };
  now: Date;
  newId(): string;
};

/** The organisation that an external workspace belongs to. */
export const organisationOf =
  (db: Db) =>
  async (platform: string, external: string): Promise<string | null> => {
    const row = await db.workspace.findUnique({ where: { platform_external: { platform, external } } });
    return row?.orgId ?? null;
  };

/**
 * A workspace founds its organisation, with a pipeline from a template, one team and an administrator. Said again, also
 * after a crash half way, it founds nothing twice: the workspace leads to its organisation and the commit has one key.
 */
export async function found(prisma: PrismaClient, commit: Commit, fresh: NewOrganisation): Promise<string> {
  const { name, locale, template, workspace, admin, now, newId } = fresh;
  const orgId = await begun(prisma, fresh);
  // What is founded stays as it is, also for a workspace that has joined another organisation since.
  if ((await prisma.pipeline.count({ where: { orgId } })) > 0) return orgId;
  const personId = newId();
  const teamId = newId();
  const changes: Change[] = [
    { kind: 'team.add', id: teamId, name, parentId: null },
    {
      kind: 'person.add',
      person: {
        id: personId,
        name: admin.name,
        email: admin.email ?? null,
        role: 'admin',
        status: 'active',
        teamId,
        locale: admin.locale ?? locale,
        zone: admin.zone ?? null,
      },
    },
    {
      kind: 'person.identify',
      id: personId,
      platform: workspace.platform,
      workspace: workspace.external,
      external: admin.external,
    },
    pipelineFrom(template, { from: now, isDefault: true, locale, newId }),
  ];
  await commit(orgId, {
    key: `founding:${workspace.platform}:${workspace.external}`,
    actorId: personId,
    now,
    changes,
    answeredIn: null,
    reply: async () => null,
  });
  return orgId;
}

/** The row of the organisation, and the workspace that leads to it. Of two who come first at once the second waits. */
async function begun(prisma: PrismaClient, fresh: NewOrganisation): Promise<string> {
  const { name, locale, zone, currency, calendar, template, workspace, now, newId } = fresh;
  const { platform, external } = workspace;
  return prisma.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`found ${platform} ${external}`}, 0))`;
    const before = await organisationOf(tx)(platform, external);
    if (before !== null) return before;
    const orgId = newId();
    await tx.organisation.create({
      data: { id: orgId, name, locale, zone, currency, template, createdAt: now },
    });
    await tx.organisationCalendar.create({ data: { orgId, from: rowOfDay(dayOf(now, zone)), calendar } });
    await tx.workspace.create({ data: { ...workspace, orgId, createdAt: now } });
    return orgId;
  });
}
