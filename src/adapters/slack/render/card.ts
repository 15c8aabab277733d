import type { KnownBlock } from '@slack/types';
import type { Card, CardElement } from '../../../chat/card.ts';
import { messages } from '../../../i18n/messages.ts';
import { LIMITS } from '../limits.ts';
import { small, toned } from './block.ts';
import { inRows, restButton } from './buttons.ts';
import { piecesOf } from './elements.ts';
import { type Piece, type Surface, weight } from './piece.ts';
import { plain } from './text.ts';

/** What is left of a message for those who fill it. */
export type Room = { blocks: number; text: number };

/** A button or line that says how much is left. */
const MARK: Room = { blocks: 1, text: 200 };

/** A card within the room there is; what finds none opens in a modal. `lead` and `tail` belong to the message around it. */
export function cardBlocks(
  card: Card,
  around: { lead: readonly CardElement[]; tail: readonly CardElement[] },
  surface: Surface & { room: Room },
): KnownBlock[] {
  const { title, subtitle, badge, footer } = card;
  const state = [badge && toned(badge.text, badge.tone), subtitle].filter((one) => one !== undefined);
  const head: KnownBlock[] = [
    { type: 'header', text: plain(title, LIMITS.header) },
    ...(state.length === 0 ? [] : [small(state.join(' · '))]),
  ];
  const foot: KnownBlock[] = footer === undefined ? [] : [small(footer)];
  const room = roomAfter(surface.room, [...head, ...foot]);
  const whole: CardElement[] =
    title.length > LIMITS.header ? [{ kind: 'text', text: title, tone: 'muted' }] : [];
  const elements = [...card.elements, ...around.tail, ...whole];
  const lead = around.lead.flatMap((one) => piecesOf(one, surface)).slice(0, 1);
  const before = lead.flatMap(({ blocks }) => [...blocks]);
  const body = bodyBlocks({ title, elements }, { ...surface, room: roomAfter(room, before) });
  return [...before, ...head, ...body, ...foot];
}

/** Buttons stay in any case: one acts on a message with them. Everything else stays in order while there is room. */
export function bodyBlocks(
  body: { title: string; elements: readonly CardElement[] },
  surface: Surface & { room: Room },
): KnownBlock[] {
  const { room } = surface;
  const pieces = oneTable(
    body.elements.flatMap((element) => [...piecesOf(element, surface)]),
    surface,
  );
  if (fits(roomAfter(room, blocksOf(pieces)))) return blocksOf(pieces);
  const kept = withRoom(pieces, { blocks: room.blocks - MARK.blocks, text: room.text - MARK.text });
  const left = pieces.filter((piece) => !kept.has(piece)).map(({ element }) => element);
  const mark = restMark({ title: body.title, elements: left }, surface);
  return [...blocksOf(pieces.filter((piece) => kept.has(piece))), mark];
}

const blocksOf = (pieces: readonly Piece[]): KnownBlock[] =>
  inRows(pieces.flatMap(({ blocks }) => [...blocks]));

const roomAfter = (room: Room, blocks: readonly KnownBlock[]): Room => ({
  blocks: room.blocks - blocks.length,
  text: room.text - weight(blocks),
});

const fits = ({ blocks, text }: Room): boolean => blocks >= 0 && text >= 0;

/** Which pieces find room: rows of buttons first, as long as they take no more than half of it. */
function withRoom(pieces: readonly Piece[], room: Room): ReadonlySet<Piece> {
  const kept = new Set<Piece>();
  let left = room;
  const take = (piece: Piece, spare: Room): void => {
    const after = roomAfter(left, piece.blocks);
    if (!fits({ blocks: after.blocks - spare.blocks, text: after.text - spare.text })) return;
    kept.add(piece);
    left = after;
  };
  const half = { blocks: room.blocks / 2, text: room.text / 2 };
  for (const piece of pieces) if (piece.element.kind === 'buttons') take(piece, half);
  for (const piece of pieces) if (!kept.has(piece)) take(piece, { blocks: 0, text: 0 });
  return kept;
}

/** Where nothing more opens the rest is only counted. */
function restMark(
  rest: { title: string; elements: readonly CardElement[] },
  { slots, kind }: Surface,
): KnownBlock {
  const label = messages[slots.locale].chat.more(rest.elements.length);
  return kind === 'last' ? small(label) : restButton(label, rest, slots);
}

/** Slack takes one table per message; the others are written in lines. */
function oneTable(pieces: readonly Piece[], surface: Surface): readonly Piece[] {
  let tables = 0;
  return pieces.flatMap((piece): readonly Piece[] => {
    if (!piece.blocks.some(({ type }) => type === 'table')) return [piece];
    tables += 1;
    if (tables <= LIMITS.tables) return [piece];
    // The menu of its numbers stands after it as a piece of its own.
    const written = piecesOf(piece.element, { ...surface, kind: 'view' });
    return written.filter(({ element }) => element.kind !== 'buttons');
  });
}
