import type { Card, CardElement, ListItem } from '../../../chat/card.ts';
import { LIMITS } from '../limits.ts';
import type { Measure } from './measure.ts';
import { numbersOf } from './numbers.ts';
import { clip, isHalf } from './text.ts';

/** A card within a measure, and what was left out, in its order: nothing disappears. */
export function shorten(card: Card, to: Measure): { card: Card; rest: readonly CardElement[] } {
  const { kept, rest } = splitAll(card.elements, to);
  const most = Math.min(200, to.text);
  const cut = [card.title, card.subtitle ?? '', card.footer ?? ''].filter((text) => text.length > most);
  return {
    card: {
      ...card,
      title: clip(card.title, most),
      ...(card.subtitle !== undefined && { subtitle: clip(card.subtitle, most) }),
      ...(card.badge !== undefined && { badge: { ...card.badge, text: clip(card.badge.text, 40) } }),
      ...(card.footer !== undefined && { footer: clip(card.footer, most) }),
      elements: kept,
    },
    rest: [...cut.map((text): CardElement => ({ kind: 'text', text })), ...rest],
  };
}

/** The first ones that there is room for, each shortened; a card holds few tables. */
function splitAll(elements: readonly CardElement[], to: Measure): Split {
  const all: Split = { kept: [], rest: [] };
  let tables = 0;
  for (const [index, element] of elements.entries()) {
    if (element.kind === 'table' || element.kind === 'picture') tables += 1;
    const half =
      index < to.elements && tables <= LIMITS.tables ? split(element, to) : { kept: [], rest: [element] };
    all.kept.push(...half.kept);
    all.rest.push(...half.rest);
  }
  return all;
}

type Split = { kept: CardElement[]; rest: CardElement[] };

function split(element: CardElement, to: Measure): Split {
  switch (element.kind) {
    case 'text':
      return splitText(element, to);
    case 'facts': {
      const most = Math.min(to.text, 400);
      const short = element.facts.map((fact) => ({
        ...fact,
        label: clip(fact.label, to.cellText),
        value: clip(fact.value, most),
      }));
      const long = element.facts.slice(0, to.facts).filter((fact) => fact.value.length > most);
      return {
        kept: some(short.slice(0, to.facts), (facts) => ({ kind: 'facts', facts })),
        rest: [
          ...inWords(long.map((fact) => `${fact.label}: ${fact.value}`)),
          ...some(element.facts.slice(to.facts), (facts) => ({ kind: 'facts', facts })),
        ],
      };
    }
    case 'path': {
      const steps = element.steps.map((step) => ({
        ...step,
        label: clip(step.label, to.cellText),
        ...(step.detail !== undefined && { detail: clip(step.detail, to.cellText) }),
      }));
      return steps.length <= 20 ? { kept: [{ ...element, steps }], rest: [] } : around(steps, element);
    }
    case 'list': {
      const [title, detail] = [Math.min(to.text, 200), Math.min(to.text, 300)];
      const items = element.items.slice(0, to.items);
      const cut = items.filter((item) => item.title.length > title || (item.detail?.length ?? 0) > detail);
      const short = items.map((item) => ({
        ...item,
        title: clip(item.title, title),
        ...(item.detail !== undefined && { detail: clip(item.detail, detail) }),
        ...(item.buttons !== undefined && { buttons: item.buttons.slice(0, to.buttons) }),
      }));
      const head = element.title === undefined ? {} : { title: clip(element.title, title) };
      return {
        kept: some(short, (kept) => ({ ...element, ...head, items: kept })),
        rest: [
          ...inWords(cut.map((item) => [item.title, item.detail ?? ''].join('\n'))),
          ...some(
            items.flatMap((item) => leftButtons(item, to)),
            (rest) => ({ kind: 'list', items: rest }),
          ),
          ...some(element.items.slice(to.items), (rest) => ({ ...element, items: rest })),
        ],
      };
    }
    case 'table':
      return splitTable(element, to);
    case 'picture':
      return splitPicture(element, to);
    case 'buttons':
      return {
        kept: some(element.buttons.slice(0, to.buttons), (buttons) => ({ kind: 'buttons', buttons })),
        rest: some(element.buttons.slice(to.buttons), (buttons) => ({ kind: 'buttons', buttons })),
      };
    case 'more': {
      const { kept, rest } = splitAll(element.elements, to);
      const summary = clip(element.summary, 100);
      const folded = (elements: readonly CardElement[]): CardElement => ({ ...element, summary, elements });
      // What goes on elsewhere goes on under the same name.
      return { kept: some(kept, folded), rest: some(rest, folded) };
    }
    case 'divider':
      return { kept: [element], rest: [] };
  }
}

const leftButtons = ({ title, buttons = [] }: ListItem, { buttons: most }: Measure): ListItem[] =>
  buttons.length <= most ? [] : [{ title: clip(title, 60), buttons: buttons.slice(most) }];

const some = <T>(list: readonly T[], make: (list: readonly T[]) => CardElement): CardElement[] =>
  list.length === 0 ? [] : [make(list)];

/** A long text is continued in the rest, from where it was cut. */
function splitText(element: Extract<CardElement, { kind: 'text' }>, to: Measure): Split {
  const { text } = element;
  if (text.length <= to.text) return { kept: [element], rest: [] };
  const cut = isHalf(text, to.text - 1) ? to.text - 2 : to.text - 1;
  const [head, tail] = [text.slice(0, cut), text.slice(cut)];
  return { kept: [{ ...element, text: `${head}…` }], rest: [{ ...element, text: tail }] };
}

/** What was cut off inside something is said again as plain words, which go on from card to card. */
const inWords = (cut: readonly string[]): CardElement[] => cut.map((text) => ({ kind: 'text', text }));

type Table = Extract<CardElement, { kind: 'table' }>;

function splitTable(element: Table, to: Measure): Split {
  const textOf = (cell: Table['rows'][number][number]) => (typeof cell === 'string' ? cell : cell.text);
  const cut = (text: string) => clip(text, to.cellText);
  const rows = element.rows.slice(0, to.rows);
  const long = rows.filter((row) => row.some((cell) => textOf(cell).length > to.cellText));
  const short = rows.map((row) =>
    row.map((cell) => (typeof cell === 'string' ? cut(cell) : { ...cell, text: cut(cell.text) })),
  );
  const columns = element.columns.map((column) => ({ ...column, label: cut(column.label) }));
  return {
    kept: some(short, (kept) => ({ ...element, columns, rows: kept })),
    rest: [
      ...inWords(long.map((row) => row.map(textOf).join(' · '))),
      ...some(element.rows.slice(to.rows), (rest) => ({ ...element, rows: rest })),
    ],
  };
}

type Pictured = Extract<CardElement, { kind: 'picture' }>;

/** The picture itself holds everything; the numbers beside it go on in the rest. */
function splitPicture(element: Pictured, to: Measure): Split {
  return {
    kept: [{ ...element, alt: clip(element.alt, Math.min(1000, to.text * 2)) }],
    rest: splitTable(numbersOf(element.picture), to).rest,
  };
}

type Path = Extract<CardElement, { kind: 'path' }>;

/** Of a very long path, what is near the current stage. */
function around(steps: Path['steps'], element: Path): Split {
  const current = Math.max(
    0,
    steps.findIndex((step) => step.state === 'current'),
  );
  const from = Math.max(0, Math.min(current - 9, steps.length - 20));
  const all = element.steps.map((step) => step.label).join(' → ');
  return { kept: [{ ...element, steps: steps.slice(from, from + 20) }], rest: inWords([all]) };
}
