/** Open deals of one customer, owner and team that are in one currency. */
export type InUse = {
  currency: string;
  deals: number;
  customerId: string | null;
  ownerId: string;
  teamId: string;
};

/** Whose currency is asked for, the nearest first. */
export type Users = { customerId: string | null; personId: string | null; teamIds: readonly string[] };

/**
 * The currency of an amount that names none: the one that most open deals of the customer are in, or else of the
 * person, or else of the team. Null when there are none.
 */
export function usualCurrency(
  inUse: readonly InUse[],
  { customerId, personId, teamIds }: Users,
): string | null {
  return (
    commonest(inUse.filter((one) => customerId !== null && one.customerId === customerId)) ??
    commonest(inUse.filter((one) => one.ownerId === personId)) ??
    commonest(inUse.filter((one) => teamIds.includes(one.teamId)))
  );
}

function commonest(inUse: readonly InUse[]): string | null {
  const counts = new Map<string, number>();
  for (const { currency, deals } of inUse) counts.set(currency, (counts.get(currency) ?? 0) + deals);
  const [first] = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  return first?.[0] ?? null;
}
