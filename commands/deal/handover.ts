import type { Context } from '../../src/chat/command.ts';
import type { Change } from '../../src/domain/change.ts';
import type { DealView } from '../../src/domain/views.ts';

/** A hand-over that waits for this person's answer: `decided` when it no longer does, null when it is not theirs. */
export async function handoverFor(
  view: DealView,
  requestId: string,
  { read, person }: Context,
): Promise<{ askedBy: string } | 'decided' | null> {
  const request = isId(requestId) ? await read.request(requestId) : null;
  if (request === null || request.kind !== 'handover') return null;
  if (request.askedOf !== person.id || request.dealNumber !== view.number) return null;
  return request.status === 'open' ? { askedBy: request.askedBy } : 'decided';
}

const isId = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);

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
