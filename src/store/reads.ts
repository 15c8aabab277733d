import type { ReadsAt } from './reads/at.ts';
import { currencyReads } from './reads/currencies.ts';
import { dayReads } from './reads/day.ts';
import { dealViewReads } from './reads/deal-view.ts';
import { dealReads } from './reads/deals.ts';
import { digestReads } from './reads/digest.ts';
import { entryReads } from './reads/entries.ts';
import { exchangeReads } from './reads/exchange.ts';
import { historyReads } from './reads/history.ts';
import { measureReads } from './reads/measures.ts';
import { nameReads } from './reads/names.ts';
import { objectionReads } from './reads/objections.ts';
import { organisationReads } from './reads/organisation.ts';
import { peopleReads } from './reads/people.ts';
import { routineReads } from './reads/routine.ts';
import { stageTimeReads } from './reads/stage-time.ts';
import { textReads } from './reads/texts.ts';
import { visitReads } from './reads/visits.ts';

/**
 * Every query of one organisation as of one instant. Bound to the organisation, so no query can forget it; lists
 * take `visibleTo`. One file per noun under reads/.
 */
export function readsOf(at: ReadsAt) {
  // What the others read, too, is read once.
  const organisation = organisationReads(at);
  const people = peopleReads(at);
  const known = { ...organisation, ...stageTimeReads(at, organisation) };
  const deals = dealReads(at);
  const measures = measureReads(at, { ...known, ...deals });
  return {
    /** The instant these reads hold for. */
    now: at.now,
    ...nameReads(at),
    ...known,
    ...people,
    ...currencyReads(at),
    ...deals,
    ...dealViewReads(at, known),
    ...historyReads(at),
    ...textReads(at),
    ...visitReads(at),
    ...objectionReads(at),
    ...entryReads(at),
    ...routineReads(at),
    ...measures,
    ...exchangeReads(at),
    ...digestReads(at, { ...known, ...measures, ...people }),
    ...dayReads(at),
  };
}

export type Reads = ReturnType<typeof readsOf>;
