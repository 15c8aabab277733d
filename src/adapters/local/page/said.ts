import type { Message } from '../../../chat/message.ts';

/** The line above a card says what was done; of a card that is called the same, or begins with it, it says nothing. */
export function saidAbove({ text, card }: Message): string {
  if (card === undefined) return text;
  return text === card.title || text.startsWith(`${card.title} · `) ? '' : text;
}
