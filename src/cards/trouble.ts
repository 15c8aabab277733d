import type { Message } from '../chat/message.ts';
import type { Schedule } from '../domain/digest-slots.ts';
import type { Notice } from '../domain/notice.ts';
import type { Team } from '../domain/people.ts';
import type { DealView } from '../domain/views.ts';
import { scheduleText } from './digest-list.ts';
import type { Pen } from './pen.ts';

type Reads = {
  dealView(number: number): Promise<DealView | null>;
  schedules(): Promise<readonly Schedule[]>;
  teams(): Promise<readonly Team[]>;
};

/** What could not be posted, why, and what mends it; null when the deal or digest is gone itself. */
export async function troubleMessage(
  { reason, about }: Notice & { kind: 'trouble' },
  { read, pen }: { read: Reads; pen: Pen },
): Promise<Message | null> {
  const { trouble, digests, openDeal } = pen.m.notice;
  if (about === null) return { text: trouble[reason](trouble.what.other) };
  if ('schedule' in about) {
    const [schedules, teams] = await Promise.all([read.schedules(), read.teams()]);
    const schedule = schedules.find((one) => one.id === about.schedule);
    if (schedule === undefined) return null;
    return {
      text: trouble[reason](trouble.what.digest(scheduleText(schedule, { teams, pen }))),
      buttons: [{ label: digests, says: { line: 'digest list' } }],
    };
  }
  const view = await read.dealView(about.deal);
  if (view === null) return null;
  return {
    text: trouble[reason](trouble.what.deal(`#${view.number} ${view.name}`)),
    buttons: [{ label: openDeal, says: { line: 'deal show', values: { deal: `#${view.number}` } } }],
  };
}
