import type { CardElement, Fact, ListItem, PathStep } from '../../../chat/card.ts';
import { buttonNode, linkNode, rowOf } from './buttons.ts';
import type { Pen } from './pen.ts';
import { imageNodes, pictureNodes } from './picture.ts';
import { tableLines, tableNodes } from './table.ts';
import { line, type Node, plain, small, toned } from './text.ts';

/** Tables stand at the root of the body only; inside a panel they become lines, and a panel in a panel its content. */
export type Where = 'root' | 'panel';

export const elementsNodes = (elements: readonly CardElement[], pen: Pen, where: Where): Node[] =>
  elements.flatMap((element, index) => {
    // A table that follows holds the picture's numbers already.
    const told = element.kind === 'picture' && elements[index + 1]?.kind === 'table';
    return told ? imageNodes(element, pen) : elementNodes(element, pen, where);
  });

function elementNodes(element: CardElement, pen: Pen, where: Where): Node[] {
  switch (element.kind) {
    case 'text':
      return [line(element.text, toned(element.tone))];
    case 'facts':
      return pairs(element.facts).map((pair) => factsRow(pair, pen));
    case 'path':
      return [line(element.steps.map(stepText).join('  →  '))];
    case 'list':
      return listNodes(element, pen);
    case 'table':
      return where === 'root' ? tableNodes(element, pen) : tableLines(element, pen);
    case 'picture':
      return pictureNodes(element, pen, where);
    case 'buttons':
      return rowOf(element.buttons.map((button) => buttonNode(button, pen)));
    case 'more':
      return moreNodes(element, pen, where);
    case 'divider':
      return [{ tag: 'hr' }];
  }
}

const marks: Readonly<Record<PathStep['state'], string>> = {
  done: '✓',
  skipped: '⤼',
  current: '●',
  ahead: '○',
};

const stepText = ({ label, state, detail }: PathStep): string =>
  `${marks[state]} ${label}${detail === undefined ? '' : ` (${detail})`}`;

const pairs = (facts: readonly Fact[]): Fact[][] =>
  facts.flatMap((fact, index) => {
    const next = facts[index + 1];
    return index % 2 === 1 ? [] : [next === undefined ? [fact] : [fact, next]];
  });

/** Two facts side by side; on a phone below one another. */
const factsRow = (facts: readonly Fact[], pen: Pen): Node => ({
  tag: 'column_set',
  flex_mode: 'stretch',
  columns: facts.map((fact) => ({
    tag: 'column',
    width: 'weighted',
    weight: 1,
    vertical_spacing: '2px',
    elements: [
      line(fact.label, small),
      fact.press === undefined ? line(fact.value, toned(fact.tone)) : linkNode(fact.value, fact.press, pen),
    ],
  })),
});

function listNodes({ title, items }: Extract<CardElement, { kind: 'list' }>, pen: Pen): Node[] {
  const head = title === undefined ? [] : [line(title, { text_size: 'heading' })];
  return [...head, ...items.flatMap((item) => itemNodes(item, pen))];
}

function itemNodes(item: ListItem, pen: Pen): Node[] {
  const title =
    item.press === undefined ? line(item.title, toned(item.tone)) : linkNode(item.title, item.press, pen);
  const detail = item.detail === undefined ? [] : [line(item.detail, { ...small, ...toned(item.tone) })];
  return [title, ...detail, ...rowOf((item.buttons ?? []).map((button) => buttonNode(button, pen)))];
}

function moreNodes(more: Extract<CardElement, { kind: 'more' }>, pen: Pen, where: Where): Node[] {
  const inner = elementsNodes(more.elements, pen, 'panel');
  if (where === 'panel') return [line(more.summary, { text_size: 'heading' }), ...inner];
  return [
    {
      tag: 'collapsible_panel',
      expanded: false,
      header: { title: plain(more.summary) },
      elements: inner,
    },
  ];
}
