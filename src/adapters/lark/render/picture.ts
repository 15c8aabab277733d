import type { CardElement } from '../../../chat/card.ts';
import { numbersOf } from './numbers.ts';
import type { Pen } from './pen.ts';
import { tableLines, tableNodes } from './table.ts';
import { clip, line, type Node, plain, small } from './text.ts';

type Pictured = Extract<CardElement, { kind: 'picture' }>;
type Table = Extract<CardElement, { kind: 'table' }>;

/** The uploaded picture with its numbers in a table, so that they are there without it too. */
export function pictureNodes(element: Pictured, pen: Pen, where: 'root' | 'panel'): Node[] {
  const table = shortNumbers(numbersOf(element.picture), pen);
  const numbers = where === 'root' ? tableNodes(table, pen) : tableLines(table, pen);
  return [...imageNodes(element, pen), ...numbers];
}

/** The picture alone. One that could not be uploaded is named. */
export function imageNodes({ picture, alt }: Pictured, pen: Pen): Node[] {
  const key = pen.image(picture);
  const image: Node =
    key === undefined
      ? line(clip(picture.title, 200))
      : {
          tag: 'img',
          img_key: key,
          alt: plain(clip(alt, 1000)),
          scale_type: 'fit_horizontal',
          preview: true,
        };
  return [image, ...(picture.footer === undefined ? [] : [line(clip(picture.footer, 200), small)])];
}

const shortNumbers = ({ columns, rows, ...rest }: Table, { measure }: Pen): Table => ({
  ...rest,
  columns: columns.map((column) => ({ ...column, label: clip(column.label, measure.cellText) })),
  rows: rows
    .slice(0, measure.rows)
    .map((row) => row.map((cell) => (typeof cell === 'string' ? clip(cell, measure.cellText) : cell))),
});
