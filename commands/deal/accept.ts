import { command, refuse } from '../../src/chat/command.ts';
import { assign } from '../../src/domain/edits.ts';
import { settled } from './answer.ts';
import { answeringOffer, decisionOf, OFFER } from './handover.ts';

export const dealAccept = command({
  name: 'deal.accept',
  says: { en: ['deal accept'], zh: ['商机 接手'] },
  title: { en: 'Take over a deal', zh: '接手商机' },
  help: { en: 'Take over a deal that was offered to you', zh: '接手交接给您的商机' },
  example: { en: 'deal accept #12', zh: '商机 接手 #12' },
  fields: OFFER,
  needs: { action: 'self', on: 'nothing' },
  hidden: true,
  run: (offer, context) =>
    answeringOffer(offer, context, (askedBy) => {
      const { m, now, person } = context;
      const { deal: view, request: requestId } = offer;
      if (person.teamId === null) return refuse(m.chat.notAllowed.hidden);
      return settled(
        view,
        {
          decision: assign(view.state, { ownerId: person.id, teamId: person.teamId, now }),
          after: decisionOf(view, { requestId, askedBy, accepted: true }, context),
          text: (after) => m.deal.say.taken(after.name),
        },
        context,
      );
    }),
});
