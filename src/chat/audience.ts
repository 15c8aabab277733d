import type { Change } from '../domain/change.ts';
import type { Here } from './command.ts';

/** The deals that an answer speaks of, by number; a deal that is being opened has none yet. */
export type About = readonly (number | 'new')[];

/**
 * Who may see an answer. In a direct conversation it stands where it was asked. In a room it is for the asker alone,
 * but for a deal's own thread: what is said there of that deal, and of nothing else, is for the team.
 */
export function audienceOf(here: Here, about: About): 'place' | 'asker' {
  if (here.kind === 'direct') return 'place';
  const ofThisDeal = about.length > 0 && about.every((deal) => deal === here.deal);
  return here.deal !== null && !here.confidential && ofThisDeal ? 'place' : 'asker';
}

/** The deals that changes touch. */
export function dealsIn(changes: readonly Change[]): About {
  return changes.flatMap((change): About => {
    if (change.kind === 'deal.open') return ['new'];
    if (change.kind === 'deal.record') return [typeof change.deal === 'number' ? change.deal : 'new'];
    return change.kind === 'deal.collaborators' ? [change.deal] : [];
  });
}
