import { type Command, command, type Outcome, refuse, show } from '../../src/chat/command.ts';
import { type Both, deal, optional, text } from '../../src/chat/field.ts';
import { objectionEvent } from '../../src/domain/objection.ts';
import { objectionAnswer } from './answer-card.ts';
import { pickObjection } from './which.ts';

type Closing = {
  step: 'resolved' | 'lost';
  name: string;
  says: { en: readonly string[]; zh: readonly string[] };
  title: Both;
  help: Both;
  example: Both;
};

/** The two ways in which an objection ends differ in a word only. */
const closing = ({ step, name, says, title, help, example }: Closing): Command =>
  command({
    name,
    says,
    title,
    help,
    example,
    fields: {
      deal: deal({ status: 'any' }),
      objection: optional(text({ label: { en: 'Objection', zh: '异议' }, takes: 'named', machine: true })),
    },
    needs: { action: 'deal.log', on: 'deal' },
    async run({ deal: view, objection: id }, context): Promise<Outcome> {
      const { m, now } = context;
      const line = says[context.locale][0] ?? name;
      const picked = pickObjection({ view, id, line }, context);
      if (picked.kind === 'none') return refuse(picked.text);
      if (picked.kind === 'several') return show(picked.message);
      const { one } = picked;
      return {
        kind: 'record',
        changes: [
          { kind: 'objection.set', id: one.id, status: step },
          {
            kind: 'deal.record',
            deal: view.number,
            version: view.version,
            events: [objectionEvent(one, { at: now, step })],
          },
        ],
        reply: (after) => objectionAnswer(context, { read: after, id: one.id }, m.objection[step](view.name)),
      };
    },
  });

export const objectionResolve = closing({
  step: 'resolved',
  name: 'objection.resolve',
  says: {
    en: ['objection resolve', 'resolve objection', 'objection resolved'],
    zh: ['异议 化解', '化解异议', '异议已化解'],
  },
  title: { en: 'Objection resolved', zh: '异议已化解' },
  help: { en: 'Say that an objection is resolved', zh: '标记异议已化解' },
  example: { en: 'objection resolve acme', zh: '化解异议 远景' },
});

export const objectionLost = closing({
  step: 'lost',
  name: 'objection.lost',
  says: { en: ['objection lost'], zh: ['异议 输单', '异议成为输单原因'] },
  title: { en: 'Objection lost the deal', zh: '异议导致输单' },
  help: { en: 'Say that an objection became the reason for losing', zh: '标记异议成为输单原因' },
  example: { en: 'objection lost acme', zh: '异议 输单 远景' },
});
