import { type Context, type Outcome, refuse } from '../../src/chat/command.ts';
import { deal, text } from '../../src/chat/field.ts';
import type { Change } from '../../src/domain/change.ts';
import { isUuid } from '../../src/domain/id.ts';
import type { DealView } from '../../src/domain/views.ts';

/** What both answers to a hand-over carry: the deal, which the person may not read yet, and the request. */
export const OFFER = {
  deal: deal({ status: 'any', offered: true }),
  request: text({ label: { en: 'Request', zh: '请求' }, takes: 'named', machine: true }),
};

type Offer = { deal: DealView; request: string };

/** Answers a hand-over that waits for this person; only who was asked may, whatever else they may do with the deal. */
export async function answeringOffer(
  { deal: view, request }: Offer,
  context: Context,
  answer: (askedBy: string) => Outcome,
): Promise<Outcome> {
  const { m } = context;
  const waiting = await handoverFor(view, request, context);
  if (waiting === null) return refuse(m.chat.notAllowed.hidden);
  if ('askedBy' in waiting) return answer(waiting.askedBy);
  return refuse(waiting.gone === 'decided' ? m.deal.say.decided : withdrawnText(view, context));
}

/** The offer was taken back: who has the deal now, or that a newer message stands for this one. */
function withdrawnText(view: DealView, { m, person }: Context): string {
  const { say } = m.deal;
  if (view.offeredTo?.id === person.id) return say.askedAnew(view.owner.name);
  return say.withdrawn(view.owner.name, view.offeredTo?.name ?? null);
}

/** A hand-over that waits for this person's answer; `gone` when it no longer does, null when it is not theirs. */
async function handoverFor(
  view: DealView,
  requestId: string,
  { read, person }: Context,
): Promise<{ askedBy: string } | { gone: 'decided' | 'withdrawn' } | null> {
  const request = isUuid(requestId) ? await read.request(requestId) : null;
  if (request === null || request.kind !== 'handover') return null;
  if (request.askedOf !== person.id || request.dealNumber !== view.number) return null;
  if (request.status === 'open') return { askedBy: request.askedBy };
  return { gone: request.status === 'withdrawn' ? 'withdrawn' : 'decided' };
}

export type Answered = { requestId: string; askedBy: string; accepted: boolean };

/** Decides the request and tells whoever asked. */
export const decisionOf = (view: DealView, answered: Answered, { person }: Context): Change[] => [
  {
    kind: 'request.decide',
    id: answered.requestId,
    status: answered.accepted ? 'accepted' : 'declined',
  },
  {
    kind: 'tell',
    key: `handover:${answered.requestId}:decided`,
    personId: answered.askedBy,
    notice: {
      kind: 'handover.decided',
      deal: view.number,
      by: person.id,
      accepted: answered.accepted,
    },
  },
];
