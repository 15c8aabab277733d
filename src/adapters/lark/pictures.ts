import { createHash } from 'node:crypto';
import type { Card, CardElement, Picture } from '../../chat/card.ts';
import { faultOf } from '../../chat/fault.ts';
import type { Log } from '../../chat/log.ts';
import type { LarkApi } from './api.ts';

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

  /**
   * What the pictures of a card and of its twin are called on the platform. When one cannot be uploaded all are missing,
   * so that both languages show the same: their numbers remain.
   */
  return async function imagesOf(
    cards: readonly (Card | undefined)[],
  ): Promise<ReadonlyMap<Picture, string>> {
    const keys = new Map<Picture, string>();
    try {
      for (const picture of cards.flatMap((card) => picturesIn(card?.elements ?? [])))
        keys.set(picture, await keyOf(picture));
    } catch (error) {
      on.log.warn(faultOf(error), 'picture not uploaded');
      return new Map();
    }
    return keys;
  };
}

const picturesIn = (elements: readonly CardElement[]): Picture[] =>
  elements.flatMap((element) => {
    if (element.kind === 'picture') return [element.picture];
    return element.kind === 'more' ? picturesIn(element.elements) : [];
  });
