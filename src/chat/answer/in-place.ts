import type { Button, Card, CardElement, Words } from '../card.ts';
import type { Message, Reply } from '../message.ts';

/**
 * A card takes the place of another when it shows the next state of the same thing. Who presses a button of a deal's card
 * in an answer, and is answered with that deal's card, sees that card change where it stands. No second one appears below
 * it. And a card that asks one thing (let them in? go on with this import?) has been answered by a press: what came of it
 * stands there instead, and nobody is asked again.
 *
 * Everything else stays as it is: what people work through (lists, a review, a digest, a nudge) is not a deal's card, so
 * a press in it is answered beside it; the live card of a deal's thread is no answer, and delivery keeps it up to date.
 * An adapter adds what only it knows: what one person may see never takes the place of what a room sees.
 */

/**
 * The buttons of a deal's card in an answer say on whose card they stand. Not where the answer offers something more
 * below its card, which would be gone with it.
 */
export function standing(message: Message): Message {
  const { card, buttons = [] } = message;
  if (card?.deal === undefined || buttons.length > 0) return message;
  return { ...message, card: { ...card, elements: inElements(card.elements, card.deal) } };
}

/** The live card of a deal's home: what is pressed on it is said in its thread. */
export const living = (card: Card): Card => ({ ...card, elements: inElements(card.elements, 'home') });

const placed = (button: Button, on: number | 'home'): Button => ({ ...button, says: { on, ...button.says } });

function inElements(elements: readonly CardElement[], on: number | 'home'): readonly CardElement[] {
  return elements.map((element): CardElement => {
    if (element.kind === 'buttons')
      return { ...element, buttons: element.buttons.map((one) => placed(one, on)) };
    return element.kind === 'more' ? { ...element, elements: inElements(element.elements, on) } : element;
  });
}

/** Whether an answer takes the place of the card on which its words stood. */
export const inPlace = (reply: Reply, on: Words['on']): Reply =>
  on !== undefined && reply.form === undefined && (on === 'question' || reply.card?.deal === on)
    ? { ...reply, replaces: true }
    : reply;
