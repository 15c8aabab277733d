import { createCanvas } from '@napi-rs/canvas';
import { subsetOf } from './fonts.ts';

export type Lettering = { size: number; weight: 400 | 700 };

/** Fits text into a width in the families of one picture. */
export type Pen = {
  families: string;
  width(text: string, lettering: Lettering): number;
  /** The text, shortened with … to `most` pixels at a boundary between what a reader sees as characters. */
  fit(text: string, lettering: Lettering, most: number): string;
};

export function pen(families: string): Pen {
  const context = createCanvas(1, 1).getContext('2d');
  const segments = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

  function width(text: string, { size, weight }: Lettering): number {
    context.font = `${weight} ${size}px ${families}`;
    return context.measureText(text).width;
  }

  function fit(text: string, lettering: Lettering, most: number): string {
    if (width(text, lettering) <= most) return text;
    const characters = [...segments.segment(text.slice(0, LONGEST))].map(({ segment }) => segment);
    let [kept, tooMany] = [0, characters.length + 1];
    while (tooMany - kept > 1) {
      const middle = Math.floor((kept + tooMany) / 2);
      const shortened = `${characters.slice(0, middle).join('').trimEnd()}…`;
      if (width(shortened, lettering) <= most) kept = middle;
      else tooMany = middle;
    }
    return `${characters.slice(0, kept).join('').trimEnd()}…`;
  }

  return { families, width, fit };
}

/** No picture is wide enough for more; a very long label need not be measured whole. */
const LONGEST = 400;

/**
 * What of a text can be drawn. The font has no emoji, and without one an emoji is a crossed box: they are left out
 * (the card's text has them). So are control characters, which could turn the direction of the line. Scripts that
 * the font does not have (Arabic, Hebrew, Thai) are left to the machine's fonts.
 */
export function drawable(text: string): string {
  const kept = [...text.normalize('NFC')].filter(isDrawable).join('');
  // The font's middle dot is as wide as a Chinese character and brings its own space.
  return kept.replace(/\s+/g, ' ').replace(/ ?· ?/g, '·').trim();
}

/** Control, format, private and unassigned characters, halves of a pair, and what only modifies an emoji. */
const UNSEEN = /\p{Cc}|\p{Cf}|\p{Co}|\p{Cn}|\p{Cs}|\ufffd|\u20e3|[\ufe00-\ufe0f]/u;
const EMOJI = /\p{Emoji_Presentation}|\p{Emoji_Modifier}|\p{Regional_Indicator}/u;

function isDrawable(character: string): boolean {
  if (/\s/.test(character)) return true;
  if (UNSEEN.test(character) || EMOJI.test(character)) return false;
  return !/\p{Extended_Pictographic}/u.test(character) || subsetOf(character) !== undefined;
}
