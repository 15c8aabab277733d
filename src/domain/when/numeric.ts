import { dayFrom, dayOf, partsOf, timeOf } from '../day.ts';
import { readNumber } from '../numeral.ts';
import { complete, monthDay, monthOf, type Reading, type Rule, type Scene } from './rule.ts';

/** Dates and times in digits. Month before day, unless only the other order exists. */
export const numericRules: readonly Rule[] = [
  {
    pattern:
      /(?<![\w./-])(?<y>(?:19|20)\d\d)(?<sep>[-/.])(?<m>\d{1,2})\k<sep>(?<d>\d{1,2})(?![\d/-]|\.\d)(?:T(?<clock>\d\d:\d\d)\S*)?/g,
    read: ({ y, m, d, clock }) => {
      const reading = given(Number(y), Number(m), Number(d));
      return reading && clock ? { ...reading, part: clock } : reading;
    },
  },
  {
    pattern: /(?<![\w./-])(?<y>20\d\d)-(?<m>0[1-9]|1[0-2])(?![\w/-])/g,
    read: ({ y, m }, scene) => monthOf(Number(m), Number(y), scene),
  },
  {
    pattern: /(?<![\w.-])(?<y>20\d\d)(?<m>[01]\d)(?<d>[0-3]\d)(?![\w.-])/g,
    read: ({ y, m, d }) => given(Number(y), Number(m), Number(d)),
  },
  {
    pattern: /(?<![\w./-])(?<a>\d{1,2})(?<sep>[/.-])(?<b>\d{1,2})\k<sep>(?<y>(?:20)?\d\d)(?![\w/-]|\.\d)/g,
    read: ({ a, b, y, sep }) => {
      // 1.2.26 is a version; 5.12.2026 is the European way, with the day first.
      if (sep !== '/' && y?.length !== 4) return undefined;
      const [first, second] = sep === '.' ? [Number(b), Number(a)] : [Number(a), Number(b)];
      const year = Number(y) % 2000 < 100 ? 2000 + (Number(y) % 2000) : Number(y);
      return given(year, first, second) ?? given(year, second, first);
    },
  },
  {
    // 12/20-12/28, 12/20 - 28: from a day to a later one, which may be in the next year.
    pattern:
      /(?<![\w./:-])(?<m>\d{1,2})\/(?<d>\d{1,2})\s?[-~–—到至]\s?(?:(?<m2>\d{1,2})\/)?(?<d2>\d{1,2})(?![\w/%:万亿千百个]|\.\d|-\d)/g,
    read: ({ m, d, m2, d2 }, scene) =>
      monthDays({ m: Number(m), d: Number(d) }, { m: Number(m2 ?? m), d: Number(d2) }, scene),
  },
  {
    pattern: /(?<![\w./:-])(?<a>\d{1,2})\/(?<b>\d{1,2})(?![\w/%:]|\.\d|-\d)/g,
    read: ({ a, b }, scene) => {
      const [first, second] = [Number(a), Number(b)];
      return (
        monthDay({ month: first, dayOfMonth: second }, scene) ??
        (first > 12 ? monthDay({ month: second, dayOfMonth: first }, scene) : undefined)
      );
    },
  },
  {
    // 12.31 is a date only where a word says so; otherwise it is a number.
    pattern: /(?<![\w./-])(?<m>\d{1,2})\.(?<d>\d{1,2})(?=\s?(?:之前|以前|前|号|截止|日前))号?/g,
    read: ({ m, d }, scene) => monthDay({ month: Number(m), dayOfMonth: Number(d) }, scene),
  },
  {
    pattern:
      /(?<![\w.])in\s(?<n>\d{1,3})\s?(?<unit>hours?|hrs?|h|minutes?|mins?)(?!\w)|(?<![\w.零一二两三四五六七八九十百几每])(?<zh>\d{1,3}|[一二两三四五六七八九十]{1,3})个?(?<zhUnit>小时|钟头|分钟)(?:之|以)?后/gi,
    read: ({ n, unit, zh, zhUnit }, scene) => {
      const minutes =
        (readNumber(n ?? zh ?? '') ?? 0) * (/^(?:h|小|钟)/i.test(unit ?? zhUnit ?? '') ? 60 : 1);
      const instant = new Date(scene.now.getTime() + minutes * 60_000);
      return { day: dayOf(instant, scene.zone), part: timeOf(instant, scene.zone) };
    },
  },
];

type MonthDay = { m: number; d: number };

/** The days from one to a later one, in the years that the direction asks for. */
function monthDays(from: MonthDay, to: MonthDay, scene: Scene): Reading | undefined {
  const { year } = partsOf(scene.today);
  const later = to.m < from.m ? 1 : 0;
  const spans = [-1, 0, 1].map((shift): Reading | undefined => {
    const day = dayFrom(year + shift, from.m, from.d);
    const until = dayFrom(year + shift + later, to.m, to.d);
    return day !== undefined && until !== undefined && until > day
      ? { day, until, grain: 'range' }
      : undefined;
  });
  return complete(spans, scene);
}

function given(year: number, month: number, dayOfMonth: number): Reading | undefined {
  const day = dayFrom(year, month, dayOfMonth);
  return day ? { day, given: true } : undefined;
}
