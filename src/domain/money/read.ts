import { halfWidth, NUMERAL_CLASS, readNumeral } from '../numeral.ts';
import { currencyNamed, currencyPattern, minorDigits } from './currency.ts';
import { type Decimal, decimalOf, plus, toMinor } from './decimal.ts';
import { countsSomething, isSomethingElse } from './not-money.ts';
import { oddExtent } from './odd.ts';

/**
 * An amount in a line: `text` is line.slice(start, end). `confirm`: the unit, the range or the sign is a guess; read by
 * parseMoney the text says what is wrong with it.
 */
export type AmountSpan = {
  minor: number;
  currency: string;
  start: number;
  end: number;
  text: string;
  confirm?: true;
};

export type ReadMoney = { minor: number; currency: string; confirm?: true };
export type AmountRefusal = { refused: 'noAmount' | 'severalAmounts' | 'negative' | 'unclear' | 'tooLarge' };

const NUMBER = String.raw`\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+`;
const SCALE = '个亿|千万|百万|十万|万亿|万|萬|亿|億|千|个|thousand|million|billion|mio|mln|bn|mm|[wkm]';
const EXPONENT: Readonly<Record<string, number>> = {
  千: 3,
  k: 3,
  thousand: 3,
  万: 4,
  /** 60个: 60万, to be confirmed. */
  个: 4,
  萬: 4,
  w: 4,
  十万: 5,
  百万: 6,
  m: 6,
  mm: 6,
  mio: 6,
  mln: 6,
  million: 6,
  千万: 7,
  亿: 8,
  个亿: 8,
  億: 8,
  bn: 9,
  billion: 9,
  万亿: 12,
};

type Patterns = { written: RegExp; chinese: RegExp };
const patterns = new Map<string, Patterns>();

/** Memoised: the patterns depend on the organisation's currency only. */
function patternsFor(own: string): Patterns {
  const known = patterns.get(own);
  if (known) return known;
  const money = currencyPattern(own);
  const after = String.raw`(?:\s?(?<after>${money})(?![a-z]))?`;
  const written = [
    String.raw`(?<![\w.#])(?:(?<before>${money})\s?)?`,
    String.raw`(?:(?<from>${NUMBER})(?:\s?[wkm万亿]?\s?(?:[-~–—到至或]|or\s)\s?|(?<=\bbetween\s[\d.,]{1,12})\s?[wkm]?\s(?:and|to)\s)(?=\d))?`,
    `(?<number>${NUMBER})`,
    String.raw`(?:\s?(?<scale>${SCALE})(?![a-z])(?:(?<rest>\d+(?:\.\d+)?)(?<restScale>[千万百]|(?!\S)|(?=[元块,，。;；、!！?？)）])))?)?`,
    after,
  ];
  const chinese = [
    `(?:(?<before>${money})\\s?)?`,
    String.raw`(?<![\d.第几数${NUMERAL_CLASS}])(?<numeral>[${NUMERAL_CLASS}]+)(?<yi>个亿)?`,
    after,
  ];
  const made = { written: new RegExp(written.join(''), 'gi'), chinese: new RegExp(chinese.join(''), 'gi') };
  patterns.set(own, made);
  return made;
}

/**
 * The amounts in a line, in order, without overlaps. `currency` is the organisation's, for amounts that name
 * none. A number without currency or scale counts only with `bare`. Telephone numbers, dates, times,
 * percentages and counts of other things are not amounts.
 */
export function findAmounts(line: string, currency: string, options: { bare?: boolean } = {}): AmountSpan[] {
  return amountsIn(line, { own: currency, place: options.bare === true ? 'bare' : 'line' });
}

