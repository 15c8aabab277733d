import { LOSS_REASONS, type LossReason } from '../domain/deal.ts';
import { nameKey } from '../domain/name.ts';
import { openStages, type Pipeline, type Stage } from '../domain/stage.ts';

/** Words of other systems for what we have words for. Compared as names are. */

export type FileStatus = 'open' | 'won' | 'lost';

const STATUS_WORDS: Readonly<Record<FileStatus, readonly string[]>> = {
  won: [
    'won',
    'closed won',
    'win',
    'successful',
    '赢单',
    '成交',
    '已成交',
    '赢',
    '成功',
    '已签约',
    '签约成功',
  ],
  lost: [
    'lost',
    'closed lost',
    'loss',
    'dead',
    'abandoned',
    'cancelled',
    'disqualified',
    '输单',
    '丢单',
    '已输单',
    '失败',
    '流失',
    '已流失',
    '关闭',
    '已关闭',
    '无效',
  ],
  open: ['open', 'in progress', 'active', 'ongoing', '进行中', '跟进中', '在途', '未结', '推进中'],
};

/** Words for stages of the templates, by the stage's key: what one language has a word for, the other has too. */
const STAGE_WORDS: Readonly<Record<string, readonly string[]>> = {
  prospect: ['prospecting', 'lead', 'new', 'prospects', '线索', '意向', '潜在', '初步意向'],
  candidate: ['prospecting', 'lead', 'new', '线索', '意向', '立项前'],
  reception: ['prospecting', 'lead', 'new', '接待', '到访', '来访'],
  contact: [
    'engaging',
    'engaged',
    'contacted',
    'qualification',
    'appointment scheduled',
    '接触',
    '初步接触',
    '已联系',
    '初步沟通',
  ],
  qualified: ['qualification', 'qualified', 'engaging', '立项', '已立项'],
  need: [
    'needs analysis',
    'need analysis',
    'discovery',
    'qualified',
    'qualified to buy',
    'requirements',
    '需求',
    '需求沟通',
    '需求分析',
    '需求调研',
  ],
  proposal: [
    'value proposition',
    'presentation scheduled',
    'demo',
    'quote',
    'proposal price quote',
    '方案',
    '报价',
    '方案报价',
    '演示',
    '方案设计',
  ],
  recommendation: ['proposal', 'demo', 'quote', '推荐', '方案', '方案呈现', '报价'],
  technical1: ['technical', 'technical evaluation', '技术', '技术交流'],
  technical2: ['technical validation', 'proposal', 'quote', '技术评审', '方案', '方案呈现', '报价'],
  commercial: ['negotiation', 'tender', 'bidding', '商务', '商务谈判', '投标', '招投标', '谈判', '洽谈'],
  negotiation: [
    'negotiation review',
    'contract sent',
    'decision maker bought in',
    '谈判',
    '洽谈',
    '商务谈判',
    '商务',
    '合同谈判',
    '合同审批',
    '谈判审核',
  ],
};

const LOSS_WORDS: Readonly<Record<LossReason, readonly string[]>> = {
  price: ['price', 'too expensive', 'pricing', 'cost', '价格', '价格高', '太贵', '价格因素'],
  product: ['product', 'features', 'missing feature', 'fit', '产品', '产品不符', '功能不足', '不满足需求'],
  competitor: [
    'competitor',
    'competition',
    'lost to competitor',
    '竞争对手',
    '竞品',
    '输给竞品',
    '被竞争对手拿下',
  ],
  no_decision: [
    'no decision',
    'stalled',
    'no response',
    '未决策',
    '客户未决策',
    '没有决定',
    '无决定',
    '搁置',
  ],
  no_budget: ['no budget', 'budget', '没有预算', '无预算', '预算不足', '预算'],
  timing: ['timing', 'postponed', 'not now', '时机', '时机不对', '项目延期', '延期', '暂缓'],
  relationship: ['relationship', 'trust', '关系', '客户关系', '关系不到位'],
  other: ['other', 'others', '其他', '其它'],
};

const matches = (words: readonly string[], key: string): boolean =>
  words.some((word) => nameKey(word) === key);

/** What a status or stage cell says about winning and losing; null when it says nothing of it. */
export function statusSaid(cell: string): FileStatus | null {
  const key = nameKey(cell);
  const statuses = ['won', 'lost', 'open'] as const;
  return statuses.find((status) => matches(STATUS_WORDS[status], key)) ?? null;
}

/** The stage that is called so here: by its name in either language, or its key. */
export function stageCalled(cell: string, pipeline: Pipeline): Stage | null {
  const key = nameKey(cell);
  const calls = ({ name, key: own }: Stage) => [name.en, name.zh, own].some((one) => nameKey(one) === key);
  return pipeline.stages.find(calls) ?? null;
}

/** The open stage that others call so: a guess, of which something has to be said. */
export function stageMeant(cell: string, pipeline: Pipeline): Stage | null {
  const key = nameKey(cell);
  return openStages(pipeline).find((stage) => matches(STAGE_WORDS[stage.key] ?? [], key)) ?? null;
}

/** The reason for a loss; null when the words are nobody's. */
export function lossSaid(cell: string): LossReason | null {
  const key = nameKey(cell);
  return (
    LOSS_REASONS.find((reason) => nameKey(reason) === key) ??
    LOSS_REASONS.find((reason) => matches(LOSS_WORDS[reason], key)) ??
    null
  );
}
