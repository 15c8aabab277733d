import type { Button as BlockButton, KnownBlock, RichTextBlock } from '@slack/types';
import type { Button, CardElement, ListItem } from '../../../chat/card.ts';
import { messages } from '../../../i18n/messages.ts';
import { LIMITS } from '../limits.ts';
import { wordsValue } from '../words.ts';
import { heading, toned } from './block.ts';
import { button, overflow } from './buttons.ts';
import type { Piece } from './piece.ts';
import type { Slots } from './slots.ts';
import { cut, plain, rich } from './text.ts';

type List = Extract<CardElement, { kind: 'list' }>;

/** With more items than this, their buttons are folded behind three dots. */
const ROOMY = 6;
/** Items that cannot be pressed share a block. */
const TOGETHER = 10;

export function listPieces({ title, items }: List, slots: Slots): Piece[] {
  const pieces: Piece[] =
    title === undefined ? [] : [{ blocks: [heading(title)], element: { kind: 'text', text: title } }];
  let quiet: ListItem[] = [];
  const flush = (): void => {
    if (quiet.length > 0)
      pieces.push({ blocks: [quietBlock(quiet)], element: { kind: 'list', items: quiet } });
    quiet = [];
  };
  for (const item of items) {
    if (item.press === undefined && (item.buttons ?? []).length === 0) {
      quiet.push(item);
      if (quiet.length === TOGETHER) flush();
      continue;
    }
    flush();
    pieces.push({
      blocks: pressable(item, { roomy: items.length <= ROOMY, slots }),
      element: { kind: 'list', items: [item] },
    });
  }
  flush();
  return pieces;
}

function quietBlock(items: readonly ListItem[]): RichTextBlock {
  const sections = items.flatMap(
    ({ title, detail, tone }) =>
      rich([
        { text: plain(`• ${toned(title, tone)}`, LIMITS.heading).text, bold: true },
        { text: detail === undefined ? '' : ` ${plain(detail, LIMITS.itemDetail).text}` },
      ]).elements,
  );
  return { type: 'rich_text', elements: sections };
}

/** Title and detail with what can be pressed: one thing stands beside them, several stand below. */
function pressable(item: ListItem, { roomy, slots }: { roomy: boolean; slots: Slots }): KnownBlock[] {
  const { title, detail, tone, press, takes, buttons = [] } = item;
  const { chat } = messages[slots.locale];
  const open: Button[] = press === undefined ? [] : [{ label: takes ? chat.take : chat.open, says: press }];
  const all = [...open, ...buttons];
  const text = plain(
    [toned(title, tone), detail].filter((one) => one !== undefined).join('\n'),
    LIMITS.section,
  );
  const [only] = all;
  if (all.length === 1 && only !== undefined)
    return [{ type: 'section', text, accessory: spoken(button(only, slots), title) }];
  if (!roomy && foldable(all)) return [{ type: 'section', text, accessory: overflow(all, slots) }];
  const elements = all.slice(0, LIMITS.actions).map((one, index) => spoken(button(one, slots, index), title));
  return [
    { type: 'section', text },
    { type: 'actions', elements },
  ];
}

/** Read out, a button says what it belongs to: a list of nothing but "Open" tells nobody anything. */
const spoken = (pressed: BlockButton, title: string): BlockButton => ({
  ...pressed,
  accessibility_label: cut(`${pressed.text.text}: ${title}`, LIMITS.buttonText),
});

const foldable = (buttons: readonly Button[]): boolean =>
  buttons.length <= LIMITS.overflow &&
  buttons.every(
    ({ confirm, says }) => confirm === undefined && wordsValue(says).length <= LIMITS.optionValue,
  );
