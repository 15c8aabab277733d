import type { Change, DealRef } from '../domain/change.ts';
import type { RoomAddress } from '../domain/people.ts';
import { roomsOf, sameWorkspace } from '../domain/people.ts';
import type { Action } from '../domain/permission.ts';
import type { DealView } from '../domain/views.ts';
import type { Barred, Context, Subject } from './command.ts';
import type { Input } from './input.ts';
import { mayDo } from './permit.ts';

/**
 * A deal gets its home with its first conversation or change in a room: in the room its team chose, else where it was
 * said. A room shows only what everybody in it may see, so a confidential deal never gets one, and a room with somebody
 * who may not read the deal is not a home. A deal with a home in one chat has one in every room that its team chose in
 * another. These are the homes that come with changes; one that is there already stays.
 */
export async function homeFor(
  input: Input,
  context: Context,
  changes: readonly Change[],
): Promise<readonly HomeChange[]> {
  const homes: HomeChange[] = [];
  for (const touched of touchedBy(changes)) {
    const facts = await factsOf(touched, context, changes);
    if (facts === null || facts.confidential) continue;
    const placed = typeof touched === 'number' ? await context.read.placementsOf(touched) : [];
    const isHere = placed.some((one) => sameWorkspace(one, input));
    const here = isHere ? null : await homeHere(facts, input, context);
    if (here === null && placed.length === 0) continue;
    const rooms = [...(here === null ? [] : [here]), ...elsewhere(facts, input, context)];
    homes.push(...rooms.map((home) => homeAt(touched, home)));
  }
  return homes;
}

type HomeChange = Change & { kind: 'place.home' };
const homeAt = (deal: DealRef, home: RoomAddress): HomeChange => ({ kind: 'place.home', deal, home });

async function homeHere(facts: Facts, input: Input, context: Context): Promise<RoomAddress | null> {
  if (input.place.kind !== 'room') return null;
  const home = roomFor(facts, input, context);
  // Who reads another room is not known here; a manager chose it for the team's deals.
  const fits = home.channel !== input.place.channel || context.everyoneMay('deal.read', { deal: facts });
  return (await fits) ? home : null;
}

/** The rooms that the deal's team chose in other chats than the room where it came up. */
const elsewhere = ({ teamId }: Facts, input: Input, { teams }: Context): RoomAddress[] =>
  roomsOf(teams, teamId).filter((room) => input.place.kind !== 'room' || !sameWorkspace(room, input));

/** The room that the deal's team chose, or a team above; else the one where the deal came up. */
function roomFor({ teamId }: Facts, input: Input, { teams }: Context): RoomAddress {
  const { platform, workspace, place } = input;
  const chosen = roomsOf(teams, teamId).find((room) => sameWorkspace(room, input));
  return { platform, workspace, channel: chosen?.channel ?? place.channel };
}

/**
 * The home that a deal's first conversation gives it: somebody says a line about it, and about no other, in a room where
 * everybody may read it. Opening it from a list is a look, and in another deal's thread people talk of that one. It is the
 * first of the list; none when the deal has a home in this workspace, or is to have none.
 */
export async function homeOfTalk(
  input: Input,
  context: Context,
  view: DealView,
): Promise<readonly HomeChange[]> {
  const { number, state, collaborators } = view;
  const talk = input.place.kind === 'room' && input.said.kind === 'line' && context.here.deal === null;
  if (!talk || state.status !== 'open' || state.confidential) return [];
  const homes = await context.read.placementsOf(number);
  if (homes.some((one) => sameWorkspace(one, input))) return [];
  const facts = { ...state, collaborators };
  if (!(await context.everyoneMay('deal.read', { deal: facts }))) return [];
  const rooms = [roomFor(facts, input, context), ...elsewhere(facts, input, context)];
  return rooms.map((home) => homeAt(number, home));
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

type Asking = Pick<Context, 'read' | 'teams'>;
type Ask = { action: Action; subject: Subject };

/**
 * May everybody who reads the place do this? Somebody the organisation does not know, or has not admitted, may nothing; a
 * place whose readers the platform does not tell may be read by anybody. Bots do not read. The first who may not decides:
 * each member that nobody knows is a question to the platform.
 */
export async function everyoneMay(input: Input, asking: Asking, ask: Ask): Promise<boolean> {
  const readers = await readersOf(input, asking, ask);
  if (readers === null || readers.barred.length > 0) return false;
  for (const member of readers.unknown) if (!(await isBot(input, member))) return false;
  return true;
}

/** Who may not: everyone, to be named where somebody chooses the place. */
export async function barredFrom(input: Input, asking: Asking, ask: Ask): Promise<Barred> {
  const readers = await readersOf(input, asking, ask);
  if (readers === null) return { names: [], strangers: 0, unseen: true };
  let strangers = 0;
  for (const member of readers.unknown) if (!(await isBot(input, member))) strangers += 1;
  return { names: readers.barred.map((one) => one.name), strangers, unseen: false };
}

/** Those of a place's members who may not do it, and those who are not known; null where the platform does not tell. */
async function readersOf(input: Input, { read, teams }: Asking, ask: Ask) {
  const members = await input.members().catch(() => null);
  if (members === null) return null;
  const known = await read.identifiedAll(input.platform, input.workspace, members);
  return {
    barred: [...known.values()].filter((one) => one.status !== 'active' || !mayDo(one, teams, ask)),
    unknown: members.filter((member) => !known.has(member)),
  };
}

const isBot = async (input: Input, member: string): Promise<boolean> =>
  (await input.isBot?.(member).catch(() => false)) === true;
