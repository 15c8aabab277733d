import type { Day } from '../domain/day.ts';
import type { Locale } from '../domain/people.ts';
import type { Office } from '../domain/stall.ts';
import type { Messages } from '../i18n/en.ts';

/** How a card is written: in whose language, on which day, in which office. */
export type Pen = { m: Messages; locale: Locale; today: Day; office: Office };
