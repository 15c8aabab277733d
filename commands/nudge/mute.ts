import { dayText } from '../../src/cards/deal.ts';
import { command, refuse } from '../../src/chat/command.ts';
import { date, sure } from '../../src/chat/field.ts';
import { instantOf, isFarAhead } from '../../src/domain/day.ts';
import { penOf } from '../deal/answer.ts';

export const nudgeMute = command({
  name: 'nudge.mute',
  says: { en: ['nudge mute', 'mute nudges', 'mute'], zh: ['提醒 静音', '静音'] },
  title: { en: 'Mute nudges', zh: '暂停提醒我' },
  help: { en: 'No nudges to you until a day', zh: '某天之前不提醒我' },
  example: { en: 'nudge mute until next Friday', zh: '提醒 静音 到下周五' },
  fields: {
    until: date({
      label: { en: 'Until', zh: '到哪天' },
      example: { en: 'next Friday', zh: '下周五' },
      direction: 'future',
    }),
    sure: sure(),
  },
  needs: { action: 'self', on: 'nothing' },
  async run({ until, sure: confirmed }, context) {
    const { m, person, today, zone } = context;
    if (until <= today) return refuse(m.nudge.mutePast, 'until');
    if (confirmed === null && isFarAhead(until, today)) {
      const note = m.chat.farAhead(dayText(until, penOf(context)));
      return { kind: 'ask', note, fields: ['until'], values: { sure: 'yes' } };
    }
    const mutedUntil = instantOf(until, '00:00', zone);
    return {
      kind: 'record',
      changes: [{ kind: 'person.set', id: person.id, set: { mutedUntil } }],
      reply: async () => ({
        text: m.nudge.muted(dayText(until, penOf(context))),
        buttons: [{ label: m.nudge.button.unmute, says: { line: 'nudge unmute' } }],
      }),
    };
  },
});
