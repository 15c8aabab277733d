import type { SkipReason } from '../../domain/digest-slots.ts';
import type { Cadence } from '../../domain/schedule.ts';
import { spaced } from '../spaced.ts';

const WEEKDAYS = {
  en: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
  zh: ['周一', '周二', '周三', '周四', '周五', '周六', '周日'],
} as const;

/** 1st, 2nd, 3rd, 4th, 11th, 21st. */
function ordinal(day: number): string {
  const teen = day > 10 && day < 14;
  return `${day}${teen ? 'th' : (['th', 'st', 'nd', 'rd'][day % 10] ?? 'th')}`;
}

/** Days that some month does not have are its last one. */
const EVERY_MONTH_HAS = 28;
const LAST = 31;

type Added = { schedule: string; where: string; zone: string; calendar: string | null; first: string };

/** When digests are posted, where, and what became of them. */
const en = {
  cadence: (cadence: Cadence) => {
    if (cadence.kind === 'workdays') return 'Every working day';
    if (cadence.kind === 'weekly') return `Every ${WEEKDAYS.en[cadence.weekday - 1]}`;
    if (cadence.day === LAST) return 'On the last day of every month';
    const day = `On the ${ordinal(cadence.day)} of every month`;
    return cadence.day > EVERY_MONTH_HAS ? `${day} (or its last day)` : day;
  },
  line: (say: { cadence: string; time: string; whose: string }) =>
    `${say.cadence} at ${say.time} · ${say.whose}`,
  here: 'the channel where you say this',
  you: 'you alone',
  room: (channel: string) => `#${channel}`,
  anotherRoom: 'another channel',
  added: ({ schedule, where, zone, calendar, first }: Added) =>
    `${schedule}, for ${where} (${calendar === null ? zone : `${zone}; ${calendar}`}). First: ${first}.`,
  twice: 'There is already a digest like this.',
  notForAll:
    'Not everyone in this channel may see these deals. Ask in the team’s own channel, or message me directly to get it alone.',
  whenSay: 'How often: on working days, weekly or monthly?',
  weekdaySay: 'On which day of the week?',
  monthdaySay: 'On which day of the month? 31 is the last day.',
  list: {
    title: 'Digests',
    none: 'No digests yet. In the channel that should get one, say “digest add workdays 09:00”.',
    last: (when: string, outcome: string) => `last ${when}: ${outcome}`,
    never: 'has not run yet',
    next: (when: string) => `next ${when}`,
    paused: 'paused',
  },
  outcome: {
    sent: 'sent',
    quiet: 'not sent, nothing had changed',
    skipped: (reason: string) => `skipped, ${reason}`,
  },
  reason: {
    late: 'the bot was not running',
    paused: 'it was paused',
    removed: 'it was removed',
    reader: 'its reader has left',
  } satisfies Record<SkipReason, string>,
  paused: (schedule: string) => `Paused: ${schedule}.`,
  resumed: (schedule: string, next: string) => `Resumed: ${schedule}. Next: ${next}.`,
  removed: (schedule: string) => `Removed: ${schedule}.`,
  alreadyPaused: 'It is already paused.',
  notPaused: 'It is not paused.',
  which: 'Which digest do you mean?',
  noSuch: 'There is no such digest.',
  button: { now: 'Show now', pause: 'Pause', resume: 'Resume', remove: 'Remove' },
};

const zh: typeof en = {
  cadence: (cadence) => {
    if (cadence.kind === 'workdays') return '每个工作日';
    if (cadence.kind === 'weekly') return `每${WEEKDAYS.zh[cadence.weekday - 1]}`;
    if (cadence.day === LAST) return '每月最后一天';
    const day = `每月 ${cadence.day} 日`;
    return cadence.day > EVERY_MONTH_HAS ? `${day}（当月没有则为最后一天）` : day;
  },
  line: (say) => `${say.cadence} ${say.time} · ${say.whose}`,
  here: '发在您说这句话的群',
  you: '只发给您',
  room: (channel) => `发在 #${channel}`,
  anotherRoom: '发在另一个群',
  added: ({ schedule, where, zone, calendar, first }) =>
    spaced`${schedule}，${where}（时区 ${zone}${calendar === null ? '' : `；工作日历：${calendar}`}）。首次：${first}。`,
  twice: '已经有一份这样的定时汇报了。',
  notForAll: '群里有人无权看这些商机。请在团队自己的群里说，或者私聊我，只发给您。',
  whenSay: '多久一次：工作日、每周还是每月？',
  weekdaySay: '每周几？',
  monthdaySay: '每月几号？31 表示最后一天。',
  list: {
    title: '定时汇报',
    none: '还没有定时汇报。在要发的群里说：日报新增 工作日 09:00。',
    last: (when, outcome) => `上次 ${when}：${outcome}`,
    never: '还没有发过',
    next: (when) => `下次 ${when}`,
    paused: '已暂停',
  },
  outcome: {
    sent: '已发',
    quiet: '没有变化，未发',
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
  which: '您指的是哪份定时汇报？',
  noSuch: '没有这份定时汇报。',
  button: { now: '现在看', pause: '暂停', resume: '恢复', remove: '删除' },
};

export const schedule = { en, zh };
