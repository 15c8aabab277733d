import { findAmounts } from '../../domain/money.ts';
import {
  type Extent,
  extentOf,
  overlap,
  type Rule,
  type SaidDate,
  type Sentence,
  veiled,
  without,
} from './sentence.ts';

/** A deal that was won, whole or in part. The verb shows what was understood and asks before it counts. */

const WON =
  /签(?:了|的(?=$|[，,。\s])|下来?|约了|完|好了|掉了?)|签约成功|签成|拿下(?!来?不)|成交了|中标(?:了|啦|通知)?|中了标|赢(?:单|标|了|下)|合同(?:已经?)?(?:签了|签好|盖章|双签|生效)|(?:盖|用)(?:好|完|了)(?:的)?章|(?:PO|订单)(?:到了|下了|来了|收到)|收到(?:PO|订单|中标通知)|下(?:了)?(?:PO|订单)了?|\b(?:won\b(?!['’])|signed\b|closed[- ]won|landed|booked|(?:po|purchase order|signed contract) (?:is in|in|came in|received|arrived|landed)|(?:got|received|have) (?:the |a |their )?(?:po|signature|purchase order|signed contract)|contract(?:['’]?s| is) (?:signed|in|done)|countersigned|we got (?:it|the deal|the business)|deal(?:['’]?s| is)? (?:done|won|signed)|closed (?=.*\d))/iu;
/** Not yet, not for certain, or something else that is signed and won. */
export const NOT_WON =
  /(?:没|未|还没|没有|不|别|难|先)(?:能|会|想|敢|肯|有)?(?:签|中标|拿下|成交|赢|盖章)|(?:(?<![华国节智储光电功性新核动])能|(?<![协学议工委])会|(?<![重主])要|快|准备|打算|想|争取|预计|计划|有望|可以|等|如果|要是|假如|一旦|只要|差点|才|再|即将|马上|希望|后天|明天|下周.{0,4}|下月.{0,4}|月底.{0,3}|年底.{0,3})(?:前|之前|再|就|才|能|会|要|可以|可能)*(?:去)?(?:签|拿下|成交|中标|赢)|签(?:到|收|证|名|字笔)|签了(?:个|份)?(?:NDA|保密|框架|意向|备忘|MOU|战略|三方)|(?:NDA|保密协议|意向书|备忘录|框架协议|MOU)(?:已经?)?签|签了就|中标(?:概率|可能|希望)|\b(?:not|never|haven['’]?t|hasn['’]?t|didn['’]?t|isn['’]?t|aren['’]?t|wasn['’]?t|won['’]?t|no|almost|nearly|if|once|when|until|before|after|unless|hope(?:fully)?|should|would|could|might|may|expect(?:s|ed|ing)?|plan(?:s|ned)? to|to be|get(?:ting)? (?:it |this |that )?|needs?|wants?|will|gets?|being)\s+(?:\w+\s+){0,3}(?:won|signed|landed|countersigned|booked|close[ds]?)\b|\bsigned (?:the |an? |our |up |off|in\b|out\b)?\s*(?:nda|mou|loi|msa|dpa|off|up|in|out|for a (?:trial|pilot|demo))|\bwon (?:over|the (?:argument|pilot|poc|bake-?off))|\bwon['’]t\b|\b(?:nda|mou|loi|dpa) (?:is |was |got )?signed|\bbooked (?:a |the |an |my )?(?:\w+ )?(?:demo|meeting|call|flight|hotel|room|trip|visit|slot|table|workshop)/iu;

/** Where a line says outright that it is signed; what is hoped for or denied says nothing. */
function wonIn(text: string): Extent | null {
  const match = WON.exec(veiled(text, NOT_WON));
  return match === null ? null : extentOf(match);
}

export const won: Rule = (line) => {
  const win = wonIn(line.text);
  if (win === null) return null;
  const amount = amountOf(line, win) ?? unclearAmount(line);
  const date = happenedOn(line, win) ?? stillToCome(line, win);
  const others = [...line.text.matchAll(new RegExp(WON.source, 'giu'))].map(extentOf);
  return {
    command: 'deal.win',
    values: { ...(amount === undefined ? {} : { amount: amount.text }), ...(date === null ? {} : { date }) },
    rest: without(line.text, [win, ...others, amount, ...line.dates]),
    confidence: 'sure',
  };
};

const SPLIT_PARTS =
  /第?[一二三四首][期批]|首付|一部分|\b(?:phase|part|tranche|stage) (?:1|2|one|two|i{1,3})\b|\b(?:first|second) (?:phase|part|half|tranche)\b/giu;
const PART_OF = /余下|剩下|其余|剩余|尾|\b(?:the )?(?:rest|remainder|balance)\b/giu;

/** 一期30万签了，二期明年: a part of a deal was signed. */
export const split: Rule = ({ text }) => {
  const win = wonIn(text);
  const parts = [...text.matchAll(SPLIT_PARTS)];
  const others = [...text.matchAll(PART_OF)];
  if (win === null || parts.length === 0 || parts.length + others.length < 2) return null;
  // The verb reads the parts itself, out of what the deal's name leaves over.
  return { command: 'deal.split', values: {}, rest: text, confidence: 'sure' };
};

type Written = Extent & { text: string };

/** The amount that was signed: the last one that is no date. A bare one is long, and stands behind the word of the win. */
function amountOf({ text, scene, dates }: Sentence, win: Extent): Written | undefined {
  return findAmounts(text, scene.currency, { bare: true })
    .filter((amount) => !dates.some((date) => overlap(date, amount)))
    .filter(({ start, text: said }) => !/^[\d,.]+$/.test(said) || (start > win.start && LONG.test(said)))
    .at(-1);
}

const LONG = /^(?:\d{4,}|\d{1,3}(?:,\d{3})+)(?:\.\d+)?$/;

/** signed at 22, 签了22: a number that is said like an amount. Its field shows it, and asks. */
function unclearAmount({ text, dates }: Sentence): Written | undefined {
  return [
    ...text.matchAll(
      /(?:\b(?:at|for)\s+|签了?\s*)-?\d[\d.,]*(?![\w%/\p{Script=Han}-]|\s+(?:years?|months?|weeks?|days?|seats?|users?|sites?|stores?|units?|people|phases?|licen[cs]es?)\b)/giu,
    ),
  ]
    .map((match) => ({ ...extentOf(match), text: match[0] }))
    .find((one) => !dates.some((date) => overlap(date, one)));
}

/** signed 22k 12/31: nothing is signed on a day to come, so the day is shown and asked about. */
function stillToCome({ clauses, dates }: Sentence, win: Extent): string | null {
  const clause = clauses.find((one) => win.start >= one.start && win.end <= one.end);
  const date = dates.find(
    (one) => clause !== undefined && one.start >= clause.start && one.end <= clause.end,
  );
  return date?.past === null && !date.long ? date.from : null;
}

/** When it happened: a date that lies behind, or that may and stands with what has been (31号盖的章). */
export function happenedOn(line: Sentence, what: Extent): string | null {
  return line.dates.find((date) => date.past !== null && !isAhead(line, { date, what }))?.past ?? null;
}

/** Whether a date that fits both ways stands with something still to be done: 签了48万，周五付款. */
function isAhead({ text, clauses }: Sentence, { date, what }: { date: SaidDate; what: Extent }): boolean {
  if (date.due === null) return false;
  const clause = clauses.find((one) => date.start >= one.start && date.end <= one.end);
  if (clause === undefined || (what.start >= clause.start && what.end <= clause.end)) return false;
  const told = text.slice(clause.start, clause.end);
  return !/[了过的完]/u.test(text.slice(date.end, clause.end)) && !/(?:ed|met|got|sent)\b/iu.test(told);
}