/** What a field for one amount holds; there a bare number is one. Negative amounts are refused. */
export function parseMoney(text: string, currency: string): ReadMoney | AmountRefusal {
  const typed = halfWidth(text).trim();
  if (/^[-−–(]\s?\D{0,4}\d/.test(typed)) return { refused: 'negative' };
  const [only, second] = amountsIn(typed, { own: currency, place: 'field' });
  if (!only) return { refused: /^\D{0,4}\d[\d,]{8,}/.test(typed) ? 'tooLarge' : 'noAmount' };
  if (second) return { refused: 'severalAmounts' };
  if (oddExtent(typed, only) !== null) return { refused: 'unclear' };
  const { minor, currency: named, confirm } = only;
  return { minor, currency: named, ...(confirm ? { confirm } : {}) };
}

/** Where it stands: in a sentence, in one where bare numbers are amounts, or alone in its field. */
type Setting = { own: string; place: 'line' | 'bare' | 'field' };
type Read = Omit<AmountSpan, 'text'>;

function amountsIn(line: string, setting: Setting): AmountSpan[] {
  const text = halfWidth(line);
  const { written, chinese } = patternsFor(setting.own);
  const reads = [
    ...[...text.matchAll(written)].map((match) => readWritten(match, setting)),
    ...[...text.matchAll(chinese)].map((match) => readChinese(match, setting)),
  ].filter((read) => read !== undefined);
  reads.sort((a, b) => a.start - b.start);
  const spans: AmountSpan[] = [];
  for (const read of reads) {
    const from = spans.at(-1)?.end ?? 0;
    if (read.start < from) continue;
    const odd = setting.place === 'field' ? null : oddExtent(text, read);
    // What belongs to the amount before makes nothing of this one: 50万1,50万.
    const span: Read = odd === null || odd.start < from ? read : { ...read, ...odd, confirm: true };
    spans.push({ ...span, text: line.slice(span.start, span.end) });
  }
  return spans;
}

function readWritten(match: RegExpExecArray, setting: Setting): Read | undefined {
  const { before, from, number = '', rest, restScale, after } = match.groups ?? {};
  const scale = match.groups?.scale?.toLowerCase();
  const around = surroundings(match);
  const named = before ?? after;
  // A company.
  if (match[0].trim() === '3M') return undefined;
  // 650,5k and 1,2345 are no 650 and no 1,234.
  if (!scale && after === undefined && isCutShort(number, around.after)) return undefined;
  if (!scale && !named && !isBareAmount({ number, from, ...around }, setting)) return undefined;
  if (named && !isMoneyWord(named, around.after)) return undefined;
  if (scale && !named && !isScaled({ number, scale, ...around }, setting)) return undefined;
  const shift = scale ? (EXPONENT[scale] ?? 0) : 0;
  let value = decimalOf(number, shift);
  if (rest) {
    // 3万5 is 35000; 3万5千 and 1亿2000万 name their unit.
    const unit = restScale === '百' ? 2 : (EXPONENT[restScale ?? ''] ?? shift - rest.length);
    value = plus(value, decimalOf(rest, unit));
  }
  const guessed = from !== undefined || scale === '个' || (scale === 'm' && !named);
  const read = spanOf(match, toAmount(value, named, setting));
  return read && guessed ? { ...read, confirm: true } : read;
}

function readChinese(match: RegExpExecArray, setting: Setting): Read | undefined {
  const { before, numeral = '', yi, after } = match.groups ?? {};
  const around = surroundings(match);
  const named = before ?? after;
  const scaled = yi !== undefined || /[万亿萬億]/.test(numeral);
  if (!scaled && !after && !(setting.place === 'field' && match[0] === match.input)) return undefined;
  if (after ? !isMoneyWord(after, around.after) : countsSomething(around.after)) return undefined;
  const number = readNumeral(numeral);
  if (number === undefined || !Number.isSafeInteger(number)) return undefined;
  return spanOf(match, toAmount(decimalOf(String(number), yi ? 8 : 0), named, setting));
}

const isCutShort = (number: string, after: string): boolean =>
  /^\d/.test(after) || (/^,\d/.test(after) && !/^\d{4,}$/.test(number));

type Around = { before: string; after: string };

function surroundings(match: RegExpExecArray): Around {
  const end = match.index + match[0].length;
  return {
    before: match.input.slice(Math.max(0, match.index - 8), match.index),
    after: match.input.slice(end, end + 16),
  };
}

function isBareAmount(
  read: Around & { number: string; from: string | undefined },
  setting: Setting,
): boolean {
  if (setting.place === 'line' || read.from !== undefined) return false;
  if (setting.place === 'field') return read.before === '' && read.after === '';
  return !isSomethingElse(read.number, read.before, read.after);
}

/** 块, 刀, 欧 and 元 are also parts of other words: 3块地, 5元件. */
function isMoneyWord(written: string, after: string): boolean {
  if (/^元$/.test(written)) return !/^[素件器首老]/.test(after);
  if (/^(?:块|刀|欧|圆)$/.test(written))
    return !/^\p{Script=Han}/u.test(after) || /^(?:左右|以|了|吧|每|起|整|的)/.test(after);
  return true;
}

function isScaled(read: Around & { number: string; scale: string }, setting: Setting): boolean {
  if (countsSomething(read.after)) return false;
  if (read.scale === '个') return setting.place === 'field' || isBargained(read);
  // 3M is a company; 30m is as often half an hour as a price.
  return (
    read.scale !== 'm' ||
    !/^\s?(?:late|early|away|ago|from|left|walk|drive|wide|long|tall|deep)\b/i.test(read.after)
  );
}

/** 改60个, 报价120个: only after a word of bargaining and before a pause is 个 short for 万. */
function isBargained(read: Around & { number: string }): boolean {
  if (read.before === '' && read.after === '') return true;
  return (
    Number(read.number.replaceAll(',', '')) >= 10 &&
    /(?:改|调|报|签|价|额|预算|拿下|砍|降|涨|压|到|成|款)(?:了|到|成|为|在|约|大概|是|:)?\s*$/.test(
      read.before,
    ) &&
    /^(?:$|[\s,，。;；、!！?？)）+→]|了|吧|左右|以)/.test(read.after)
  );
}

function toAmount(value: Decimal, named: string | undefined, { own }: Setting): ReadMoney | undefined {
  const currency = named === undefined ? own : currencyNamed(named, own);
  if (currency === undefined) return undefined;
  const minor = toMinor(value, minorDigits(currency));
  return minor === undefined ? undefined : { minor, currency };
}

const spanOf = (match: RegExpExecArray, amount: ReadMoney | undefined): Read | undefined =>
  amount && { ...amount, start: match.index, end: match.index + match[0].length };
