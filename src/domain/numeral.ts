/** How people type digits: full width, and in Chinese. */

/**
 * The text with full-width letters, digits and signs (／＋：．％ and the like) made half width. Every character
 * keeps its place, so that positions in the result are positions in the text. Chinese punctuation that ends
 * a thought (，；！？。) is left alone.
 */
export function halfWidth(text: string): string {
  return text.replace(/[！-～￥\u3000\u00a0\u202f]/g, (char) => {
    if ('，；！？'.includes(char)) return char;
    if (char === '￥') return '¥';
    if (!/[！-～]/.test(char)) return ' ';
    return String.fromCharCode(char.charCodeAt(0) - 0xfee0);
  });
}

const DIGITS: Readonly<Record<string, number>> = {
  零: 0,
  〇: 0,
  一: 1,
  壹: 1,
  二: 2,
  两: 2,
  贰: 2,
  三: 3,
  叁: 3,
  四: 4,
  肆: 4,
  五: 5,
  伍: 5,
  六: 6,
  陆: 6,
  七: 7,
  柒: 7,
  八: 8,
  捌: 8,
  九: 9,
  玖: 9,
};
const UNITS: Readonly<Record<string, number>> = { 十: 10, 拾: 10, 百: 100, 佰: 100, 千: 1000, 仟: 1000 };
const MYRIADS: Readonly<Record<string, number>> = { 万: 1e4, 萬: 1e4, 亿: 1e8, 億: 1e8 };

/** The characters of a Chinese numeral, for use inside a character class. */
export const NUMERAL_CLASS = '零〇一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟萬億';

/**
 * A whole number in Chinese numerals: 十五, 一百二十万, 两百万, 一亿两千万. A last digit after a unit counts
 * in the next unit below: 三万五 is 35000, 一百二 is 120. Undefined when it is not a number.
 */
export function readNumeral(text: string): number | undefined {
  let total = 0;
  let section = 0;
  let digit: number | undefined;
  let unit = 1;
  for (const char of text) {
    const asDigit = DIGITS[char];
    const asUnit = UNITS[char];
    const asMyriad = MYRIADS[char];
    if (asDigit !== undefined) {
      if (digit !== undefined && digit !== 0) return undefined;
      digit = asDigit;
      if (asDigit === 0) unit = 1;
    } else if (asUnit !== undefined) {
      // Only 十 may stand without a digit before it.
      if (digit === undefined && asUnit !== 10) return undefined;
      section += (digit ?? 1) * asUnit;
      digit = undefined;
      unit = asUnit / 10;
    } else if (asMyriad !== undefined) {
      section += digit ?? 0;
      if (section === 0 && (total === 0 || asMyriad === 1e4)) return undefined;
      total = asMyriad === 1e8 ? (total + section) * asMyriad : total + section * asMyriad;
      section = 0;
      digit = undefined;
      unit = asMyriad / 10;
    } else {
      return undefined;
    }
  }
  return text === '' ? undefined : total + section + (digit ?? 0) * unit;
}

/** Digits or Chinese numerals as a whole number. */
export function readNumber(text: string): number | undefined {
  return /^\d+$/.test(text) ? Number(text) : readNumeral(text);
}
