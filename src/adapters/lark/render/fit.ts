import type { Button, Card, CardElement } from '../../../chat/card.ts';
import type { Locale } from '../../../domain/people.ts';
import { LIMITS } from '../limits.ts';
import { type CardJson, cardJson } from './card.ts';
import { type Measure, measures } from './measure.ts';
import type { Pen } from './pen.ts';
import { shorten } from './shorten.ts';
import { clip } from './text.ts';
import { isTold } from './told.ts';
import { zipped } from './zip.ts';

type Whole = { text: string; card?: Card; buttons?: readonly Button[] };

/** A message in one language, and how it is drawn there. */
export type Side = { whole: Whole; pen: Omit<Pen, 'measure'> };

/**
 * What a card shows within the platform's limits, and what it had no room for, which is a list for each language: whoever
 * asks for it reads one. `render` takes the id of the rest.
 */
export type Fitted = {
  rest: readonly CardElement[];
  twinRest: readonly CardElement[];
  render(restId?: string): CardJson;
};

/**
 * Shows as much as fits: each measure is tried until the card is small enough. The last one always is. A card in both
 * languages is measured whole, so that both are cut alike.
 */
export function fitted(own: Side, twin?: Side): Fitted {
  const line = saysMore(own) || (twin !== undefined && saysMore(twin));
  let last: Fitted | null = null;
  for (const measure of measures) {
    const mine = within(own, { measure, line });
    last = twin === undefined ? alone(mine) : together(mine, within(twin, { measure, line }), own.pen.locale);
    if (fits(last.render(PLACEHOLDER))) return last;
  }
  if (last === null) throw new Error('there is a measure');
  return last;
}

/** As long as any id of what is kept. */
const PLACEHOLDER = '00000000-0000-0000-0000-000000000000';

/** What happened stands above the card unless the card says the same. */
const saysMore = ({ whole: { text, card } }: Side): boolean => card !== undefined && !isTold(text, card);

/** One language of a card within a measure. */
type Half = {
  all: readonly CardElement[];
  rest: readonly CardElement[];
  render(restId: string | undefined): CardJson;
};

function within({ whole, pen: base }: Side, { measure, line }: { measure: Measure; line: boolean }): Half {
  const { text, card, buttons = [] } = whole;
  const pen = { ...base, measure };
  const all: Card = card ?? { title: '', elements: [{ kind: 'text', text }] };
  const short = shorten(all, measure);
  const left = buttons.slice(measure.buttons);
  const rest: CardElement[] = [
    ...(line && text.length > lineOf(measure) ? [{ kind: 'text' as const, text }] : []),
    ...short.rest,
    ...(left.length > 0 ? [{ kind: 'buttons' as const, buttons: left }] : []),
  ];
  const shown = {
    text: clip(text, lineOf(measure)),
    line,
    card: short.card,
    buttons: buttons.slice(0, measure.buttons),
  };
  return {
    all: all.elements.length > 0 ? all.elements : [{ kind: 'text', text: all.title }],
    rest,
    render: (id) => cardJson({ ...shown, ...(id !== undefined && { rest: id }) }, pen),
  };
}

const alone = ({ rest, render }: Half): Fitted => ({
  rest,
  twinRest: [],
  render: (id) => render(rest.length > 0 ? id : undefined),
});

/** Both show that there is more when one has more; who reads the one that was whole is shown it once more. */
function together(own: Half, twin: Half, locale: Locale): Fitted {
  const more = own.rest.length + twin.rest.length > 0;
  const leftOf = ({ all, rest }: Half) => (more && rest.length === 0 ? all : rest);
  return {
    rest: leftOf(own),
    twinRest: leftOf(twin),
    render(id) {
      const restId = more ? id : undefined;
      return zipped(own.render(restId), twin.render(restId), locale);
    },
  };
}

const lineOf = (measure: Measure): number => Math.min(500, measure.text);

const fits = (card: CardJson): boolean =>
  Buffer.byteLength(JSON.stringify(card)) <= LIMITS.cardBytes &&
  nodesIn(card) <= LIMITS.cardElements &&
  nodesIn(card, TABLES) <= LIMITS.tables;

const TABLES: ReadonlySet<unknown> = new Set(['table', 'markdown']);

/** Everything with a tag counts, text nodes included. */
function nodesIn(value: unknown, tags?: ReadonlySet<unknown>): number {
  if (Array.isArray(value)) return value.reduce((sum: number, one) => sum + nodesIn(one, tags), 0);
  if (typeof value !== 'object' || value === null) return 0;
  const own = 'tag' in value && (tags?.has(value.tag) ?? true) ? 1 : 0;
  return own + Object.values(value).reduce((sum: number, one) => sum + nodesIn(one, tags), 0);
}
