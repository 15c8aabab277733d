import type { Day } from '../domain/day.ts';
import type { Locale } from '../domain/people.ts';
import type { Action } from '../domain/permission.ts';
import type { Office } from '../domain/stall.ts';
import type { DealView } from '../domain/views.ts';
import type { Messages } from '../i18n/en.ts';

/** How a card is written: in whose language, on which day, in which office. */
export type Pen = {
  m: Messages;
  locale: Locale;
  /** The office's day. */
  today: Day;
  office: Office;
  /** The zone of the one person who reads it; what several read is told in the office's. */
  zone?: string;
  /** Who reads it alone, and so is offered only what they may do; what several read offers everything. */
  may?(action: Action, deal: DealView): boolean;
};

/** The zone in which days and times are told. */
export const zoneOf = ({ office, zone }: Pick<Pen, 'office' | 'zone'>): string => zone ?? office.zone;
