import { scheduleText, slotText } from '../../src/cards/digest-list.ts';
import { command, refuse } from '../../src/chat/command.ts';
import { timetableOf } from '../../src/domain/digest-slots.ts';
import { nextSlot } from '../../src/domain/schedule.ts';
import { readingOf, scheduleSaid, which } from './which.ts';

export const digestResume = command({
  name: 'digest.resume',
  says: { en: ['digest resume', 'resume digest'], zh: ['日报 恢复', '恢复日报', '恢复定时汇报'] },
  title: { en: 'Resume a digest', zh: '恢复定时汇报' },
  help: { en: 'Let a paused digest run again', zh: '恢复已暂停的定时汇报' },
  example: { en: 'digest resume 1', zh: '日报 恢复 1' },
  fields: { which },
  needs: { action: 'digest.change', on: 'nothing' },
  async run({ which: said }, context) {
    const found = await scheduleSaid(said, 'digest resume', context);
    if ('outcome' in found) return found.outcome;
    const { schedule } = found;
    const { m, now } = context;
    if (!schedule.paused) return refuse(m.schedule.notPaused);
    const reading = readingOf(context);
    const next = slotText(nextSlot(timetableOf(schedule), now), schedule, reading);
    return {
      kind: 'record',
      changes: [{ kind: 'schedule.set', id: schedule.id, paused: false }],
      reply: async () => ({ text: m.schedule.resumed(scheduleText(schedule, reading), next) }),
    };
  },
});
