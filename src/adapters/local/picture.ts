import { createHash } from 'node:crypto';
import type { Picture } from '../../chat/card.ts';
import { Refusal } from './http.ts';
import { picturesOf } from './page/pictures.ts';
import type { LocalPorts, PictureSize } from './ports.ts';
import { bodyOf } from './view.ts';

const kept = 60;

/** Draws pictures when they are first looked at and keeps the last ones by what they show. */
export function createPictures(ports: Pick<LocalPorts, 'store' | 'draw'>) {
  const drawn = new Map<string, Promise<Uint8Array>>();

  function draw(picture: Picture, size: PictureSize): Promise<Uint8Array> {
    const content = createHash('sha256').update(size).update(JSON.stringify(picture)).digest('hex');
    const known = drawn.get(content);
    if (known) return known;
    const fresh = ports.draw(picture, size);
    drawn.set(content, fresh);
    fresh.catch(() => drawn.delete(content));
    const [oldest] = drawn.keys();
    if (drawn.size > kept && oldest !== undefined) drawn.delete(oldest);
    return fresh;
  }

  /** The `position`th picture of a message's card, as PNG. */
  return async function picture(
    message: string,
    { position, size }: { position: number; size: PictureSize },
  ): Promise<Uint8Array> {
    const stored = await ports.store.message(message);
    const card = stored && bodyOf(stored).card;
    const found = card && picturesOf(card)[position];
    if (!found) throw new Refusal(404, 'no_picture', 'There is no such picture.');
    return draw(found, size);
  };
}
