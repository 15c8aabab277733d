import type { Level } from '../../domain/nudge.ts';
import { spaced } from '../spaced.ts';

/** A patience or a limit may be a single day. */
const workdays = (days: number): string => `${days} working ${days === 1 ? 'day' : 'days'}`;

/** Where nearly all leave a stage on the day they enter it, the limit is no day at all. */
const within = (days: number): string => (days === 0 ? 'the same day' : `within ${workdays(days)}`);
const withinZh = (days: number): string => (days === 0 ? '当天' : ` ${days} 个工作日内`);

/** Nudges: what they say, and what the verbs around them say. */
const en = {
  silent: {
    badge: (days: number) => `Silent ${workdays(days)}`,
    text: (deal: string, days: number) => `${deal} has had no customer contact for ${workdays(days)}.`,
    since: (say: { day: string; stage: string; patience: number }) =>
      `Last customer contact: ${say.day}. The limit in ${say.stage} is ${workdays(say.patience)}.`,
    never: (say: { day: string; stage: string; patience: number }) =>
      `No customer contact since ${say.day}. The limit in ${say.stage} is ${workdays(say.patience)}.`,
  },
  stuck: {
    badge: (days: number) => `Stuck ${workdays(days)}`,
    text: (deal: string, days: number) => `${deal} has been in its stage for ${workdays(days)}.`,
    since: (say: { day: string; stage: string; limit: number }) =>
      `In ${say.stage} since ${say.day}. 9 of 10 deals leave it ${within(say.limit)}.`,
    twice: (say: { day: string; stage: string; limit: number }) =>
      `In ${say.stage} since ${say.day}, more than twice its limit (${workdays(say.limit)}).`,
  },
  both: (deal: string, days: { silent: number; stuck: number }) =>
    `${deal} has had no customer contact for ${workdays(days.silent)} and has been in its stage for ${days.stuck}.`,
  ball: (holds: string) => `${holds.charAt(0).toUpperCase()}${holds.slice(1)}.`,
  standsIn: (owner: string) => `You are covering for ${owner}.`,
  owner: (owner: string) => `Owner: ${owner}.`,
  manager: {
    one: (deal: string) => `${deal} needs you.`,
    several: (count: number) => `${count} stalled deals need you.`,
    title: 'Stalled deals that need you',
    unreachable: 'the owner cannot be reached in this chat',
  },
  stall: {
    silent: (days: number, since: string) => `silent for ${workdays(days)}, since ${since}`,
    stuck: (days: number, since: string) => `stuck for ${workdays(days)}, since ${since}`,
  },
  show: {
    title: (whose: string) => `Stalled deals · ${whose}`,
    mine: 'my deals',
    none: 'No deal has stalled.',
    ofMine: (count: number) =>
      count === 0
        ? 'None of your deals has stalled.'
        : `${count} of your deals ${count === 1 ? 'has' : 'have'} stalled.`,
    ofTeam: (team: string, count: number) =>
      count === 0
        ? `${team}: no deal has stalled.`
        : `${team}: ${count} ${count === 1 ? 'deal has' : 'deals have'} stalled.`,
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
  patienceSame: (stage: string, days: number) => `The limit in ${stage} is already ${workdays(days)}.`,
  silentNow: (before: number, after: number) => `Silent deals there: ${before} → ${after}.`,
  muted: (day: string) => `No nudges until ${day}; they start again that day.`,
  mutePast: 'Pick a day in the future.',
  unmuted: 'You get nudges again.',
  notMuted: 'Your nudges are not muted.',
  quiet: (from: string, to: string) => `No nudges from ${from} to ${to}.`,
  quietOff: 'No quiet hours. Nudges still come only on working days, from 09:30.',
  quietBoth: 'Say both: from when and until when.',
  button: { mute: 'Mute me', unmute: 'Unmute', show: 'My stalled deals' },
};

const zh: typeof en = {
  silent: {
    badge: (days) => `失联 ${days} 个工作日`,
    text: (deal, days) => spaced`${deal}已有 ${days} 个工作日没有联系客户。`,
    since: (say) => spaced`最近一次联系客户：${say.day}；${say.stage}阶段预警为 ${say.patience} 个工作日。`,
    never: (say) => spaced`自 ${say.day}起没有联系过客户；${say.stage}阶段预警为 ${say.patience} 个工作日。`,
  },
  stuck: {
    badge: (days) => `卡住 ${days} 个工作日`,
    text: (deal, days) => spaced`${deal}已在本阶段停留 ${days} 个工作日。`,
    since: (say) => spaced`${say.day}进入${say.stage}；九成商机在${withinZh(say.limit)}离开该阶段。`,
    twice: (say) => spaced`${say.day}进入${say.stage}；已超过 ${say.limit} 个工作日，即预警天数的两倍。`,
  },
  both: (deal, days) =>
    spaced`${deal}已有 ${days.silent} 个工作日没有联系客户，在本阶段已停留 ${days.stuck} 个工作日。`,
  ball: (holds) => `${holds}。`,
  standsIn: (owner) => spaced`您正在代${owner}跟进。`,
  owner: (owner) => `负责人：${owner}。`,
  manager: {
    one: (deal) => spaced`${deal}需要您过问。`,
    several: (count) => `${count} 个停滞商机需要您过问。`,
    title: '需要您过问的停滞商机',
    unreachable: '在这里联系不上负责人',
  },
  stall: {
    silent: (days, since) => `自 ${since}起失联 ${days} 个工作日`,
    stuck: (days, since) => `自 ${since}起卡住 ${days} 个工作日`,
  },
  show: {
    title: (whose) => `停滞商机 · ${whose}`,
    mine: '我的',
    none: '没有停滞的商机。',
    ofMine: (count) => (count === 0 ? '您没有停滞的商机。' : `您有 ${count} 个停滞商机。`),
    ofTeam: (team, count) =>
      count === 0 ? spaced`${team}没有停滞的商机。` : spaced`${team}有 ${count} 个停滞商机。`,
    snoozed: (day) => `暂缓至 ${day}`,
    next: (who, day) => `${day}提醒${who}`,
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
  patienceSame: (stage, days) => spaced`${stage}的预警本来就是 ${days} 个工作日。`,
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
