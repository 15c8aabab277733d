import type { WebClient } from '@slack/web-api';
import type { CardElement } from '../../chat/card.ts';
import type { Message } from '../../chat/message.ts';
import type { Locale } from '../../domain/people.ts';
import type { Pictures } from './pictures.ts';
import type { SlackPorts } from './ports.ts';
import { type Rendered, rendered } from './render/message.ts';
import { pictureKey } from './render/picture.ts';
import { noSlots, type Slots } from './render/slots.ts';
import { codeOf } from './turn.ts';

export type Fill = Pick<SlackPorts, 'keep'> & { pictures: Pictures };
export type Where = { client: WebClient; workspace: string; locale: Locale };

const ROUNDS = 3;

/** Renders with everything that comes from elsewhere: pictures are uploaded, what is too long is kept. */
export async function filled<T>(
  fill: Fill,
  where: Where,
  { elements, render }: { elements: readonly CardElement[]; render(slots: Slots): T },
): Promise<T> {
  const kept = new Map<string, string>();
  const pictures = await uploaded(fill, where, elements);
  for (let round = 1; ; round += 1) {
    const slots: Slots = { ...noSlots(where.locale), pictures, kept };
    const drawn = render(slots);
    // With ids of another length than was reckoned with, other things may find no room.
    if (slots.wanted.size === 0 || round === ROUNDS) return drawn;
    for (const [key, body] of slots.wanted) kept.set(key, await fill.keep(where.workspace, body));
  }
}

const NO_PICTURES: Pictures = { fileOf: async () => null };

/**
 * Renders a message and hands it to `call`. A file that Slack is not done with yet cannot be shown: then the message
 * goes out with the picture's numbers in words.
 */
export async function sent<T>(
  fill: Fill,
  where: Where,
  { message, call }: { message: Message; call(drawn: Rendered): Promise<T> },
): Promise<T> {
  const drawn = await filledMessage(fill, where, message);
  try {
    return await call(drawn);
  } catch (error) {
    const pictures = drawn.blocks.some(({ type }) => type === 'image');
    if (!pictures || codeOf(error) !== 'invalid_blocks') throw error;
    return call(await filledMessage({ ...fill, pictures: NO_PICTURES }, where, message));
  }
}

export const filledMessage = (fill: Fill, where: Where, message: Message): Promise<Rendered> =>
  filled(fill, where, {
    elements: message.card?.elements ?? [],
    render: (slots) => rendered(message, slots),
  });

async function uploaded(
  { pictures }: Fill,
  { client, workspace }: Where,
  elements: readonly CardElement[],
): Promise<Map<string, string>> {
  const shown = elements.flatMap((element) => (element.kind === 'picture' ? [element] : []));
  const files = await Promise.all(
    shown.map(
      async (one) => [pictureKey(one.picture), await pictures.fileOf(client, workspace, one)] as const,
    ),
  );
  return new Map(files.flatMap(([key, file]) => (file === null ? [] : [[key, file] as const])));
}
