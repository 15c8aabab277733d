import { scheduleText } from '../../src/cards/digest-list.ts';
import { command } from '../../src/chat/command.ts';
import { readingOf, scheduleSaid, which } from './which.ts';

export const digestRemove = command({
  name: 'digest.remove',
  says: { en: ['digest remove', 'remove digest'], zh: ['日报 删除', '删除日报', '删除定时汇报'] },
  title: { en: 'Remove a digest', zh: '删除定时汇报' },
  help: { en: 'Remove a digest; what it sent stays', zh: '删除定时汇报，已发的保留' },
  example: { en: 'digest remove 1', zh: '日报 删除 1' },
  fields: { which },
  needs: { action: 'digest.change', on: 'nothing' },
  async run({ which: said }, context) {
    const found = await scheduleSaid(said, 'digest remove', context);
    if ('outcome' in found) return found.outcome;
    const { schedule } = found;
    return {
      kind: 'record',
      changes: [{ kind: 'schedule.set', id: schedule.id, removed: true }],
      reply: async () => ({ text: context.m.schedule.removed(scheduleText(schedule, readingOf(context))) }),
    };
  },
});
