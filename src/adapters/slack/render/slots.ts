import type { Words } from '../../../chat/card.ts';
import type { Locale } from '../../../domain/people.ts';
import type { Kept } from '../ports.ts';
import { keptValue, wordsValue } from '../words.ts';

/**
 * What rendering takes from elsewhere: pictures that were uploaded and bodies that were kept. Rendering is a pure
 * function; what it finds missing is collected in `wanted`, so that the caller fetches it and renders once more.
 */
export type Slots = {
  locale: Locale;
  /** Slack's file ids of pictures, by `pictureKey`; without one the numbers are written out. */
  pictures: ReadonlyMap<string, string>;
  /** Ids of kept bodies, by their JSON. */
  kept: ReadonlyMap<string, string>;
  wanted: Map<string, Kept>;
};

export const noSlots = (locale: Locale): Slots => ({
  locale,
  pictures: new Map(),
  kept: new Map(),
  wanted: new Map(),
});

/** Words in at most `most` characters: the words themselves, or the id under which they are kept. */
export function fitted(words: Words, most: number, slots: Slots): string {
  const value = wordsValue(words);
  return value.length <= most ? value : keep({ kind: 'words', words }, slots);
}

/** As long as an id, so that what is drawn with ids has the same room as what was drawn without. */
const UNKNOWN = '0'.repeat(36);

export function keep(body: Kept, { kept, wanted }: Slots): string {
  const key = JSON.stringify(body);
  const id = kept.get(key);
  if (id === undefined) wanted.set(key, body);
  return keptValue(id ?? UNKNOWN);
}
