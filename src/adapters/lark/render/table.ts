import type { CardElement, Cell, Column, Words } from '../../../chat/card.ts';
import { carry } from '../carried.ts';
import { LIMITS } from '../limits.ts';
import { carriedIn, type Pen } from './pen.ts';
import { clip, line, type Node, plain, shown, toned } from './text.ts';

type Table = Extract<CardElement, { kind: 'table' }>;

const textOf = (cell: Cell): string => (typeof cell === 'string' ? cell : cell.text);

/**
 * A native table. Its cells cannot be pressed, so the numbers that open something are in a menu below it, named by
 * their row and column.
 */
export function tableNodes(table: Table, pen: Pen): Node[] {
  const columns = table.columns.slice(0, LIMITS.tableColumns);
  const native: Node = {
    tag: 'table',
    page_size: Math.min(LIMITS.tablePage, Math.max(1, table.rows.length)),
    row_height: 'low',
    columns: columns.map((column, index) => ({
      name: `c${index}`,
      display_name: shown(clip(column.label, LIMITS.label)),
      data_type: 'text',
      horizontal_align: column.align === 'end' ? 'right' : 'left',
      width: 'auto',
    })),
    rows: table.rows.map((row) =>
      Object.fromEntries(columns.map((_, index) => [`c${index}`, shown(textOf(row[index] ?? ''))])),
    ),
  };
  return [native, ...menuNodes(table.columns, table.rows, pen)];
}

/** Inside a panel there are no tables: each row is a line. */
export function tableLines(table: Table, pen: Pen): Node[] {
  const head = line(table.columns.map((column) => column.label).join(' · '), toned('muted'));
  const rows = table.rows.map((row) => line(row.map(textOf).join(' · ')));
  return [head, ...rows, ...menuNodes(table.columns, table.rows, pen)];
}

function menuNodes(columns: readonly Column[], rows: readonly (readonly Cell[])[], pen: Pen): Node[] {
  const behind = rows.flatMap((row) =>
    row.flatMap((cell, index) => {
      if (typeof cell === 'string' || cell.press === undefined) return [];
      const name = index === 0 ? '' : textOf(row[0] ?? '');
      const parts = [name, columns[index]?.label ?? '', cell.text].filter((part) => part !== '');
      return [{ label: parts.join(' · '), press: cell.press }];
    }),
  );
  if (behind.length === 0) return [];
  return [
    {
      tag: 'select_static',
      placeholder: plain(pen.words.openDetail),
      options: behind.slice(0, LIMITS.selectOptions).map((one) => optionNode(one.label, one.press, pen)),
      behaviors: [{ type: 'callback', value: { pick: 'option' } }],
    },
  ];
}

/** The option itself carries the words: the callback names the option that was taken. */
const optionNode = (label: string, says: Words, pen: Pen) => ({
  text: plain(clip(label, LIMITS.label)),
  value: JSON.stringify(carry(carriedIn(says, pen), pen.spot)),
});
