import { type Known, type Mention, mentions } from '../../domain/mention.ts';
import type { DealLine, DealView } from '../../domain/views.ts';
import { covered, fullest, type Scored, scored, topmost, withoutNames } from './deal-fit.ts';
import { dealOptions } from './deal-options.ts';
import { cut, type Found, type Resolving, type Search } from './found.ts';

export type DealStatusWanted = 'open' | 'closed' | 'any';

/** So many are offered; whoever looks for another says more of its name. */
const MOST = 20;

/** Which deals a field is for. `acts`: the verb does something to it. */
export type Wanted = { status: DealStatusWanted; merged?: boolean; acts?: boolean };

/** What was said for a deal field by itself. */
export async function dealSaid(raw: string, is: Wanted, to: Resolving): Promise<Found> {
  const number = /^(?:(?:deal|商机|单子)\s*)?#?(\d{1,9})$/iu.exec(raw.trim());
  if (number === null) {
    const known = await to.read.knownNames(raw, to.scope);
    const search: Search = { rest: raw, known, stages: [], currency: '', prose: false };
    const found = await dealMentioned(search, is, to);
    if (found.kind === 'nothing') return { kind: 'fault', fault: to.m.chat.noSuch.deal(raw) };
    return found.kind === 'value' ? { ...found, left: search.rest } : found;
  }
  const view = await to.read.dealView(Number(number[1]));
  if (view === null) return { kind: 'fault', fault: to.m.chat.noSuch.deal(raw) };
  if (view.state.status !== 'void') return dealValue(view);
  const { mergedInto } = view.state;
  if (mergedInto !== null && is.merged === true) return dealValue(view);
  const fault =
    mergedInto === null ? to.m.chat.noSuch.deal(raw) : to.m.deal.say.mergedAway(view.number, mergedInto);
  return { kind: 'fault', fault };
}

const dealValue = (view: DealView): Found => ({
  kind: 'value',
  value: view,
  raw: `#${view.number}`,
  deal: view,
});

/** In a deal's thread 王总 is that deal's; elsewhere a person at a customer leads to the customer's deals. */
const DEAL_NAMES: ReadonlySet<Known['kind']> = new Set(['deal', 'customer', 'contact']);

/** Deals by their name, their customer or a person at the customer; who is named by most of the line decides. */
export async function dealMentioned(search: Search, is: Wanted, to: Resolving): Promise<Found> {
  const line = search.rest;
  const names = search.known.filter(
    (one) => DEAL_NAMES.has(one.kind) && (one.kind !== 'contact' || to.hereDeal === null),
  );
  const found = mentions(line, names);
  const number = numberIn(line);
  const all = scored(line, found, await dealsOf(found, to));
  const numbered = all.find((one) => one.deal.number === number?.number);
  // In prose a number counts something: only "deal 106" is one of the deals that were named.
  if (numbered !== undefined && number !== null && (!search.prose || number.called)) {
    search.rest = withoutNames(cut(line, number), numbered.places);
    return chosen([numbered.deal], is, to);
  }
  const fuller = unknownDealsOf(line, found, all);
  const top = all[0]?.score ?? 0;
  if (fuller === null && top === 0)
    return number === null ? { kind: 'nothing' } : byNumber(number, search, { is, to });
  const tops = fuller === null ? topmost(all) : [];
  search.rest = withoutNames(line, tops[0]?.places ?? (fuller === null ? [] : [fuller]));
  const wanted = tops.filter(({ deal }) => is.status === 'any' || isOpen(deal) === (is.status === 'open'));
  const named = wanted.map(({ deal }) => deal);
  if (named.length > 0) return chosen(await pool(named, line, { is, to }), is, to);
  // A customer was named: another one's deal is no guess worth making.
  const name = fuller?.known.name ?? found[0]?.known.name ?? line;
  const closed = is.status === 'open' ? tops.map(({ deal }) => deal) : [];
  return { kind: 'fault', fault: to.m.chat.noDealOf[is.status](name), closed };
}

const isOpen = ({ state }: DealLine): boolean => state.status === 'open';

