import { chat } from './sections/chat.ts';
import { day } from './sections/day.ts';
import { deal } from './sections/deal.ts';
import { digest } from './sections/digest.ts';
import { funnel } from './sections/funnel.ts';
import { help } from './sections/help.ts';
import { importing } from './sections/import.ts';
import { line } from './sections/line.ts';
import { link } from './sections/link.ts';
import { notice } from './sections/notice.ts';
import { nudge } from './sections/nudge.ts';
import { objection } from './sections/objection.ts';
import { review } from './sections/review.ts';
import { schedule } from './sections/schedule.ts';
import { settings } from './sections/settings.ts';
import { setup } from './sections/setup.ts';
import { target } from './sections/target.ts';
import { team } from './sections/team.ts';
import { undo } from './sections/undo.ts';
import { visit } from './sections/visit.ts';

/**
 * Everything the bot says, in English. Each section holds both languages side by side; its Chinese must have the same
 * shape, so a missing line does not compile.
 */
export const en = {
  chat: chat.en,
  deal: deal.en,
  digest: digest.en,
  schedule: schedule.en,
  nudge: nudge.en,
  funnel: funnel.en,
  importing: importing.en,
  line: line.en,
  notice: notice.en,
  help: help.en,
  settings: settings.en,
  team: team.en,
  target: target.en,
  visit: visit.en,
  objection: objection.en,
  undo: undo.en,
  review: review.en,
  day: day.en,
  setup: setup.en,
  link: link.en,
};

export type Messages = typeof en;
