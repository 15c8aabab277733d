import type { Button, Card, CardElement, ListItem } from '../chat/card.ts';
import { type Look, NEEDS, type Need, needsOf } from '../domain/attention.ts';
import { dayOf } from '../domain/day.ts';
import type { DealState } from '../domain/deal.ts';
import { formatMoney, sumByCurrency } from '../domain/money.ts';
import type { Pipeline, Stage } from '../domain/stage.ts';
import { stageName } from '../domain/stage.ts';
import type { DealLine } from '../domain/views.ts';
import { dayText, moneyText } from './deal.ts';
import { type Pen, zoneOf } from './pen.ts';

export const LIST_PAGE = 10;

/** A deal with its stage and what it needs, most urgent first. */
export type ListedDeal = DealLine & { stage: Stage | null; needs: readonly { why: Need; days: number }[] };

/** What lists look up: stages of every pipeline, and how long deals usually stay in them. */
export type Around = {
  pipelines: readonly Pipeline[];
  look: Omit<Look, 'p90'>;
  p90: ReadonlyMap<string, number>;
};

export const listed = (deal: DealLine, around: Around): ListedDeal => ({
  ...deal,
  ...standing(deal.state, around),
});

/** The stage of a deal and what it needs, most urgent first. */
export function standing(
  state: DealState,
  { pipelines, look, p90 }: Around,
): Pick<ListedDeal, 'stage' | 'needs'> {
  const stage = pipelines.flatMap((one) => one.stages).find((one) => one.id === state.stageId) ?? null;
  if (stage === null) return { stage, needs: [] };
  return { stage, needs: needsOf(state, stage, { ...look, p90: p90.get(stage.id) ?? null }) };
}

/** One deal in a list; pressing it opens its card. */
export function dealItem(
  deal: ListedDeal,
  pen: Pen,
  show: { owner: boolean; amount?: string; notes?: readonly string[] },
): ListItem {
  const { m, locale } = pen;
  const { state } = deal;
  const [first] = deal.needs;
  const closed =
    state.status === 'open' || state.closedAt === null
      ? []
      : [m.deal.status[state.status], dayText(dayOf(state.closedAt, zoneOf(pen)), pen)];
  const open =
    state.status !== 'open' || state.expectedClose === null
      ? []
      : [`${m.deal.card.close} ${dayText(state.expectedClose, pen)}`];
  const detail = [
    ...(show.notes ?? []),
    ...(deal.customer === null ? [] : [deal.customer]),
    ...(deal.stage === null || closed.length > 0 ? [] : [stageName(deal.stage, locale)]),
    ...(show.owner ? [deal.owner.name] : []),
    ...closed,
    ...open,
    ...deal.needs.map((need) => m.deal.lists.need[need.why](need.days)),
  ];
  return {
    title: `#${deal.number} ${deal.name} · ${show.amount ?? moneyText(state, pen)}`,
    detail: detail.join(' · '),
    ...(first === undefined || first.why === 'closing' ? {} : { tone: 'warn' as const }),
    press: { line: 'deal show', values: { deal: `#${deal.number}` } },
  };
}

/** How many deals and how much, per currency; unknown amounts are counted, not summed. */
function totalText(deals: readonly DealLine[], { m, locale }: Pen): string {
  const { totals, unknown } = sumByCurrency(
    deals.map(({ state }) =>
      state.amount === null ? null : { minor: state.amount, currency: state.currency },
    ),
  );
  const sums = totals.map((total) => formatMoney(total, locale, 'short'));
  const parts = [...sums, ...(unknown === 0 ? [] : [m.deal.lists.unknown(unknown)])];
  return m.deal.lists.total(deals.length, parts.length === 0 ? m.chat.none : parts.join(' · '));
}

export type ListFacts = {
  title: string;
  /** All that fit, in the order in which they are read. */
  deals: readonly ListedDeal[];
  /** Deals that fit and are not open to the reader. */
  hidden: number;
  page: number;
  /** What shows another page. */
  more(page: number): Button['says'];
  showOwner: boolean;
  /** Open deals stand by their amounts, of which those in other currencies cannot be compared. */
  order: 'size' | 'closing';
};

/** A page of a list of deals. */
export function listCard(facts: ListFacts, pen: Pen): Card {
  const { title, deals, hidden, page } = facts;
  const { lists } = pen.m.deal;
  const pages = Math.max(1, Math.ceil(deals.length / LIST_PAGE));
  const shown = deals.slice((page - 1) * LIST_PAGE, page * LIST_PAGE);
  const left = deals.length - page * LIST_PAGE;
  const elements: CardElement[] =
    shown.length === 0
      ? [{ kind: 'text', text: hidden === 0 ? lists.none : lists.hidden(hidden) }]
      : [{ kind: 'list', items: shown.map((deal) => dealItem(deal, pen, { owner: facts.showOwner })) }];
  if (left > 0)
    elements.push({ kind: 'buttons', buttons: [{ label: lists.more(left), says: facts.more(page + 1) }] });
  const footer = [
    ...(facts.order === 'size' && currenciesIn(deals) > 1 ? [lists.currencies] : []),
    ...(hidden === 0 || shown.length === 0 ? [] : [lists.hidden(hidden)]),
    ...(pages === 1 ? [] : [lists.page(page, pages)]),
  ];
  return {
    title,
    ...(deals.length === 0 ? {} : { subtitle: totalText(deals, pen) }),
    elements,
    ...(footer.length === 0 ? {} : { footer: footer.join(' · ') }),
  };
}

const currenciesIn = (deals: readonly DealLine[]): number =>
  new Set(deals.flatMap(({ state }) => (state.amount === null ? [] : [state.currency]))).size;

/** One's own deals under what they need, the most urgent need first. A deal stands under its first one only. */
export function mineCard(deals: readonly ListedDeal[], page: number, pen: Pen): Card {
  const { lists } = pen.m.deal;
  const shown = deals.slice((page - 1) * LIST_PAGE, page * LIST_PAGE);
  const left = deals.length - page * LIST_PAGE;
  const groups = [...NEEDS, null].flatMap((why): CardElement[] => {
    const group = shown.filter((deal) => (deal.needs[0]?.why ?? null) === why);
    if (group.length === 0) return [];
    const items = group.map((deal) => dealItem(deal, pen, { owner: false }));
    return [{ kind: 'list', title: why === null ? lists.rest : lists.needs[why], items }];
  });
  const more: CardElement[] =
    left <= 0
      ? []
      : [
          {
            kind: 'buttons',
            buttons: [
              { label: lists.more(left), says: { line: 'deal mine', values: { page: String(page + 1) } } },
            ],
          },
        ];
  return {
    title: lists.mine,
    ...(deals.length === 0 ? {} : { subtitle: totalText(deals, pen) }),
    elements: deals.length === 0 ? [{ kind: 'text', text: lists.mineNone }] : [...groups, ...more],
    ...(currenciesIn(deals) > 1 ? { footer: lists.currencies } : {}),
  };
}
