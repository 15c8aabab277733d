import type { Messages } from './en.ts';
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

export const zh: Messages = {
  chat: chat.zh,
  deal: deal.zh,
  digest: digest.zh,
  schedule: schedule.zh,
  nudge: nudge.zh,
  funnel: funnel.zh,
  importing: importing.zh,
  line: line.zh,
  notice: notice.zh,
  help: help.zh,
  settings: settings.zh,
  team: team.zh,
  target: target.zh,
  visit: visit.zh,
  objection: objection.zh,
  undo: undo.zh,
  review: review.zh,
  day: day.zh,
  setup: setup.zh,
  link: link.zh,
};
