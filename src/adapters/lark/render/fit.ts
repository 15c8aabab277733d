import type { Button, Card, CardElement } from '../../../chat/card.ts';
import { LIMITS } from '../limits.ts';
import { type CardJson, cardJson } from './card.ts';
import { type Measure, measures } from './measure.ts';
import type { Pen } from './pen.ts';
import { shorten } from './shorten.ts';
import { clip } from './text.ts';

type Whole = { text: string; card?: Card; buttons?: readonly Button[] };

/** What a card shows within the platform's limits, and what it had no room for. `render` takes the id of the rest. */
export type Fitted = { rest: readonly CardElement[]; render(restId?: string): CardJson };

/** Shows as much as fits: each measure is tried until the card is small enough. The last one always is. */
export function fitted(whole: Whole, pen: Omit<Pen, 'measure'>): Fitted {
  let last: Fitted | null = null;
  for (const measure of measures) {
    last = within(whole, { ...pen, measure });
    if (fits(last.render(PLACEHOLDER))) return last;
  }
  if (last === null) throw new Error('there is a measure');
  return last;
}

/** As long as any id of what is kept. */
const PLACEHOLDER = '00000000-0000-0000-0000-000000000000';

function within({ text, card, buttons = [] }: Whole, pen: Pen): Fitted {
  const { measure } = pen;
  const base: Card = card ?? { title: '', elements: [{ kind: 'text', text }] };
  const short = shorten(base, measure);
  const left = buttons.slice(measure.buttons);
  const rest: CardElement[] = [
    ...(card !== undefined && text.length > lineOf(measure) ? [{ kind: 'text' as const, text }] : []),
    ...short.rest,
    ...(left.length > 0 ? [{ kind: 'buttons' as const, buttons: left }] : []),
  ];
  const shortText = clip(text, lineOf(measure));
  const first = short.card.elements[0];
  const shown: Whole = {
    text: card === undefined && first?.kind === 'text' ? first.text : shortText,
    ...(card !== undefined && { card: short.card }),
    buttons: buttons.slice(0, measure.buttons),
  };
  return {
    rest,
    render: (id) => cardJson({ ...shown, ...(id !== undefined && rest.length > 0 && { rest: id }) }, pen),
  };
}

const lineOf = (measure: Measure): number => Math.min(500, measure.text);

const fits = (card: CardJson): boolean =>
  Buffer.byteLength(JSON.stringify(card)) <= LIMITS.cardBytes && elementsIn(card) <= LIMITS.cardElements;

/** Everything with a tag counts, text nodes included. */
export function elementsIn(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, one) => sum + elementsIn(one), 0);
  if (typeof value !== 'object' || value === null) return 0;
  const own = 'tag' in value ? 1 : 0;
  return own + Object.values(value).reduce((sum: number, one) => sum + elementsIn(one), 0);
}
