import type { KnownBlock } from '@slack/types';
import type { Button, CardElement } from '../../../chat/card.ts';
import type { Form } from '../../../chat/form.ts';
import type { Message } from '../../../chat/message.ts';
import { LIMITS } from '../limits.ts';
import { bodyBlocks, cardBlocks } from './card.ts';
import type { Slots } from './slots.ts';
import { cut, escaped } from './text.ts';

export type Rendered = {
  /** For notifications and screen readers, as the `text` of a message: escaped. */
  text: string;
  blocks: KnownBlock[];
};

const ROOM = { blocks: LIMITS.blocks, text: LIMITS.message };

/** A message as Slack takes it. A form, which opens only in answer to a press, is a button that says the same words. */
export function rendered(message: Message, slots: Slots): Rendered {
  const { text, card, form } = message;
  const buttons = [...(form === undefined ? [] : [formButton(form)]), ...(message.buttons ?? [])];
  const tail: CardElement[] = buttons.length === 0 ? [] : [{ kind: 'buttons', buttons }];
  // The line above a card says what was done; a card that is called the same says it already.
  const told = card !== undefined && (text === '' || text === card.title);
  const lead: CardElement[] = told ? [] : [{ kind: 'text', text }];
  const surface = { kind: 'message' as const, slots, room: ROOM };
  const blocks =
    card === undefined
      ? bodyBlocks({ title: text, elements: [...lead, ...tail] }, surface)
      : cardBlocks(card, { lead, tail }, surface);
  return { text: escaped(cut(text, LIMITS.fallback)), blocks };
}

/** All that was understood goes with the press, so that the form opens filled in. */
function formButton({ title, says, fields }: Form): Button {
  const filled = fields.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value] as const]));
  return {
    label: title,
    tone: 'primary',
    says: { ...says, values: { ...says.values, ...Object.fromEntries(filled) } },
  };
}
