import type { NewsKind } from '../../domain/news.ts';
import { spaced } from '../spaced.ts';

const days = (count: number): string => `${count} working ${count === 1 ? 'day' : 'days'}`;

type Covered = { period: string; left: string; open: string; ratio: string };
type Foreign = { period: string; aim: string; currency: string; open: string };
type Look = { who: string; stage: string; own: string; peers: string };

/** What a digest says. */
const en = {
  title: {
    workdays: (whose: string, day: string) => `${whose} · daily digest · ${day}`,
    weekly: (whose: string, day: string) => `${whose} · weekly digest · ${day}`,
    monthly: (whose: string, day: string) => `${whose} · monthly digest · ${day}`,
    now: (whose: string, day: string) => `${whose} · digest · ${day}`,
  },
  whole: 'Everyone',
  enough: {
    covered: ({ period, left, open, ratio }: Covered) =>
      `Target for ${period}: ${left} to go, ${open} open and due (${ratio})`,
    uncovered: (say: { period: string; left: string }) =>
      `Target for ${say.period}: ${say.left} to go, nothing open is due`,
    won: (won: string, target: string) => `${won} of ${target} won`,
    required: (ratio: string) => `${ratio} needed at our win rate`,
    gap: (gap: string) => `weighted, ${gap} short`,
    noGap: 'weighted, enough',
    met: (period: string, won: string, target: string) =>
      `Target for ${period}: met, ${won} won of ${target}`,
    noTarget: (period: string, open: string) => `Target for ${period}: not set · ${open}`,
    foreign: ({ period, aim, currency, open }: Foreign) =>
      `Target for ${period}: ${aim}, but no deal is in ${currency} · ${open}`,
    weighted: (amount: string) => `${amount} weighted`,
    noAmount: (count: number) => `${count} without an amount`,
    noClose: (count: number) => `${count} without an expected close`,
  },
  moving: {
    some: (moves: string) => `Movement: ${moves}`,
    none: (since: string) => `Movement: none since ${since}`,
    kind: (kind: string, count: number, who: string) => `${count} ${kind}${who === '' ? '' : ` (${who})`}`,
    who: (name: string, count: number) => (count === 1 ? name : `${name} ${count}`),
  },
  news: {
    won: 'won',
    lost: 'lost',
    advanced: 'advanced',
    regressed: 'moved back',
    slipped: 'slipped',
    reopened: 'reopened',
    new: 'new',
    imported: 'imported',
  } satisfies Record<NewsKind, string>,
  stalled: {
    heading: (counts: string) => `Newly stalled: ${counts}`,
    silent: (count: number) => `${count} silent`,
    stuck: (count: number) => `${count} stuck`,
    silentFor: (count: number) => `silent ${days(count)}`,
    stuckFor: (count: number) => `stuck ${days(count)}`,
    deal: (name: string, facts: string) => `${name} (${facts})`,
    more: (count: number) => `${count} more`,
  },
  act: {
    today: (count: number) => `${count} due today`,
    overdue: (count: number) => `${count} newly past expected close`,
    escalated: (count: number) =>
      count === 1 ? '1 stalled deal needs you' : `${count} stalled deals need you`,
  },
  bottleneck: {
    heading: (what: string) => `Worth a look (only you see this): ${what}`,
    conversion: ({ who, stage, own, peers }: Look) => `${who} in ${stage} (${own} moved on, peers ${peers})`,
    share: (passed: number, decided: number) => `${passed} of ${decided}`,
    time: ({ who, stage, own, peers }: Look) =>
      `${who} in ${stage} (half of the deals stay over ${own} working days, with peers over ${peers})`,
    ask: 'Ask first: is it the leads or the approach?',
  },
  button: {
    due: (count: number) => `Due ${count}`,
    weighted: (amount: string) => `Weighted ${amount}`,
    won: (amount: string) => `Won ${amount}`,
    open: (count: number) => `Open ${count}`,
    news: (kind: string, count: number) => `${kind.charAt(0).toUpperCase()}${kind.slice(1)} ${count}`,
    silent: (count: number) => `Silent ${count}`,
    stuck: (count: number) => `Stuck ${count}`,
    today: (count: number) => `Today ${count}`,
    overdue: (count: number) => `Overdue ${count}`,
    escalated: (count: number) => `Need you ${count}`,
    rate: (rate: string) => `Win rate ${rate}`,
    noAmount: (count: number) => `No amount ${count}`,
    noClose: (count: number) => `No close date ${count}`,
    look: (who: string, stage: string, count: number) => `${who} · ${stage} ${count}`,
    peers: (stage: string, count: number) => `Peers · ${stage} ${count}`,
    funnel: 'Funnel',
  },
  footer: (since: string, until: string) => `Changes from ${since} to ${until}`,
  quiet: 'Nothing to act on.',
  behind: {
    title: (what: string, when: string) => `${what} · as of ${when}`,
    left: (count: string) => `${count} more do not fit into one button.`,
  },
  numbers: {
    silent: 'Newly silent',
    stuck: 'Newly stuck',
    today: 'Due today',
    overdue: 'Newly past expected close',
    escalated: 'Stalled, for the manager',
    look: 'Worth a look',
  },
};

