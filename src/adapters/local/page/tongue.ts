import type { Card, CardElement } from '../../../chat/card.ts';
import type { Language } from './words.ts';

/**
 * The language that a card speaks: its labels are the bot's own words, whatever people's are. Null where it has none.
 * What the page adds to a card is said in it, whoever is looking.
 */
export function tongueOf(card: Card): Language | null {
  const labels = card.elements.flatMap(labelsOf);
  if (labels.length === 0) return null;
  return labels.some((label) => /\p{Script=Han}/u.test(label)) ? 'zh' : 'en';
}

function labelsOf(element: CardElement): readonly string[] {
  switch (element.kind) {
    case 'facts':
      return element.facts.map(({ label }) => label);
    case 'buttons':
      return element.buttons.map(({ label }) => label);
    case 'table':
      return element.columns.map(({ label }) => label);
    case 'more':
      return [element.summary, ...element.elements.flatMap(labelsOf)];
    case 'path':
    case 'text':
    case 'list':
    case 'picture':
    case 'divider':
      return [];
  }
}
