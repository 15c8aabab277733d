import { choice, number, optional, text, time } from '../../src/chat/field.ts';
import type { Weekday } from '../../src/domain/day.ts';
import type { Cadence } from '../../src/domain/schedule.ts';

/** Not called by their numbers, which in a line are days of the month. */
const DAYS = [
  { value: 'mon', en: 'Monday', zh: '一' },
  { value: 'tue', en: 'Tuesday', zh: '二' },
  { value: 'wed', en: 'Wednesday', zh: '三' },
  { value: 'thu', en: 'Thursday', zh: '四' },
  { value: 'fri', en: 'Friday', zh: '五' },
  { value: 'sat', en: 'Saturday', zh: '六' },
  { value: 'sun', en: 'Sunday', zh: '日' },
] as const;
export type DayName = (typeof DAYS)[number]['value'];

export const WEEKDAYS: Readonly<Record<DayName, Weekday>> = {
  mon: 1,
  tue: 2,
  wed: 3,
  thu: 4,
  fri: 5,
  sat: 6,
  sun: 7,
};

/** Read before the cadence: of 每周一 it takes 周一 and leaves 每, which says weekly. */
export const weekday = optional(
  choice<DayName>({
    label: { en: 'Day of the week', zh: '周几' },
    options: DAYS.map(({ value, en, zh }) => ({
      value,
      label: { en, zh: `周${zh}` },
      also: [`${en}s`, `星期${zh}`, `礼拜${zh}`, ...(zh === '日' ? ['周天', '星期天'] : [])],
    })),
  }),
);

export const cadence = optional(
  choice<Cadence['kind']>({
    label: { en: 'How often', zh: '多久一次' },
    options: [
      {
        value: 'workdays',
        label: { en: 'Every working day', zh: '工作日' },
        also: ['workday', 'working days', 'working day', 'weekdays', 'daily', 'every day', '每天', '每日'],
      },
      { value: 'weekly', label: { en: 'Weekly', zh: '每周' }, also: ['every week', 'every', '每'] },
      { value: 'monthly', label: { en: 'Monthly', zh: '每月' }, also: ['every month', '每个月'] },
    ],
  }),
);

export const at = time({
  label: { en: 'Time', zh: '时间' },
  example: { en: '09:00', zh: '09:00' },
  preset: '09:00',
});

export const monthday = optional(
  number({
    label: { en: 'Day of the month', zh: '几号' },
    example: { en: '1', zh: '1' },
    min: 1,
    max: 31,
  }),
);

/** Read before the cadence, of which it takes the words: the last day of every month is monthly. */
export const lastDay = optional(
  choice<'last'>({
    label: { en: 'Last day of the month', zh: '每月最后一天' },
    options: [
      {
        value: 'last',
        label: { en: 'Last day of the month', zh: '每月最后一天' },
        also: [
          'last day of every month',
          'last day of each month',
          'last day',
          'end of the month',
          'end of every month',
          'month end',
          '每个月最后一天',
          '每月底',
          '每月末',
          '最后一天',
          '月底',
          '月末',
        ],
      },
    ],
  }),
);

/** The platform's own id of a room: for setting up a digest from somewhere else. */
export const channel = optional(
  text({ label: { en: 'Room', zh: '群' }, takes: 'named', maxLength: 120, formOnly: true }),
);
