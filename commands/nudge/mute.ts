import { dayText } from '../../src/cards/deal.ts';
import { command, refuse } from '../../src/chat/command.ts';
import { date } from '../../src/chat/field.ts';
import { dayOf, instantOf } from '../../src/domain/day.ts';
import { penOf } from '../deal/answer.ts';

export const nudgeMute = command({
  name: 'nudge.mute',
  says: { en: ['nudge mute', 'mute nudges', 'mute'], zh: ['提醒 静音', '静音'] },
  help: { en: 'No nudges to you until a day', zh: '某天之前不提醒我' },
  example: { en: 'nudge mute until 30 Nov', zh: '提醒 静音 到11月30日' },
  fields: {
    until: date({
      label: { en: 'Until', zh: '到哪天' },
      example: { en: '30 Nov', zh: '11月30日' },
      direction: 'future',
    }),
  },
  needs: { action: 'self', on: 'nothing' },
  async run({ until }, context) {
    const { m, now, person, organisation } = context;
    const zone = person.zone ?? organisation.zone;
    if (until <= dayOf(now, zone)) return refuse(m.nudge.mutePast, 'until');
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
