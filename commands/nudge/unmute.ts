import { command, refuse } from '../../src/chat/command.ts';

export const nudgeUnmute = command({
  name: 'nudge.unmute',
  says: {
    en: ['nudge unmute', 'unmute nudges', 'unmute'],
    zh: ['提醒 恢复', '恢复我的提醒', '取消静音'],
  },
  title: { en: 'Unmute nudges', zh: '恢复提醒我' },
  help: { en: 'Nudges to you again', zh: '恢复对我的提醒' },
  example: { en: 'nudge unmute', zh: '提醒 恢复' },
  fields: {},
  needs: { action: 'self', on: 'nothing' },
  async run(_said, { m, person, now }) {
    if (person.mutedUntil === null || person.mutedUntil <= now) return refuse(m.nudge.notMuted);
    return {
      kind: 'record',
      changes: [{ kind: 'person.set', id: person.id, set: { mutedUntil: null } }],
      reply: async () => ({
        text: m.nudge.unmuted,
        buttons: [{ label: m.nudge.button.show, says: { line: 'nudge show' } }],
      }),
    };
  },
});
