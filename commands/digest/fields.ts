import { choice, number, optional, text, time } from '../../src/chat/field.ts';
import type { Cadence } from '../../src/domain/schedule.ts';

const DAYS = [
  { value: '1', en: 'Monday', zh: '一' },
  { value: '2', en: 'Tuesday', zh: '二' },
  { value: '3', en: 'Wednesday', zh: '三' },
  { value: '4', en: 'Thursday', zh: '四' },
  { value: '5', en: 'Friday', zh: '五' },
  { value: '6', en: 'Saturday', zh: '六' },
  { value: '7', en: 'Sunday', zh: '日' },
] as const;

/** Read before the cadence: of 每周一 it takes 周一 and leaves 每, which says weekly. */
export const weekday = optional(
  choice<(typeof DAYS)[number]['value']>({
    label: { en: 'Day of the week', zh: '周几' },
    options: DAYS.map(({ value, en, zh }) => ({
      value,
      label: { en, zh: `周${zh}` },
      also: [`${en}s`, en.slice(0, 3), `星期${zh}`, `礼拜${zh}`, ...(zh === '日' ? ['周天', '星期天'] : [])],
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

/** The platform's own id of a room: for setting up a digest from somewhere else. */
export const channel = optional(
  text({ label: { en: 'Room', zh: '群' }, takes: 'named', maxLength: 120, formOnly: true }),
);
