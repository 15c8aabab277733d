import type { Button, Card } from '../../../chat/card.ts';
import { buttonNode, callback, rowOf } from './buttons.ts';
import { elementsNodes } from './elements.ts';
import type { Pen } from './pen.ts';
import { headerColor, line, type Node, plain, shown, small, tagColor } from './text.ts';

/** A card as the platform takes it, JSON 2.0. */
export type CardJson = {
  schema: '2.0';
  config: { update_multi: true; enable_forward: false; summary: { content: string } };
  header?: object;
  body: { direction: 'vertical'; elements: readonly Node[] };
};

type Whole = { text: string; card?: Card; buttons?: readonly Button[]; rest?: string };

/** `rest` is the id of what had no room. The line of the message is what a notification shows. */
export function cardJson(whole: Whole, pen: Pen): CardJson {
  const { card, text, rest } = whole;
  const buttons = rowOf((whole.buttons ?? []).map((button) => buttonNode(button, pen)));
  const more: Node[] =
    rest === undefined
      ? []
      : [
          {
            tag: 'button',
            text: plain(pen.words.showRest),
            type: 'default',
            size: 'small',
            behaviors: callback({ kind: 'kept', id: rest }, pen),
          },
        ];
  const content =
    card === undefined
      ? [line(text)]
      : [
          // What happened stands above the card unless the title says the same.
          ...(text === '' || text === card.title ? [] : [line(text)]),
          ...elementsNodes(card.elements, pen, 'root'),
        ];
  const footer = card?.footer === undefined ? [] : [line(card.footer, small)];
  return {
    ...frame(text),
    ...(card !== undefined && { header: headerOf(card) }),
    body: { direction: 'vertical', elements: [...content, ...more, ...buttons, ...footer] },
  };
}

/** Nobody forwards a card: what is in it was for this place. */
export const frame = (summary: string): Pick<CardJson, 'schema' | 'config'> => ({
  schema: '2.0',
  config: { update_multi: true, enable_forward: false, summary: { content: shown(summary).slice(0, 200) } },
});

const headerOf = ({ title, subtitle, badge }: Card): object => ({
  title: plain(title),
  ...(subtitle !== undefined && { subtitle: plain(subtitle) }),
  template: headerColor(badge?.tone),
  ...(badge !== undefined && {
    text_tag_list: [{ tag: 'text_tag', text: plain(badge.text), color: tagColor(badge.tone) }],
  }),
});
