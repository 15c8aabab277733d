import type { Known, Mention } from '../../domain/mention.ts';
import { mentions } from '../../domain/mention.ts';
import type { DealLine } from '../../domain/views.ts';
import { cut } from './found.ts';

/** Which of several deals a line speaks of: the one whose customer and name cover most of it. Pure. */

export type Place = { start: number; end: number };

/** A deal, where its names stand in the line, and how much of it they cover. */
export type Scored = { deal: DealLine; score: number; places: readonly Place[] };

/** Every deal that a mention leads to, whoever is named by most of the line first. */
export const scored = (line: string, found: readonly Mention[], deals: readonly DealLine[]): Scored[] =>
  deals
    .map((deal) => {
      const named = found.filter(({ known }) => known.kind !== 'contact' && leadsTo(known, deal));
      const people = found.filter(({ known }) => known.kind === 'contact' && leadsTo(known, deal));
      // A person counts for less than the least company: in 远景见了王总 it is 远景 that says which 王总.
      const score = covered(line, named) + (people.length === 0 ? 0 : 0.5 + covered(line, people) / 1000);
      return { deal, score, places: named.length > 0 ? named : people };
    })
    .sort((a, b) => b.score - a.score || startOf(a) - startOf(b));

const startOf = ({ places }: Scored): number => Math.min(...places.map(({ start }) => start));

/** The deals that are named by most of the line, and by the same words; another one stands elsewhere in it. */
export function topmost(all: readonly Scored[]): readonly Scored[] {
  const [first] = all;
  if (first === undefined) return [];
  return all.filter(
    ({ score, places }) =>
      score >= first.score - 0.01 &&
      places.some((one) => first.places.some((other) => one.start < other.end && other.start < one.end)),
  );
}

const leadsTo = ({ kind, id }: Known, { number, state }: DealLine): boolean =>
  kind === 'deal' ? id === String(number) : id === state.customerId;

/** How much of the line some names cover: a Chinese character says as much as two letters. */
export function covered(line: string, places: readonly Place[]): number {
  const said = new Set(
    places.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, at) => start + at)),
  );
  return [...said].reduce((sum, at) => sum + (/\p{Script=Han}/u.test(line[at] ?? '') ? 2 : 1), 0);
}

/** The line without a deal's names, where they stand together: what is said of it further on stays. */
export function withoutNames(line: string, places: readonly Place[]): string {
  const [first, ...others] = [...places].sort((a, b) => a.start - b.start || b.end - a.end);
  if (first === undefined) return line;
  let { end } = first;
  for (const one of others) {
    if (/^[\s,，的'’s]*$/u.test(line.slice(end, one.start))) end = Math.max(end, one.end);
  }
  return cut(line, { start: first.start, end });
}

/** Of deals that are named alike those in progress come first, then the one whose whole name was said. */
export function fullest(deals: readonly DealLine[], line: string): readonly DealLine[] {
  const open = deals.filter((deal) => deal.state.status === 'open');
  const pool = open.length > 0 ? open : deals;
  if (pool.length < 2) return pool;
  const known = pool.flatMap((deal): Known[] =>
    [deal.name, `${deal.customer ?? ''} ${deal.name}`].map((name) => ({
      kind: 'deal',
      id: String(deal.number),
      name,
    })),
  );
  const weights = mentions(line, known);
  const top = weights[0]?.weight ?? 0;
  const heaviest = weights.filter((one) => one.weight >= top - 0.01).map((one) => Number(one.known.id));
  return heaviest.length === 0 ? pool : pool.filter((deal) => heaviest.includes(deal.number));
}
