import { usualCurrency } from '../../domain/money.ts';
import { subtree } from '../../domain/people.ts';
import type { Resolving, Search } from './found.ts';

type Amount = {
  search: Search;
  /** What is known of the verb's other fields. */
  args: Readonly<Record<string, unknown>>;
  /** The amount is a target's. */
  target: boolean;
};

/**
 * What an amount is in that names no currency: the deal's; a target's what the last one of its subject was in; what most
 * open deals of the customer, the person or the team are in; the organisation's.
 */
export async function currencyOf({ search, args, target }: Amount, to: Resolving): Promise<string> {
  if (search.deal !== undefined) return search.deal.currency;
  const { person: me, teams, read, scene } = to;
  const customerId = idOf(args.customer);
  const teamId = idOf(args.team);
  const personId = idOf(args.person) ?? idOf(args.owner) ?? (teamId === null ? me.id : null);
  const everyone = target && args.whose === 'everyone';
  const last = target && !everyone ? await read.targetCurrency(personId ?? teamId ?? me.id) : null;
  if (last !== null) return last;
  if (everyone) return scene.currency;
  const of = teamId ?? me.teamId;
  const users = { customerId, personId, teamIds: of === null ? [] : subtree(teams, of) };
  return usualCurrency(await read.currenciesInUse(users), users) ?? scene.currency;
}

const idOf = (value: unknown): string | null =>
  typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string'
    ? value.id
    : null;
