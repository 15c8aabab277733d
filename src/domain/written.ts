import type { WrittenEvent } from './change.ts';
import { apply, type DealEvent, type DealState, fold } from './deal.ts';

/** The state that each event of a new deal's history leaves, as known then. Throws where `fold` does. */
export function statesOf(events: readonly WrittenEvent[]): DealState[] {
  const voids = events.some((event) => event.voids !== undefined);
  const history: DealEvent[] = [];
  let state: DealState | undefined;
  return events.map((event, index) => {
    const one = recorded(event, index + 1);
    history.push(one);
    // Voiding changes what earlier events add up to, so such a history is folded anew at each step.
    state = voids || state === undefined ? fold(history) : apply(state, one);
    return state;
  });
}

/** As the fold reads it: the number of another deal explains an event, the state does not rest on it. */
function recorded({ detail = {}, voids, inputId, ...event }: WrittenEvent, seq: number): DealEvent {
  const { deal: _, ...rest } = detail;
  return { ...event, seq, teamId: '', inputId: inputId ?? '', detail: rest, voids: voids ?? null };
}
