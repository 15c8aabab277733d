import { addDays } from '../day.ts';
import {
  COUNT,
  count,
  edgeNamed,
  endOf,
  MONTH,
  monthNamed,
  named,
  onMonthDay,
  onWeekday,
  period,
  shifted,
  UNIT,
  WEEKDAY,
  weekdayNamed,
  yearNamed,
} from './english-words.ts';
import {
  dayOfSomeMonth,
  edgeOf,
  monthOf,
  nearestWeekday,
  quarterOf,
  type Rule,
  weekdayIn,
  weekend,
} from './rule.ts';

const YEAR = String.raw`(?:,?\s*(?<y>20\d\d|'\d\d)(?!\d))?`;
const NOT_A_DAY = String.raw`(?![\d:%/]|[.,]\d|\s?(?:k|w|m|x|%|am|pm|people|times|万|个|台|users|seats)(?![a-z]))`;
const ORDINAL = '(?:st|nd|rd|th)?';
/** A month that is no part of a day: end of jan 65k, but not end jan 15. */
const WHOLE_MONTH = String.raw`(?:${MONTH})(?!\.?\s*(?:the\s+)?\d{1,2}${ORDINAL}${NOT_A_DAY})`;

export const englishRules: readonly Rule[] = [
  {
    pattern: word('today|tonight|eod|cob|this (?:morning|afternoon|evening)'),
    read: (_, s) => ({ day: s.today }),
  },
  { pattern: word('(?:the )?day after tomorrow'), read: (_, s) => ({ day: addDays(s.today, 2) }) },
  { pattern: word('(?:the )?day before yesterday'), read: (_, s) => ({ day: addDays(s.today, -2) }) },
  { pattern: word('tomorrow|tmrw?|tmw|tomo|2moro'), read: (_, s) => ({ day: addDays(s.today, 1) }) },
  { pattern: word('yesterday|yday|last night'), read: (_, s) => ({ day: addDays(s.today, -1) }) },
  {
    pattern: word(
      `(?:(?<rel>next|last|this|coming|past)\\s+)?(?<w>${WEEKDAY})(?:\\s+(?<week>next|this|last) week)?`,
    ),
    read: ({ rel, w, week }, scene) => onWeekday({ rel, w, week }, scene),
  },
  {
    // sat and sun are also a verb and a name: only where something else says that they are days.
    pattern: word(
      String.raw`(?:(?<=\b(?:on|by|until|till|before|after|due|from|demo|call|meeting|visit|lunch|dinner|review|close)\s)|(?=(?:next|last|this|coming)\s))(?:(?<rel>next|last|this|coming)\s+)?(?<w>sat|sun)`,
      String.raw`(?!\s+(?:with|down|in|on|out|through|at the|hydraulics|life|pharma|micro)\b)`,
    ),
    read: ({ rel, w }, scene) => onWeekday({ rel, w }, scene),
  },
  {
    pattern: word(
      String.raw`(?<w>sat|sun)(?=\s+(?:morning|afternoon|evening|night|at \d|\d{1,2}(?::\d\d)?\s?(?:am|pm)))`,
    ),
    read: ({ w }, scene) => nearestWeekday(weekdayNamed(w), scene),
  },
  {
    pattern: word(`next week,? (?:on )?(?<w>${WEEKDAY}|sat|sun)`),
    read: ({ w }, scene) => weekdayIn(1, weekdayNamed(w), scene),
  },
  { pattern: word('(?<rel>next|this) weekend'), read: ({ rel }, s) => weekend(rel === 'next' ? 1 : 0, s) },
  {
    pattern: word(
      `(?:in|within)\\s+(?:the next\\s+)?(?<n>${COUNT})\\s+${UNIT}(?:['’]s?)?(?: time)?`,
      '(?!\\s+(?:ago|of\\b))',
    ),
    read: ({ n, unit, business }, scene) => shifted(count(n), { unit, business }, scene),
  },
  {
    pattern: word(`(?<n>${COUNT})\\s+${UNIT}\\s+(?:from (?:now|today)|later|out|hence)`),
    read: ({ n, unit, business }, scene) => shifted(count(n), { unit, business }, scene),
  },
  {
    pattern: word(`(?<n>${COUNT})\\s+${UNIT}\\s+(?:ago|back)`),
    read: ({ n, unit, business }, scene) => shifted(-count(n), { unit, business }, scene),
  },
  {
    pattern: word(
      '(?<rel>next|last|this|current|previous)\\s+(?<p>week|wk|month|quarter|qtr|q|year|yr)',
      String.raw`(?!-|\s+(?:of|one)\b)`,
    ),
    read: ({ rel, p }, scene) => period(p, rel, scene),
  },
  {
    pattern: word(
      `(?:the\\s+)?(?<edge>end|start|beginning|middle|mid)(?:\\s+of|[ -])?\\s*(?:the\\s+)?(?:(?<rel>next|last|this)\\s+)?(?<p>week|month|quarter|qtr|q[1-4]|q|year|${WHOLE_MONTH})${YEAR}`,
    ),
    read: ({ edge, rel, p, y }, scene) => edgeOf(named({ p, rel, y }, scene), edgeNamed(edge)),
  },
  {
    // To close is what a deal does: "close jan 15" names a day, "close jan" a month, "close this month" its end.
    pattern: word(
      `(?:the\\s+)?close(?:\\s+of|[ -])?\\s*(?:the\\s+)?(?:(?<rel>next|last|this)\\s+)?(?<p>week|month|quarter|qtr|q[1-4]|q|year|(?<=\\bof\\s.{0,12})${WHOLE_MONTH})${YEAR}`,
    ),
    read: ({ rel, p, y }, scene) => edgeOf(named({ p, rel, y }, scene), 'end'),
  },
  {
    pattern: word('(?<p>month|quarter|year)[ -]end'),
    read: ({ p }, s) => edgeOf(period(p, 'this', s), 'end'),
  },
  { pattern: word('eo(?<p>[wmqy])'), read: ({ p }, scene) => endOf(p, scene) },
  {
    pattern: word(`(?<q>q[1-4])(?:\\s*(?<y>20\\d\\d|'\\d\\d)(?!\\d))?`),
    read: ({ q, y }, s) => quarterOf(Number(q?.[1]), yearNamed(y), s),
  },
  {
    pattern: word(`(?<y>20\\d\\d)\\s?q(?<q>[1-4])`),
    read: ({ y, q }, scene) => quarterOf(Number(q), Number(y), scene),
  },
  {
    pattern: word(
      `(?<d>\\d{1,2})${ORDINAL}(?:\\s*[-–]\\s*(?<to>\\d{1,2})${ORDINAL})?\\s*(?:of\\s+)?(?<m>${MONTH})${YEAR}`,
      '',
      '.:/,$€£¥#',
    ),
    read: ({ d, to, m, y }, scene) => onMonthDay({ d, to, m, y }, scene),
  },
  {
    pattern: word(
      `(?<m>${MONTH})\\.?\\s*(?:the\\s+)?(?<d>\\d{1,2})${ORDINAL}(?:\\s*[-–]\\s*(?<to>\\d{1,2})${ORDINAL})?${NOT_A_DAY}${YEAR}`,
    ),
    read: ({ d, to, m, y }, scene) => onMonthDay({ d, to, m, y }, scene),
  },
  {
    pattern: word(`(?<m>${MONTH}),?\\s+(?<y>20\\d\\d)`),
    read: ({ m, y }, scene) => monthOf(monthNamed(m), Number(y), scene),
  },
  {
    // A month's name alone is as often a person or a verb: only after a word that asks for a time.
    pattern: word(
      `(?<=\\b(?:in|until|till|next|last|this|early|late|clos(?:e[sd]?|ing)|(?:push|pushed|pushes|move|moved|moves|slip|slipped|slips|delay|delayed|postponed|postpone|out|slides?)(?:\\s+\\w+){0,3}\\s+to)\\s)(?<m>${MONTH})`,
      String.raw`(?!\s*\d)`,
    ),
    read: ({ m }, scene) => monthOf(monthNamed(m), undefined, scene),
  },
  {
    pattern: word(
      String.raw`(?<=\b(?:on|by|until|till|before|after|due|from|to|close|signed|sign|the)\s)(?:the\s+)?(?<d>[0-3]?\d)(?:st|nd|rd|th)`,
      String.raw`(?=$|\s*[,.;:!?)），。；！？、]|\s+(?:at|for|or|and|to|then|but|because|so|with|if|when|works|latest|please|morning|afternoon|evening|in the)\b|\s*\p{Script=Han})`,
    ),
    read: ({ d }, scene) => dayOfSomeMonth(Number(d), undefined, scene),
  },
];

/** A whole word, case-insensitive; `more` narrows what follows, `notBefore` adds what may not stand before it. */
function word(pattern: string, more = '', notBefore = "'’-"): RegExp {
  return new RegExp(String.raw`(?<![\w${notBefore}])(?:${pattern})(?![\w'’]|\.\w)${more}`, 'giu');
}
