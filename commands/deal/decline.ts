import { command } from '../../src/chat/command.ts';
import { answeringOffer, decisionOf, OFFER } from './handover.ts';

export const dealDecline = command({
  name: 'deal.decline',
  says: { en: ['deal decline'], zh: ['商机 不接'] },
  title: { en: 'Decline a deal', zh: '不接手' },
  help: { en: 'Leave a deal with its owner', zh: '不接手交接给您的商机' },
  example: { en: 'deal decline #12', zh: '商机 不接 #12' },
  fields: OFFER,
  needs: { action: 'self', on: 'nothing' },
  hidden: true,
  run: (offer, context) =>
    answeringOffer(offer, context, (askedBy) => {
      const { deal: view, request: requestId } = offer;
      return {
        kind: 'record',
        changes: decisionOf(view, { requestId, askedBy, accepted: false }, context),
        reply: async () => ({ text: context.m.deal.say.declined(view.name) }),
      };
    }),
});
