import type { Need } from '../../domain/attention.ts';

const toldOf = (what: string, people: string | null, words: string | null): string =>
  `${what}${people === null ? '' : ` with ${people}`}${words === null ? '' : `: “${words}”`}`;

const toldOfZh = (what: string, people: string | null, words: string | null): string =>
  `${what}${people === null ? '' : `（${people}）`}${words === null ? '' : `：“${words}”`}`;

/** Lists of deals, and a deal's history. */
const en = {
  mine: 'My deals',
  mineNone: 'You have no open deals. Say “deal new” to open one.',
  needs: {
    step: 'Next step is late',
    silent: 'Silent',
    stuck: 'Stuck',
    overdue: 'Past its expected close',
    closing: 'Closing soon',
  } satisfies Record<Need, string>,
  rest: 'Everything else',
  need: {
    step: (days: number) => `next step ${days} ${days === 1 ? 'day' : 'days'} late`,
    silent: (days: number) => `silent for ${days} working ${days === 1 ? 'day' : 'days'}`,
    stuck: (days: number) => `stuck for ${days} working ${days === 1 ? 'day' : 'days'}`,
    overdue: (days: number) => `${days} ${days === 1 ? 'day' : 'days'} past its expected close`,
    closing: (days: number) =>
      days === 0 ? 'closes today' : `closes in ${days} ${days === 1 ? 'day' : 'days'}`,
  } satisfies Record<Need, (days: number) => string>,
  urgent: (count: number, total: number) =>
    count === 0
      ? `${total} open ${total === 1 ? 'deal' : 'deals'}, none needs you today.`
      : `${count} of ${total} open ${total === 1 ? 'deal needs' : 'deals need'} you.`,
  list: 'Deals',
  filter: {
    silent: 'silent',
    stuck: 'stuck',
    overdue: 'past expected close',
    closing: 'closing soon',
  } satisfies Record<Exclude<Need, 'step'>, string>,
  total: (count: number, sum: string) => (count === 1 ? `1 deal · ${sum}` : `${count} deals · ${sum}`),
  unknown: (count: number) => `${count} without an amount`,
  currencies: 'Other currencies follow, each by itself: there is no rate between them.',
  noAmount: 'no amount yet',
  none: 'No deal fits.',
  hidden: (count: number) =>
    count === 1 ? '1 more fits, but is not yours to see.' : `${count} more fit, but are not yours to see.`,
  page: (page: number, pages: number) => `Page ${page} of ${pages}`,
  more: (left: number) => `${left} more`,
  history: (name: string) => `History of ${name}`,
  earlier: (left: number) => `${left} earlier`,
  takenBack: (what: string) => `${what} (taken back)`,
  tookBack: (what: string) => `took back: ${what}`,
  broughtBack: (what: string) => `took back the undo: ${what}`,
  told: {
    visit: {
      contacted: (kind: string, people: string | null, words: string | null) => toldOf(kind, people, words),
      attempted: (kind: string, _: string | null, words: string | null) =>
        toldOf(`${kind}, reached nobody`, null, words),
      planned: (kind: string, people: string | null, words: string | null) =>
        toldOf(`planned: ${kind}`, people, words),
    },
    objection: (what: string, category: string, words: string | null) =>
      `${what} (${category.toLowerCase()})${words === null ? '' : `: “${words}”`}`,
  },
  because: (why: string) => `because: ${why}`,
  skippedStages: (stages: string) => `skipped ${stages}`,
  unmet: (count: number) => `let through with ${count} unmet`,
  recordedOn: (day: string) => `recorded ${day}`,
  other: 'changed it',
  fromMerged: (deal: string) => `From ${deal}`,
};

const zh: typeof en = {
  mine: '我的商机',
  mineNone: '您没有进行中的商机。发“新建商机”就可以建一个。',
  needs: {
    step: '下一步已过期',
    silent: '失联',
    stuck: '卡住',
    overdue: '已过预计成交日',
    closing: '即将成交',
  },
  rest: '其他',
  need: {
    step: (days) => `下一步过期 ${days} 天`,
    silent: (days) => `失联 ${days} 个工作日`,
    stuck: (days) => `卡住 ${days} 个工作日`,
    overdue: (days) => `已过预计成交日 ${days} 天`,
    closing: (days) => (days === 0 ? '预计今天成交' : `预计 ${days} 天后成交`),
  },
  urgent: (count, total) =>
    count === 0
      ? `${total} 个进行中的商机，今天都不用操心。`
      : `${total} 个进行中的商机，${count} 个需要您处理。`,
  list: '商机列表',
  filter: { silent: '失联', stuck: '卡住', overdue: '已过预计成交日', closing: '即将成交' },
  total: (count, sum) => `${count} 个 · ${sum}`,
  unknown: (count) => `${count} 个未填金额`,
  currencies: '其他币种排在后面，各自排列：没有汇率可换算。',
  noAmount: '未填金额',
  none: '没有符合条件的商机。',
  hidden: (count) => `另有 ${count} 个符合条件，但您无权查看。`,
  page: (page, pages) => `第 ${page}/${pages} 页`,
  more: (left) => `还有 ${left} 个`,
  history: (name) => `${name}的历史`,
  earlier: (left) => `更早的 ${left} 条`,
  takenBack: (what) => `${what}（已撤销）`,
  tookBack: (what) => `撤销了：${what}`,
  broughtBack: (what) => `恢复了撤销的内容：${what}`,
  told: {
    visit: {
      contacted: (kind, people, words) => toldOfZh(`记了一次${kind}`, people, words),
      attempted: (kind, _, words) => toldOfZh(`${kind}，没联系上`, null, words),
      planned: (kind, people, words) => toldOfZh(`计划${kind}`, people, words),
    },
    objection: (what, category, words) => `${what}（${category}类）${words === null ? '' : `：“${words}”`}`,
  },
  because: (why) => `原因：${why}`,
  skippedStages: (stages) => `跳过${stages}`,
  unmet: (count) => `放行，${count} 条未满足`,
  recordedOn: (day) => `${day}补记`,
  other: '有改动',
  fromMerged: (deal) => `来自${deal}`,
};

export const dealLists = { en, zh };
