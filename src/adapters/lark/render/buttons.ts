import type { Button, Words } from '../../../chat/card.ts';
import { type Carried, carry } from '../carried.ts';
import { LIMITS } from '../limits.ts';
import { carriedIn, type Pen } from './pen.ts';
import { clip, type Node, plain } from './text.ts';

const types = { primary: 'primary_filled', danger: 'danger', plain: 'default' } as const;

export function buttonNode(button: Button, pen: Pen): Node {
  const label = clip(button.label, LIMITS.label);
  // The platform's own question before a dangerous press; ours when the card asked none.
  const confirm =
    button.confirm ??
    (button.tone === 'danger'
      ? { title: pen.words.confirmTitle, text: pen.words.confirmText(label) }
      : undefined);
  return {
    tag: 'button',
    text: plain(label),
    type: types[button.tone ?? 'plain'],
    size: 'small',
    ...(confirm && {
      confirm: {
        title: plain(clip(confirm.title, LIMITS.label)),
        text: plain(clip(confirm.text, LIMITS.confirm)),
      },
    }),
    behaviors: callback(carriedIn(button.says, pen), pen),
  };
}

/** Something that opens what stands behind it: a button that looks like a link. */
export const linkNode = (label: string, says: Words, pen: Pen): Node => ({
  tag: 'button',
  text: plain(clip(label, LIMITS.label)),
  type: 'primary_text',
  size: 'small',
  behaviors: callback(carriedIn(says, pen), pen),
});

export const callback = (carried: Carried, pen: Pen): readonly object[] => [
  { type: 'callback', value: carry(carried, pen.spot) },
];

/** Buttons side by side, wrapping. */
export function rowOf(nodes: readonly Node[]): Node[] {
  if (nodes.length === 0) return [];
  return [
    {
      tag: 'column_set',
      flex_mode: 'flow',
      columns: nodes.map((node) => ({ tag: 'column', width: 'auto', elements: [node] })),
    },
  ];
}
