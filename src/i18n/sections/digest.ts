import type { SkipReason } from '../../domain/digest-slots.ts';
import type { NewsKind } from '../../domain/news.ts';
import type { Cadence } from '../../domain/schedule.ts';

const WEEKDAYS = {
  en: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
  zh: ['周一', '周二', '周三', '周四', '周五', '周六', '周日'],
} as const;

/** 1st, 2nd, 3rd, 4th, 11th, 21st. */
function ordinal(day: number): string {
  const teen = day > 10 && day < 14;
  return `${day}${teen ? 'th' : (['th', 'st', 'nd', 'rd'][day % 10] ?? 'th')}`;
}

/** Digests: what they say, and what the verbs around them say. */
const en = {
  title: {
    workdays: (whose: string, day: string) => `${whose} · daily digest · ${day}`,
    weekly: (whose: string, day: string) => `${whose} · weekly digest · ${day}`,
    monthly: (whose: string, day: string) => `${whose} · monthly digest · ${day}`,
    now: (whose: string, day: string) => `${whose} · digest · ${day}`,
  },
  whole: 'Everyone',
  notForAll:
    'Not everybody in this room may see these deals. Say it in the team’s own room, or to me alone for a private digest.',
  enough: {
    covered: (say: { period: string; left: string; open: string; ratio: string }) =>
      `Enough for ${say.period}? ${say.left} to go; ${say.open} open and due covers it ${say.ratio}`,
    won: (won: string, target: string) => `${won} of ${target} won`,
    required: (ratio: string) => `${ratio} needed at our win rate`,
    gap: (gap: string) => `weighted, ${gap} short`,
    noGap: 'weighted, enough',
    met: (period: string, won: string, target: string) =>
      `Enough for ${period}: target met, ${won} of ${target} won`,
    noTarget: (period: string, open: string) => `Enough for ${period}? No target is set; ${open}`,
    weighted: (amount: string) => `${amount} weighted`,
  },
  moving: {
    some: (moves: string) => `Moving? ${moves}`,
    none: (since: string) => `Moving? Nothing has moved since ${since}`,
    kind: (kind: string, count: number, who: string) => `${kind} ${count}${who === '' ? '' : ` (${who})`}`,
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
    silentFor: (days: number) => `silent ${days} working ${days === 1 ? 'day' : 'days'}`,
    stuckFor: (days: number) => `stuck ${days} working ${days === 1 ? 'day' : 'days'}`,
    deal: (name: string, facts: string) => `${name} (${facts})`,
    noBall: 'nobody said who holds the ball',
    more: (count: number) => `${count} more`,
  },
  act: {
    heading: (what: string) => `To do: ${what}`,
    today: (count: number) => `${count} with a step or close due today`,
    overdue: (count: number) => `${count} newly past expected close`,
    escalated: (count: number) => `${count} stalled, waiting for you`,
  },
  bottleneck: {
    heading: (what: string) => `For your eyes only. Look at: ${what}`,
    one: (say: { who: string; stage: string; passed: number; decided: number; peers: string }) =>
      `${say.who} in ${say.stage} (${say.passed} of ${say.decided} moved on, peers ${say.peers})`,
    peers: (passed: number, decided: number) => `${passed} of ${decided}`,
    ask: 'First ask whether the leads or the approach are at fault.',
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
    funnel: 'Funnel',
    now: 'Show now',
    pause: 'Pause',
    resume: 'Resume',
    remove: 'Remove',
  },
  footer: (since: string, until: string) => `What changed from ${since} to ${until}`,
  quiet: 'Nothing changed and nobody must act.',
  behind: {
    title: (what: string, when: string) => `${what} · as of ${when}`,
  },
  numbers: {
    silent: 'Newly silent',
    stuck: 'Newly stuck',
    today: 'Due today',
    overdue: 'Newly past expected close',
    escalated: 'Stalled, waiting for the manager',
  },
  cadence: (cadence: Cadence) => {
    if (cadence.kind === 'weekly') return `Every ${WEEKDAYS.en[cadence.weekday - 1]}`;
    return cadence.kind === 'monthly' ? `On the ${ordinal(cadence.day)} of every month` : 'Every working day';
  },
  schedule: (say: { cadence: string; time: string; whose: string }) =>
    `${say.cadence} at ${say.time} · ${say.whose}`,
  here: 'this room',
  you: 'you alone',
  room: (channel: string) => `#${channel}`,
  added: (say: { schedule: string; where: string; zone: string; calendar: string; first: string }) =>
    `${say.schedule}, for ${say.where} (${say.zone}; ${say.calendar}). First: ${say.first}.`,
  twice: 'There is already a digest like this.',
  whenSay: 'How often: on working days, weekly or monthly?',
  weekdaySay: 'On which day of the week?',
  monthdaySay: 'On which day of the month?',
  list: {
    title: 'Digests',
    none: 'There is no digest yet. Say for example “digest add workdays 09:00” in the room it is for.',
    last: (when: string, outcome: string) => `last ${when}: ${outcome}`,
    never: 'has not run yet',
    next: (when: string) => `next ${when}`,
    paused: 'paused',
  },
  outcome: {
    sent: 'sent',
    quiet: 'quiet, nothing had happened',
    skipped: (reason: string) => `skipped, ${reason}`,
  },
  reason: {
    late: 'the bot was not running',
    paused: 'it was paused',
    removed: 'it was removed',
    reader: 'its reader has left',
  } satisfies Record<SkipReason, string>,
  paused: (schedule: string) => `Paused: ${schedule}.`,
  resumed: (schedule: string, next: string) => `Runs again: ${schedule}. Next: ${next}.`,
  removed: (schedule: string) => `Removed: ${schedule}.`,
  alreadyPaused: 'It is paused already.',
  notPaused: 'It is not paused.',
  which: 'Which digest do you mean?',
  noSuch: 'There is no such digest.',
};

