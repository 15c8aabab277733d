import type { Level } from '../../domain/nudge.ts';

/** A patience or a limit may be a single day. */
const workdays = (days: number): string => `${days} working ${days === 1 ? 'day' : 'days'}`;

/** Nudges: what they say, and what the verbs around them say. */
const en = {
  silent: {
    badge: (days: number) => `Silent ${days} days`,
    text: (deal: string, days: number) => `${deal} has had no customer contact for ${workdays(days)}.`,
    since: (say: { day: string; stage: string; patience: number }) =>
      `Last customer contact on ${say.day}; the patience in ${say.stage} is ${workdays(say.patience)}.`,
    never: (say: { day: string; stage: string; patience: number }) =>
      `No customer contact since ${say.day}, when the clock started; the patience in ${say.stage} is ${workdays(say.patience)}.`,
  },
  stuck: {
    badge: (days: number) => `Stuck ${days} days`,
    text: (deal: string, days: number) => `${deal} has been in its stage for ${workdays(days)}.`,
    since: (say: { day: string; stage: string; limit: number }) =>
      `In ${say.stage} since ${say.day}; nine in ten deals have left it after ${workdays(say.limit)}.`,
    twice: (say: { day: string; stage: string; limit: number }) =>
      `In ${say.stage} since ${say.day}; more than ${workdays(say.limit)}, twice its patience.`,
  },
  ball: (holds: string) => `${holds.charAt(0).toUpperCase()}${holds.slice(1)}.`,
  noBall: 'Nobody has said who holds the ball.',
  standsIn: (owner: string) => `You stand in for ${owner}.`,
  owner: (owner: string) => `Owner: ${owner}.`,
  manager: {
    one: (deal: string) => `${deal} needs you.`,
    several: (count: number) => `${count} stalled deals need you.`,
    title: 'Stalled deals that need you',
    unreachable: 'its owner cannot be reached here',
  },
  stall: {
    silent: (days: number, since: string) => `silent for ${workdays(days)}, since ${since}`,
    stuck: (days: number, since: string) => `stuck for ${workdays(days)}, since ${since}`,
  },
  show: {
    title: (whose: string) => `Stalled deals · ${whose}`,
    mine: 'mine',
    none: 'No deal is stalled.',
    some: (count: number) => `${count} stalled ${count === 1 ? 'deal' : 'deals'}`,
    snoozed: (day: string) => `snoozed until ${day}`,
    next: (who: string, day: string) => `next: ${who}, ${day}`,
    done: 'everybody has been told',
    more: (count: number) => `and ${count} more`,
    muted: (day: string) => `Your nudges are muted until ${day}.`,
    quiet: (from: string, to: string) =>
      `You get nudges on working days from 09:30, not from ${from} to ${to}.`,
    always: 'You get nudges on working days from 09:30.',
  },
  level: { owner: 'the owner', thread: 'its thread', manager: 'the manager' } satisfies Record<Level, string>,
  given: (level: string, day: string) => `told ${level} ${day}`,
  patience: (stage: string, days: number) =>
    days === 0
      ? `${stage}: silence is not watched any more.`
      : `${stage}: silent after ${workdays(days)} without customer contact, from now on.`,
  patienceSame: (stage: string, days: number) => `The patience in ${stage} is ${days} already.`,
  silentNow: (before: number, after: number) => `Silent deals there: ${before} → ${after}.`,
  muted: (day: string) => `No nudges until ${day}; from that day on you get them again.`,
  mutePast: 'That day is not in the future.',
  unmuted: 'You get nudges again.',
  notMuted: 'Your nudges are not muted.',
  quiet: (from: string, to: string) => `No nudges from ${from} to ${to}.`,
  quietOff: 'You have no quiet hours; nudges still come on working days only, from 09:30.',
  quietBoth: 'Say both: from when and until when.',
  button: { mute: 'Mute me', unmute: 'Unmute', show: 'My stalled deals' },
};

const zh: typeof en = {
  silent: {
    badge: (days) => `失联 ${days} 天`,
    text: (deal, days) => `${deal}已有 ${days} 个工作日没有联系客户。`,
    since: (say) => `最近一次联系客户：${say.day}；${say.stage}阶段预警为 ${say.patience} 个工作日。`,
    never: (say) => `从${say.day}起计，至今没有联系过客户；${say.stage}阶段预警为 ${say.patience} 个工作日。`,
  },
  stuck: {
    badge: (days) => `卡住 ${days} 天`,
    text: (deal, days) => `${deal}已在本阶段停留 ${days} 个工作日。`,
    since: (say) => `${say.day}进入${say.stage}；九成商机在 ${say.limit} 个工作日内离开该阶段。`,
    twice: (say) => `${say.day}进入${say.stage}；已超过 ${say.limit} 个工作日，即预警天数的两倍。`,
  },
  ball: (holds) => `${holds}。`,
  noBall: '还没有人说明球在谁手里。',
  standsIn: (owner) => `您正在代${owner}跟进。`,
  owner: (owner) => `负责人：${owner}。`,
  manager: {
    one: (deal) => `${deal}需要您过问。`,
    several: (count) => `${count} 个停滞商机需要您过问。`,
    title: '需要您过问的停滞商机',
    unreachable: '在这里联系不上负责人',
  },
  stall: {
    silent: (days, since) => `失联 ${days} 个工作日，自${since}`,
    stuck: (days, since) => `卡住 ${days} 个工作日，自${since}`,
  },
  show: {
    title: (whose) => `停滞商机 · ${whose}`,
    mine: '我的',
    none: '没有停滞的商机。',
    some: (count) => `停滞商机 ${count} 个`,
    snoozed: (day) => `暂缓至${day}`,
    next: (who, day) => `接下来提醒${who}，${day}`,
    done: '该提醒的都提醒过了',
    more: (count) => `另有 ${count} 个`,
    muted: (day) => `您的提醒已静音至${day}。`,
    quiet: (from, to) => `工作日 09:30 起提醒您，${from} 至 ${to} 不打扰。`,
    always: '工作日 09:30 起提醒您。',
  },
  level: { owner: '负责人', thread: '商机话题', manager: '主管' },
  given: (level, day) => `${day}已提醒${level}`,
  patience: (stage, days) =>
    days === 0 ? `${stage}：不再预警失联。` : `${stage}：从现在起，${days} 个工作日没有联系客户即为失联。`,
  patienceSame: (stage, days) => `${stage}的预警本来就是 ${days} 个工作日。`,
  silentNow: (before, after) => `该阶段失联商机：${before} → ${after}。`,
  muted: (day) => `${day}之前不提醒您，当天起恢复。`,
  mutePast: '请说一个将来的日期。',
  unmuted: '已恢复提醒。',
  notMuted: '您没有静音。',
  quiet: (from, to) => `${from} 至 ${to} 不打扰您。`,
  quietOff: '已取消免打扰时段；提醒仍只在工作日 09:30 以后发出。',
  quietBoth: '请说出开始和结束两个时间。',
  button: { mute: '静音', unmute: '恢复提醒', show: '我的停滞商机' },
};

export const nudge = { en, zh };
