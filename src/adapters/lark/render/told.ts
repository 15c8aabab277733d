import type { Card, CardElement } from '../../../chat/card.ts';

/** Whether all that a message's line says is to be read on its card already: then the line is for notifications only. */
export function isTold(text: string, card: Card): boolean {
  const left = text.startsWith(card.title) ? text.slice(card.title.length) : text;
  const seen = [card.title, card.subtitle ?? '', card.badge?.text ?? '', ...card.elements.flatMap(wordsOf)];
  return left.split(' · ').every((part) => seen.some((one) => one.includes(part.trim())));
}

/** What stands open on the card; what is behind a fold is not read at a glance. */
function wordsOf(element: CardElement): readonly string[] {
  switch (element.kind) {
    case 'text':
      return [element.text];
    case 'facts':
      return element.facts.map((fact) => fact.value);
    case 'list':
      return element.items.map((item) => item.title);
    case 'picture':
      return [element.picture.footer ?? ''];
    default:
      return [];
  }
}
