import type {
  ActionsBlock,
  Button,
  ConfirmationDialog,
  KnownBlock,
  Overflow,
  StaticSelect,
} from '@slack/types';
import type { CardElement, Button as Neutral, Words } from '../../../chat/card.ts';
import { LIMITS } from '../limits.ts';
import { texts } from '../texts.ts';
import { fitted, keep, type Slots } from './slots.ts';
import { plain } from './text.ts';

/** Which of our handlers a control belongs to. The rest of an action id only makes it unique in its block. */
export const ACTIONS = { say: 'say', rest: 'rest', view: 'view', pick: 'pick' } as const;

export function button(neutral: Neutral, slots: Slots, position = 0): Button {
  const { label, says, tone, confirm } = neutral;
  return {
    type: 'button',
    action_id: `${ACTIONS.say}:${position}`,
    text: plain(label, LIMITS.buttonText),
    value: fitted(says, LIMITS.buttonValue, slots),
    ...(tone && { style: tone }),
    ...(confirm && { confirm: confirmation(neutral, confirm, slots) }),
  };
}

/** Asked once more, one presses what one pressed: "Yes" tells nothing of what will happen. */
const confirmation = (
  { label, tone }: Neutral,
  { title, text }: { title: string; text: string },
  { locale }: Slots,
): ConfirmationDialog => ({
  title: plain(title, LIMITS.confirmTitle),
  text: plain(text, LIMITS.confirmText),
  confirm: plain(label, LIMITS.confirmButton),
  deny: plain(texts[locale].cancel, LIMITS.confirmButton),
  ...(tone && { style: tone }),
});

/** Rows of buttons, as many as there are. */
export function buttonRows(buttons: readonly Neutral[], slots: Slots): ActionsBlock[] {
  const rows: ActionsBlock[] = [];
  for (let from = 0; from < buttons.length; from += LIMITS.actions) {
    const row = buttons.slice(from, from + LIMITS.actions);
    rows.push({ type: 'actions', elements: row.map((one, index) => button(one, slots, index)) });
  }
  return rows;
}

type Choice = { label: string; says: Words };

/** A few choices behind three dots. Slack has no confirmation for one of them, so those that ask first are buttons. */
export const overflow = (choices: readonly Choice[], slots: Slots): Overflow => ({
  type: 'overflow',
  action_id: `${ACTIONS.pick}:0`,
  options: choices.slice(0, LIMITS.overflow).map((one) => optionOf(one, slots)),
});

/** Many choices in one menu. */
export const menu = (
  placeholder: string,
  choices: readonly Choice[],
  { slots, position = 0 }: { slots: Slots; position?: number },
): StaticSelect => ({
  type: 'static_select',
  action_id: `${ACTIONS.pick}:${position}`,
  placeholder: plain(placeholder, LIMITS.placeholder),
  options: choices.slice(0, LIMITS.options).map((one) => optionOf(one, slots)),
});

const optionOf = ({ label, says }: Choice, slots: Slots) => ({
  text: plain(label, LIMITS.optionText),
  value: fitted(says, LIMITS.optionValue, slots),
});

/** A button that opens the rest of a message in a modal. */
export const restButton = (
  label: string,
  rest: { title: string; elements: readonly CardElement[] },
  slots: Slots,
): ActionsBlock => ({
  type: 'actions',
  elements: [
    {
      type: 'button',
      action_id: `${ACTIONS.rest}:0`,
      text: plain(label, LIMITS.buttonText),
      value: keep({ kind: 'rest', ...rest }, slots),
    },
  ],
});

/** Buttons that stand below one another, each opening something folded away, share a row. */
export function inRows(blocks: readonly KnownBlock[]): KnownBlock[] {
  const rows: KnownBlock[] = [];
  for (const block of blocks) {
    const above = rows.at(-1);
    if (above === undefined || !opensRest(above) || !opensRest(block)) rows.push(block);
    else if (above.elements.length + block.elements.length > LIMITS.actions) rows.push(block);
    else rows[rows.length - 1] = rowOf([...above.elements, ...block.elements]);
  }
  return rows;
}

const rowOf = (elements: ActionsBlock['elements']): ActionsBlock => ({
  type: 'actions',
  elements: elements.map((one, index) => ({ ...one, action_id: `${ACTIONS.rest}:${index}` })),
});

const opensRest = (block: KnownBlock): block is ActionsBlock =>
  block.type === 'actions' &&
  block.elements.every(({ action_id: id }) => id?.startsWith(`${ACTIONS.rest}:`) === true);
