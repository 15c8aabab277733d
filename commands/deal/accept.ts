import { command, refuse } from '../../src/chat/command.ts';
import { deal, text } from '../../src/chat/field.ts';
import { assign } from '../../src/domain/edits.ts';
import { settled } from './answer.ts';
import { decisionOf, handoverFor } from './handover.ts';

/** Only who was asked can say this, whatever they may do with the deal otherwise. */
export const dealAccept = command({
  name: 'deal.accept',
  says: { en: ['deal accept'], zh: ['商机 接手'] },
  help: { en: 'Take over a deal that was offered to you', zh: '接手交接给您的商机' },
  example: { en: 'deal accept #12', zh: '商机 接手 #12' },
  fields: {
    deal: deal({ status: 'any', offered: true }),
    request: text({ label: { en: 'Request', zh: '请求' }, takes: 'named', machine: true }),
  },
  needs: { action: 'self', on: 'nothing' },
  hidden: true,
  async run({ deal: view, request: requestId }, context) {
    const { m, now, person } = context;
    const request = await handoverFor(view, requestId, context);
    if (request === null || person.teamId === null) return refuse(m.chat.notAllowed.hidden);
    if (request === 'decided') return refuse(m.deal.say.decided);
    return settled(
      view,
      {
        decision: assign(view.state, { ownerId: person.id, teamId: person.teamId, now }),
        after: decisionOf(view, { requestId, askedBy: request.askedBy, accepted: true }, context),
        text: (after) => m.deal.say.taken(after.name),
      },
      context,
    );
  },
});
