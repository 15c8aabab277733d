import type { Picture, Words } from '../../../chat/card.ts';
import type { Locale } from '../../../domain/people.ts';
import type { Carried, Spot } from '../carried.ts';
import type { ChromeWords } from '../words.ts';
import type { Measure } from './measure.ts';

/** What rendering needs beside the card: for whom, where, and what was uploaded and kept before. */
export type Pen = {
  locale: Locale;
  words: ChromeWords;
  spot: Spot;
  /** Whether the card is to be read in both languages: then it holds only what can be said in two. */
  bilingual: boolean;
  /** How much of everything is shown. */
  measure: Measure;
  /** The img_key of an uploaded picture; undefined when it could not be uploaded: its numbers are shown anyway. */
  image(picture: Picture): string | undefined;
  /** The id under which long words were kept; undefined for words that a button carries itself. */
  idOf(words: Words): string | undefined;
};

/** How a button of this card carries its words. */
export function carriedIn(words: Words, pen: Pen): Carried {
  const id = pen.idOf(words);
  return id === undefined ? { kind: 'words', words } : { kind: 'kept', id };
}
