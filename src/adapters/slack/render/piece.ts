import type { KnownBlock } from '@slack/types';
import type { CardElement } from '../../../chat/card.ts';
import type { Slots } from './slots.ts';

/** Blocks that belong together, and the neutral element that would show them elsewhere when there is no room here. */
export type Piece = { blocks: readonly KnownBlock[]; element: CardElement };

export type Surface = {
  /** Only messages take a table. From a view one more may open; in that one nothing is folded away any more. */
  kind: 'message' | 'view' | 'last';
  slots: Slots;
};

/** The length of everything in a block that is shown or carried. */
export function weight(value: unknown): number {
  if (typeof value === 'string') return value.length;
  if (Array.isArray(value)) return value.reduce((sum: number, one) => sum + weight(one), 0);
  if (typeof value !== 'object' || value === null) return 0;
  return Object.entries(value).reduce((sum, [key, one]) => sum + (key === 'type' ? 0 : weight(one)), 0);
}
