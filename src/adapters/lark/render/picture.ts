import type { CardElement, Picture } from '../../../chat/card.ts';
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

export function numbersOf(picture: Picture): Table {
  switch (picture.kind) {
    case 'funnel': {
      const detailed = picture.bars.some((bar) => bar.detail !== undefined);
      return table(
        picture.title,
        picture.bars.map((bar) => [bar.label, bar.text, ...(detailed ? [bar.detail ?? ''] : [])]),
      );
    }
    case 'bars':
      return table(
        picture.title,
        picture.series.map((one) => [one.label, one.text]),
        picture.unit,
      );
    case 'line': {
      const header = [picture.title, ...picture.series.map((one) => one.label)];
      const rows = picture.x.map((x, at) => [
        x,
        ...picture.series.map((one) => String(one.values[at] ?? '–')),
      ]);
      return { kind: 'table', columns: columnsOf(header), rows };
    }
  }
}

function table(title: string, rows: string[][], unit = ''): Table {
  const width = Math.max(2, ...rows.map((row) => row.length));
  return { kind: 'table', columns: columnsOf([title, unit, ''].slice(0, width)), rows };
}

const columnsOf = (labels: readonly string[]): Table['columns'] =>
  labels.map((label, index) => ({ label, ...(index === 1 && { align: 'end' as const }) }));
