import type { Change } from './change.ts';
import type { Leave, Person } from './people.ts';
import type { DealLine } from './views.ts';

/** Somebody whose access ends, and what rests on them. */
export type Departure = {
  leaver: Person;
  /** Who gets their open deals until each is handed out; null when there is nobody: then they stay where they are. */
  heir: Person | null;
  deals: readonly DealLine[];
  /** Requests that wait for them. */
  requests: readonly { id: string }[];
  leaves: readonly Leave[];
};

/** No deal is ownerless: open ones are the heir's at once, and stay requests until each one is handed out. */
export function departed(
  { leaver, heir, deals, requests, leaves }: Departure,
  at: { now: Date; newId(): string },
): Change[] {
  const touched = leaves.filter((one) => one.person.id === leaver.id || one.deputy.id === leaver.id);
  return [
    { kind: 'person.set', id: leaver.id, set: { status: 'left' } },
    { kind: 'audit', id: at.newId(), action: 'person.left', detail: { personId: leaver.id } },
    // What waits for somebody who left, or rests on them, ends with their access.
    ...requests.map((one): Change => ({ kind: 'request.decide', id: one.id, status: 'declined' })),
    ...touched.map((one): Change => ({ kind: 'leave.cancel', id: one.id })),
    ...(heir === null ? [] : deals.flatMap((deal) => inherited(deal, heir, at))),
  ];
}

const inherited = (deal: DealLine, heir: Person, at: { now: Date; newId(): string }): Change[] => [
  {
    kind: 'deal.record',
    deal: deal.number,
    version: deal.version,
    events: [{ kind: 'assigned', at: at.now, changes: { ownerId: heir.id } }],
  },
  {
    kind: 'request.open',
    request: { id: at.newId(), what: 'handover', deal: deal.number, askedOf: heir.id },
  },
];