/** The deals that some mentions lead to. */
async function dealsOf(found: readonly Mention[], to: Resolving): Promise<readonly DealLine[]> {
  const numbers = found.flatMap(({ known }) => (known.kind === 'deal' ? [Number(known.id)] : []));
  const customerIds = found.flatMap(({ known }) => (known.kind === 'deal' ? [] : [known.id]));
  const status = ['open', 'won', 'lost'] as const;
  const [byName, byCustomer] = await Promise.all([
    numbers.length === 0 ? [] : to.read.deals({ numbers, status }, to.scope),
    customerIds.length === 0 ? [] : to.read.deals({ customerIds, status }, to.scope),
  ]);
  return [...new Map([...byCustomer, ...byName].map((deal) => [deal.number, deal])).values()];
}

/** A customer without a deal that one may see, who is named by more of the line than any deal is. */
function unknownDealsOf(line: string, found: readonly Mention[], all: readonly Scored[]): Mention | null {
  const [heaviest] = found
    .filter(
      ({ known }) => known.kind === 'customer' && !all.some(({ deal }) => deal.state.customerId === known.id),
    )
    .sort((a, b) => covered(line, [b]) - covered(line, [a]));
  if (heaviest === undefined) return null;
  return covered(line, [heaviest]) > (all[0]?.score ?? 0) ? heaviest : null;
}

/** `called`: the word for a deal stands before it. */
type NumberSaid = { number: number; called: boolean; start: number; end: number };

/** deal 106, evergreen 106: a number that may be a deal's. Amounts and dates are out of the line by now. */
function numberIn(line: string): NumberSaid | null {
  const match = /(?<![\p{L}\p{N}.,:/-])(?:(?:deal|商机|单子)\s*)?(\d{1,9})(?![\p{N}\p{L}.%:/-])/iu.exec(line);
  return match === null
    ? null
    : {
        number: Number(match[1]),
        called: /\D/.test(match[0]),
        start: match.index,
        end: match.index + match[0].length,
      };
}

/** edit 106 80k: nothing was named, and the number is all that is said of the deal, or what is said first. */
async function byNumber(
  said: NumberSaid,
  search: Search,
  { is, to }: { is: Wanted; to: Resolving },
): Promise<Found> {
  const { rest } = search;
  const alone = cut(rest, said) === '';
  if (said.start > 0 || (search.prose && !said.called && !alone)) return { kind: 'nothing' };
  const found = await dealSaid(`#${said.number}`, is, to);
  if (found.kind !== 'value') return { kind: 'nothing' };
  search.rest = cut(rest, said);
  return found;
}

type For = { is: Wanted; to: Resolving };

/** Of deals that are named alike those that one may act on, those in progress, those whose whole name was said. */
async function pool(deals: readonly DealLine[], line: string, { is, to }: For): Promise<readonly DealLine[]> {
  if (deals.length < 2 || is.acts !== true) return fullest(deals, line);
  const mine = await permitted(deals, to);
  return fullest(mine.length > 0 ? mine : deals, line);
}

/** One deal is taken; of several those are offered that the person may do it to. */
async function chosen(deals: readonly DealLine[], is: Wanted, to: Resolving): Promise<Found> {
  const [one, second] = deals;
  if (one === undefined) return { kind: 'nothing' };
  if (second === undefined) {
    const view = await to.read.dealView(one.number);
    return view === null ? { kind: 'nothing' } : dealValue(view);
  }
  if (is.acts === true && (await permitted(deals, to)).length === 0) return { kind: 'theirs', deals };
  const options = dealOptions(deals, { ...to, pipelines: await to.read.pipelines() });
  return { kind: 'choose', options: options.slice(0, MOST) };
}

/** Those to which the person may do what the verb does. */
async function permitted(deals: readonly DealLine[], to: Resolving): Promise<readonly DealLine[]> {
  const along = await to.read.collaboratorsOf(deals.map((deal) => deal.number));
  return deals.filter((deal) => to.fits(deal, along.get(deal.number) ?? []));
}
