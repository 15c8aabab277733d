import type { Scope } from '../../domain/permission.ts';
import type { DealLine } from '../../domain/views.ts';
import type { Prisma } from '../generated/client.ts';
import { refOf, stateOf } from '../rows.ts';

/** What a deal line is joined from. */
export const LINE = { name: true, customer: true, owner: true, team: true } as const;
type LineRow = Prisma.DealGetPayload<{ include: typeof LINE }>;

export const lineOf = (row: LineRow): DealLine => ({
  number: row.number,
  version: row.version,
  name: row.name.body ?? '',
  customer: row.customer?.name ?? null,
  state: stateOf(row),
  owner: refOf(row.owner),
  team: { id: row.team.id, name: row.team.name },
});

/** For what hangs on a deal and is shown with its name. */
export const NAMED = { deal: { include: { name: true } } } as const;

/** A deal and those that were merged into it: what happened with them stays reachable. */
export const withMerged = (deal: number): Prisma.DealWhereInput => ({
  OR: [{ number: deal }, { mergedInto: deal, status: 'void' }],
});

/** The condition that keeps a list inside what a person may see. */
export function visible(scope: Scope): Prisma.DealWhereInput {
  const mine: Prisma.DealWhereInput[] =
    scope.personId === ''
      ? []
      : [{ ownerId: scope.personId }, { collaborators: { some: { personId: scope.personId } } }];
  return {
    OR: [
      ...mine,
      { confidential: false, ...(scope.teams === 'all' ? {} : { teamId: { in: [...scope.teams] } }) },
      { teamId: { in: [...scope.managed] } },
    ],
  };
}

/** The same condition for a deal as it was at another time. */
export const sees = (
  { personId, teams, managed }: Scope,
  deal: { ownerId: string; teamId: string; confidential: boolean; collaborators: readonly string[] },
): boolean =>
  (personId !== '' && (deal.ownerId === personId || deal.collaborators.includes(personId))) ||
  (!deal.confidential && (teams === 'all' || teams.includes(deal.teamId))) ||
  managed.includes(deal.teamId);

/** Everything of an event but `after`: a rule folds the changes itself, and `after` is most of the bytes. */
export const EVENT = {
  orgId: true,
  dealNumber: true,
  seq: true,
  kind: true,
  actorId: true,
  teamId: true,
  at: true,
  recordedAt: true,
  changes: true,
  detail: true,
  voids: true,
  inputId: true,
} as const satisfies Prisma.DealEventSelect;
