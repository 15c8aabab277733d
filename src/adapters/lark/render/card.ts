import type { Button, Card } from '../../../chat/card.ts';
import { buttonNode, callback, rowOf } from './buttons.ts';
import { elementsNodes } from './elements.ts';
import type { Pen } from './pen.ts';
import { clip, headerColor, line, type Node, plain, shown, small, tagColor } from './text.ts';

export type InBoth = { zh_cn: string; en_us: string };

/** A card as the platform takes it, JSON 2.0. */
export type CardJson = {
  schema: '2.0';
  config: {
    update_multi: true;
    enable_forward: false;
    summary: { content: string; i18n_content?: InBoth };
  };
  header?: object;
  body: { direction: 'vertical'; elements: readonly Node[] };
};

type Whole = {
  /** What a notification shows; with `line` it stands above the elements too. */
  text: string;
  line: boolean;
  /** Without a title it has no header. */
  card: Card;
  buttons: readonly Button[];
  /** The id of what had no room. */
  rest?: string;
};

export function cardJson(whole: Whole, pen: Pen): CardJson {
  const { card, text, rest } = whole;
  const buttons = rowOf(whole.buttons.map((button) => buttonNode(button, pen)));
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
  const content = [...(whole.line ? [line(text)] : []), ...elementsNodes(card.elements, pen, 'root')];
  const footer = card.footer === undefined ? [] : [line(card.footer, small)];
  return {
    ...frame(summaryOf(whole)),
    ...(card.title !== '' && { header: headerOf(card) }),
    body: { direction: 'vertical', elements: [...content, ...more, ...buttons, ...footer] },
  };
}

/** A line that is but the title tells a notification too little: then it says how things stand, too. */
const summaryOf = ({ text, card: { title, subtitle, badge } }: Whole): string =>
  text === title ? [title, subtitle, badge?.text].filter((one) => one !== undefined).join(' · ') : text;

/** Nobody forwards a card: what is in it was for this place. */
export const frame = (summary: string): Pick<CardJson, 'schema' | 'config'> => ({
  schema: '2.0',
  config: { update_multi: true, enable_forward: false, summary: { content: clip(shown(summary), 200) } },
});

const headerOf = ({ title, subtitle, badge }: Card): object => ({
  title: plain(title),
  ...(subtitle !== undefined && { subtitle: plain(subtitle) }),
  template: headerColor(badge?.tone),
  ...(badge !== undefined && {
    text_tag_list: [{ tag: 'text_tag', text: plain(badge.text), color: tagColor(badge.tone) }],
  }),
});
