import type { ActionsBlock, TableBlock } from '@slack/types';
import type { CardElement, Cell, Column, Words } from '../../../chat/card.ts';
import { messages } from '../../../i18n/messages.ts';
import { LIMITS } from '../limits.ts';
import { chunks, paragraph, toned } from './block.ts';
import { menu } from './buttons.ts';
import { type Piece, type Surface, weight } from './piece.ts';
import type { Slots } from './slots.ts';
import { parts, shown } from './text.ts';

type Table = Extract<CardElement, { kind: 'table' }>;

/**
 * A table block where there is room for it, else one line per row. Cells of a table cannot be pressed, so the numbers
 * that open something stand in a menu below it.
 */
export function tablePieces(table: Table, surface: Surface): Piece[] {
  const block = surface.kind === 'message' ? tableBlock(table) : null;
  const body: Piece[] =
    block === null
      ? parts(lines(table).join('\n'), LIMITS.section).map((part) => ({
          blocks: [paragraph(part)],
          element: { kind: 'text', text: part },
        }))
      : [{ blocks: [block], element: table }];
  const menus = chunks(choices(table), LIMITS.options).map(
    (some): Piece => ({
      blocks: [opening(some, surface.slots)],
      element: { kind: 'buttons', buttons: some },
    }),
  );
  return [...body, ...menus];
}

function tableBlock({ columns, rows }: Table): TableBlock | null {
  const wide = Math.max(columns.length, ...rows.map((row) => row.length));
  if (rows.length + 1 > LIMITS.tableRows || wide > LIMITS.tableCells || wide === 0) return null;
  const filled = (cells: readonly string[]) =>
    Array.from({ length: wide }, (_, index) => ({
      type: 'raw_text' as const,
      text: shown(cells[index] ?? ''),
    }));
  const block: TableBlock = {
    type: 'table',
    rows: [filled(columns.map(({ label }) => label)), ...rows.map((row) => filled(row.map(cellText)))],
    column_settings: columns.map(({ align }) => ({
      align: align === 'end' ? ('right' as const) : ('left' as const),
      is_wrapped: true,
    })),
  };
  return weight(block.rows) > LIMITS.tableText ? null : block;
}

const cellText = (cell: Cell): string => (typeof cell === 'string' ? cell : toned(cell.text, cell.tone));

/** "West · Deals: 12 · Amount: ¥480万". */
const lines = ({ columns, rows }: Table): string[] =>
  rows.map((row) =>
    row
      .map((cell, index) => named(columns[index], cellText(cell), index))
      .filter((text) => text !== '')
      .join(' · '),
  );

const named = (column: Column | undefined, text: string, index: number): string =>
  index === 0 || column === undefined || column.label === '' || text === ''
    ? text
    : `${column.label}: ${text}`;

const choices = ({ columns, rows }: Table): { label: string; says: Words }[] =>
  rows.flatMap((row) =>
    row.flatMap((cell, index) => {
      if (typeof cell === 'string' || cell.press === undefined) return [];
      const [first] = row;
      const of = index === 0 || first === undefined ? '' : `${cellText(first)} · `;
      return [{ label: `${of}${named(columns[index], cellText(cell), index)}`, says: cell.press }];
    }),
  );

const opening = (some: ReturnType<typeof choices>, slots: Slots): ActionsBlock => ({
  type: 'actions',
  elements: [menu(messages[slots.locale].chat.open, some, { slots })],
});
