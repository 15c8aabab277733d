import { fragments, type Known } from '../../domain/mention.ts';
import type { Scope } from '../../domain/permission.ts';
import type { DealLine } from '../../domain/views.ts';
import type { ReadsAt } from './at.ts';
import { LINE, lineOf, visible } from './deal-line.ts';

const STATUSES = { open: ['open'], closed: ['won', 'lost'], any: ['open', 'won', 'lost'] } as const;

/** Finding customers, contacts, deals, people and teams by what somebody typed. */
export function nameReads({ db, org }: ReadsAt) {
  const like = (pieces: readonly string[], column: 'name' | 'body') =>
    pieces.map((piece) => ({ [column]: { contains: piece, mode: 'insensitive' as const } }));

  return {
    /** Names that share a fragment with the line, a rough superset: domain/mention.ts decides. */
    async knownNames(line: string, visibleTo: Scope): Promise<readonly Known[]> {
      const pieces = fragments(line);
      if (pieces.length === 0) return [];
      const [customers, contacts, deals, people, teams] = await Promise.all([
        db.customer.findMany({ where: { orgId: org, OR: like(pieces, 'name') }, take: 300 }),
        db.contact.findMany({ where: { orgId: org, OR: like(pieces, 'name') }, take: 100 }),
        db.deal.findMany({
          where: {
            orgId: org,
            status: { not: 'void' },
            name: { OR: like(pieces, 'body') },
            AND: [visible(visibleTo)],
          },
          include: { name: true },
          orderBy: [{ updatedAt: 'desc' }],
          take: 300,
        }),
        db.person.findMany({ where: { orgId: org, status: { not: 'left' }, OR: like(pieces, 'name') } }),
        db.team.findMany({ where: { orgId: org, retiredAt: null, OR: like(pieces, 'name') } }),
      ]);
      return [
        ...customers.map((row): Known => ({ kind: 'customer', id: row.id, name: row.name })),
        ...contacts.map((row): Known => ({ kind: 'contact', id: row.customerId, name: row.name })),
        ...deals.map((row): Known => ({ kind: 'deal', id: String(row.number), name: row.name.body ?? '' })),
        ...people.map((row): Known => ({ kind: 'person', id: row.id, name: row.name })),
        ...teams.map((row): Known => ({ kind: 'team', id: row.id, name: row.name })),
      ];
    },

    /** Deals whose name or customer contains what is typed, the latest first. */
    async dealsNamed(
      query: { typed: string; status: 'open' | 'closed' | 'any'; take: number; ownerId?: string },
      visibleTo: Scope,
    ): Promise<readonly DealLine[]> {
      const number = /^#?(\d{1,9})$/.exec(query.typed);
      const contains = { contains: query.typed, mode: 'insensitive' as const };
      const rows = await db.deal.findMany({
        where: {
          orgId: org,
          status: { in: [...STATUSES[query.status]] },
          ...(query.ownerId === undefined ? {} : { ownerId: query.ownerId }),
          AND: [
            visible(visibleTo),
            {
              OR: [
                { name: { body: contains } },
                { customer: { name: contains } },
                ...(number === null ? [] : [{ number: Number(number[1]) }]),
              ],
            },
          ],
        },
        include: LINE,
        orderBy: { updatedAt: 'desc' },
        take: query.take,
      });
      return rows.map(lineOf);
    },

    async customersNamed(typed: string, take: number): Promise<readonly { id: string; name: string }[]> {
      return db.customer.findMany({
        where: { orgId: org, name: { contains: typed, mode: 'insensitive' } },
        select: { id: true, name: true },
        orderBy: { name: 'asc' },
        take,
      });
    },

    async customerByName(nameKey: string): Promise<{ id: string; name: string } | null> {
      return db.customer.findUnique({
        where: { orgId_nameKey: { orgId: org, nameKey } },
        select: { id: true, name: true },
      });
    },

    async contactsOf(customerId: string) {
      return db.contact.findMany({ where: { orgId: org, customerId }, orderBy: { createdAt: 'asc' } });
    },
  };
}
