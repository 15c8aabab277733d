import type { DealStatus } from '../domain/deal.ts';
import { best, type Known, type Mention, mentions } from '../domain/mention.ts';
import type { DealLine, DealView } from '../domain/views.ts';
import type { Option } from './form.ts';
import { cut, type Found, type Resolving, type Search } from './found.ts';

export type DealStatusWanted = 'open' | 'closed' | 'any';
const STATUSES = { open: ['open'], closed: ['won', 'lost'], any: ['open', 'won', 'lost'] } as const;

/** What was said for a deal field by itself. */
export async function dealSaid(raw: string, wanted: DealStatusWanted, to: Resolving): Promise<Found> {
  const number = /^#?(\d{1,9})$/.exec(raw.trim());
  if (number === null) {
    const known = await to.read.knownNames(raw, to.scope);
    const found = await dealMentioned({ rest: raw, known, stages: [], currency: '' }, wanted, to);
    return found.kind === 'nothing' ? { kind: 'fault', fault: to.m.chat.noSuch.deal(raw) } : found;
  }
  const view = await to.read.dealView(Number(number[1]));
  if (view === null || view.state.status === 'void')
    return { kind: 'fault', fault: to.m.chat.noSuch.deal(raw) };
  return dealValue(view);
}

const dealValue = (view: DealView): Found => ({
  kind: 'value',
  value: view,
  raw: `#${view.number}`,
  deal: view,
});

/** Deals by their name, their customer or a person at the customer; the heaviest mention that has one decides. */
export async function dealMentioned(search: Search, wanted: DealStatusWanted, to: Resolving): Promise<Found> {
  const names = search.known.filter(
    (one) => DEAL_NAMES.has(one.kind) && (one.kind !== 'contact' || to.hereDeal === null),
  );
  const found = mentions(search.rest, names);
  const [first] = found;
  if (first === undefined) return { kind: 'nothing' };
  // What else stands in the same words may be meant, where the fuller name has no such deal.
  const meant = found.filter((one) => one.start < first.end && one.end > first.start);
  for (let left = meant; left.length > 0; ) {
    const group = best(left);
    const candidates = narrowed(await dealsOf(group, STATUSES[wanted], to), search.rest, to);
    const [one] = candidates;
    if (one === undefined) {
      left = left.filter((mention) => !group.includes(mention));
      continue;
    }
    search.rest = cut(search.rest, group[0] ?? first);
    if (candidates.length > 1) return { kind: 'choose', options: candidates.slice(0, 20).map(dealOption) };
    const view = await to.read.dealView(one.number);
    return view === null ? { kind: 'nothing' } : dealValue(view);
  }
  // A customer was named: another one's deal is no guess worth making.
  return { kind: 'fault', fault: to.m.chat.noDealOf[wanted](first.known.name) };
}

/** The deals that some mentions lead to. */
async function dealsOf(
  found: readonly Mention[],
  status: readonly DealStatus[],
  to: Resolving,
): Promise<readonly DealLine[]> {
  const numbers = found.flatMap(({ known }) => (known.kind === 'deal' ? [Number(known.id)] : []));
  const customerIds = found.flatMap(({ known }) => (known.kind === 'deal' ? [] : [known.id]));
  const [byName, byCustomer] = await Promise.all([
    numbers.length === 0 ? [] : to.read.deals({ numbers, status }, to.scope),
    customerIds.length === 0 ? [] : to.read.deals({ customerIds, status }, to.scope),
  ]);
  return [...new Map([...byCustomer, ...byName].map((deal) => [deal.number, deal])).values()];
}

/** In a deal's thread 王总 is that deal's; elsewhere a person at a customer leads to the customer's deals. */
const DEAL_NAMES: ReadonlySet<Known['kind']> = new Set(['deal', 'customer', 'contact']);

/** Several deals fit: those one may act on come first, then those in progress, then the fuller mention. */
function narrowed(deals: readonly DealLine[], line: string, to: Resolving): readonly DealLine[] {
  const acting = deals.filter((deal) => to.fits(deal, to.action));
  const mine = acting.length > 0 ? acting : deals;
  const open = mine.filter((deal) => deal.state.status === 'open');
  const pool = open.length > 0 ? open : mine;
  if (pool.length < 2) return pool;
  const known = pool.map(
    (deal): Known => ({ kind: 'deal', id: String(deal.number), name: `${deal.customer ?? ''} ${deal.name}` }),
  );
  const weights = mentions(line, known);
  const top = weights[0]?.weight ?? 0;
  const heaviest = weights.filter((one) => one.weight >= top - 0.01).map((one) => Number(one.known.id));
  return heaviest.length === 0 ? pool : pool.filter((deal) => heaviest.includes(deal.number));
}

export const dealOption = (deal: DealLine): Option => ({
  value: `#${deal.number}`,
  label: `#${deal.number} ${deal.name}`,
  detail: [deal.customer, deal.owner.name].filter((part) => part !== null).join(' · '),
});
