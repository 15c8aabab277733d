import type { InUse, Users } from '../../domain/money.ts';
import type { ReadsAt } from './at.ts';

/** Which currencies people use. A currency alone says nothing of a deal, so nobody's scope narrows it. */
export function currencyReads({ db, org }: ReadsAt) {
  return {
    /** The currencies of the open deals of a customer, a person and some teams. */
    async currenciesInUse({ customerId, personId, teamIds }: Users): Promise<readonly InUse[]> {
      const rows = await db.deal.groupBy({
        by: ['currency', 'customerId', 'ownerId', 'teamId'],
        where: {
          orgId: org,
          status: 'open',
          OR: [
            ...(customerId === null ? [] : [{ customerId }]),
            ...(personId === null ? [] : [{ ownerId: personId }]),
            { teamId: { in: [...teamIds] } },
          ],
        },
        _count: { _all: true },
      });
      return rows.map(({ _count, ...row }) => ({ ...row, deals: _count._all }));
    },

    /** What the latest target of a subject is in; null when it never had one. */
    async targetCurrency(subject: string): Promise<string | null> {
      const row = await db.target.findFirst({
        where: { orgId: org, subject, measure: 'amount' },
        orderBy: [{ from: 'desc' }, { id: 'desc' }],
        select: { currency: true },
      });
      return row?.currency ?? null;
    },
  };
}
