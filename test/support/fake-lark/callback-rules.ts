// What the platform takes as the answer to a press: a toast, a card, both or neither, and nothing else.

import { cardFaults } from './card-rules.ts';

type Json = Record<string, unknown>;

const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const LANGUAGES = ['zh_cn', 'en_us', 'ja_jp'];

export function answerFaults(answer: unknown): string[] {
  if (!isJson(answer)) return ['the answer is no object'];
  const others = Object.keys(answer).filter((key) => key !== 'toast' && key !== 'card');
  return [
    ...others.map((key) => `unknown property ${key}`),
    ...(answer.toast === undefined ? [] : toastFaults(answer.toast)),
    ...(answer.card === undefined ? [] : replacementFaults(answer.card)),
  ];
}

function toastFaults(toast: unknown): string[] {
  if (!isJson(toast)) return ['toast is no object'];
  const { type, content, i18n, ...others } = toast;
  const faults = Object.keys(others).map((key) => `unknown property toast.${key}`);
  if (!['info', 'success', 'error', 'warning'].includes(String(type))) faults.push(`toast type ${type}`);
  if (typeof content !== 'string' || content === '') faults.push('toast without words');
  if (i18n !== undefined && (!isJson(i18n) || Object.keys(i18n).some((key) => !LANGUAGES.includes(key))))
    faults.push('toast.i18n');
  return faults;
}

/** A card 2.0 stays one; templates are of the card builder, which this app does not use. */
function replacementFaults(card: unknown): string[] {
  if (!isJson(card) || card.type !== 'raw' || !isJson(card.data)) return ['card is not raw'];
  return cardFaults(JSON.stringify(card.data)).map((fault) => `200673: ${fault}`);
}