const zh: typeof en = {
  title: {
    workdays: (whose, day) => `${whose} · 日报 · ${day}`,
    weekly: (whose, day) => `${whose} · 周报 · ${day}`,
    monthly: (whose, day) => `${whose} · 月报 · ${day}`,
    now: (whose, day) => `${whose} · 汇报 · ${day}`,
  },
  whole: '全员',
  enough: {
    covered: ({ period, left, open, ratio }) =>
      `${period}目标：还差 ${left} · 本期待成交 ${open}，覆盖 ${ratio}`,
    uncovered: (say) => `${say.period}目标：还差 ${say.left} · 没有本期待成交的商机`,
    won: (won, target) => `目标 ${target}，已赢 ${won}`,
    required: (ratio) => `按现有赢单率需覆盖 ${ratio}`,
    gap: (gap) => `加权后缺 ${gap}`,
    noGap: '加权后足够',
    met: (period, won, target) => `${period}目标：已完成 · 已赢 ${won}，目标 ${target}`,
    noTarget: (period, open) => `${period}目标：未设 · ${open}`,
    foreign: ({ period, aim, currency, open }) =>
      `${period}目标：${aim}，但没有 ${currency} 商机，无法对比 · ${open}`,
    weighted: (amount) => `加权 ${amount}`,
    noAmount: (count) => `${count} 个没有金额`,
    noClose: (count) => `${count} 个没有预计成交日`,
  },
  moving: {
    some: (moves) => `本期进展：${moves}`,
    none: (since) => `自 ${since} 起没有变动`,
    kind: (kind, count, who) => `${kind} ${count} 个${who === '' ? '' : `（${who}）`}`,
    who: (name, count) => (count === 1 ? name : `${name} ${count}`),
  },
  news: {
    won: '赢单',
    lost: '输单',
    advanced: '推进',
    regressed: '退回',
    slipped: '延期',
    reopened: '重新打开',
    new: '新增',
    imported: '导入',
  },
  stalled: {
    heading: (counts) => `新停滞：${counts}`,
    silent: (count) => `失联 ${count} 个`,
    stuck: (count) => `卡住 ${count} 个`,
    silentFor: (count) => `失联 ${count} 个工作日`,
    stuckFor: (count) => `卡住 ${count} 个工作日`,
    deal: (name, facts) => `${name}（${facts}）`,
    more: (count) => `另有 ${count} 个`,
  },
  act: {
    today: (count) => `今天到期：${count} 个`,
    overdue: (count) => `新过期未结：${count} 个`,
    escalated: (count) => `待您过问：${count} 个停滞商机`,
  },
  bottleneck: {
    heading: (what) => `值得看看（仅您可见）：${what}`,
    conversion: ({ who, stage, own, peers }) => spaced`${who}在${stage}（${own}进入下一阶段，同事 ${peers}）`,
    share: (passed, decided) => `${decided} 个中 ${passed} 个`,
    time: ({ who, stage, own, peers }) =>
      spaced`${who}在${stage}（停留中位数 ${own} 个工作日，同事 ${peers} 个）`,
    ask: '先问：是线索质量，还是话术。',
  },
  button: {
    due: (count) => `待成交 ${count}`,
    weighted: (amount) => `加权 ${amount}`,
    won: (amount) => `已赢 ${amount}`,
    open: (count) => `在途 ${count}`,
    news: (kind, count) => `${kind} ${count}`,
    silent: (count) => `失联 ${count}`,
    stuck: (count) => `卡住 ${count}`,
    today: (count) => `今天 ${count}`,
    overdue: (count) => `过期 ${count}`,
    escalated: (count) => `待您过问 ${count}`,
    rate: (rate) => `赢单率 ${rate}`,
    noAmount: (count) => `没有金额 ${count}`,
    noClose: (count) => `没有成交日 ${count}`,
    look: (who, stage, count) => `${who} · ${stage} ${count}`,
    peers: (stage, count) => `同事 · ${stage} ${count}`,
    funnel: '漏斗',
  },
  footer: (since, until) => `变化区间：${since} 至 ${until}`,
  quiet: '没有需要处理的事。',
  behind: {
    title: (what, when) => `${what} · 截至 ${when}`,
    left: (count) => `另有 ${count} 个，一个按钮放不下。`,
  },
  numbers: {
    silent: '新失联',
    stuck: '新卡住',
    today: '今天到期',
    overdue: '新过期未结',
    escalated: '待主管过问的停滞商机',
    look: '值得看看',
  },
};

export const digest = { en, zh };
