import { behindCard } from '../../src/cards/behind.ts';
import { listed } from '../../src/cards/list.ts';
import { moveText } from '../../src/cards/moves.ts';
import type { Shown } from '../../src/cards/quota.ts';
import type { Button } from '../../src/chat/card.ts';
import type { Context } from '../../src/chat/command.ts';
import { optional, text } from '../../src/chat/field.ts';
import type { Message } from '../../src/chat/message.ts';
import { type Behind, behindOf, type NumberAsked } from '../../src/domain/behind.ts';
import type { Asked, Report } from '../../src/domain/measure-report.ts';
import { roomScope, type Scope } from '../../src/domain/permission.ts';
import type { DealLine } from '../../src/domain/views.ts';
import { penOf } from './answer.ts';
import { aroundOf } from './around.ts';

/** What a number's button carries beside the words. */
export const countedAt = optional(
  text({ label: { en: 'As of', zh: '时点' }, takes: 'named', maxLength: 30, machine: true }),
);

/** An instant as a button carries it; anything else is now. */
export function instantOf(carried: string | null): Date | null {
  const instant = new Date(carried ?? Number.NaN);
  return Number.isNaN(instant.getTime()) ? null : instant;
}

export type Opening = {
  number: NumberAsked;
  asked: Asked;
  shown: Shown;
  /** The instant that it was counted at; null = now. */
  at: Date | null;
  /** It was counted for a room: out of what everybody there may see. */
  room: boolean;
  title: string;
  page: number;
  more(page: number): Button['says'];
  /** Of the deals that the number has, those that are asked for. */
  keep?(deal: DealLine): boolean;
  /** Said below the deals. */
  said?(report: Report): readonly string[];
};

/** The deals behind a number, as it was counted; those that the reader may not see are counted, not listed. */
export async function behindMessage(opening: Opening, context: Context): Promise<Message> {
  const { read, scope, organisation, now } = context;
  const { number, asked, at, title, page, more, keep } = opening;
  const counted = countedFor(opening, context);
  const [report, around] = await Promise.all([
    at === null || at >= now ? read.report(asked, counted) : read.reportAt(at, asked, counted),
    aroundOf(context),
  ]);
  const whole = behindOf(number, report);
  const numbers = [...new Set(whole.groups.flatMap(({ parts }) => parts.map(({ deal }) => deal)))];
  const found = await read.deals({ numbers, status: ['open', 'won', 'lost', 'void'] }, scope);
  const deals = new Map(found.map((deal) => [deal.number, listed(deal, around)]));
  const card = behindCard(
    {
      asked: number,
      title,
      behind: keep === undefined ? whole : narrowed(whole, { deals, keep }),
      deals,
      notes: await notesOf(opening, { report, context }),
      at: report.at,
      currency: organisation.currency,
      page,
      more,
      showOwner: asked.whose.kind !== 'person',
      said: opening.said?.(report) ?? [],
    },
    penOf(context),
  );
  return { text: [card.title, card.subtitle].join(' · '), card };
}

/** A room's number is counted for the room, for whoever may read the team's numbers at all. */
function countedFor({ asked, room }: Opening, { scope, teams, may }: Context): Scope {
  if (!room || asked.whose.kind === 'person') return scope;
  const { whose } = asked;
  const meant = whose.kind === 'everyone' ? teams : teams.filter((one) => whose.teamIds.includes(one.id));
  if (!meant.every((team) => may('team.read', { team }))) return scope;
  return roomScope(whose.kind === 'everyone' ? 'all' : whose.teamIds);
}

function narrowed(
  { groups }: Behind,
  { deals, keep }: { deals: ReadonlyMap<number, DealLine>; keep(deal: DealLine): boolean },
): Behind {
  const fits = (number: number): boolean => {
    const deal = deals.get(number);
    return deal !== undefined && keep(deal);
  };
  return {
    groups: groups.map((group) => ({ ...group, parts: group.parts.filter((part) => fits(part.deal)) })),
    weighted: [],
  };
}

/** Of deals that moved: what moved them last. That a deal is won or lost, and when, it says itself. */
async function notesOf(
  { number, shown }: Opening,
  { report, context }: { report: Report; context: Context },
): Promise<ReadonlyMap<number, string>> {
  if (number.of === 'won' || number.of === 'lost') return new Map();
  const kind = number.of === 'created' ? 'new' : number.of;
  const moves = report.moves.filter((move) => move.kind === kind);
  if (moves.length === 0) return new Map();
  const names = new Map((await context.read.people()).map((one) => [one.id, one.name]));
  const told = { report, shown, names, pen: penOf(context) };
  return new Map(moves.map((move) => [move.deal.number, moveText(move, told)]));
}
