import type { CardElement, Picture } from '../../../chat/card.ts';

type Table = Extract<CardElement, { kind: 'table' }>;

/** What a picture shows, as a table. */
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
