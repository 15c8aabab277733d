import type { KnownBlock } from '@slack/types';
import type { Button, CardElement, Fact, PathStep, Tone } from '../../../chat/card.ts';
import { LIMITS } from '../limits.ts';
import { chunks, heading, paragraph, small, toned } from './block.ts';
import { buttonRows, menu, overflow, restButton } from './buttons.ts';
import { listPieces } from './list.ts';
import { picturePieces } from './picture.ts';
import type { Piece, Surface } from './piece.ts';
import type { Slots } from './slots.ts';
import { tablePieces } from './table.ts';
import { hasPermalink, parts, plain, rich } from './text.ts';

export function piecesOf(element: CardElement, surface: Surface): readonly Piece[] {
  switch (element.kind) {
    case 'text':
      return textPieces(element);
    case 'facts':
      return factPieces(element.facts, surface.slots);
    case 'path':
      return element.steps.length === 0 ? [] : [{ blocks: [path(element.steps)], element }];
    case 'list':
      return listPieces(element, surface.slots);
    case 'table':
      return tablePieces(element, surface);
    case 'picture':
      return picturePieces(element, surface.slots);
    case 'buttons':
      return buttonPieces(element.buttons, surface.slots);
    case 'more':
      return morePieces(element, surface);
    case 'divider':
      return [{ blocks: [{ type: 'divider' }], element }];
  }
}

function textPieces({ text, tone }: { text: string; tone?: Tone }): Piece[] {
  if (tone === 'muted') {
    return parts(text, LIMITS.contextText).map((part) => ({
      blocks: [small(part)],
      element: { kind: 'text', text: part, tone },
    }));
  }
  return parts(toned(text, tone), LIMITS.section).map((part) => ({
    blocks: [paragraph(part)],
    element: { kind: 'text', text: part },
  }));
}

/** Facts in two columns; those that open something are buttons, because a field of a section cannot be pressed. */
function factPieces(facts: readonly Fact[], slots: Slots): Piece[] {
  const pressed = facts.filter(({ press }) => press !== undefined);
  const colon = COLON[slots.locale];
  const fits = (fact: Fact): boolean => factText(fact, colon).length <= LIMITS.buttonText;
  const shown = facts.filter((fact) => fact.press === undefined || !fits(fact));
  const [linking, read] = [shown.filter(links), shown.filter((fact) => !links(fact))];
  return [
    ...chunks(read, LIMITS.fields).map(
      (some): Piece => ({
        blocks: [{ type: 'section', fields: some.map((one) => plain(factText(one, '\n'), LIMITS.field)) }],
        element: { kind: 'facts', facts: some.map(({ press: _, ...fact }) => fact) },
      }),
    ),
    ...linking.map(
      (fact): Piece => ({
        blocks: [rich([{ text: `${fact.label}\n`, bold: true }, { text: toned(fact.value, fact.tone) }])],
        element: { kind: 'facts', facts: [fact] },
      }),
    ),
    ...chunks(pressed, PIECE).map(
      (some): Piece => ({
        blocks: buttonRows(
          some.flatMap((fact) =>
            fact.press === undefined ? [] : [{ label: factText(fact, colon), says: fact.press }],
          ),
          slots,
        ),
        element: { kind: 'facts', facts: some },
      }),
    ),
  ];
}

/** A field of a section makes no links. */
const links = ({ value }: Fact): boolean => hasPermalink(value);

const COLON = { en: ': ', zh: '：' } as const;
const factText = ({ label, value, tone }: Fact, between: string): string =>
  `${label}${between}${toned(value, tone)}`;

const STEP_SIGNS: Readonly<Record<PathStep['state'], string>> = {
  done: '✓ ',
  skipped: '',
  current: '● ',
  ahead: '○ ',
};

/** The deal's way as one line: what is done, where it stands (bold), what lies ahead. */
function path(steps: readonly PathStep[]): KnownBlock {
  const some = steps.slice(0, LIMITS.options);
  const label = Math.max(20, Math.floor(LIMITS.section / Math.max(1, some.length)) - 10);
  return rich(
    some.flatMap((step, index) => {
      const text = `${STEP_SIGNS[step.state]}${plain(step.label, label).text}`;
      const detail = step.detail === undefined ? '' : ` (${plain(step.detail, label).text})`;
      return [
        { text: index === 0 ? '' : ' › ' },
        {
          text,
          ...(step.state === 'current' && { bold: true as const }),
          ...(step.state === 'skipped' && { struck: true as const }),
        },
        { text: detail },
      ];
    }),
  );
}

/** Few enough that a row with long words still finds room. */
const PIECE = 10;

function buttonPieces(buttons: readonly Button[], slots: Slots): Piece[] {
  return chunks(buttons, PIECE).map((some) => ({
    blocks: buttonRows(some, slots),
    element: { kind: 'buttons', buttons: some },
  }));
}

type More = Extract<CardElement, { kind: 'more' }>;

/** Slack folds nothing: what is folded away opens in a modal of its own, and buttons only are a menu. */
function morePieces(element: More, { slots, kind }: Surface): readonly Piece[] {
  const { summary, elements } = element;
  const buttons = elements.flatMap((one) => (one.kind === 'buttons' ? one.buttons : []));
  const onlyButtons = elements.every((one) => one.kind === 'buttons');
  const asking = buttons.some(({ confirm }) => confirm !== undefined);
  if (onlyButtons && buttons.length > 0 && !asking && buttons.length <= LIMITS.options) {
    const few = buttons.length <= LIMITS.overflow;
    const control = few ? overflow(buttons, slots) : menu(summary, buttons, { slots });
    return [{ blocks: [{ type: 'actions', elements: [control] }], element }];
  }
  if (kind === 'last') {
    const title: Piece = {
      blocks: [heading(summary)],
      element: { kind: 'text', text: summary },
    };
    return [title, ...elements.flatMap((one) => piecesOf(one, { slots, kind }))];
  }
  return [{ blocks: [restButton(summary, { title: summary, elements }, slots)], element }];
}
