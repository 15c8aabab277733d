import type { DealEvent } from '../../domain/deal.ts';
import { live } from '../../domain/deal.ts';
import type { Entry, EventView } from '../../domain/views.ts';
import { eventOf, refOf } from '../rows.ts';
import type { ReadsAt } from './at.ts';

/** The append-only history. */
export function historyReads({ db, org }: ReadsAt) {
  async function eventsOf(number: number): Promise<readonly DealEvent[]> {
    const rows = await db.dealEvent.findMany({
      where: { orgId: org, dealNumber: number },
      orderBy: { seq: 'asc' },
    });
    return rows.map(eventOf);
  }

  return {
    eventsOf,

    /** Stage ids that the deal entered, in order, voided moves left out. */
    async stagesEntered(number: number): Promise<readonly string[]> {
      return live(await eventsOf(number)).flatMap((event) =>
        event.changes.stageId === undefined ? [] : [event.changes.stageId],
      );
    },

    /** A deal's history with who did what and the texts behind it. */
    async history(number: number): Promise<readonly EventView[]> {
      const events = await eventsOf(number);
      const counted = new Set(live(events).map((event) => event.seq));
      const ids = new Set(events.flatMap(textsOf));
      const [people, texts, customers] = await Promise.all([
        db.person.findMany({ where: { orgId: org, id: { in: [...new Set(events.flatMap(peopleOf))] } } }),
        db.text.findMany({ where: { orgId: org, id: { in: [...ids] } } }),
        db.customer.findMany({
          where: { orgId: org, id: { in: [...new Set(events.flatMap(customersOf))] } },
        }),
      ]);
      const bodies = Object.fromEntries([
        ...texts.map((text) => [text.id, text.body ?? '']),
        ...[...people, ...customers].map((one) => [one.id, one.name]),
      ]);
      return events.map((event) => ({
        ...event,
        actor: refOf(people.find((one) => one.id === event.actorId) ?? { id: event.actorId, name: '' }),
        counts: counted.has(event.seq),
        texts: bodies,
      }));
    },

    /** What a person recorded last, one entry per input and deal, newest first. */
    async entriesOf(personId: string, take: number): Promise<readonly Entry[]> {
      const rows = await db.dealEvent.findMany({
        where: { orgId: org, actorId: personId },
        orderBy: [{ recordedAt: 'desc' }, { seq: 'desc' }],
        take: take * 8,
        include: { deal: { include: { name: true } } },
      });
      const entries = new Map<string, Entry & { events: DealEvent[] }>();
      for (const row of rows) {
        const key = `${row.inputId} ${row.dealNumber}`;
        const entry = entries.get(key) ?? {
          inputId: row.inputId,
          at: row.recordedAt,
          deal: row.dealNumber,
          dealName: row.deal.name.body ?? '',
          events: [],
        };
        entry.events.unshift(eventOf(row));
        entries.set(key, entry);
      }
      return [...entries.values()].slice(0, take);
    },
  };
}

const textsOf = (event: DealEvent): string[] =>
  ids([event.detail.textId, event.changes.nameId, event.changes.nextStepId, event.changes.competitorId]);

const peopleOf = (event: DealEvent): string[] => [event.actorId, ...ids([event.changes.ownerId])];
const customersOf = ({ changes }: DealEvent): string[] => ids([changes.customerId, changes.partnerId]);

const ids = (all: readonly (string | null | undefined)[]): string[] =>
  all.flatMap((id) => (id === undefined || id === null ? [] : [id]));
