import { LIST_PAGE, type ListedDeal, listCard, listed, standing } from '../../src/cards/list.ts';
import { command, show } from '../../src/chat/command.ts';
import { type Choice, choice, customer, date, optional, person, stage, team } from '../../src/chat/field.ts';
import { byAmount } from '../../src/domain/attention.ts';
import { penOf } from './answer.ts';
import { aroundOf } from './around.ts';
import { pageNumber } from './fields.ts';
import { type Asked, fits, listTitle, queryOf, wordsOf } from './filter.ts';

const FILTERS: readonly Choice<'silent' | 'stuck' | 'overdue' | 'closing'>[] = [
  { value: 'silent', label: { en: 'Silent', zh: '失联' }, also: ['quiet'] },
  { value: 'stuck', label: { en: 'Stuck', zh: '卡住' }, also: ['停滞'] },
  { value: 'overdue', label: { en: 'Overdue', zh: '逾期' }, also: ['late', '过期'] },
  { value: 'closing', label: { en: 'Closing soon', zh: '即将成交' }, also: ['closing', '快成交'] },
];

const STATUSES: readonly Choice<'open' | 'won' | 'lost'>[] = [
  { value: 'open', label: { en: 'Open', zh: '进行中' }, also: ['在跟'] },
  { value: 'won', label: { en: 'Won', zh: '赢单' }, also: ['已成交', '成交了'] },
  { value: 'lost', label: { en: 'Lost', zh: '输单' }, also: ['丢单'] },
];

const WHOSE: readonly Choice<'mine' | 'everyone'>[] = [
  { value: 'mine', label: { en: 'Mine', zh: '我的' }, also: ['my'] },
  { value: 'everyone', label: { en: 'Everyone', zh: '全部' }, also: ['all', '所有人', '全公司'] },
];

export const dealList = command({
  name: 'deal.list',
  says: {
    en: ['deal list', 'deals', 'list deals'],
    zh: ['商机 列表', '列出商机', '查商机'],
  },
  help: {
    en: 'List deals by stage, owner, team, customer, status, or silent, stuck, overdue, closing',
    zh: '按阶段、负责人、团队、客户、状态列出商机；也可以看失联、卡住、逾期、即将成交',
  },
  example: { en: 'deal list silent', zh: '商机 列表 失联' },
  fields: {
    filter: optional(
      choice({
        label: { en: 'Only', zh: '只看' },
        options: FILTERS,
      }),
    ),
    status: choice({
      label: { en: 'Status', zh: '状态' },
      preset: 'open',
      options: STATUSES,
    }),
    whose: optional(choice({ label: { en: 'Whose', zh: '谁的' }, options: WHOSE })),
    stage: optional(stage()),
    owner: optional(person({ label: { en: 'Owner', zh: '负责人' }, example: { en: 'Joe', zh: '赵敏' } })),
    team: optional(team()),
    customer: optional(customer()),
    from: optional(date({ label: { en: 'From', zh: '从' }, formOnly: true })),
    until: optional(date({ label: { en: 'Until', zh: '到' }, formOnly: true })),
    page: pageNumber,
  },
  needs: { action: 'team.read', on: 'nothing' },
  async run({ page, whose, ...said }, context) {
    const { read, scope, m, teams, organisation } = context;
    const asked: Asked = {
      ...said,
      owner: said.owner ?? (whose === 'mine' ? context.person : null),
      everyone: whose === 'everyone',
    };
    const query = queryOf(asked, { teams, zone: organisation.zone });
    const around = await aroundOf(context);
    const narrowed = Object.keys(wordsOf(asked)).length > 1;
    const [found, behind] = await Promise.all([
      read.deals(query, scope),
      // A number's button opens what stands behind it: what the reader may not see is counted.
      narrowed ? read.hiddenDeals(query, scope) : [],
    ]);
    const deals = found.map((deal) => listed(deal, around)).filter((deal) => fits(deal.needs, asked));
    const hidden = behind.filter((state) => fits(standing(state, around).needs, asked)).length;
    const closed = asked.status !== 'open';
    const sorted = deals.toSorted(closed ? byClosing : byAmount);
    const last = Math.max(1, Math.ceil(sorted.length / LIST_PAGE));
    const words = wordsOf(asked);
    const card = listCard(
      {
        title: listTitle(asked, context),
        deals: sorted,
        hidden,
        page: Math.min(page ?? 1, last),
        more: (next) => ({ line: 'deal list', values: { ...words, page: String(next) } }),
        showOwner: asked.owner === null,
      },
      penOf(context),
    );
    const none = sorted.length === 0 && hidden === 0 ? m.deal.lists.none : null;
    return show({ text: none ?? [card.title, card.subtitle ?? card.footer ?? ''].join(' · '), card });
  },
});

/** The latest closed first. */
const byClosing = (a: ListedDeal, b: ListedDeal): number =>
  (b.state.closedAt?.getTime() ?? 0) - (a.state.closedAt?.getTime() ?? 0);
