import type { Choice } from '../field.ts';

type Word = { raw: string; start: number; end: number };

/** The first word of a choice that stands in the text; the longest word wins. */
export function choiceIn(text: string, options: readonly Choice[]): Word | null {
  let found: (Word & { length: number }) | null = null;
  for (const option of options) {
    for (const word of [option.value, option.label.en, option.label.zh, ...(option.also ?? [])]) {
      const start = indexOfWord(text, word);
      if (start >= 0 && (found === null || word.length > found.length)) {
        found = { raw: option.value, start, end: start + word.length, length: word.length };
      }
    }
  }
  return found;
}

function indexOfWord(text: string, word: string): number {
  if (/\p{Script=Han}/u.test(word)) return text.indexOf(word);
  const escaped = word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, 'iu').exec(text)?.index ?? -1;
}
