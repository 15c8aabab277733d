import type { Button, Card } from './card.ts';
import type { Form } from './form.ts';

/**
 * What the bot says. `text` is one plain line that stands alone (notification, screen reader, log of a room);
 * a card or a form adds to it.
 */
export type Message = {
  text: string;
  card?: Card;
  form?: Form;
  /** Follow-ups offered under a message that has no card. */
  buttons?: readonly Button[];
};

/**
 * The answer to one input. `audience` is who may see it: the place where it was said, or the asker alone.
 * `replaces` puts the message in the place of the card whose button was pressed (in-place.ts has the rule). `twin`
 * is the same in the other language, for a place that shows both.
 */
export type Reply = Message & { audience: 'place' | 'asker'; replaces?: true; twin?: Message };

/** Everybody in the place where it was asked may see it. A form is its asker's own. */
export const isForRoom = (answer: Message & { audience?: unknown }): boolean =>
  answer.audience === 'place' && answer.form === undefined;

export const toAsker = (text: string): Reply => ({ text, audience: 'asker' });
