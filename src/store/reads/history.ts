import type { DealEvent } from '../../domain/deal.ts';
import { live, reachedOnClock } from '../../domain/deal.ts';
import type { EventView, Telling } from '../../domain/views.ts';
import { eventOf, refOf } from '../rows.ts';
import type { ReadsAt } from './at.ts';
import { objectionReads } from './objections.ts';
import { textReads } from './texts.ts';
import { visitReads } from './visits.ts';

const TOLD: ReadonlySet<DealEvent['kind']> = new Set(['contacted', 'attempted', 'planned']);

/** The append-only history. */
export function historyReads(at: ReadsAt) {
  const { db, org } = at;
  const { visitsTold } = visitReads(at);
  const { objectionsTold } = objectionReads(at);
  const { texts } = textReads(at);

  /** What was said, by the seq of the event that records it. */
  async function tellings(events: readonly DealEvent[]): Promise<ReadonlyMap<number, Telling>> {
    const idOf = ({ kind, detail }: DealEvent): string | undefined =>
      kind === 'objected' ? detail.objectionId : TOLD.has(kind) ? detail.visitId : undefined;
    const wanted = [...new Set(events.flatMap((event) => idOf(event) ?? []))];
    const [visits, objections] = await Promise.all([visitsTold(wanted), objectionsTold(wanted)]);
    const known = new Map<string, Telling>([
      ...visits.map(({ id, kind, people, summary }): [string, Telling] => [
        id,
        { of: 'visit', kind, people, words: summary },
      ]),
      ...objections.map(({ id, category, words }): [string, Telling] => [
        id,
        { of: 'objection', category, words },
      ]),
    ]);
    return new Map(
      events.flatMap((event) => {
        const telling = known.get(idOf(event) ?? '');
        return telling === undefined ? [] : [[event.seq, telling] as const];
      }),
    );
  }

  async function eventsOf(number: number): Promise<readonly DealEvent[]> {
    const rows = await db.dealEvent.findMany({
      where: { orgId: org, dealNumber: number },
      orderBy: { seq: 'asc' },
    });
    return rows.map(eventOf);
  }

  return {
    eventsOf,

    /** Stage ids that the deal entered, in order, and those since its stuck clock began; voided moves left out. */
    async stagesOf(number: number): Promise<{ entered: readonly string[]; reached: readonly string[] }> {
      const events = await eventsOf(number);
      const entered = live(events).flatMap(({ changes }) =>
        changes.stageId === undefined ? [] : [changes.stageId],
      );
      return { entered, reached: reachedOnClock(events) };
    },

    /** A deal's history with who did what and the texts behind it. */
    async history(number: number): Promise<readonly EventView[]> {
      const events = await eventsOf(number);
      const counted = new Set(live(events).map((event) => event.seq));
      const [told, people, bodies, customers] = await Promise.all([
        tellings(events),
        db.person.findMany({ where: { orgId: org, id: { in: [...new Set(events.flatMap(peopleOf))] } } }),
        texts(events.flatMap(textsOf)),
        db.customer.findMany({
          where: { orgId: org, id: { in: [...new Set(events.flatMap(customersOf))] } },
        }),
      ]);
      const named = Object.fromEntries([
        ...bodies,
        ...[...people, ...customers].map((one) => [one.id, one.name]),
      ]);
      return events.map((event) => ({
        ...event,
        actor: refOf(people.find((one) => one.id === event.actorId) ?? { id: event.actorId, name: '' }),
        counts: counted.has(event.seq),
        texts: named,
        said: told.get(event.seq) ?? null,
      }));
    },
  };
}

const textsOf = (event: DealEvent): string[] =>
  ids([event.detail.textId, event.changes.nameId, event.changes.nextStepId, event.changes.competitorId]);

const peopleOf = (event: DealEvent): string[] => [event.actorId, ...ids([event.changes.ownerId])];
const customersOf = ({ changes }: DealEvent): string[] => ids([changes.customerId, changes.partnerId]);

const ids = (all: readonly (string | null | undefined)[]): string[] =>
  all.flatMap((id) => (id === undefined || id === null ? [] : [id]));
