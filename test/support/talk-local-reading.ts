// What a person sees of the local workspace's messages, and what there is to press.

import type { Button, Cell, Words } from '../../src/chat/card.ts';
import type { Message } from '../../src/chat/message.ts';
import { wordsOf } from './reading.ts';
import { objectsIn } from './talk.ts';

export type Pressable = { name: string; words: Words };

export const localText = (message: Message): string => wordsOf(message);

export const picturesIn = (message: Message): number =>
  [...objectsIn(message.card)].filter((one) => one.kind === 'picture').length;

export const localPressables = (message: Message): Pressable[] => [
  ...[...objectsIn(message.card)].flatMap(pressablesIn),
  ...(message.buttons ?? []).map(ofButton),
];

const ofButton = ({ label, says }: Button): Pressable => ({ name: label, words: says });

function pressablesIn(node: Record<string, unknown>): Pressable[] {
  if (Array.isArray(node.rows)) return cellsOf(node.rows as Cell[][], node.columns as { label: string }[]);
  const words = (node.says ?? node.press) as Words | undefined;
  if (words?.line === undefined) return [];
  if (typeof node.label === 'string')
    return [{ name: typeof node.value === 'string' ? `${node.label} ${node.value}` : node.label, words }];
  return typeof node.title === 'string' ? [{ name: node.title, words }] : [];
}

/** A number in a table is known by its row and column. */
function cellsOf(rows: readonly Cell[][], columns: readonly { label: string }[]): Pressable[] {
  return rows.flatMap((row) =>
    row.flatMap((cell, index) => {
      if (typeof cell === 'string' || cell.press === undefined) return [];
      const [first = ''] = row;
      const of = index === 0 ? '' : typeof first === 'string' ? first : first.text;
      const parts = [of, columns[index]?.label ?? '', cell.text].filter((part) => part !== '');
      return [{ name: parts.join(' · '), words: cell.press }];
    }),
  );
}
