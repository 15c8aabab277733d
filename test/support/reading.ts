// What a person reads in a message and can press.

import type { Words } from '../../src/chat/card.ts';
import type { Message } from '../../src/chat/message.ts';

/** The words of a button, list item, fact or cell, by its label. Fails with what there is. */
export function pressed(message: Message, label: string | RegExp): Words {
  const all = pressable(message);
  const found = all.find((one) => (typeof label === 'string' ? one.label === label : label.test(one.label)));
  if (found === undefined)
    throw new Error(`nothing to press called ${label}; there is: ${all.map((one) => one.label).join(' | ')}`);
  return found.says;
}

/** Everything in a message that can be pressed. */
export function pressable(message: Message): { label: string; says: Words }[] {
  const found: { label: string; says: Words }[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) {
      for (const inner of value) visit(inner);
      return;
    }
    if (typeof value !== 'object' || value === null) return;
    const one = value as Record<string, unknown>;
    const says = (one.says ?? one.press) as Words | undefined;
    const label = one.label ?? one.title ?? one.text;
    if (says?.line !== undefined && typeof label === 'string') found.push({ label, says });
    for (const inner of Object.values(one)) visit(inner);
  };
  visit(message.card);
  visit(message.buttons);
  return found;
}

/** All words of a message, for looking at what a person reads. */
export function wordsOf(message: Message): string {
  const found: string[] = [message.text];
  const visit = (value: unknown): void => {
    if (typeof value === 'string') found.push(value);
    else if (Array.isArray(value)) value.forEach(visit);
    else if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value))
        if (!['says', 'press', 'kind', 'tone', 'state'].includes(key)) visit(inner);
    }
  };
  visit(message.card);
  visit(message.form);
  visit(message.buttons);
  return found.join('\n');
}
