import type { Button, Card, CardElement, ListItem } from '../chat/card.ts';
import {
  type Behind,
  countOf,
  type Group,
  type GroupName,
  type NumberAsked,
  type Part,
  sumOf,
} from '../domain/behind.ts';
import { mean, median } from '../domain/measure.ts';
import { type CohortOutcome, OUTCOMES } from '../domain/measure-conversion.ts';
import { LINES, type MovementLine } from '../domain/movement.ts';
import { bySize } from '../domain/size.ts';
import { dealItem, LIST_PAGE, type ListedDeal } from './list.ts';
import type { Pen } from './pen.ts';
import { basis, daysText, momentText, percentText, sumText } from './quota.ts';

export type BehindFacts = {
  asked: NumberAsked;
  title: string;
  behind: Behind;
  /** What the reader may see of them; the others are counted. */
  deals: ReadonlyMap<number, ListedDeal>;
  /** What moved a deal, by its number. */
  notes: ReadonlyMap<number, string>;
  /** The instant that it was counted at. */
  at: Date;
  /** The organisation's currency. */
  currency: string;
  page: number;
  more(page: number): Button['says'];
  showOwner: boolean;
  /** Said below the deals. */
  said?: readonly string[];
};

/** The deals behind a number: how many, what they add up to, and each of them, a page at a time. */
export function behindCard(facts: BehindFacts, pen: Pen): Card {
  const { behind, deals, title } = facts;
  const { lists } = pen.m.deal;
  const groups = behind.groups.map((group) => ({ ...group, parts: ordered(group.parts, facts) }));
  const told = groups.flatMap(({ name, parts }) =>
    parts.flatMap((part) => {
      const deal = deals.get(part.deal);
      return deal === undefined ? [] : [{ name, part, deal }];
    }),
  );
  const pages = Math.max(1, Math.ceil(told.length / LIST_PAGE));
  const page = Math.min(facts.page, pages);
  const shown = told.slice((page - 1) * LIST_PAGE, page * LIST_PAGE);
  const left = told.length - page * LIST_PAGE;
  const elements = groups.flatMap((group): CardElement[] => {
    const items = shown
      .filter(({ name }) => name === group.name)
      .map(({ part, deal }) => partItem(part, deal, { facts, pen }));
    if (items.length === 0) return [];
    const title =
      groups.length > 1 || facts.asked.of === 'conversion' ? { title: groupText(group, { facts, pen }) } : {};
    return [{ kind: 'list', ...title, items }];
  });
  const counted = new Set(groups.flatMap(({ parts }) => parts.map(({ deal }) => deal)));
  const hidden = [...counted].filter((number) => !deals.has(number)).length;
  const footer = [
    pen.m.funnel.behind.asOf(momentText(facts.at, pen)),
    ...(hidden === 0 ? [] : [pen.m.funnel.behind.hidden(hidden)]),
    ...(pages === 1 ? [] : [lists.page(page, pages)]),
  ];
  return {
    title,
    subtitle: totalText(facts, pen),
    elements: [
      ...(elements.length === 0 && hidden === 0 ? [{ kind: 'text' as const, text: lists.none }] : elements),
      ...(left > 0
        ? [
            {
              kind: 'buttons' as const,
              buttons: [{ label: lists.more(left), says: facts.more(page + 1) }],
            },
          ]
        : []),
      ...(facts.said ?? []).map((text) => ({ kind: 'text' as const, text })),
      basis(pen),
    ],
    footer: footer.join(' · '),
  };
}

/** The slowest first where days are told, else the largest. */
function ordered(parts: readonly Part[], { asked, currency }: BehindFacts): Part[] {
  const days = (part: Part): number => (asked.of === 'cycle' ? (part.days ?? 0) : 0);
  return parts.toSorted(
    (a, b) => days(b) - days(a) || bySize(currency)(a.amount, b.amount) || a.deal - b.deal,
  );
}

function partItem(part: Part, deal: ListedDeal, { facts, pen }: { facts: BehindFacts; pen: Pen }): ListItem {
  const { behind: say } = pen.m.funnel;
  const note = facts.notes.get(part.deal);
  const days = facts.asked.of === 'cycle' && part.days !== undefined ? [say.days(daysText(part.days))] : [];
  return dealItem(deal, pen, {
    owner: facts.showOwner,
    notes: [...days, ...(note === undefined ? [] : [note])],
    ...(part.amount === null ? {} : { amount: sumText([part.amount], pen) }),
  });
}

/** What the whole number comes to, as the card that it was pressed on says it. */
function totalText({ behind, asked }: BehindFacts, pen: Pen): string {
  const { behind: say, pace } = pen.m.funnel;
  const { groups, weighted } = behind;
  const count = countOf(behind);
  const won = groups.find(({ name }) => name === 'won')?.parts ?? [];
  if (asked.of === 'winRate' && count > 0) {
    return pace.rate(percentText(won.length / count), won.length, count - won.length);
  }
  if (asked.of === 'cycle' && won.length > 0) {
    const days = won.map((part) => part.days ?? 0);
    return [say.count(count), say.cycle(daysText(median(days)), daysText(mean(days)))].join(' · ');
  }
  const sums = sumParts(groups, pen);
  return [
    say.count(count),
    ...sums,
    ...(weighted.length === 0 ? [] : [say.weighted(sumText(weighted, pen))]),
  ].join(' · ');
}

function sumParts(groups: readonly Group[], pen: Pen): string[] {
  const { totals, unknown } = sumOf(groups);
  return [
    ...(totals.length === 0 ? [] : [sumText(totals, pen)]),
    ...(unknown === 0 ? [] : [pen.m.deal.lists.unknown(unknown)]),
  ];
}

function groupText(group: Group, { facts, pen }: { facts: BehindFacts; pen: Pen }): string {
  const { behind: say, cohort } = pen.m.funnel;
  const { length } = group.parts;
  const share = percentText(length / Math.max(1, countOf(facts.behind)));
  const count = facts.asked.of === 'conversion' ? cohort.share(length, share) : say.count(length);
  return [nameOf(group.name, { facts, pen }), count, ...sumParts([group], pen)].join(' · ');
}

function nameOf(name: GroupName, { facts, pen }: { facts: BehindFacts; pen: Pen }): string {
  const { behind: say, cohort, movement, moves } = pen.m.funnel;
  if (facts.asked.of === 'conversion' && isOutcome(name)) return cohort.outcome[name];
  if (name === 'start' || name === 'end') return moves[name];
  if (isLine(name)) return movement[name];
  return isOutcome(name) ? cohort.outcome[name] : say.group[name];
}

const isOutcome = (name: GroupName): name is CohortOutcome => OUTCOMES.some((one) => one === name);
const isLine = (name: GroupName): name is MovementLine => LINES.some((one) => one === name);
