import { createHash } from 'node:crypto';
import type { Card, CardElement, Picture } from '../../chat/card.ts';
import type { LarkApi } from './api.ts';
import type { Log } from './ports.ts';

const KEPT = 200;

/** Draws and uploads the pictures of a card; the same picture is uploaded once. */
export function createPictures(on: { api: LarkApi; draw(picture: Picture): Promise<Uint8Array>; log: Log }) {
  const uploaded = new Map<string, Promise<string>>();

  function keyOf(picture: Picture): Promise<string> {
    const content = createHash('sha256').update(JSON.stringify(picture)).digest('hex');
    const known = uploaded.get(content);
    if (known !== undefined) return known;
    const fresh = on.draw(picture).then((png) => on.api.uploadImage(png));
    uploaded.set(content, fresh);
    fresh.catch(() => uploaded.delete(content));
    const [oldest] = uploaded.keys();
    if (uploaded.size > KEPT && oldest !== undefined) uploaded.delete(oldest);
    return fresh;
  }

  /** What a card's pictures are called on the platform. One that cannot be uploaded is missing: its numbers remain. */
  return async function imagesOf(card: Card | undefined): Promise<(picture: Picture) => string | undefined> {
    const keys = new Map<Picture, string>();
    for (const picture of picturesIn(card?.elements ?? [])) {
      try {
        keys.set(picture, await keyOf(picture));
      } catch (error) {
        on.log.warn({ code: error instanceof Error ? error.message : 'unknown' }, 'picture not uploaded');
      }
    }
    return (picture) => keys.get(picture);
  };
}

const picturesIn = (elements: readonly CardElement[]): Picture[] =>
  elements.flatMap((element) => {
    if (element.kind === 'picture') return [element.picture];
    return element.kind === 'more' ? picturesIn(element.elements) : [];
  });