const zh: typeof en = {
  title: {
    workdays: (whose, day) => `${whose} · 日报 · ${day}`,
    weekly: (whose, day) => `${whose} · 周报 · ${day}`,
    monthly: (whose, day) => `${whose} · 月报 · ${day}`,
    now: (whose, day) => `${whose} · 日报 · ${day}`,
  },
  whole: '全员',
  notForAll: '群里有人无权看这些商机。请在团队自己的群里说，或者私聊我只发给您。',
  enough: {
    covered: (say) => `${say.period}够不够：还差 ${say.left}；在途且到期 ${say.open}，覆盖 ${say.ratio}`,
    won: (won, target) => `目标 ${target}，已赢 ${won}`,
    required: (ratio) => `按现有赢率需 ${ratio}`,
    gap: (gap) => `加权后缺 ${gap}`,
    noGap: '加权后足够',
    met: (period, won, target) => `${period}够不够：目标已完成，已赢 ${won}，目标 ${target}`,
    noTarget: (period, open) => `${period}够不够：未设目标；${open}`,
    weighted: (amount) => `加权 ${amount}`,
  },
  moving: {
    some: (moves) => `动没动：${moves}`,
    none: (since) => `动没动：${since}以来没有变动`,
    kind: (kind, count, who) => `${kind} ${count}${who === '' ? '' : `（${who}）`}`,
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
    silent: (count) => `失联 ${count}`,
    stuck: (count) => `卡住 ${count}`,
    silentFor: (days) => `失联 ${days} 个工作日`,
    stuckFor: (days) => `卡住 ${days} 个工作日`,
    deal: (name, facts) => `${name}（${facts}）`,
    noBall: '还没有人说明球在谁手里',
    more: (count) => `另有 ${count} 个`,
  },
  act: {
    heading: (what) => `要处理：${what}`,
    today: (count) => `今天到期（下一步或成交）${count}`,
    overdue: (count) => `新过期未结 ${count}`,
    escalated: (count) => `停滞待您过问 ${count}`,
  },
  bottleneck: {
    heading: (what) => `仅您可见，值得看看：${what}`,
    one: (say) => `${say.who}在${say.stage}（${say.decided} 个中 ${say.passed} 个往前走，同事 ${say.peers}）`,
    peers: (passed, decided) => `${decided} 个中 ${passed} 个`,
    ask: '先问：是线索质量，还是话术。',
  },
  button: {
    due: (count) => `到期 ${count}`,
    weighted: (amount) => `加权 ${amount}`,
    won: (amount) => `已赢 ${amount}`,
    open: (count) => `在途 ${count}`,
    news: (kind, count) => `${kind} ${count}`,
    silent: (count) => `失联 ${count}`,
    stuck: (count) => `卡住 ${count}`,
    today: (count) => `今天 ${count}`,
    overdue: (count) => `过期 ${count}`,
    escalated: (count) => `待您过问 ${count}`,
    funnel: '漏斗',
    now: '现在看',
    pause: '暂停',
    resume: '恢复',
    remove: '删除',
  },
  footer: (since, until) => `${since}至${until}的变化`,
  quiet: '没有变化，也没有要处理的。',
  behind: {
    title: (what, when) => `${what} · 截至${when}`,
  },
  numbers: {
    silent: '新失联',
    stuck: '新卡住',
    today: '今天到期',
    overdue: '新过期未结',
    escalated: '停滞待主管过问',
  },
  cadence: (cadence) => {
    if (cadence.kind === 'weekly') return `每${WEEKDAYS.zh[cadence.weekday - 1]}`;
    return cadence.kind === 'monthly' ? `每月 ${cadence.day} 日` : '每个工作日';
  },
  schedule: (say) => `${say.cadence} ${say.time} · ${say.whose}`,
  here: '发在这个群',
  you: '只发给您',
  room: (channel) => `发在 #${channel}`,
  added: (say) =>
    `${say.schedule}，${say.where}（时区 ${say.zone}；工作日历：${say.calendar}）。首次：${say.first}。`,
  twice: '已经有一份这样的日报了。',
  whenSay: '多久一次：工作日、每周还是每月？',
  weekdaySay: '每周几？',
  monthdaySay: '每月几号？',
  list: {
    title: '日报',
    none: '还没有日报。在要发的群里说：日报新增 工作日 09:00。',
    last: (when, outcome) => `上次 ${when}：${outcome}`,
    never: '还没有发过',
    next: (when) => `下次 ${when}`,
    paused: '已暂停',
  },
  outcome: {
    sent: '已发',
    quiet: '无事，未发',
    skipped: (reason) => `跳过，${reason}`,
  },
  reason: {
    late: '当时没有运行',
    paused: '暂停中',
    removed: '已删除',
    reader: '收件人已离开',
  },
  paused: (schedule) => `已暂停：${schedule}。`,
  resumed: (schedule, next) => `已恢复：${schedule}。下次：${next}。`,
  removed: (schedule) => `已删除：${schedule}。`,
  alreadyPaused: '已经是暂停状态。',
  notPaused: '没有暂停，不用恢复。',
  which: '您指的是哪份日报？',
  noSuch: '没有这份日报。',
};

export const digest = { en, zh };
