import type { CardElement, Cell, Column, Words } from '../../../chat/card.ts';
import { carry } from '../carried.ts';
import { LIMITS } from '../limits.ts';
import { carriedIn, type Pen } from './pen.ts';
import { clip, escaped, line, type Node, plain, shown, toned } from './text.ts';

type Table = Extract<CardElement, { kind: 'table' }>;

const textOf = (cell: Cell): string => (typeof cell === 'string' ? cell : cell.text);

/**
 * A table, native where one language will do: the platform has no place for a second in a native cell, but it has in a
 * markdown text, in which a table is one too. No cell can be pressed, so the numbers that open something are in a menu
 * below, named by their row and column.
 */
export function tableNodes({ columns: all, rows }: Table, pen: Pen): Node[] {
  const columns = all.slice(0, LIMITS.tableColumns);
  const grid = pen.bilingual ? markdownTable(columns, rows) : nativeTable(columns, rows);
  return [grid, ...menuNodes(all, rows, pen)];
}

type Rows = readonly (readonly Cell[])[];

function nativeTable(columns: readonly Column[], rows: Rows): Node {
  return {
    tag: 'table',
    page_size: Math.min(LIMITS.tablePage, Math.max(1, rows.length)),
    row_height: 'low',
    columns: columns.map((column, index) => ({
      name: `c${index}`,
      display_name: shown(clip(column.label, LIMITS.label)),
      data_type: 'text',
      horizontal_align: column.align === 'end' ? 'right' : 'left',
      width: 'auto',
    })),
    rows: rows.map((row) =>
      Object.fromEntries(columns.map((_, index) => [`c${index}`, shown(textOf(row[index] ?? ''))])),
    ),
  };
}

function markdownTable(columns: readonly Column[], rows: Rows): Node {
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const lines = [
    row(columns.map((column) => escaped(clip(column.label, LIMITS.label)))),
    row(columns.map(() => '---')),
    ...rows.map((cells) => row(columns.map((_, index) => escaped(textOf(cells[index] ?? ''))))),
  ];
  return { tag: 'markdown', content: lines.join('\n') };
}

/** Inside a panel there are no tables: each row is a line. */
export function tableLines(table: Table, pen: Pen): Node[] {
  const head = line(table.columns.map((column) => column.label).join(' · '), toned('muted'));
  const rows = table.rows.map((row) => line(row.map(textOf).join(' · ')));
  return [head, ...rows, ...menuNodes(table.columns, table.rows, pen)];
}

function menuNodes(columns: readonly Column[], rows: Rows, pen: Pen): Node[] {
  const behind = rows.flatMap((row) =>
    row.flatMap((cell, index) => {
      if (typeof cell === 'string' || cell.press === undefined) return [];
      // What stands first names its row: of a name nobody asks of which column it is.
      const parts =
        index === 0 ? [cell.text] : [textOf(row[0] ?? ''), columns[index]?.label ?? '', cell.text];
      return [{ label: parts.filter((part) => part !== '').join(' · '), press: cell.press }];
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
