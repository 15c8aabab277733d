import { command, refuse } from '../../src/chat/command.ts';
import { deal, text } from '../../src/chat/field.ts';
import { decisionOf, handoverFor } from './handover.ts';

export const dealDecline = command({
  name: 'deal.decline',
  says: { en: ['deal decline'], zh: ['商机 不接'] },
  help: { en: 'Leave a deal with its owner', zh: '不接手交接给您的商机' },
  example: { en: 'deal decline #12', zh: '商机 不接 #12' },
  fields: {
    deal: deal({ status: 'any', offered: true }),
    request: text({ label: { en: 'Request', zh: '请求' }, takes: 'named', machine: true }),
  },
  needs: { action: 'self', on: 'nothing' },
  hidden: true,
  async run({ deal: view, request: requestId }, context) {
    const { m } = context;
    const request = await handoverFor(view, requestId, context);
    if (request === null) return refuse(m.chat.notAllowed.hidden);
    if (request === 'decided') return refuse(m.deal.say.decided);
    return {
      kind: 'record',
      changes: decisionOf(view, { requestId, askedBy: request.askedBy, accepted: false }, context),
      reply: async () => ({ text: m.deal.say.declined(view.name) }),
    };
  },
});
