import type { Choice } from '../../src/chat/field.ts';
import type { Need } from '../../src/domain/attention.ts';
import type { NumberName } from '../../src/domain/behind.ts';
import type { Ball, LossReason } from '../../src/domain/deal.ts';
import type { Category, Phase } from '../../src/domain/stage.ts';

/** The words by which people choose a code. The labels are those that cards show; a test holds them equal. */

/** What a list is narrowed to: what deals need, and the numbers of a funnel by the words that stand beside them. */
export type Filter = Exclude<Need, 'step'> | Exclude<NumberName, 'open' | 'won' | 'lost' | 'conversion'>;

/** English words that are part of many names (best, new, open) stand for nothing by themselves. */
export const FILTER_WORDS: readonly Choice<Filter>[] = [
  { value: 'silent', label: { en: 'Silent', zh: '失联' }, also: ['quiet'] },
  { value: 'stuck', label: { en: 'Stuck', zh: '卡住' }, also: ['停滞'] },
  { value: 'overdue', label: { en: 'Overdue', zh: '逾期' }, also: ['late', '过期'] },
  { value: 'closing', label: { en: 'Closing soon', zh: '即将成交' }, also: ['closing', '快成交'] },
  { value: 'commit', label: { en: 'Commit', zh: '承诺' }, also: ['committed'] },
  { value: 'bestCase', label: { en: 'Best case', zh: '最佳' }, also: ['best-case'] },
  { value: 'forecast', label: { en: 'Forecast', zh: '预测' } },
  { value: 'due', label: { en: 'Due', zh: '待成交' }, also: ['到期'] },
  { value: 'created', label: { en: 'Newly opened', zh: '新增' }, also: ['opened'] },
  { value: 'advanced', label: { en: 'Advanced', zh: '推进' }, also: ['moved on'] },
  { value: 'regressed', label: { en: 'Moved back', zh: '退回' } },
  { value: 'reopened', label: { en: 'Reopened', zh: '重新打开' } },
  { value: 'slipped', label: { en: 'Slipped', zh: '延期' }, also: ['推迟'] },
  { value: 'winRate', label: { en: 'Win rate', zh: '赢单率' }, also: ['赢率'] },
  { value: 'cycle', label: { en: 'Sales cycle', zh: '销售周期' }, also: ['赢单周期'] },
  { value: 'noAmount', label: { en: 'Without an amount', zh: '没有金额' }, also: ['no amount', '未填金额'] },
  {
    value: 'noClose',
    label: { en: 'Without an expected close', zh: '没有预计成交日' },
    also: ['no expected close', 'no close date', '没有日期'],
  },
  { value: 'omitted', label: { en: 'Omitted', zh: '不计入' } },
  { value: 'movement', label: { en: 'Pipeline change', zh: '漏斗变化' } },
  { value: 'slippage', label: { en: 'Slippage rate', zh: '延期率' } },
];

export const BALL_WORDS: readonly Choice<Ball>[] = [
  {
    value: 'customer',
    label: { en: 'the customer', zh: '客户' },
    also: ['customer', 'them', 'client', '对方', '甲方'],
  },
  {
    value: 'partner',
    label: { en: 'the partner', zh: '代理商' },
    also: ['partner', 'reseller', '渠道', '合作伙伴'],
  },
  { value: 'us', label: { en: 'us', zh: '内部' }, also: ['me', 'our side', '我们', '我方', '自己', '公司'] },
  { value: 'nobody', label: { en: 'nobody', zh: '无人' }, also: ['no one', 'none', '没人'] },
];

export const LOSS_WORDS: readonly Choice<LossReason>[] = [
  {
    value: 'price',
    label: { en: 'Price', zh: '价格' },
    also: ['too expensive', 'pricing', '太贵', '嫌贵', '价高'],
  },
  { value: 'product', label: { en: 'Product', zh: '产品' }, also: ['features', 'missing features', '功能'] },
  {
    value: 'competitor',
    label: { en: 'Competitor', zh: '竞争对手' },
    also: ['competition', 'rival', '竞品', '对手', '友商'],
  },
  {
    value: 'no_decision',
    label: { en: 'No decision', zh: '客户未决策' },
    also: ['no-decision', 'undecided', '未决策', '没决策', '不做了', '搁置'],
  },
  { value: 'no_budget', label: { en: 'No budget', zh: '没有预算' }, also: ['budget', '没预算', '预算'] },
  { value: 'timing', label: { en: 'Timing', zh: '时机不对' }, also: ['bad timing', '时机', '太早'] },
  { value: 'relationship', label: { en: 'Relationship', zh: '客情关系' }, also: ['客情', '关系'] },
  { value: 'other', label: { en: 'Other', zh: '其他' }, also: ['其它'] },
];

export const CATEGORY_WORDS: readonly Choice<Category>[] = [
  { value: 'omitted', label: { en: 'Omitted', zh: '不计入' }, also: ['omit'] },
  { value: 'pipeline', label: { en: 'Pipeline', zh: '在途' } },
  { value: 'best', label: { en: 'Best case', zh: '最佳' }, also: ['best-case'] },
  { value: 'commit', label: { en: 'Commit', zh: '承诺' } },
];

export const PHASE_WORDS: readonly Choice<Phase>[] = [
  { value: 'aware', label: { en: 'Aware of a problem', zh: '觉察问题' } },
  { value: 'decided', label: { en: 'Decided to solve it', zh: '决定解决' } },
  { value: 'criteria', label: { en: 'Setting criteria', zh: '制定标准' } },
  { value: 'comparing', label: { en: 'Comparing', zh: '选择评价' } },
  { value: 'buying', label: { en: 'Buying', zh: '实际购买' } },
  { value: 'judging', label: { en: 'Judging the purchase', zh: '感受反馈' } },
];
