import { DeliveryError } from '../../chat/adapter.ts';
import { type Input, inputKey } from '../../chat/input.ts';
import { isForRoom, type Message, type Reply } from '../../chat/message.ts';
import type { Locale } from '../../domain/people.ts';
import type { Spot } from './carried.ts';
import { type Compose, type Content, textContent } from './compose.ts';
import type { Asked } from './input.ts';
import type { LarkPorts } from './ports.ts';
import type { Post, Target } from './post.ts';
import { otherLocale, words } from './words.ts';

export type Answering = Pick<LarkPorts, 'hear' | 'later' | 'localeOf' | 'log'> & {
  /** How long the platform is kept waiting. */
  answerMs: number;
  compose: Compose;
  post: Post;
};

/** The platform waits 3 s. `late`: nothing was committed in time, and the reply travels by the outbox. */
export type Heard = { kind: 'replied'; reply: Reply | null } | { kind: 'late' };

export async function hearInTime(on: Answering, input: Input): Promise<Heard> {
  const reply = on.hear(input);
  let alarm: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    alarm = setTimeout(() => resolve('late'), on.answerMs);
  });
  try {
    const first = await Promise.race([reply, late]);
    if (first !== 'late') return { kind: 'replied', reply: first };
    await on.later(input, reply);
    return { kind: 'late' };
  } finally {
    clearTimeout(alarm);
  }
}

/** Where an answer is seen: in the place where it was asked, or by the asker alone, in their direct chat. */
export const isForPlace = ({ input }: Asked, reply: Reply): boolean =>
  input.place.kind === 'direct' || isForRoom(reply);

/**
 * Posts a reply. When the platform is busy, or does not say whether it took it, the outbox takes it over: under the same
 * key, so that it is not said twice.
 */
export async function sayReply(on: Answering, asked: Asked, reply: Reply): Promise<void> {
  const { input } = asked;
  try {
    const content = await contentFor(on, asked, reply);
    await on.post.send({
      key: `answer:${inputKey(input)}`,
      to: targetOf(asked, isForPlace(asked, reply)),
      content,
    });
  } catch (error) {
    if (!(error instanceof DeliveryError)) throw error;
    on.log.warn({ code: error.code, outcome: error.outcome }, 'answer not sent at once');
    if (error.outcome === 'later' || error.outcome === 'unknown')
      await on.later(input, Promise.resolve(reply));
  }
}

/** Says that the answer will follow. It is a courtesy: when it cannot be said, the answer follows all the same. */
export async function sayWorking(on: Answering, asked: Asked): Promise<void> {
  const { input } = asked;
  const locale = await on.localeOf({ workspace: input.workspace, actor: input.actor });
  const inRoom = input.place.kind === 'room';
  const said = (one: Locale) => ({ text: words[one][inRoom ? 'workingInRoom' : 'working'] });
  const twin = inRoom ? { twin: said(otherLocale(locale)) } : {};
  const content = textContent(said(locale), { locale, ...twin });
  try {
    await on.post.send({ key: `working:${inputKey(input)}`, to: targetOf(asked, true), content });
  } catch (error) {
    if (!(error instanceof DeliveryError)) throw error;
  }
}

/** A reply as its reader gets it. */
export async function contentFor(on: Answering, asked: Asked, reply: Reply): Promise<Content> {
  const { input, anchor } = asked;
  const { workspace, actor, place } = input;
  const { twin } = reply;
  return on.compose(messageOf(reply), {
    workspace,
    locale: await on.localeOf({ workspace, actor }),
    // What one person reads is in their own language.
    ...(twin !== undefined && place.kind === 'room' && isForRoom(reply) && { twin }),
    spot: isForPlace(asked, reply) ? spotOf(asked) : { kind: 'direct' },
    asked: { owner: actor, origin: inputKey(input), place, anchor },
  });
}

const messageOf = ({ audience: _, replaces: __, twin: ___, ...message }: Reply): Message => message;

const spotOf = ({ input: { place } }: Asked): Spot => ({
  kind: place.kind,
  ...(place.thread !== undefined && { thread: place.thread }),
});

export function targetOf({ input, anchor }: Asked, forPlace: boolean): Target {
  const { place, workspace, actor } = input;
  if (!forPlace || place.channel === '') return { by: 'person', workspace, openId: actor };
  const hangs = place.kind === 'room' || place.thread !== undefined;
  if (anchor === null || !hangs) return { by: 'chat', chat: place.channel };
  return { by: 'reply', message: anchor.message, inThread: anchor.threaded, chat: place.channel };
}
