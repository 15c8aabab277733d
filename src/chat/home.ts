import type { Change, DealRef } from '../domain/change.ts';
import type { Person } from '../domain/people.ts';
import { lineage } from '../domain/people.ts';
import type { Action } from '../domain/permission.ts';
import type { Context, Subject } from './command.ts';
import type { Input } from './input.ts';
import { mayDo } from './permit.ts';

/**
 * A deal gets its home with its first conversation or change in a room: in the room its team chose, else where it was
 * said. A room shows only what everybody in it may see, so a confidential deal never gets one, and a room with somebody
 * who may not read the deal is not a home.
 */
export async function homeFor(
  input: Input,
  context: Context,
  changes: readonly Change[],
): Promise<readonly Change[]> {
  if (input.place.kind !== 'room') return [];
  const homes: Change[] = [];
  for (const touched of touchedBy(changes)) {
    const facts = await factsOf(touched, context, changes);
    if (facts === null || facts.confidential) continue;
    const { platform, workspace, place } = input;
    const chosen = lineage(context.teams, facts.teamId)
      .map((id) => context.teams.find((team) => team.id === id)?.home ?? null)
      .find((home) => home !== null && home.platform === platform && home.workspace === workspace);
    const channel = chosen?.channel ?? place.channel;
    // Who reads another room is not known here; a manager chose it for the team's deals.
    if (channel !== place.channel || (await context.everyoneMay('deal.read', { deal: facts }))) {
      homes.push({ kind: 'place.home', deal: touched, home: { platform, workspace, channel } });
    }
  }
  return homes;
}

function touchedBy(changes: readonly Change[]): DealRef[] {
  const refs = changes.flatMap((change): DealRef[] => {
    if (change.kind === 'deal.open') return [{ made: change.ref }];
    return change.kind === 'deal.record' ? [change.deal] : [];
  });
  return refs.filter(
    (ref, index) => refs.findIndex((other) => JSON.stringify(other) === JSON.stringify(ref)) === index,
  );
}

type Facts = { ownerId: string; teamId: string; confidential: boolean; collaborators: readonly string[] };

async function factsOf(ref: DealRef, context: Context, changes: readonly Change[]): Promise<Facts | null> {
  if (typeof ref === 'number') {
    const view = await context.read.dealView(ref);
    return view === null ? null : { ...view.state, collaborators: view.collaborators };
  }
  const opened = changes.find((change) => change.kind === 'deal.open' && change.ref === ref.made);
  if (opened === undefined || opened.kind !== 'deal.open') return null;
  const { ownerId, teamId, confidential } = opened.opening.changes;
  return { ownerId, teamId, confidential: confidential ?? false, collaborators: [] };
}

/** May everybody who reads the place do this? Somebody the organisation does not know, or has not admitted, may nothing. */
export async function everyoneMay(
  input: Input,
  { read, teams }: Pick<Context, 'read' | 'teams'>,
  ask: { action: Action; subject: Subject },
): Promise<boolean> {
  const members = await input.members();
  const people: (Person | null)[] = await Promise.all(
    members.map((external) => read.identified(input.platform, input.workspace, external)),
  );
  return people.every((one) => one !== null && one.status === 'active' && mayDo(one, teams, ask));
}
