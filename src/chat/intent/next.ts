import type { Day } from '../../domain/day.ts';
import {
  type Clause,
  type Extent,
  extentOf,
  inside,
  type Rule,
  type SaidDate,
  type Sentence,
  without,
} from './sentence.ts';

/** What is to be done next and when. */

/** `words`: only the activity, without the names that may stand beside it. */
export type NextStep = Extent & { text: string; due: Day | null; words?: Extent };

const MARKED =
  /(?:下一步|下步|接下来|下个动作|后续(?=[:：是]))(?:是|就是|计划|安排)?\s*[:：]?\s*|(?:^|[\s,;.])(?:next steps?|next up|next|todo|to do|n\/s|ns)(?:\s*(?:is|are|=|:|-))?\s*:?\s*/iu;

function markAt(text: string): Extent | undefined {
  const mark = MARKED.exec(text);
  return mark === null ? undefined : extentOf(mark);
}

/** The speaker's own list: 下一步…, 记得…, remind me to …. */
export const isTodo = (text: string): boolean =>
  /^\s*(?:下一步|next steps?\b)/iu.test(text) || REMEMBER.test(text.trim());

const ACTIVITY_ZH =
  '演示|汇报|发|送|寄|报价|方案|跟进|联系|聊|谈|回复|答复|催|测试|试用|投标|开标|评审|签合同|签约|走合同|交流|培训|讲|见|拜访|打电话|电话|开会|会议|吃饭|确认|对接|参观|考察|立项|上会|交|出|提交|给|约|去|来|做|改|准备|安排|POC|demo|看|问|定|付款|回款|验收|现场|打';
const ACTIVITY_EN = String.raw`(?:(?:tech(?:nical)?|security|product|final|second|2nd|follow[- ]?up|pricing|live|onsite|intro|discovery|legal|contract|exec) )*(?:demo|call|meeting|meet|visit|proposal|quote|send|sending|follow[- ]?up|following up|poc|pilot|trial|workshop|review|presentation|present|presenting|contract|sow|kick[- ]?off|on-?site|lunch|dinner|coffee|intro|check[- ]?in|check back|reconnect|circle back|sync|pricing|deck|email|ping|negotiation|sign(?:ing)?|decision|decide|references?|talk|chat|touch base|revisit|try again|nudge|chase|submit|deliver|prepare|prep|get|give|share|show|schedule|book|draft|update|answer|rfp|tender|bid|webinar|training|catch[- ]?up)\b`;
const ACTIVE_ZH = new RegExp(ACTIVITY_ZH, 'iu');
const ACTIVE_EN = new RegExp(String.raw`\b${ACTIVITY_EN}`, 'giu');
/** Said of later without saying what: the form asks. */
const VAGUE =
  /^(?:再)?(?:说|看|议|讲|定|看看|说吧|看吧)(?:吧|了)?$|^(?:later|again|maybe|then|let['’]?s see|tbd|we['’]?ll see|talk|touch base)$/iu;
const HAPPENED_AFTER = /[了过完]|的(?!时候|话)|\b(?:met|called|spoke|signed|visited|sent)\b/iu;
const MET_BEFORE =
  /\b(?:met|saw|visited|called|spoke|talked|chatted|emailed|had|signed|went|was|were|sent|demoed|presented|pitched|left|got)\b/iu;

/** The next step of a line that also tells of other things: 嫌贵，下周二演示; demo next tue. */
export function nextStep(line: Sentence): NextStep | null {
  const step = markedStep(line) ?? datedStep(line);
  const date = step === null ? undefined : line.dates.find((one) => one.time !== null && inside(one, step));
  // A step is due on a day: the hour stays in its words.
  if (step === null || step.text === '' || date === undefined || date.due !== step.due) return step;
  return { ...step, text: `${date.time} ${step.text}` };
}

function markedStep({ text, dates }: Sentence): NextStep | null {
  const mark = markAt(text);
  // "next tue" is a date.
  if (mark === undefined || dates.some((date) => date.start < mark.end && date.end > mark.end)) return null;
  const from = mark.end;
  const stop = /[。;；\n]/u.exec(text.slice(from))?.index ?? text.length - from;
  const part = { start: mark.start, end: from + stop };
  const date = dates.find((one) => one.due !== null && inside(one, part));
  const said = text.slice(from, part.end);
  const step = stepText(said, date === undefined ? null : { start: date.start - from, end: date.end - from });
  if (step === '' && date === undefined) return null;
  return { ...part, text: step, due: date?.due ?? null };
}

function datedStep(line: Sentence): NextStep | null {
  for (const date of line.dates) {
    const clause = line.clauses.find((one) => inside(date, one));
    if (clause === undefined || date.due === null) continue;
    const step = stepIn(line, { clause, date });
    if (step !== null) return step;
  }
  return null;
}

function stepIn(line: Sentence, at: { clause: Clause; date: SaidDate }): NextStep | null {
  const { clause, date } = at;
  const after = line.text.slice(date.end, clause.end);
  const before = line.text.slice(clause.start, date.start);
  const due = date.due;
  // 周五见了王总 and 31号盖的章 lie behind, though a Friday and a 31st also lie ahead.
  if (
    date.past !== null &&
    (HAPPENED_AFTER.test(after) || (MET_BEFORE.test(before) && !activityBefore(before)))
  )
    return null;
  if (/\p{Script=Han}/u.test(after) || (after.trim() === '' && /\p{Script=Han}\s*$/u.test(before))) {
    return chineseStep(line, { clause, date, before, after });
  }
  const lead = activityBefore(before);
  if (lead !== null) {
    const start = clause.start + lead.index;
    const step = stepText(`${lead[0]} ${after}`, null);
    return { start, end: clause.end, text: step, due, words: { start, end: start + lead[1].length } };
  }
  const follows = new RegExp(String.raw`^\s*(?:[-:]\s*)?(?=${ACTIVITY_EN})`, 'iu').exec(after);
  if (follows !== null) {
    return { start: date.start, end: clause.end, text: stepText(after, null), due };
  }
  return null;
}

