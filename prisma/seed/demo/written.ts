import type { ImportChange } from '../../../src/domain/change.ts';
import type { DealRef } from '../../../src/domain/deal.ts';
import type { Person } from '../../../src/domain/people.ts';
import type { Story } from './telling.ts';

/** A story as an import records it. */
export function written(
  story: Story,
  { ref, rep, customerId, newId }: { ref: string; rep: Person; customerId: string; newId(): string },
): ImportChange[] {
  const deal: DealRef = { made: ref };
  // What was recorded at one moment came with one input.
  const inputs = new Map<number, string>();
  const inputOf = (at: Date): string => {
    const known = inputs.get(at.getTime()) ?? `demo:${newId()}`;
    inputs.set(at.getTime(), known);
    return known;
  };
  return [
    ...story.texts.map((text): ImportChange => ({ kind: 'text.write', ...text })),
    {
      kind: 'deal.write',
      ref,
      number: null,
      was: null,
      events: story.events.map((event) => ({
        ...event,
        actorId: rep.id,
        inputId: inputOf(event.recordedAt),
      })),
    },
    ...story.visits.map(
      ({ id, at, kind, status, summaryId }): ImportChange => ({
        kind: 'visit.write',
        visit: {
          id,
          deal,
          customerId,
          personId: rep.id,
          at,
          kind,
          status,
          summaryId,
          nextStepId: null,
          nextStepDue: null,
          met: [],
          signals: [],
        },
        recordedAt: at,
      }),
    ),
    ...story.objections.map(
      ({ id, at, category, status, wordsId, responseId }): ImportChange => ({
        kind: 'objection.write',
        objection: {
          id,
          deal,
          visitId: null,
          category,
          nature: null,
          wordsId,
          saidBy: null,
          status,
          responseId,
          authorId: rep.id,
          at,
        },
        recordedAt: at,
        changedAt: at,
      }),
    ),
  ];
}
