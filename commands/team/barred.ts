import type { Context } from '../../src/chat/command.ts';
import type { Team } from '../../src/domain/people.ts';

const NAMED = 3;

/** Why nothing of these teams' deals is shown in the room where this is said, and what to do; null when nothing bars it. */
export async function barredHere(teams: readonly Team[], { barred, m }: Context): Promise<string | null> {
  const names = new Set<string>();
  let strangers = 0;
  for (const { id: teamId } of teams) {
    const deal = { ownerId: '', teamId, confidential: false, collaborators: [] };
    const found = await barred('deal.read', { deal });
    if (found.unseen) return m.team.barred.unseen;
    for (const name of found.names) names.add(name);
    strangers = Math.max(strangers, found.strangers);
  }
  const more = Math.max(0, names.size - NAMED) + strangers;
  if (names.size === 0 && more === 0) return null;
  return m.team.barred.by(m.team.barred.who([...names].slice(0, NAMED), more));
}