/** The last thing to do before a date, with what belongs to it: send proposal to cfo (by fri). */
function activityBefore(before: string): { index: number; 0: string; 1: string } | null {
  const told = [
    ...before.matchAll(
      /\b(?:met|saw|visited|called|spoke|talked|chatted|went|was|had|after|good|great|left)\b/giu,
    ),
  ].at(-1);
  const found = [...before.matchAll(ACTIVE_EN)].find(
    // had a call, good meeting: these tell of what has been.
    (match) =>
      told === undefined ||
      match.index > told.index + told[0].length + 12 ||
      /[,;]/.test(before.slice(told.index, match.index)) ||
      isNew(before, match),
  );
  if (found === undefined) return null;
  return { index: found.index, 0: before.slice(found.index), 1: found[0] };
}

const isNew = (before: string, match: RegExpExecArray): boolean =>
  /\b(?:demo|follow[- ]?up|proposal|quote|poc|send|next|decision|workshop)\b/iu.test(match[0]) &&
  !/\b(?:had|good|great|the|a|an|our|about|quick)\s+(?:\w+\s+)?$/iu.test(before.slice(0, match.index));

function chineseStep(
  line: Sentence,
  at: { clause: Clause; date: SaidDate; before: string; after: string },
): NextStep | null {
  const { clause, date, before, after } = at;
  if (HAPPENED_AFTER.test(after) && date.past !== null) return null;
  const step = stepText(after, null);
  // 今天没见到人 tells what did not happen.
  if (/^(?:又|还是?|也|都|再次)?[没未]/u.test(step)) return null;
  const lead = /(?:约了?|定了?|安排了?|改到|放到|推到|定在|约在|约好了?)\s*$/u.exec(before);
  const activity = [...before.matchAll(new RegExp(ACTIVITY_ZH, 'giu'))].at(0);
  if (step !== '' && (ACTIVE_ZH.test(step) || VAGUE.test(step))) {
    const start = clause.start + (lead?.index ?? before.length);
    const words = ACTIVE_ZH.exec(line.text.slice(date.end, clause.end));
    return {
      start,
      end: clause.end,
      text: VAGUE.test(step) ? '' : step,
      due: date.due,
      ...(words === null ? {} : { words: shift(extentOf(words), date.end) }),
    };
  }
  // 演示定在下周三: what is to be done stands before its date.
  if (step === '' && activity !== undefined && lead !== null) {
    const start = clause.start + activity.index;
    return {
      start,
      end: clause.end,
      text: stepText(before.slice(activity.index, lead.index), null),
      due: date.due,
    };
  }
  return null;
}

const shift = ({ start, end }: Extent, by: number): Extent => ({ start: start + by, end: end + by });

/** The step without its date and the small words around it. */
function stepText(said: string, date: Extent | null): string {
  return without(said, [date ?? undefined])
    .replace(
      /^(?:之?前|以前|左右|上午|下午|早上|晚上|要|得|再去|去|我|我们|准备|打算|计划|需要|会|先)+(?=\p{Script=Han})/u,
      '',
    )
    .replace(/^(?:(?:i |we |need to |have to |gotta |will |going to |let['’]?s |must |should )+)/iu, '')
    .replace(/\s*\b(?:on|by|for|at|set|scheduled|booked|before|around|due|is|early|late)$/iu, '')
    .replace(/^[\s:：,，-]+|[\s:：,，-]+$/g, '')
    .trim();
}

const REMEMBER =
  /^(?:记得|别忘了?|提醒我|待办[:：]?|回头|到时候?|remember to |remind me to |don['’]?t forget to |need to |have to |gotta |todo:? |i['’]?ll |we['’]?ll |will |let['’]?s )/iu;
const LATER_EN =
  /\b(?:circle back|check back|follow(?:ing)? up|revisit|reconnect|touch base|ping (?:them|him|her|me|again)|try (?:them |him |her )?again|talk(?: again)?|pick (?:it|this) (?:back )?up|call back|chase)\b/iu;

/** Meetings among ourselves. */
export const OUR_OWN =
  /团队|部门|内部|周会|例会|晨会|站会|年会|团建|全员|公司开会|火锅|出差|大家|\b(?:team|internal|standup|stand-up|all[- ]hands|1:1|one on one|offsite|roadmap|sprint|retro|dentist|doctor)\b/iu;

/** A step on its own: 节后再说, 周五前发报价, send proposal to acme by fri. */
export const next: Rule = (line) => {
  const { text, dates } = line;
  const step = nextStep(line);
  const date = dates.find((one) => one.due !== null);
  if (step === null && !(date !== undefined && (LATER_EN.test(text) || REMEMBER.test(text.trim()))))
    return null;
  if ((step?.due === null && step.text === '') || OUR_OWN.test(text)) return null;
  const due = step?.due ?? date?.due ?? null;
  const words = step?.text ?? LATER_EN.exec(text)?.[0] ?? '';
  const bare = words.replace(REMEMBER, '');
  return {
    command: 'deal.next',
    values: { ...(bare === '' ? {} : { step: bare }), ...(due === null ? {} : { due }) },
    rest: without(text, [markAt(text), ...dates, step?.words, ...vagueIn(text)]),
    confidence: 'likely',
  };
};

const vagueIn = (text: string): Extent[] =>
  [...text.matchAll(/再(?:说|看|议|聊|联系|谈|讲|定)(?:吧|了)?|记得|别忘了?/gu)].map(extentOf);
