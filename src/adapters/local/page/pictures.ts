import type { Card, CardElement, Picture } from '../../../chat/card.ts';

/** A card's pictures in the order in which their addresses count them: depth first. Both server and page count this way. */
export function picturesOf(card: Card): readonly Picture[] {
  return within(card.elements);
}

function within(elements: readonly CardElement[]): readonly Picture[] {
  return elements.flatMap((element) => {
    if (element.kind === 'picture') return [element.picture];
    return element.kind === 'more' ? within(element.elements) : [];
  });
}
