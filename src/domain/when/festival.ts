import { addDays, type Day, partsOf, type Weekday, weekday } from '../day.ts';
import {
  addWorkdays,
  type Festival,
  festivalBreak,
  firstWorkdayAfterHoliday,
  lastWorkdayBeforeHoliday,
  nextWorkdayOnOrAfter,
} from '../workday.ts';
import type { Reading, Rule, Scene } from './rule.ts';

/** 节后, 春节前, after the holidays: the working day beside a break. */

const PRC: Readonly<Record<string, Festival>> = {
  元旦: '元旦',
  春节: '春节',
  过年: '春节',
  清明: '清明',
  五一: '劳动节',
  劳动节: '劳动节',
  端午: '端午',
  中秋: '中秋',
  国庆: '国庆节',
  十一: '国庆节',
  cny: '春节',
  'chinese new year': '春节',
  'lunar new year': '春节',
  'spring festival': '春节',
  'golden week': '国庆节',
  'national day': '国庆节',
};

type Break = { first: Day; last: Day };

/** Breaks that no calendar needs to name: fixed days, and the fourth Thursday of November with its Friday. */
const WESTERN: Readonly<Record<string, (year: number) => Break>> = {
  圣诞: christmas,
  christmas,
  xmas: christmas,
  'new year': newYear,
  感恩节: thanksgiving,
  thanksgiving,
};

const ZH = '元旦|春节|过年|清明|五一|劳动节|端午|中秋|国庆|十一|圣诞|感恩节';
const EN =
  'cny|chinese new year|lunar new year|spring festival|golden week|national day|christmas|xmas|new year|thanksgiving';

export const festivalRules: readonly Rule[] = [
  {
    pattern: new RegExp(
      `(?<![一二三四五六七八九双\\d])(?<name>${ZH})节?(?:长假|假期|放假|黄金周|回来)?(?:之|以)?(?<side>后|前)(?!端|台|十)`,
      'g',
    ),
    read: ({ name = '', side }, scene) => beside(name, side === '后' ? 'after' : 'before', scene),
  },
  {
    pattern: new RegExp(
      `(?<side>after|before|post|pre)[ -](?<name>${EN})(?:['’]s)?(?: day| eve)?(?![\\w-])`,
      'gi',
    ),
    read: ({ name = '', side = '' }, scene) => {
      return beside(name.toLowerCase(), /^(?:after|post)$/i.test(side) ? 'after' : 'before', scene);
    },
  },
  {
    pattern:
      /(?<![\d零一二三四五六七八九十百几多数半前去今明后当本同往近])(?:过完)?年(?:之|以)?(?<side>后|前)(?![端台续果])/g,
    read: ({ side }, scene) => beside('春节', side === '后' ? 'after' : 'before', scene),
  },
  {
    pattern: new RegExp(`过完(?<name>${ZH})节?`, 'g'),
    read: ({ name = '' }, scene) => beside(name, 'after', scene),
  },
  { pattern: /过完年/g, read: (_, scene) => beside('春节', 'after', scene) },
  {
    pattern:
      /(?<![环细季调情关章音字末时佳礼使礼过脱竹枝骨小支])(?:节|长假|假期|放假|过节|过完节|小长假)(?:之|以)?后(?!端|台|续)|过完节|节假日后/g,
    read: (_, scene) => dayOrNone(firstWorkdayAfterHoliday(scene.today, scene.calendar)),
  },
  {
    pattern: /(?<![环细季调情关章音字末时佳礼使过脱竹枝骨小支])(?:节|长假|假期|放假)(?:之|以)?前/g,
    read: (_, scene) => dayOrNone(lastWorkdayBeforeHoliday(scene.today, scene.calendar)),
  },
  {
    pattern: /(?<![\w-])after (?:the )?(?:holidays?|bank holiday|long weekend)(?![\w-])/gi,
    read: (_, scene) => dayOrNone(firstWorkdayAfterHoliday(scene.today, scene.calendar)),
  },
  {
    pattern: /(?<![\w-])before (?:the )?(?:holidays?|bank holiday|long weekend)(?![\w-])/gi,
    read: (_, scene) => dayOrNone(lastWorkdayBeforeHoliday(scene.today, scene.calendar)),
  },
];

function beside(name: string, side: 'after' | 'before', scene: Scene): Reading | undefined {
  const { calendar, today, direction } = scene;
  const days = breaks(name, scene).map(({ first, last }): Day => {
    return side === 'after'
      ? nextWorkdayOnOrAfter(addDays(last, 1), calendar)
      : addWorkdays(first, -1, calendar);
  });
  return dayOrNone(
    direction === 'past' ? days.findLast((day) => day <= today) : days.find((day) => day >= today),
  );
}

/** The breaks of three years around today, in order. */
function breaks(name: string, scene: Scene): Break[] {
  const { year } = partsOf(scene.today);
  const years = [year - 1, year, year + 1, year + 2];
  const western = WESTERN[name];
  if (western) return years.map(western);
  const festival = PRC[name];
  return festival ? years.map((of) => festivalBreak(festival, `${of}-01-01`)) : [];
}

function christmas(year: number): Break {
  return { first: `${year}-12-25`, last: `${year}-12-26` };
}

function newYear(year: number): Break {
  return { first: `${year}-01-01`, last: `${year}-01-01` };
}

function thanksgiving(year: number): Break {
  const thursday: Weekday = 4;
  const first = addDays(`${year}-11-22`, (thursday - weekday(`${year}-11-22`) + 7) % 7);
  return { first, last: addDays(first, 1) };
}

function dayOrNone(day: Day | undefined): Reading | undefined {
  return day === undefined ? undefined : { day };
}
