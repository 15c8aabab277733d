import type { ModalView } from '@slack/types';
import { z } from 'zod';
import type { CardElement, Words } from '../../../chat/card.ts';
import type { Form } from '../../../chat/form.ts';
import type { Place } from '../../../chat/input.ts';
import { jsonIn } from '../../../chat/json.ts';
import type { Locale } from '../../../domain/people.ts';
import { filled } from '../fill.ts';
import { LIMITS } from '../limits.ts';
import type { SlackPorts } from '../ports.ts';
import { bodyBlocks } from '../render/card.ts';
import { fitted, viewOf } from '../render/form.ts';
import { plain } from '../render/text.ts';
import { texts } from '../texts.ts';
import { carriedBy, keptValue, wordsValue } from '../words.ts';
import type { Pressed, Voice } from './voice.ts';

/** What a modal remembers of where it came from. */
export type Behind = {
  /** As a button carries them. */
  words: string;
  place: Place;
  pressed?: Pressed | undefined;
  responseUrl?: string | undefined;
  /** Fields that keep their value when they are left empty. */
  untouched: readonly string[];
};

const Metadata = z.object({
  w: z.string(),
  p: z.object({ kind: z.enum(['direct', 'room']), channel: z.string(), thread: z.string().optional() }),
  m: z.object({ message: z.string(), ephemeral: z.boolean() }).optional(),
  r: z.string().optional(),
  u: z.array(z.string()).default([]),
});

const metadataOf = ({ words, place, pressed, responseUrl, untouched }: Behind): string =>
  JSON.stringify({
    w: words,
    p: place,
    ...(pressed && { m: pressed }),
    ...(responseUrl && { r: responseUrl }),
    ...(untouched.length > 0 && { u: untouched }),
  });

/** Null for a modal that an older version opened. */
export function behind(metadata: string): Behind | null {
  const parsed = Metadata.safeParse(jsonIn(metadata));
  if (!parsed.success) return null;
  const { w: words, p, m: pressed, r: responseUrl, u: untouched } = parsed.data;
  const { thread, ...place } = p;
  return {
    words,
    place: { ...place, ...(thread !== undefined && { thread }) },
    pressed,
    responseUrl,
    untouched,
  };
}

type Carrier = Pick<SlackPorts, 'kept'>;

/** The words that a button or modal carries; null when they are nobody's, or kept no longer. */
export async function wordsOf(ports: Carrier, workspace: string, value: string): Promise<Words | null> {
  const carried = carriedBy(value);
  if (carried?.kind === 'words') return carried.words;
  const kept = carried === null ? null : await ports.kept(workspace, carried.id);
  return kept?.kind === 'words' ? kept.words : null;
}

/** A form as a modal that knows where it was asked for. */
export async function formView(voice: Voice, form: Form, pressed?: Pressed): Promise<ModalView> {
  const shown = fitted(form);
  const { place, responseUrl, fill, calls } = voice;
  const here = { place, pressed, responseUrl, untouched: shown.untouched };
  const metadata = metadataOf({ ...here, words: wordsValue(shown.form.says) });
  const locale = await voice.locale;
  if (metadata.length <= LIMITS.metadata) return viewOf(shown, { metadata, locale });
  const id = await fill.keep(calls.workspace, { kind: 'words', words: shown.form.says });
  return viewOf(shown, { metadata: metadataOf({ ...here, words: keptValue(id) }), locale });
}

/** Elements in a modal, to be read: what a message had no room for, or the answer to a press in a modal. */
export async function readingView(
  voice: Voice,
  { title, elements }: { title: string; elements: readonly CardElement[] },
  kind: 'view' | 'last',
): Promise<ModalView> {
  const { calls, fill, place, responseUrl } = voice;
  const locale = await voice.locale;
  const { client, workspace } = calls;
  const room = { blocks: LIMITS.viewBlocks, text: LIMITS.view / 8 };
  const blocks = await filled(
    fill,
    { client, workspace, locale },
    {
      elements,
      render: (slots) => bodyBlocks({ title, elements }, { kind, slots, room }),
    },
  );
  return {
    type: 'modal',
    title: plain(title, LIMITS.viewTitle),
    close: plain(texts[locale].close, LIMITS.viewTitle),
    private_metadata: metadataOf({ words: '', place, responseUrl, untouched: [] }),
    blocks,
  };
}

export const waitingView = (locale: Locale): ModalView => ({
  type: 'modal',
  title: plain(texts[locale].waitTitle, LIMITS.viewTitle),
  close: plain(texts[locale].close, LIMITS.viewTitle),
  blocks: [{ type: 'section', text: plain(texts[locale].working, LIMITS.section) }],
});
