import { command, refuse } from '../../src/chat/command.ts';
import { choice, optional, time, unread } from '../../src/chat/field.ts';

/** From and to alike are no quiet hours at all; nobody having chosen any is the default ones. */
const NONE = { from: '00:00', to: '00:00' };

export const nudgeQuiet = command({
  name: 'nudge.quiet',
  says: { en: ['nudge quiet', 'quiet hours'], zh: ['提醒 免打扰', '免打扰'] },
  title: { en: 'Quiet hours', zh: '免打扰时段' },
  help: { en: 'Hours in which you get no nudges', zh: '免打扰时段' },
  example: { en: 'nudge quiet 20:00 08:30', zh: '提醒 免打扰 20:00 08:30' },
  fields: {
    from: optional(time({ label: { en: 'From', zh: '从' }, example: { en: '20:00', zh: '20:00' } })),
    to: optional(time({ label: { en: 'To', zh: '到' }, example: { en: '08:30', zh: '08:30' } })),
    off: optional(
      choice({
        label: { en: 'None', zh: '取消' },
        options: [
          { value: 'off', label: { en: 'No quiet hours', zh: '不设' }, also: ['none', '关闭', '取消'] },
        ],
      }),
    ),
    left: unread,
  },
  needs: { action: 'self', on: 'nothing' },
  async run({ from, to, off, left }, { m, person }) {
    if (left !== null && off === null)
      return { kind: 'ask', note: m.chat.notUnderstood(left), fields: ['from', 'to'] };
    if (off === null && (from === null || to === null)) {
      return from === null && to === null
        ? { kind: 'ask', note: m.nudge.quietBoth, fields: ['from', 'to'] }
        : refuse(m.nudge.quietBoth, from === null ? 'from' : 'to');
    }
    const quiet = from === null || to === null ? NONE : { from, to };
    return {
      kind: 'record',
      changes: [{ kind: 'person.set', id: person.id, set: { quiet } }],
      reply: async () => ({
        text: quiet.from === quiet.to ? m.nudge.quietOff : m.nudge.quiet(quiet.from, quiet.to),
      }),
    };
  },
});
