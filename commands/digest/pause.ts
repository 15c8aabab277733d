import { scheduleText } from '../../src/cards/digest-list.ts';
import { command, refuse } from '../../src/chat/command.ts';
import { readingOf, scheduleSaid, which } from './which.ts';

export const digestPause = command({
  name: 'digest.pause',
  says: { en: ['digest pause', 'pause digest'], zh: ['日报 暂停', '暂停日报', '暂停定时汇报'] },
  title: { en: 'Pause a digest', zh: '暂停定时汇报' },
  help: { en: 'Pause a digest; its slots are recorded as skipped', zh: '暂停定时汇报，期间的每一期记为跳过' },
  example: { en: 'digest pause 1', zh: '日报 暂停 1' },
  fields: { which },
  needs: { action: 'digest.change', on: 'nothing' },
  async run({ which: said }, context) {
    const found = await scheduleSaid(said, 'digest pause', context);
    if ('outcome' in found) return found.outcome;
    const { schedule } = found;
    const { m } = context;
    if (schedule.paused) return refuse(m.schedule.alreadyPaused);
    return {
      kind: 'record',
      changes: [{ kind: 'schedule.set', id: schedule.id, paused: true }],
      reply: async () => ({
        text: m.schedule.paused(scheduleText(schedule, readingOf(context))),
        buttons: [
          {
            label: m.schedule.button.resume,
            says: { line: 'digest resume', values: { which: schedule.id } },
          },
        ],
      }),
    };
  },
});
