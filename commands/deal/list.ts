import { LIST_PAGE, type ListedDeal, listCard, listed, standing } from '../../src/cards/list.ts';
import { type Context, command, type Outcome, refuse, show } from '../../src/chat/command.ts';
import {
  type Choice,
  choice,
  customer,
  date,
  optional,
  person,
  stage,
  team,
  text,
  unread,
} from '../../src/chat/field.ts';
import type { NumberAsked } from '../../src/domain/behind.ts';
import { largestFirst } from '../../src/domain/size.ts';
import { periodSaid } from '../funnel/asked.ts';
import { penOf } from './answer.ts';
import { aroundOf } from './around.ts';
import { behindMessage, countedAt, instantOf } from './behind.ts';
import { pageNumber } from './fields.ts';
import {
  type Asked,
  fits,
  listTitle,
  numberOf,
  numberTitle,
  queryOf,
  reportAsked,
  wordsOf,
} from './filter.ts';
import { FILTER_WORDS } from './words.ts';

const STATUSES: readonly Choice<'open' | 'won' | 'lost'>[] = [
  { value: 'open', label: { en: 'Open', zh: '进行中' }, also: ['在跟', '在途'] },
  { value: 'won', label: { en: 'Won', zh: '赢单' }, also: ['已成交', '成交了'] },
  { value: 'lost', label: { en: 'Lost', zh: '输单' }, also: ['丢单'] },
];

const WHOSE: readonly Choice<'mine' | 'everyone'>[] = [
  { value: 'mine', label: { en: 'Mine', zh: '我的' }, also: ['my'] },
  { value: 'everyone', label: { en: 'Everyone', zh: '全部' }, also: ['all', '所有人', '全公司', '全员'] },
];

const carried = (en: string, zh: string, maxLength: number) =>
  optional(text({ label: { en, zh }, takes: 'named', maxLength, machine: true }));

export const dealList = command({
  name: 'deal.list',
  says: {
    en: ['deal list', 'deals', 'list deals', 'list'],
    zh: ['商机 列表', '列出商机', '查商机', '列表'],
  },
  title: { en: 'List deals', zh: '商机列表' },
  help: {
    en: 'List deals by stage, owner, customer or period; silent, stuck, overdue, closing, commit, slipped, won',
    zh: '按阶段、负责人、客户、期间列出商机；失联、卡住、逾期、即将成交、承诺、延期、赢单',
  },
  example: { en: 'deal list silent', zh: '商机 列表 失联' },
  fields: {
    filter: optional(choice({ label: { en: 'Only', zh: '只看' }, options: FILTER_WORDS })),
    status: choice({
      label: { en: 'Status', zh: '状态' },
      preset: 'open',
      options: STATUSES,
    }),
    whose: optional(choice({ label: { en: 'Whose', zh: '谁的' }, options: WHOSE })),
    stage: optional(stage()),
    owner: optional(person({ label: { en: 'Owner', zh: '负责人' }, example: { en: 'Joe', zh: '赵敏' } })),
    team: optional(team()),
    customer: optional(customer({ known: true })),
    period: optional(
      text({
        label: { en: 'Period', zh: '期间' },
        example: { en: 'this month', zh: '本月' },
        takes: 'period',
      }),
    ),
    left: unread,
    from: optional(date({ label: { en: 'From', zh: '从' }, formOnly: true })),
    until: optional(date({ label: { en: 'Until', zh: '到' }, formOnly: true })),
    at: countedAt,
    room: carried('For a channel', '群内', 3),
    pipeline: carried('Pipeline', '流程', 36),
    line: carried('Line', '变动项', 20),
    currency: carried('Currency', '币种', 3),
    page: pageNumber,
  },
  needs: { action: 'team.read', on: 'nothing' },
  reads: true,
  async run({ page, whose, period: said, left, ...rest }, context) {
    // A filter that was not understood is never passed over: the list would be another one.
    if (left !== null) return refuse(context.m.chat.notUnderstood(left), 'period');
    const period = periodSaid(said, context);
    const asked: Asked = {
      ...rest,
      // Words that name no period say nothing, unless a number of one was asked for.
      period: period === null || 'unknown' in period ? null : period,
      owner: rest.owner ?? (whose === 'mine' ? context.person : null),
      everyone: whose === 'everyone',
    };
    const number = numberOf(asked);
    if (number === null) return listOutcome(asked, page ?? 1, context);
    if (period !== null && 'unknown' in period)
      return refuse(context.m.funnel.unknownPeriod(period.unknown), 'period');
    return numberOutcome(asked, { number, page: page ?? 1 }, context);
  },
});

/** The deals of a number, as it was counted. */
async function numberOutcome(
  asked: Asked,
  { number, page }: { number: NumberAsked; page: number },
  context: Context,
): Promise<Outcome> {
  const { stage: of, customer: whom } = asked;
  const words = wordsOf(asked);
  const label = asked.owner?.name ?? asked.team?.name ?? context.m.funnel.whose.everyone;
  const narrows = (of !== null && number.of !== 'open') || whom !== null;
  const message = await behindMessage(
    {
      number,
      asked: reportAsked(asked, number.of, context),
      shown: { label, values: {}, deals: {} },
      at: instantOf(asked.at),
      room: asked.room !== null,
      title: numberTitle(asked, number, context),
      page,
      more: (next) => ({ line: 'deal list', values: { ...words, page: String(next) } }),
      ...(narrows
        ? {
            keep: (deal) =>
              (of === null || deal.state.stageId === of.id) &&
              (whom === null || deal.state.customerId === whom.id),
          }
        : {}),
    },
    context,
  );
  return show(message);
}

/** Deals as they are now. */
async function listOutcome(asked: Asked, page: number, context: Context): Promise<Outcome> {
  const { read, scope, m, teams, organisation } = context;
  const query = queryOf(asked, { teams, zone: organisation.zone });
  const around = await aroundOf(context);
  const words = wordsOf(asked);
  const narrowed = Object.keys(words).length > 1;
  const [found, behind] = await Promise.all([
    read.deals(query, scope),
    // What fits and the reader may not see is counted.
    narrowed ? read.hiddenDeals(query, scope) : [],
  ]);
  const deals = found.map((deal) => listed(deal, around)).filter((deal) => fits(deal.needs, asked));
  const hidden = behind.filter((state) => fits(standing(state, around).needs, asked)).length;
  const closed = asked.status !== 'open';
  const sorted = deals.toSorted(closed ? byClosing : largestFirst(organisation.currency));
  const last = Math.max(1, Math.ceil(sorted.length / LIST_PAGE));
  const card = listCard(
    {
      title: listTitle(asked, context),
      deals: sorted,
      hidden,
      page: Math.min(page, last),
      more: (next) => ({ line: 'deal list', values: { ...words, page: String(next) } }),
      showOwner: asked.owner === null,
      order: closed ? 'closing' : 'size',
    },
    penOf(context),
  );
  const nothing = hidden === 0 ? m.deal.lists.none : m.deal.lists.hidden(hidden);
  const none = sorted.length === 0 ? nothing : null;
  return show({ text: none ?? [card.title, card.subtitle ?? card.footer ?? ''].join(' · '), card });
}

/** The latest closed first. */
const byClosing = (a: ListedDeal, b: ListedDeal): number =>
  (b.state.closedAt?.getTime() ?? 0) - (a.state.closedAt?.getTime() ?? 0);
