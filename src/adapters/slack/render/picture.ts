import { createHash } from 'node:crypto';
import type { CardElement, Picture } from '../../../chat/card.ts';
import { LIMITS } from '../limits.ts';
import { paragraph } from './block.ts';
import type { Piece } from './piece.ts';
import type { Slots } from './slots.ts';
import { cut, parts } from './text.ts';

type Shown = Extract<CardElement, { kind: 'picture' }>;

/** The same picture has the same key, so it is drawn and uploaded once. */
export const pictureKey = (picture: Picture): string =>
  createHash('sha256').update(JSON.stringify(picture)).digest('hex');

/** The uploaded picture, or its numbers written out. */
export function picturePieces(element: Shown, slots: Slots): Piece[] {
  const file = slots.pictures.get(pictureKey(element.picture));
  if (file !== undefined) {
    const alt_text = cut(element.alt, LIMITS.alt);
    return [{ blocks: [{ type: 'image', slack_file: { id: file }, alt_text }], element }];
  }
  return parts(numbersOf(element.picture).join('\n'), LIMITS.section).map((part) => ({
    blocks: [paragraph(part)],
    element: { kind: 'text', text: part },
  }));
}

function numbersOf(picture: Picture): string[] {
  const { title, footer } = picture;
  return [title, ...numberLines(picture), ...(footer === undefined ? [] : [footer])];
}

function numberLines(picture: Picture): string[] {
  switch (picture.kind) {
    case 'funnel':
      return picture.bars.map(({ label, text, detail }) =>
        [label, text, detail].filter((one) => one !== undefined && one !== '').join(' · '),
      );
    case 'bars':
      return picture.series.map(({ label, text }) => `${label} · ${text}`);
    case 'line':
      return picture.series.map(
        ({ label, values }) =>
          `${label} · ${values.map((value, index) => `${picture.x[index] ?? ''} ${value ?? '–'}`).join(', ')}`,
      );
  }
}
